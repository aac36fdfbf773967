-- The application's role is made beforehand, because its password is none of a migration's business.
revoke all on schema public from public;
grant usage on schema public to plumbline_app;

-- Every case, record, number series, seal, parameter and post belongs to one of these.
create table legal_entities (
  id text primary key check (id ~ '^[a-z][a-z0-9-]{0,31}$'),
  kind text not null check (kind in ('platform', 'distributor')),
  name text not null check (name <> ''),
  name_en text not null check (name_en <> ''),
  uscc text not null unique check (uscc ~ '^[0-9A-HJ-NPQRTUWXY]{18}$'),
  legal_representative text not null default '',
  address text not null default '',
  /** The division code of the seat (six digits), which decides the competent regulator. */
  region text not null default '' check (region ~ '^([0-9]{6})?$'),
  created_at timestamptz not null default now()
);
grant select, insert, update on legal_entities to plumbline_app;

-- The application reads which version of the schema it meets (/readyz, doctor) and changes nothing of it.
grant select on schema_migrations to plumbline_app;
