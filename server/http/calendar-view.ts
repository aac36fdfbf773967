import { dateOf, formatInstant, type Instant } from '../../core/base/time.ts';
import type { YearOfDays } from '../../core/calendar/day-table.ts';
import { daysUntilTableEnds, tableEndsSoon } from '../../core/calendar/table-end.ts';
import type { CalendarJob, CalendarView, CalendarYear } from '../../core/contract/calendar-view.ts';
import type { AllowedView } from '../../core/contract/common.ts';
import { CALENDAR_RECOMPUTE, countProvisional, readRecomputeSubject } from '../case/recompute.ts';
import type { Calendar } from '../platform/calendar/calendar.ts';
import { lastYearOf } from '../platform/calendar/watch.ts';
import type { Sql } from '../platform/postgres/sql.ts';

interface ImportRow {
  readonly version: number;
  readonly year: number;
  readonly reason: string;
  readonly imported_by: string;
  readonly real_name: string;
  readonly imported_at: Instant;
}

export const daysIn = (year: YearOfDays): { readonly restDays: number; readonly makeUpDays: number } => ({
  restDays: year.holidays.reduce((sum, holiday) => sum + holiday.rest.length, 0),
  makeUpDays: year.holidays.reduce((sum, holiday) => sum + holiday.work.length, 0),
});

const newestImports = (sql: Sql): Promise<ImportRow[]> =>
  sql.query<ImportRow>(
    `select distinct on (y.year) y.version, y.year, y.reason, y.imported_by, p.real_name, y.imported_at
     from calendar_years y join persons p on p.id = y.imported_by order by y.year, y.version desc`,
  );

const yearView = (year: number, content: YearOfDays, by: ImportRow | undefined): CalendarYear => ({
  year,
  source: by ? 'imported' : 'shipped',
  notices: [...content.notices],
  ...daysIn(content),
  version: by?.version ?? null,
  importedBy: by ? { personId: by.imported_by, name: by.real_name } : null,
  importedAt: by ? formatInstant(by.imported_at) : null,
  reason: by?.reason ?? null,
});

/** The recompute jobs of imports, the newest first. */
export const calendarJobs = async (sql: Sql): Promise<CalendarJob[]> => {
  const rows = await sql.query<{
    subject: string;
    state: CalendarJob['state'];
    total: number | null;
    done: number;
    started_at: Instant;
  }>(
    'select subject, state, total, done, started_at from job_progress where name = $1 order by started_at desc, subject desc limit 20',
    [CALENDAR_RECOMPUTE],
  );
  return rows.map((row) => ({
    id: row.subject,
    ...readRecomputeSubject(row.subject),
    state: row.state,
    total: row.total,
    done: row.done,
    startedAt: formatInstant(row.started_at),
  }));
};

export const calendarView = async (
  sql: Sql,
  calendar: Calendar,
  now: Instant,
  mayImport: AllowedView,
): Promise<CalendarView> => {
  const table = calendar.table();
  const [imports, provisionalLimits, jobs] = await Promise.all([
    newestImports(sql),
    countProvisional(sql),
    calendarJobs(sql),
  ]);
  const today = dateOf(now);
  return {
    version: table.version,
    years: Object.entries(table.years)
      .map(([year, content]) =>
        yearView(
          Number(year),
          content,
          imports.find((row) => row.year === Number(year)),
        ),
      )
      .sort((a, b) => b.year - a.year),
    lastYear: lastYearOf(table),
    daysLeft: daysUntilTableEnds(table, today),
    endsSoon: tableEndsSoon(table, today),
    provisionalLimits,
    mayImport,
    jobs,
  };
};
