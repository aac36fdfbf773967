-- 消息: what a person is told inside the product. Written in the act's own transaction; ids only, the words are made when
-- it is read.
create table inbox (
  id bigint generated always as identity primary key,
  person_id text not null,
  entity_id text not null,
  case_id uuid not null references cases (id),
  seq integer not null,
  kind text not null check (kind in ('escalation', 'reminder', 'urge', 'copy', 'notice', 'assigned')),
  -- Key of the limit or the task, or number of the paper that it is about.
  about text not null,
  at timestamptz not null,
  read_at timestamptz,
  -- The act behind it was taken back.
  withdrawn_at timestamptz,
  unique (case_id, seq, kind, person_id)
);
create index inbox_person on inbox (person_id, id desc) where withdrawn_at is null;
create index inbox_unread on inbox (person_id) where read_at is null and withdrawn_at is null;

grant select, insert, update on inbox to plumbline_app;

-- First shown to the party in the portal, by title or whole: from then on the act behind it can't be taken back.
alter table papers add column seen_at timestamptz;
