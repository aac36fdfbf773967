-- A list of acts that was signed at once, from the proof until each act is done: so that a list sent again after a lost
-- connection goes on without a further proof. What was signed stands in `signatures`, written with each act.
create table signed_lists (
  account_id text not null references accounts (id),
  key text not null,
  -- Of the whole request without its proof: another list under the same key is refused.
  request_hash text not null,
  signature_id text not null unique,
  signed_at timestamptz not null,
  method text not null check (method in ('passkey', 'password', 'demo')),
  passkey_id text references passkeys (id),
  primary key (account_id, key)
);
create index signed_lists_at on signed_lists (signed_at);
grant select, insert, delete on signed_lists to plumbline_app;
