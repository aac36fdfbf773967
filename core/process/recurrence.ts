import type { Result } from '../base/result.ts';
import type { Instant, LocalDate } from '../base/time.ts';
import { addDays, dateOf, HOUR_MS, parseInstant } from '../base/time.ts';
import type { DayTable } from '../calendar/day-table.ts';
import { type DutyWindow, dutyOnDay, dutyOnLastWeekday, dutyWindow } from '../calendar/month-duties.ts';

/** A day of a month: "day 5", "the 1st to the 5th", "the last Friday" (0 = Sunday … 6 = Saturday). 31 is the month's end. */
export type InMonth =
  | { readonly day: number }
  | { readonly from: number; readonly to: number }
  | { readonly lastWeekday: number };

/**
 * How often. `monthOf` counts within the quarter (1–3), half-year (1–6) or year (1–12); `anyTime` is the whole of it, from its
 * first working day to its last. A daily duty is due every day or every working day, a weekly one on a weekday
 * (0 = Sunday … 6 = Saturday), both at the 24:00 of that day; or, between two hours of it, at the later one.
 */
export type Recurs =
  | { readonly every: 'day'; readonly workingDaysOnly?: true; readonly hours?: readonly [from: number, to: number] }
  | { readonly every: 'week'; readonly weekday: number }
  | { readonly every: 'month'; readonly on: InMonth }
  | { readonly every: 'quarter' | 'halfYear' | 'year'; readonly monthOf: number; readonly on: InMonth }
  | { readonly every: 'quarter' | 'halfYear' | 'year'; readonly anyTime: true };

/**
 * One time that a duty is to be done. `key` is lasting: the period, not the day, which a calendar may move. It reads
 * `2025-03-03` for a day, `2025-03` for a month, `2025-Q1`, `2025-H1` or `2025` for a period as a whole.
 */
export interface Occurrence {
  readonly key: string;
  readonly opens: Instant;
  readonly due: Instant;
  /** A year is missing from the table: the window is the one by the month alone, and nothing can be missed on it. */
  readonly provisional: boolean;
}

/** Occurrences whose due instant lies in `from` (not included) to `to` (included), earliest first. */
export const occurrencesOf = (recurs: Recurs, from: Instant, to: Instant, table: DayTable): readonly Occurrence[] =>
  keysOf(recurs, from, to)
    .filter((key) => !isDayOff(recurs, key, table))
    .map((key) => windowOf(recurs, key, table))
    .filter((one) => from < one.due && one.due <= to)
    .sort((a, b) => a.due - b.due);

/** The window of one occurrence by the table as it stands. */
export const windowOf = (recurs: Recurs, key: string, table: DayTable): Occurrence => {
  if (recurs.every === 'day' || recurs.every === 'week') {
    const rest = recurs.every === 'day' && recurs.workingDaysOnly ? isRest(table, key as LocalDate) : false;
    // A day that an import has made a rest after it was opened: nobody can miss it.
    const { opens, due } = wholeDay(key as LocalDate);
    const [from, to] = (recurs.every === 'day' ? recurs.hours : undefined) ?? [0, 24];
    const at = (hour: number): Instant => (hour === 24 ? due : ((opens + hour * HOUR_MS) as Instant));
    return { key, opens: at(from), due: at(to), provisional: rest !== false };
  }
  const months = monthsIn(recurs, key);
  const [first, last] = months.map(({ year, month, on }) => inMonth(table, year, month, on));
  if (first?.ok && last?.ok) return { key, opens: first.value.opens, due: last.value.due, provisional: false };
  const [from, to] = months.map(({ year, month, on }) => estimate(year, month, on));
  return { key, opens: from?.opens ?? (0 as Instant), due: to?.due ?? (0 as Instant), provisional: true };
};

/** A key as this recurrence writes it, for examples. */
export const exampleKey = (recurs: Recurs): string => {
  if (recurs.every === 'day' || recurs.every === 'week') return '2025-03-03';
  if (!('anyTime' in recurs)) return '2025-03';
  return recurs.every === 'quarter' ? '2025-Q1' : recurs.every === 'halfYear' ? '2025-H1' : '2025';
};

const keysOf = (recurs: Recurs, from: Instant, to: Instant): readonly string[] =>
  recurs.every === 'day' || recurs.every === 'week' ? daysOf(recurs, from, to) : periodsOf(recurs, from, to);

