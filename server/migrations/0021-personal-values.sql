-- Personal values stand here, encrypted under the key of their subject. Events, records and audit hold only `ref` and a
-- salted commitment; the salt lies inside the ciphertext, so that nothing can be guessed once the key is destroyed.
create table personal_values (
  ref uuid primary key,
  entity_id text not null references legal_entities (id),
  subject text not null check (subject <> ''),
  kind text not null check (kind in ('name', 'phone', 'residentId', 'email', 'address', 'health', 'other')),
  /** Case or record that the value belongs to; null where none. */
  holder uuid,
  /** What screens show (138****5678), so that showing needs no decryption. */
  mask text,
  key_id uuid not null references data_keys (id),
  ciphertext bytea,
  created_at timestamptz not null,
  destroyed_at timestamptz,
  check ((ciphertext is null) = (destroyed_at is not null)),
  check ((mask is null) = (destroyed_at is not null))
);
create index personal_values_subject on personal_values (entity_id, subject);
create index personal_values_holder on personal_values (holder) where holder is not null;
create index personal_values_key on personal_values (key_id, ref) where destroyed_at is null;
grant select, insert, update (key_id, ciphertext, mask, destroyed_at) on personal_values to plumbline_app;

-- Keyed hashes to search by; without the index key they say nothing. Deleted with the value that they lead to.
create table personal_index (
  token bytea not null,
  ref uuid not null references personal_values (ref),
  form text not null check (form in ('whole', 'last4', 'region')),
  key_id uuid not null references data_keys (id),
  primary key (token, ref)
);
create index personal_index_ref on personal_index (ref);
create index personal_index_key on personal_index (key_id, ref);
grant select, insert, delete on personal_index to plumbline_app;
