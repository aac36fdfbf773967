-- A block keeps an account out at once and for as long as it lasts, without ending the person's posts: what waits for
-- them climbs meanwhile as if the post were empty, and comes back when the block ends.
create table account_blocks (
  account_id text not null references accounts (id),
  reason text not null check (reason <> ''),
  valid_from timestamptz not null,
  valid_to timestamptz check (valid_to >= valid_from),
  exclude using gist (account_id with =, tstzrange(valid_from, valid_to) with &&)
);
grant select, insert, update (valid_to) on account_blocks to plumbline_app;

/** Every account that may act for a post at an instant, holders first-hand and deputies (on_behalf_of); nobody blocked. */
create or replace function post_holders_at(at timestamptz)
returns table (post_id text, account_id text, person_id text, on_behalf_of text)
language sql stable
begin atomic
  select ap.post_id, a.id, a.person_id, null::text
    from account_posts ap join accounts a on a.id = ap.account_id
   where in_force(ap.valid_from, ap.valid_to, at) and in_force(a.valid_from, a.valid_to, at)
     and not exists (select from account_blocks b where b.account_id = a.id and in_force(b.valid_from, b.valid_to, at))
  union all
  select d.post_id, a.id, d.to_person, d.from_person
    from delegations d
    join accounts a on a.person_id = d.to_person and a.kind = 'staff'
   where in_force(d.valid_from, d.valid_to, at) and in_force(a.valid_from, a.valid_to, at)
     and not exists (select from account_blocks b where b.account_id = a.id and in_force(b.valid_from, b.valid_to, at))
     -- A deputy's right ends with the post of the one he stands in for; while that one is blocked it is what keeps work going.
     and exists (select from account_posts held join accounts f on f.id = held.account_id
                  where f.person_id = d.from_person and held.post_id = d.post_id
                    and in_force(held.valid_from, held.valid_to, at) and in_force(f.valid_from, f.valid_to, at));
end;

-- A name entered wrongly, or changed by marriage. What was signed keeps the name of its day.
grant update (real_name) on persons to plumbline_app;

-- Lists of the people of one legal entity.
create index employments_entity on employments (entity_id, person_id);

-- The quarterly look at who may do what (P04 §5.4, P08 §3.2): every appointment of the day it was begun, one decision each.
create table access_reviews (
  id text primary key,
  entity_id text not null references legal_entities (id),
  begun_at timestamptz not null,
  begun_by text not null references persons (id),
  closed_at timestamptz
);
-- One at a time.
create unique index access_reviews_open on access_reviews (entity_id) where closed_at is null;
create table access_review_lines (
  review_id text not null references access_reviews (id),
  account_id text not null references accounts (id),
  post_id text not null references posts (id),
  decision text check (decision in ('keep', 'remove')),
  reason text,
  decided_by text references persons (id),
  decided_at timestamptz,
  primary key (review_id, account_id, post_id),
  check ((decision is null) = (decided_at is null) and (decision is null) = (decided_by is null) and (decision is null) = (reason is null))
);
-- Resetting how somebody signs in takes the old password away with the rest.
grant delete on password_credentials to plumbline_app;

grant select, insert, update (closed_at) on access_reviews to plumbline_app;
grant select, insert, update (decision, reason, decided_by, decided_at) on access_review_lines to plumbline_app;
