import { Defect } from '../base/result.ts';
import { DAY_MS, type Instant, type LocalDate, SHANGHAI_OFFSET_MS } from '../base/time.ts';

/**
 * A day of the Chinese calendar as a count of days since 1970-01-01. Statutory time is counted in these, because adding
 * and comparing whole numbers is exact and cheap; dates as text appear only at the doors of this module.
 */
export type DayNumber = number;

export const dayOf = (at: Instant): DayNumber => Math.floor((at + SHANGHAI_OFFSET_MS) / DAY_MS);

export const dayOfDate = (date: LocalDate): DayNumber => {
  const ms = Date.parse(`${date}T00:00:00Z`);
  if (Number.isNaN(ms)) throw new Defect('not a date');
  return ms / DAY_MS;
};

export const dateOfDay = (day: DayNumber): LocalDate => new Date(day * DAY_MS).toISOString().slice(0, 10) as LocalDate;

/** 00:00 in Shanghai. The 24:00 of a day is the start of the next one. */
export const startOf = (day: DayNumber): Instant => (day * DAY_MS - SHANGHAI_OFFSET_MS) as Instant;

/** `month` is 1..12; a day or month beyond its range carries over, as in Date.UTC. */
export const dayNumber = (year: number, month: number, day: number): DayNumber =>
  Date.UTC(year, month - 1, day) / DAY_MS;

export const yearOf = (day: DayNumber): number => new Date(day * DAY_MS).getUTCFullYear();

/** 0 = Sunday … 6 = Saturday. 1970-01-01 was a Thursday. */
export const weekdayOf = (day: DayNumber): number => (((day + 4) % 7) + 7) % 7;

export const isWeekend = (day: DayNumber): boolean => {
  const weekday = weekdayOf(day);
  return weekday === 0 || weekday === 6;
};

/** The same day number `months` on (or back), or the last day of that month where it is shorter (Civil Code 202). */
export const addMonths = (day: DayNumber, months: number): DayNumber => {
  const d = new Date(day * DAY_MS);
  const year = d.getUTCFullYear();
  const month = d.getUTCMonth() + 1 + months;
  return Math.min(dayNumber(year, month, d.getUTCDate()), dayNumber(year, month + 1, 0));
};
