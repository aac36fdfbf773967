-- The case kernel: cases, their open work and their clocks. A case's events are its audit entries (one log, not two),
-- so nothing here is evidence: every row below can be rebuilt from the entries of the case's chain.

create table cases (
  id uuid primary key,
  entity_id text not null references legal_entities (id),
  process text not null,
  definition_version integer not null,
  number text not null,
  subject text not null,
  -- The merchant, consumer or other outside party whose case it is; null for matters of the house.
  party_id text,
  parent_id uuid references cases (id),
  -- Snapshot of the engine's state after `version` events.
  state jsonb not null,
  version integer not null,
  position text[] not null,
  opened_at timestamptz not null,
  ended_at timestamptz,
  ended_as text,
  due_at timestamptz,
  breaches integer not null default 0,
  search tsvector not null,
  unique (entity_id, number)
);
create index cases_open on cases (entity_id, process, due_at, id) where ended_at is null;
create index cases_recent on cases (entity_id, opened_at desc, id);
create index cases_party on cases (party_id, opened_at desc) where party_id is not null;
create index cases_parent on cases (parent_id) where parent_id is not null;
create index cases_search on cases using gin (search);

create table case_tasks (
  id uuid primary key,
  case_id uuid not null references cases (id),
  key text not null,
  entity_id text not null,
  party_id text,
  role text not null,
  stage text not null,
  task text not null,
  item text,
  state text not null,
  claimed_by text,
  assigned_to text,
  opened_at timestamptz not null,
  closed_at timestamptz,
  urged_at timestamptz,
  -- The clock that binds this task: copied from its limit so that 待办 is one index scan.
  due_at timestamptz,
  due_order timestamptz not null generated always as (coalesce(due_at, 'infinity'::timestamptz)) stored,
  clock_from timestamptz,
  provisional boolean not null default false,
  breached boolean not null default false,
  clause text,
  unique (case_id, key)
);
create index case_tasks_todo on case_tasks (entity_id, role, due_order, id) where state = 'open' and assigned_to is null;
create index case_tasks_mine on case_tasks (assigned_to, due_order, id) where state = 'open' and assigned_to is not null;
create index case_tasks_party on case_tasks (party_id, due_order, id) where state = 'open' and party_id is not null;

create table case_limits (
  case_id uuid not null references cases (id),
  key text not null,
  limit_name text not null,
  item text,
  state text not null,
  anchor_at timestamptz not null,
  due_at timestamptz,
  provisional boolean not null,
  breached_at timestamptz,
  settled_at timestamptz,
  -- When the machine next has something to do for it; null = never.
  wake_at timestamptz,
  primary key (case_id, key)
);
create index case_limits_wake on case_limits (wake_at) where wake_at is not null;
create index case_limits_provisional on case_limits (case_id) where provisional and state = 'running';
create index case_limits_running on case_limits (limit_name, case_id) where state in ('running', 'paused');

-- 抄送: who may read a case besides those whose posts do.
create table case_copies (
  case_id uuid not null references cases (id),
  person_id text not null,
  since timestamptz not null,
  primary key (case_id, person_id)
);

-- Files filed in a case, by document and act.
create table case_files (
  case_id uuid not null references cases (id),
  file_id uuid not null,
  document text,
  act_seq integer not null,
  filed_at timestamptz not null,
  primary key (case_id, file_id)
);

-- One press of a button, one effect: the answer is kept under the key that the client made.
create table idempotency_keys (
  account_id text not null,
  key text not null,
  request_hash text not null,
  case_id uuid,
  at timestamptz not null,
  primary key (account_id, key)
);
create index idempotency_keys_at on idempotency_keys (at);

-- Queued acts on other cases, keyed by their cause so that each happens once.
create table case_messages (
  id bigint generated always as identity primary key,
  case_id uuid not null references cases (id),
  cause text not null,
  event text not null,
  item text,
  data jsonb not null,
  at timestamptz not null,
  done_at timestamptz,
  unique (case_id, cause)
);
create index case_messages_waiting on case_messages (id) where done_at is null;

create table drafts (
  task_id uuid not null,
  person_id text not null,
  action text not null,
  -- Encrypted: a draft may hold what the form will seal.
  content bytea not null,
  saved_at timestamptz not null,
  primary key (task_id, person_id)
);

grant select, insert, update on cases, case_tasks, case_limits, case_copies, case_files, case_messages to plumbline_app;
grant select, insert, delete on idempotency_keys to plumbline_app;
grant select, insert, update, delete on drafts to plumbline_app;
