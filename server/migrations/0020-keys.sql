-- Keys that encrypt data, themselves encrypted by the key `wrapped_by`: the master key (which never enters the database;
-- here stands its fingerprint) or another row. Destroying `wrapped` makes everything under the key unreadable for good.
create table data_keys (
  id uuid primary key,
  entity_id text not null references legal_entities (id),
  purpose text not null check (purpose in ('subjects', 'subject', 'files', 'fileAddress', 'index')),
  /** Whose values the key encrypts; only with purpose 'subject'. An id, never a name or number. */
  subject text check ((purpose = 'subject') = (subject is not null)),
  generation int not null check (generation > 0),
  /** As in the envelope: 1 is AES-256-GCM, 2 is kept for SM4-GCM. */
  algorithm smallint not null,
  wrapped bytea,
  wrapped_by uuid not null,
  created_at timestamptz not null,
  /** No new writes from here on; still read and searched. */
  retired_at timestamptz,
  destroyed_at timestamptz,
  check ((wrapped is null) = (destroyed_at is not null)),
  unique nulls not distinct (entity_id, purpose, subject, generation)
);
create index data_keys_wrapped_by on data_keys (wrapped_by, id) where destroyed_at is null;
grant select, insert, update (wrapped, wrapped_by, retired_at, destroyed_at) on data_keys to plumbline_app;

-- What is destroyed stays destroyed, also for whoever holds the application's password and an old copy of a key.
create function data_keys_stay_destroyed() returns trigger language plpgsql as $$
begin
  raise exception 'a destroyed key cannot be put back' using errcode = 'PL020';
end $$;
create trigger data_keys_stay_destroyed before update on data_keys
  for each row when (old.destroyed_at is not null) execute function data_keys_stay_destroyed();
