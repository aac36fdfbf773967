-- Years of working days that a company has imported, beside those that ship with the product. Append-only: a correction is
-- a further row, and the newest row of a year binds. `version` is the version of the whole table that the row made (the
-- shipped one is 1), so every process can tell by one number whether it is up to date.
create table calendar_years (
  version integer primary key check (version > 1),
  year smallint not null check (year between 2000 and 2099),
  -- YearOfDays of core/calendar.
  content jsonb not null,
  -- Numbers or addresses of the notices of the State Council.
  source text not null check (source <> ''),
  reason text not null check (reason <> ''),
  imported_by text not null references persons (id),
  imported_at timestamptz not null
);
create index calendar_years_newest on calendar_years (year, version desc);
grant select, insert on calendar_years to plumbline_app;
