import { DAY_MS } from '../base/time.ts';
import { type DayNumber, isWeekend } from './day-number.ts';

/**
 * What a year may bring whose notice is not imported yet. The figures bound every arrangement since 2007 (the tests prove it
 * year by year) and follow from how the State Council works: a holiday borrows at most the two days of the weekend before it
 * and of the one after, and gives back every weekday beyond those that the law grants.
 */

/** So any stretch holds at most this many working days more than its Mondays to Fridays: two after one holiday, two before the next. */
export const MOST_MAKE_UP_DAYS = 4;

/** The longest unbroken rest so far: the Spring Festival of 2020. */
export const LONGEST_REST_DAYS = 10;

/** At most this many Mondays to Fridays of a stretch of so many days are rest days (net of make-up days). */
export const mostWeekdaysOff = (days: number): number => 7 + Math.ceil(days / 25);

/** Days that law makes days off on a fixed date, so that no notice can have them worked: 1 January, 1 May (and 2 since 2025), 1–3 October. */
export const isFixedHoliday = (day: DayNumber): boolean => {
  const date = new Date(day * DAY_MS);
  const may = date.getUTCFullYear() >= 2025 ? 2 : 1;
  const granted: Readonly<Record<number, number>> = { 1: 1, 5: may, 10: 3 };
  return date.getUTCDate() <= (granted[date.getUTCMonth() + 1] ?? 0);
};

/** Answers, in ascending order of days, whether an unpublished day works in the earliest of all cases. */
export const earliestCase = (): ((day: DayNumber) => boolean) => {
  let makeUpDays = MOST_MAKE_UP_DAYS;
  return (day) => {
    if (isFixedHoliday(day)) return false;
    return !isWeekend(day) || makeUpDays-- > 0;
  };
};

/** Counts, in descending order of days, how many unpublished working days have certainly been passed. */
export const fewestCase = (): ((day: DayNumber) => number) => {
  let days = 0;
  let weekdays = 0;
  return (day) => {
    days++;
    if (!isWeekend(day)) weekdays++;
    return Math.max(0, weekdays - mostWeekdaysOff(days));
  };
};
