-- Papers that the house issues: notices to outside parties and quality records. A number once given stays: a void paper
-- is shown as void, never removed.
create table papers (
  id uuid primary key,
  entity_id text not null references legal_entities (id),
  kind text not null check (kind in ('notice', 'record')),
  code text not null,
  title text not null,
  title_en text not null,
  number text not null,
  case_id uuid not null references cases (id),
  act_seq integer not null,
  party_id text,
  issued_at timestamptz not null,
  issued_by text not null,
  state text not null default 'issued' check (state in ('issued', 'void')),
  -- SHA-256 of the PDF, which stands in the audit too; the bytes are in the file store.
  file_id uuid,
  sha256 text not null,
  -- Unguessable part of the address that the QR code bears.
  verify_token text not null unique,
  -- Entry into the portal inbox: delivery, from which the party's periods run (DECISIONS 1).
  delivered_at timestamptz,
  read_at timestamptz,
  unique (entity_id, number)
);
create index papers_case on papers (case_id, issued_at);
create index papers_party on papers (party_id, issued_at desc) where party_id is not null;

-- What leaves the house, at least once, each under a key that the receiver can recognise. Ids only: the address is read
-- and the words are written when it is sent.
create table outbox (
  id bigint generated always as identity primary key,
  entity_id text not null,
  case_id uuid references cases (id),
  act_seq integer,
  channel text not null check (channel in ('mail', 'sms', 'robot', 'command')),
  template text not null,
  recipient text not null,
  paper_id uuid references papers (id),
  idempotency_key text not null unique,
  state text not null default 'waiting' check (state in ('waiting', 'sent', 'dead', 'withdrawn')),
  attempts integer not null default 0,
  next_at timestamptz not null,
  sent_at timestamptz,
  last_error text,
  created_at timestamptz not null
);
create index outbox_waiting on outbox (next_at, id) where state = 'waiting';
create index outbox_case on outbox (case_id) where case_id is not null;
create index outbox_dead on outbox (id) where state = 'dead';

grant select, insert, update on papers, outbox to plumbline_app;
