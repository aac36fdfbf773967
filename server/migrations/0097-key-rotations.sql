-- Every rotation of keys that was asked for, and what came of it. How far one has come stands in job_progress.
create table key_rotations (
  id uuid primary key,
  entity_id text not null references legal_entities (id),
  purpose text not null check (purpose in ('subjects', 'index', 'files')),
  -- The generation that it begins; set before the key is made, so that a job that dies in between makes no second one.
  generation int check (generation > 1),
  reason text not null check (reason <> ''),
  asked_at timestamptz not null,
  ended_at timestamptz,
  -- What no longer opens and stays under its old key: references and addresses, nothing of a person.
  damaged text[] not null default '{}'
);
create unique index key_rotations_under_way on key_rotations (entity_id, purpose) where ended_at is null;
grant select, insert, update (generation, ended_at, damaged) on key_rotations to plumbline_app;
