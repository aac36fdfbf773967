-- What an admission leaves behind: the merchant as a record that lives for years, and who may not apply (again).
create table merchants (
  id text primary key,
  entity_id text not null references legal_entities (id),
  name text not null,
  uscc text not null,
  grade text check (grade in ('A', 'B', 'C')),
  state text not null check (state in ('applying', 'admitted', 'refused', 'rejected')),
  account_name text,
  admitted_at timestamptz,
  admission_case uuid references cases (id),
  archive_path text,
  archived_at timestamptz,
  unique (entity_id, uscc)
);
create index merchants_state on merchants (entity_id, state);

-- A bar belongs to the code of the enterprise, not to an account: a new account does not lift it.
create table admission_bars (
  id bigint generated always as identity primary key,
  entity_id text not null references legal_entities (id),
  uscc text not null,
  -- Null: for good.
  until date,
  reason text not null,
  case_id uuid not null references cases (id),
  set_at timestamptz not null
);
create index admission_bars_uscc on admission_bars (uscc);

grant select, insert, update on merchants to plumbline_app;
grant select, insert on admission_bars to plumbline_app;
