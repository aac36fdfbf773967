-- Since when a duty counts for a legal entity: the product invents no occurrences of a time in which it was not there.
create table duty_starts (
  entity_id text not null references legal_entities (id),
  duty text not null check (duty <> ''),
  since timestamptz not null,
  -- Up to when occurrences have been looked for; a gap is a downtime that is caught up.
  looked_at timestamptz not null,
  primary key (entity_id, duty)
);

-- Occurrences that were opened. The key is the claim: whoever inserts the row opens the case, in the same transaction.
create table duty_occurrences (
  entity_id text not null,
  duty text not null,
  -- The period, e.g. 2026-11 or 2026-Q4: never the day, which a calendar may move.
  period text not null check (period <> ''),
  opens_at timestamptz not null,
  case_id uuid references cases (id),
  primary key (entity_id, duty, period),
  foreign key (entity_id, duty) references duty_starts
);
create unique index duty_occurrences_case on duty_occurrences (case_id);
create index duty_occurrences_latest on duty_occurrences (entity_id, duty, opens_at desc);

grant select, insert, update (looked_at) on duty_starts to plumbline_app;
grant select, insert, update (case_id) on duty_occurrences to plumbline_app;
