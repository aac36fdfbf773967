-- What a quality record says, beside the paper that prints it: the values as they were made are never written over, a correction
-- is a further row (P04 §2.1). How long it is kept is reckoned when it is made and again when an anchor comes.
create table records (
  paper_id uuid primary key references papers (id),
  entity_id text not null references legal_entities (id),
  code text not null,
  case_id uuid not null references cases (id),
  form_version integer not null,
  -- Values as made and signatures as printed; the form of a kind of record holds nothing personal.
  made jsonb not null,
  -- Values as corrected; equal to those of `made` while nothing was.
  current jsonb not null,
  -- 'none' where the kind asks for no review.
  review text not null check (review in ('none', 'waiting', 'returned', 'passed')),
  review_case uuid references cases (id),
  reviewed_at timestamptz,
  reviewed_by text,
  kept text not null check (kept in ('until', 'permanent', 'open')),
  kept_until timestamptz,
  -- Parameter of the period that binds.
  kept_by text not null,
  check ((kept = 'until') = (kept_until is not null))
);
create index records_case on records (case_id);
create unique index records_review on records (review_case);
create index records_kept on records (entity_id, kept_until, paper_id) where kept = 'until';

create table record_corrections (
  paper_id uuid not null references records (paper_id),
  seq integer not null check (seq > 0),
  -- The paper as printed after this act of correction; several items may be corrected in one.
  version integer not null check (version > 0),
  item text not null,
  row_number integer,
  label_zh text not null,
  label_en text not null,
  before text not null,
  after text not null,
  reason text not null check (reason <> ''),
  corrected_by text not null,
  name text not null,
  corrected_at timestamptz not null,
  primary key (paper_id, seq)
);

-- Later prints; the first is the paper's own and stays.
create table record_prints (
  paper_id uuid not null references records (paper_id),
  version integer not null check (version > 0),
  file_id uuid not null,
  sha256 text not null,
  printed_at timestamptz not null,
  primary key (paper_id, version)
);

grant select, insert, update (current, review, review_case, reviewed_at, reviewed_by, kept, kept_until, kept_by) on records to plumbline_app;
grant select, insert on record_corrections, record_prints to plumbline_app;
