-- Signatures: who, when, by what means, with what meaning, over exactly which contents. Written once.
create table signatures (
  id text primary key,
  account_id text not null references accounts (id),
  person_id text not null references persons (id),
  -- The name as it was when signing; a signature shows name, time and meaning for ever.
  person_name text not null,
  on_behalf_of text references persons (id),
  signed_at timestamptz not null,
  meaning_zh text not null check (meaning_zh <> ''),
  meaning_en text not null check (meaning_en <> ''),
  method text not null check (method in ('passkey', 'password', 'demo')),
  passkey_id text references passkeys (id)
);
create table signature_subjects (
  signature_id text not null references signatures (id),
  position int not null check (position between 0 and 49),
  task_id text not null,
  content_hash text not null check (content_hash ~ '^[0-9a-f]{64}$'),
  primary key (signature_id, position)
);
create index signature_subjects_task on signature_subjects (task_id);
grant select, insert on signatures, signature_subjects to plumbline_app;
