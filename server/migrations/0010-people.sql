-- Who is who, and who may act for which post, at any moment. Nothing here is overwritten: a change closes the row that
-- held until then (valid_to) and opens another, so that the organisation of any day can be asked for.
create extension if not exists btree_gist;

/** Half-open: from the first instant inside to the first instant outside; null is open-ended. */
create function in_force(valid_from timestamptz, valid_to timestamptz, at timestamptz) returns boolean
language sql immutable
return valid_from <= at and (valid_to is null or at < valid_to);

create table departments (
  id text primary key,
  entity_id text not null references legal_entities (id)
);
create table department_states (
  department_id text not null references departments (id),
  title_zh text not null check (title_zh <> ''),
  title_en text not null check (title_en <> ''),
  -- Departments of the manuals that this unit stands for (DepartmentId of core/manual).
  stands_for text[] not null default '{}',
  valid_from timestamptz not null,
  valid_to timestamptz check (valid_to >= valid_from),
  exclude using gist (department_id with =, tstzrange(valid_from, valid_to) with &&)
);

create table posts (
  id text primary key,
  entity_id text not null references legal_entities (id)
);
create table post_states (
  post_id text not null references posts (id),
  department_id text not null references departments (id),
  title_zh text not null check (title_zh <> ''),
  title_en text not null check (title_en <> ''),
  is_head boolean not null default false,
  -- Further legal entities in which a post of the group counts.
  also_in text[] not null default '{}',
  valid_from timestamptz not null,
  valid_to timestamptz check (valid_to >= valid_from),
  exclude using gist (post_id with =, tstzrange(valid_from, valid_to) with &&),
  -- A department has one post at its head.
  exclude using gist (department_id with =, tstzrange(valid_from, valid_to) with &&) where (is_head)
);

create table persons (
  id text primary key,
  real_name text not null check (real_name <> ''),
  -- Filled by the vault; never in clear.
  resident_id_sealed bytea
);
create table employments (
  person_id text not null references persons (id),
  entity_id text not null references legal_entities (id),
  kind text not null check (kind in ('employee', 'partTime', 'dispatched', 'external')),
  valid_from timestamptz not null,
  valid_to timestamptz check (valid_to >= valid_from),
  exclude using gist (person_id with =, entity_id with =, tstzrange(valid_from, valid_to) with &&)
);

create table accounts (
  id text primary key,
  login_name text not null check (login_name = lower(login_name) and login_name <> ''),
  person_id text not null references persons (id),
  kind text not null check (kind in ('staff', 'merchant', 'auditor')),
  -- The entity that a staff member works for first, or whose platform a merchant or reader was admitted to.
  entity_id text not null references legal_entities (id),
  party_id text,
  valid_from timestamptz not null,
  valid_to timestamptz check (valid_to >= valid_from),
  check ((kind = 'merchant') = (party_id is not null)),
  -- One person has one account of the staff at a time, so that nobody is two people to the separation of duties.
  exclude using gist (person_id with =, tstzrange(valid_from, valid_to) with &&) where (kind = 'staff')
);
-- A name is never given to somebody else, so that old records keep meaning the same person.
create unique index accounts_login_name on accounts (login_name);
create index accounts_party on accounts (party_id) where party_id is not null;

create table account_posts (
  account_id text not null references accounts (id),
  post_id text not null references posts (id),
  valid_from timestamptz not null,
  valid_to timestamptz check (valid_to >= valid_from),
  exclude using gist (account_id with =, post_id with =, tstzrange(valid_from, valid_to) with &&)
);
create index account_posts_post on account_posts (post_id);

-- Which posts of this company carry which role of the manuals; a reorganisation is a change of this table.
create table role_posts (
  entity_id text not null references legal_entities (id),
  role text not null,
  post_id text not null references posts (id),
  valid_from timestamptz not null,
  valid_to timestamptz check (valid_to >= valid_from),
  exclude using gist (entity_id with =, role with =, post_id with =, tstzrange(valid_from, valid_to) with &&)
);
create index role_posts_post on role_posts (post_id);

create table delegations (
  id text primary key,
  entity_id text not null references legal_entities (id),
  from_person text not null references persons (id),
  to_person text not null references persons (id),
  post_id text not null references posts (id),
  valid_from timestamptz not null,
  -- A delegation always has an end (DECISIONS 33: only a recorded one lets somebody else act).
  valid_to timestamptz not null check (valid_to >= valid_from),
  reason text not null check (reason <> ''),
  recorded_by text not null references persons (id),
  recorded_at timestamptz not null,
  check (from_person <> to_person)
);
create index delegations_to on delegations (to_person);
create index delegations_from on delegations (from_person, post_id);

create table auditor_grants (
  id text primary key,
  account_id text not null references accounts (id),
  entity_id text not null references legal_entities (id),
  -- Null: every procedure.
  processes text[],
  -- Number of the letter or notice that the admission rests on (DECISIONS 50).
  basis text not null check (basis <> ''),
  granted_by text not null references persons (id),
  valid_from timestamptz not null,
  valid_to timestamptz not null check (valid_to >= valid_from)
);
create index auditor_grants_account on auditor_grants (account_id);

-- 《电子记录权限申请表》 (P04 §5.4): asked for, decided by quality management, then set up.
create table access_requests (
  id text primary key,
  entity_id text not null references legal_entities (id),
  kind text not null check (kind in ('appoint', 'mapRole')),
  -- What exactly is asked for; only this may be carried out.
  subject jsonb not null,
  /** Who gains by it, and therefore does not decide. */
  beneficiary text references persons (id),
  reason text not null check (reason <> ''),
  requested_by text not null references persons (id),
  requested_at timestamptz not null,
  state text not null default 'open' check (state in ('open', 'approved', 'refused', 'carriedOut')),
  decided_by text references persons (id),
  decided_at timestamptz,
  decision_reason text,
  check ((state = 'open') = (decided_at is null))
);
create index access_requests_open on access_requests (entity_id) where state in ('open', 'approved');

/** Every account that may act for a post at an instant, holders first-hand and deputies (on_behalf_of). */
create function post_holders_at(at timestamptz)
returns table (post_id text, account_id text, person_id text, on_behalf_of text)
language sql stable
begin atomic
  select ap.post_id, a.id, a.person_id, null::text
    from account_posts ap join accounts a on a.id = ap.account_id
   where in_force(ap.valid_from, ap.valid_to, at) and in_force(a.valid_from, a.valid_to, at)
  union all
  select d.post_id, a.id, d.to_person, d.from_person
    from delegations d
    join accounts a on a.person_id = d.to_person and a.kind = 'staff'
   where in_force(d.valid_from, d.valid_to, at) and in_force(a.valid_from, a.valid_to, at)
     -- A deputy's right ends with the post of the one he stands in for.
     and exists (select from account_posts held join accounts f on f.id = held.account_id
                  where f.person_id = d.from_person and held.post_id = d.post_id
                    and in_force(held.valid_from, held.valid_to, at) and in_force(f.valid_from, f.valid_to, at));
end;

grant select, insert on departments, posts, persons to plumbline_app;
-- Only the end of a dated row is ever set; what it said stays.
grant select, insert, update (valid_to) on department_states, post_states, employments, accounts, account_posts,
  role_posts, delegations, auditor_grants to plumbline_app;
grant update (resident_id_sealed) on persons to plumbline_app;
grant select, insert, update (state, decided_by, decided_at, decision_reason) on access_requests to plumbline_app;