const startOf = (date: LocalDate): Instant => parseInstant(date) as Instant;

const wholeDay = (date: LocalDate): { opens: Instant; due: Instant } => ({
  opens: startOf(date),
  due: startOf(addDays(date, 1)),
});

const isDayOff = (recurs: Recurs, key: string, table: DayTable): boolean =>
  recurs.every === 'day' && recurs.workingDaysOnly === true && isRest(table, key as LocalDate) === true;

const daysOf = (recurs: Extract<Recurs, { every: 'day' | 'week' }>, from: Instant, to: Instant): readonly string[] => {
  const found: string[] = [];
  const last = dateOf(to);
  for (let date = addDays(dateOf(from), -1); date <= last; date = addDays(date, 1)) {
    const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
    const weekday = new Date(Date.UTC(year, month - 1, day)).getUTCDay();
    if (recurs.every === 'day' || weekday === recurs.weekday) found.push(date);
  }
  return found;
};

/** Null where the table lacks the year. A named day is due on itself exactly where it is worked. */
const isRest = (table: DayTable, date: LocalDate): boolean | null => {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  const window = dutyOnDay(table, year, month, day);
  return window.ok ? window.value.due !== startOf(addDays(date, 1)) : null;
};

type Periodic = Exclude<Recurs, { every: 'day' | 'week' }>;

const MONTHS = { month: 1, quarter: 3, halfYear: 6, year: 12 } as const;

const periodsOf = (recurs: Periodic, from: Instant, to: Instant): readonly string[] => {
  const length = MONTHS[recurs.every];
  const [year = 0] = dateOf(from).split('-').map(Number);
  const [lastYear = 0] = dateOf(to).split('-').map(Number);
  const found: string[] = [];
  // A window of January may be due in the December before it, where the New Year is a rest.
  for (let index = year * 12 - 12; index <= lastYear * 12 + 23; index += length) found.push(keyOf(recurs, index));
  return found;
};

const keyOf = (recurs: Periodic, index: number): string => {
  const year = Math.floor(index / 12);
  const period = Math.floor((index % 12) / MONTHS[recurs.every]) + 1;
  if ('anyTime' in recurs)
    return recurs.every === 'year' ? `${year}` : `${year}-${recurs.every === 'quarter' ? 'Q' : 'H'}${period}`;
  const month = (index % 12) + (recurs.every === 'month' ? 1 : recurs.monthOf);
  return `${year}-${String(month).padStart(2, '0')}`;
};

interface MonthDays {
  readonly year: number;
  readonly month: number;
  readonly on: InMonth;
}

/** Where the window opens and where it ends: twice the same month, but for a period as a whole. */
const monthsIn = (recurs: Periodic, key: string): readonly [MonthDays, MonthDays] => {
  const [year = 0, month = 0] = key.split('-').map((part) => Number(part.replace(/^[QH]/, '')));
  if (!('anyTime' in recurs)) {
    const same = { year, month, on: recurs.on };
    return [same, same];
  }
  const length = MONTHS[recurs.every];
  const period = recurs.every === 'year' ? 1 : month;
  const on = { from: 1, to: 31 };
  return [
    { year, month: (period - 1) * length + 1, on },
    { year, month: period * length, on },
  ];
};

const inMonth = (table: DayTable, year: number, month: number, on: InMonth): Result<DutyWindow> => {
  if ('lastWeekday' in on) return dutyOnLastWeekday(table, year, month, on.lastWeekday);
  if ('day' in on) return dutyOnDay(table, year, month, on.day);
  return dutyWindow(table, { year, month, from: on.from, to: on.to });
};

/** By the month alone, for planning; the State Council's table, once published, may make it earlier. */
const estimate = (year: number, month: number, on: InMonth): { opens: Instant; due: Instant } => {
  const end = new Date(Date.UTC(year, month, 0));
  const lastDay = end.getUTCDate();
  const day =
    'lastWeekday' in on
      ? lastDay - ((end.getUTCDay() - on.lastWeekday + 7) % 7)
      : Math.min('day' in on ? on.day : on.to, lastDay);
  const first = 'from' in on ? Math.min(on.from, day) : day;
  const date = (n: number): LocalDate =>
    `${year}-${String(month).padStart(2, '0')}-${String(n).padStart(2, '0')}` as LocalDate;
  return { opens: startOf(date(first)), due: startOf(addDays(date(day), 1)) };
};
