import { ok, type Result, refused } from '../base/result.ts';
import type { LocalDate } from '../base/time.ts';
import { type DayIndex, indexOf, isWorked, nthAfter, WORKED, yearMissingAt } from './day-index.ts';
import { type DayNumber, dateOfDay, dayOfDate } from './day-number.ts';
import { type DayTable, yearMissing } from './day-table.ts';

/** All of these refuse with `calendar.yearMissing` where the answer hangs on a year that the table lacks. */

export const isWorkingDay = (table: DayTable, date: LocalDate): Result<boolean> => {
  const day = dayOfDate(date);
  const index = indexOf(table);
  const worked = isWorked(index, day);
  return worked === null ? refused(yearMissing(yearMissingAt(index, day))) : ok(worked);
};

const nearest = (table: DayTable, date: LocalDate, step: 1 | -1): Result<LocalDate> => {
  const index = indexOf(table);
  for (let day = dayOfDate(date); ; day += step) {
    const worked = isWorked(index, day);
    if (worked === null) return refused(yearMissing(yearMissingAt(index, day)));
    if (worked) return ok(dateOfDay(day));
  }
};

/** The day itself where it is worked, else the next worked one. */
export const workingDayOnOrAfter = (table: DayTable, date: LocalDate): Result<LocalDate> => nearest(table, date, 1);

/** The day itself where it is worked, else the last worked one before it. */
export const workingDayOnOrBefore = (table: DayTable, date: LocalDate): Result<LocalDate> => nearest(table, date, -1);

const before = (index: DayIndex, day: DayNumber, n: number): { day: DayNumber } | { missing: number } => {
  let left = n;
  for (let at = day - 1; ; at--) {
    const worked = isWorked(index, at);
    if (worked === null) return { missing: yearMissingAt(index, at) };
    if (worked && --left === 0) return { day: at };
  }
};

/** The `n`th working day after the date, or before it where `n` is negative; the date itself is never counted. 0 gives the date. */
export const addWorkingDays = (table: DayTable, date: LocalDate, n: number): Result<LocalDate> => {
  if (n === 0) return ok(date);
  const index = indexOf(table);
  const found = n > 0 ? nthAfter(index, dayOfDate(date), n) : before(index, dayOfDate(date), -n);
  return 'day' in found ? ok(dateOfDay(found.day)) : refused(yearMissing(found.missing));
};

/** How many working days lie after `from`, up to and including `to`; negative where `to` is the earlier one. */
export const workingDaysBetween = (table: DayTable, from: LocalDate, to: LocalDate): Result<number> => {
  const [a, b] = [dayOfDate(from), dayOfDate(to)];
  if (a === b) return ok(0);
  const index = indexOf(table);
  const start = Math.min(a, b) + 1;
  const end = Math.max(a, b);
  const until = index.knownUntil[start - index.first];
  if (until === undefined || until < end) {
    const missing = isWorked(index, start) === null ? start : (until ?? start) + 1;
    return refused(yearMissing(yearMissingAt(index, missing)));
  }
  const count =
    (index.rank[end - index.first] ?? 0) -
    (index.rank[start - index.first] ?? 0) +
    Number(index.kind[end - index.first] === WORKED);
  return ok(a < b ? count : 0 - count);
};
