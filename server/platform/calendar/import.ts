import type { Json, JsonObject } from '../../../core/base/json.ts';
import { ok, type Result, refused } from '../../../core/base/result.ts';
import { dateOf, type Instant } from '../../../core/base/time.ts';
import type { DayTable, YearOfDays } from '../../../core/calendar/day-table.ts';
import { importYear } from '../../../core/calendar/import-year.ts';
import { tableEndsSoon } from '../../../core/calendar/table-end.ts';
import { clearAlerts } from '../alerts/alerts.ts';
import { appendToChain } from '../audit/append.ts';
import type { Sql } from '../postgres/sql.ts';
import { jsonb, timestamptz } from '../postgres/values.ts';
import { CALENDAR_CHANNEL, readDayTable } from './calendar.ts';
import { TABLE_ENDS } from './watch.ts';

export interface YearImport {
  /** The year file, as core/calendar reads it. */
  readonly file: Json;
  readonly reason: string;
  readonly by: { readonly personId: string; readonly accountId: string; readonly entityId: string };
  readonly now: Instant;
}

export interface Imported {
  readonly table: DayTable;
  readonly year: number;
  /** False where the calendar already said the same of every day; nothing was written then. */
  readonly changed: boolean;
}

const NO_REASON: Result<never> = refused({
  code: 'calendar.import.reason',
  message: {
    zh: '请写明导入原因(如通知文号)后再提交。',
    en: 'Give the reason for the import (such as the number of the notice) and submit again.',
  },
  field: 'reason',
});

const yearIn = (file: Json): number =>
  typeof file === 'object' && file !== null && 'year' in file ? Number((file as JsonObject).year) : 0;

/** What the audit keeps of a year: its days, without the lists of names that say the same. */
const spelt = (year: YearOfDays | undefined): JsonObject | null =>
  year === undefined
    ? null
    : {
        notices: year.notices,
        rest: year.holidays.flatMap((holiday) => holiday.rest),
        work: year.holidays.flatMap((holiday) => holiday.work),
      };

/**
 * Imports a year in the caller's transaction: validated by core, kept as a new row, on record with the days before and
 * after, and told to every process at the commit. Imports follow one another; acts go on meanwhile. Refuses with
 * `calendar.import.*`.
 */
export const importYearIn = async (tx: Sql, { file, reason, by, now }: YearImport): Promise<Result<Imported>> => {
  if (reason.trim() === '') return NO_REASON;
  await tx.query(`select pg_advisory_xact_lock(hashtext('${CALENDAR_CHANNEL}'))`);
  const before = await readDayTable(tx);
  const imported = importYear(before, file);
  if (!imported.ok) return imported;
  const table = imported.value;
  const year = yearIn(file);
  if (table === before) return ok({ table, year, changed: false });
  const content = table.years[year] as YearOfDays;
  await tx.query(
    `insert into calendar_years (version, year, content, source, reason, imported_by, imported_at) values ($1, $2, $3, $4, $5, $6, $7)`,
    [
      table.version,
      year,
      jsonb(content as unknown as Json),
      content.notices.join('; '),
      reason.trim(),
      by.personId,
      timestamptz(now),
    ],
  );
  await appendToChain(tx, { entityId: by.entityId, chainId: `calendar:${by.entityId}` }, [
    {
      at: now,
      kind: 'calendar.imported',
      actor: { personId: by.personId, accountId: by.accountId },
      payload: {
        year,
        version: table.version,
        before: spelt(before.years[year]),
        after: spelt(content),
        reason: reason.trim(),
      },
    },
  ]);
  if (!tableEndsSoon(table, dateOf(now))) await clearAlerts(tx, TABLE_ENDS, now);
  await tx.query('select pg_notify($1, $2)', [CALENDAR_CHANNEL, String(table.version)]);
  return ok({ table, year, changed: true });
};
