import { ok, type Result, refused } from '../base/result.ts';
import type { Text } from '../base/text.ts';
import type { Instant, LocalDate } from '../base/time.ts';
import { indexOf, isWorked, yearMissingAt } from './day-index.ts';
import { type DayNumber, dateOfDay, dayNumber, startOf, weekdayOf } from './day-number.ts';
import { type DayTable, yearMissing } from './day-table.ts';
import { explainEnd, explainMovedEarlier, explainPassed } from './explain.ts';

/** Duties tied to the calendar rather than to an event (DECISIONS 5). All refuse with `calendar.yearMissing`. */

/** When a calendar duty may be done. A named day opens at its own 00:00; every window closes at the 24:00 of a working day. */
export interface DutyWindow {
  readonly opens: Instant;
  readonly due: Instant;
  readonly steps: readonly Text[];
}

/** `month` 1..12. A day beyond the end of the month means its last day, so 31 is the month's end. */
const dayInMonth = (year: number, month: number, day: number): DayNumber =>
  Math.min(dayNumber(year, month, day), dayNumber(year, month + 1, 0));

const workedFrom = (table: DayTable, from: DayNumber, step: 1 | -1): Result<DayNumber> => {
  const index = indexOf(table);
  for (let day = from; ; day += step) {
    const worked = isWorked(index, day);
    if (worked === null) return refused(yearMissing(yearMissingAt(index, day)));
    if (worked) return ok(day);
  }
};

const windowOf = (table: DayTable, first: DayNumber, nominal: DayNumber, last: DayNumber): DutyWindow => ({
  opens: startOf(first),
  due: startOf(last + 1),
  get steps() {
    const passed = last < nominal ? explainPassed(indexOf(table), last + 1, nominal) : [];
    return [...passed, ...explainMovedEarlier(nominal, last), explainEnd(startOf(last + 1))];
  },
});

const dueOn = (table: DayTable, nominal: DayNumber): Result<DutyWindow> => {
  const last = workedFrom(table, nominal, -1);
  return last.ok ? ok(windowOf(table, last.value, nominal, last.value)) : last;
};

/** "Day 5 of the month", "20 December", "end of the quarter": due on that day or the last working day before it. */
export const dutyOnDay = (table: DayTable, year: number, month: number, day: number): Result<DutyWindow> =>
  dueOn(table, dayInMonth(year, month, day));

/**
 * "The 1st to the 5th": opens on the first working day, due on the last. Where the whole window is rest (1–5 October), it is
 * the last working day before, since such a duty falls due before a rest and never after it.
 */
export const dutyWindow = (
  table: DayTable,
  {
    year,
    month,
    from,
    to,
  }: { readonly year: number; readonly month: number; readonly from: number; readonly to: number },
): Result<DutyWindow> => {
  const nominal = dayInMonth(year, month, to);
  const last = workedFrom(table, nominal, -1);
  if (!last.ok) return last;
  const first = workedFrom(table, Math.min(dayInMonth(year, month, from), last.value), 1);
  return first.ok ? ok(windowOf(table, first.value, nominal, last.value)) : first;
};

/** "The last Friday of the month" (weekday 0 = Sunday … 6 = Saturday), or the last working day before it. */
export const dutyOnLastWeekday = (
  table: DayTable,
  year: number,
  month: number,
  weekday: number,
): Result<DutyWindow> => {
  const end = dayNumber(year, month + 1, 0);
  return dueOn(table, end - ((weekdayOf(end) - weekday + 7) % 7));
};

export interface AuditDays {
  /** The five working days of the audit; the last is for wrapping up. */
  readonly days: readonly LocalDate[];
  readonly opens: Instant;
  readonly due: Instant;
}

const AUDIT_DAYS = 5;

/** The half-yearly audit (P13 §2.1.2): five working days from the first one on or after 1 February or 1 August. */
export const halfYearAudit = (table: DayTable, year: number, half: 1 | 2): Result<AuditDays> => {
  const days: DayNumber[] = [];
  for (let from = dayNumber(year, half === 1 ? 2 : 8, 1); days.length < AUDIT_DAYS; ) {
    const day = workedFrom(table, from, 1);
    if (!day.ok) return day;
    days.push(day.value);
    from = day.value + 1;
  }
  return ok({
    days: days.map(dateOfDay),
    opens: startOf(days[0] ?? 0),
    due: startOf((days.at(-1) ?? 0) + 1),
  });
};
