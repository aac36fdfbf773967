import { dateOf, type Instant } from '../../../core/base/time.ts';
import type { DayTable } from '../../../core/calendar/day-table.ts';
import { daysUntilTableEnds, tableEndsSoon } from '../../../core/calendar/table-end.ts';
import { clearAlerts, raiseAlert } from '../alerts/alerts.ts';
import type { Metrics } from '../metrics/metrics.ts';
import type { Database } from '../postgres/sql.ts';
import type { Calendar } from './calendar.ts';

/** The kind of alert that is raised 60 days before the last known day; its subject is the year that is missing. */
export const TABLE_ENDS = 'calendar.tableEnds';

/** Who can import a year, and who answers for the limits that hang on it. */
const ADDRESSED = ['administrator', 'headOfTechnology', 'headOfQuality'] as const;

export const lastYearOf = (table: DayTable): number => Math.max(...Object.keys(table.years).map(Number));

/** The first year after today that the table lacks. */
export const missingYear = (table: DayTable, today: Instant): number => {
  let year = Number(dateOf(today).slice(0, 4));
  while (table.years[year] !== undefined) year += 1;
  return year;
};

/** Raises the alert where the table ends within 60 days, clears it where it no longer does; as often as one likes. */
export const watchTableEnd = async (db: Database, table: DayTable, now: Instant): Promise<boolean> => {
  const soon = tableEndsSoon(table, dateOf(now));
  const year = String(missingYear(table, now));
  await db.transaction(async (tx) => {
    if (soon) await raiseAlert(tx, { kind: TABLE_ENDS, subject: year, addressedTo: ADDRESSED, now });
    else await clearAlerts(tx, TABLE_ENDS, now);
  });
  return soon;
};

/** `plumbline_calendar_days_left`, asked at every scrape: an alarm outside of the product too. */
export const measureCalendar = (metrics: Metrics, calendar: Calendar, clock: () => Instant): void => {
  metrics.gauge('plumbline_calendar_days_left', 'Days until the last known day of the calendar', [], (gauge) =>
    gauge.set(daysUntilTableEnds(calendar.table(), dateOf(clock()))),
  );
};
