-- Numbers of papers and records run without gaps within an entity, a series and a period ('' for a series that never
-- restarts): the row is locked until the transaction that took the number ends, and a rollback gives the number back.
create table number_series (
  entity_id text not null references legal_entities (id),
  series text not null check (series <> ''),
  period text not null,
  last bigint not null check (last > 0),
  primary key (entity_id, series, period)
);
grant select on number_series to plumbline_app;

-- Security definer: the application may take the next number and cannot set a series back.
create function next_number(of_entity text, in_series text, for_period text default '') returns bigint
language sql security definer set search_path = pg_catalog, public, pg_temp
begin atomic
  insert into number_series as s (entity_id, series, period, last)
  values (of_entity, in_series, for_period, 1)
  on conflict (entity_id, series, period) do update set last = s.last + 1
  returning last;
end;
revoke all on function next_number(text, text, text) from public;
grant execute on function next_number(text, text, text) to plumbline_app;
