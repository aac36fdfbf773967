-- Contents lie encrypted on disk, each under a key of its own, once per entity however often they are uploaded. `address`
-- is a keyed hash of the content (HMAC-SHA-256, hexadecimal): the same content has the same address within an entity,
-- and nobody without the key can tell from it what the content is.
create table file_contents (
  entity_id text not null references legal_entities (id),
  address text not null check (address ~ '^[0-9a-f]{64}$'),
  bytes bigint not null check (bytes >= 0),
  /** Wraps the key of this content; replaced on rotation without touching the content. */
  key_id uuid not null references data_keys (id),
  wrapped_key bytea not null,
  created_at timestamptz not null,
  primary key (entity_id, address)
);
create index file_contents_key on file_contents (key_id);
grant select, insert, update (key_id, wrapped_key) on file_contents to plumbline_app;

create table files (
  id uuid primary key,
  entity_id text not null references legal_entities (id),
  address text not null,
  /** For people only, cleaned of what could deceive them. */
  name text not null check (name <> '' and length(name) <= 130),
  media_type text not null,
  bytes bigint not null,
  pages integer,
  /** What the inspection found: resolution of scans, size of pictures; null for papers of our own. */
  inspection jsonb,
  uploaded_by text not null,
  uploaded_at timestamptz not null,
  foreign key (entity_id, address) references file_contents (entity_id, address)
);
create index files_address on files (entity_id, address);
grant select, insert on files to plumbline_app;

-- Drafts hold what a form will seal later; they have a key apart from the keys that wrap those of persons.
alter table data_keys drop constraint data_keys_purpose_check;
alter table data_keys add constraint data_keys_purpose_check
  check (purpose in ('subjects', 'subject', 'files', 'fileAddress', 'index', 'drafts'));
