-- What somebody in charge has to do before it hurts, shown inside the product to whoever holds one of the roles. One row
-- for each matter: raised once, cleared when it is settled, raised again if it comes back.
create table alerts (
  kind text not null check (kind ~ '^[a-z][A-Za-z0-9.]{0,60}$'),
  subject text not null,
  -- Roles of core/people; who holds one of them in any legal entity sees the alert.
  addressed_to text[] not null,
  raised_at timestamptz not null,
  cleared_at timestamptz,
  primary key (kind, subject)
);
create index alerts_open on alerts (raised_at) where cleared_at is null;
grant select, insert, update on alerts to plumbline_app;
