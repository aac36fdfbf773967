-- How an account proves who it is. No secret stands here in clear: passwords as argon2id, links, codes and session tokens
-- as SHA-256 of random values, TOTP secrets and phone numbers sealed by the vault.
create table password_credentials (
  account_id text primary key references accounts (id),
  hash text not null check (hash like '$argon2id$%'),
  changed_at timestamptz not null
);

create table totp_credentials (
  account_id text primary key references accounts (id),
  secret_sealed bytea not null,
  confirmed_at timestamptz,
  -- Last 30-second step that was accepted: a code counts once.
  last_step bigint not null default 0
);

create table sms_credentials (
  account_id text primary key references accounts (id),
  phone_sealed bytea not null,
  recorded_at timestamptz not null
);

create table passkeys (
  id text primary key,
  account_id text not null references accounts (id),
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null default '{}',
  name text not null,
  created_at timestamptz not null,
  last_used_at timestamptz,
  revoked_at timestamptz
);
create index passkeys_account on passkeys (account_id);

create table activation_links (
  id text primary key,
  account_id text not null references accounts (id),
  token_hash bytea not null unique,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  void_at timestamptz
);
create index activation_links_account on activation_links (account_id);

-- A question that one answer may be given to, once: passkey ceremonies and codes by SMS.
create table challenges (
  id text primary key,
  account_id text references accounts (id),
  purpose text not null check (purpose in ('passkeyRegistration', 'passkeySignIn', 'passkeySigning', 'smsSignIn')),
  -- The challenge itself (it is no secret), or the hash of a code.
  value bytea not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  attempts int not null default 0,
  used_at timestamptz
);
create index challenges_account on challenges (account_id, purpose, created_at);
create index challenges_value on challenges (value);

-- Failures by login name and by address, as hashes: unknown names lock like known ones.
create table sign_in_throttles (
  key bytea primary key,
  failures int not null,
  last_at timestamptz not null,
  locked_until timestamptz
);

create table sessions (
  id text primary key,
  account_id text not null references accounts (id),
  token_hash bytea not null unique,
  -- After a rotation the token before it serves for some seconds, for requests that were under way.
  previous_hash bytea,
  previous_until timestamptz,
  method text not null check (method in ('passkey', 'password', 'demo')),
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null,
  rotate_due boolean not null default false,
  revoked_at timestamptz,
  revoked_reason text,
  agent text not null default '',
  address text not null default ''
);
create index sessions_account on sessions (account_id) where revoked_at is null;
create index sessions_previous on sessions (previous_hash) where previous_hash is not null;

grant select, insert, update on password_credentials, totp_credentials, sms_credentials, passkeys, activation_links,
  challenges, sign_in_throttles, sessions to plumbline_app;
-- Spent questions, throttles and closed sessions hold addresses: they are swept, the audit keeps what happened.
grant delete on totp_credentials, challenges, sign_in_throttles, sessions to plumbline_app;
