import { ok, type Result, refused } from '../base/result.ts';
import type { Text } from '../base/text.ts';
import type { Instant, LocalDate } from '../base/time.ts';
import { addDays, dateOf, parseInstant } from '../base/time.ts';
import type { DayTable } from '../calendar/day-table.ts';
import { type DutyWindow, dutyOnDay, dutyOnLastWeekday, dutyWindow } from '../calendar/month-duties.ts';
import type { Form } from '../forms/form.ts';
import { carries } from '../manual/carriers.ts';
import type { RoleId } from '../manual/roles.ts';
import type { Because } from './because.ts';
import { rowsOf } from './because.ts';

/** A day of a month: "day 5", "the 1st to the 5th", "the last Friday" (0 = Sunday … 6 = Saturday). 31 is the month's end. */
type InMonth =
  | { readonly day: number }
  | { readonly from: number; readonly to: number }
  | { readonly lastWeekday: number };

/**
 * How often. `monthOf` counts within the quarter (1–3), half-year (1–6) or year (1–12). A daily duty is due every day or every
 * working day, a weekly one on a weekday (0 = Sunday … 6 = Saturday), both at the 24:00 of that day.
 */
export type Recurs =
  | { readonly every: 'day'; readonly workingDaysOnly?: true }
  | { readonly every: 'week'; readonly weekday: number }
  | { readonly every: 'month'; readonly on: InMonth }
  | { readonly every: 'quarter' | 'halfYear' | 'year'; readonly monthOf: number; readonly on: InMonth };

/** Something that recurs without anybody starting it; what is not done in its window is a breach. */
export interface Duty {
  readonly name: string;
  readonly title: Text;
  readonly by: RoleId;
  readonly recurs: Recurs;
  /** Share of the population that each occurrence draws, in percent, rounded up. */
  readonly draws?: { readonly share: number };
  /** Proves that it was done. */
  readonly form: Form;
  readonly because: Because;
}

/** Declares a recurring duty and registers it as the carrier of its rows; forgotten, it never falls due. */
export const defineDuty = (duty: Duty): Duty & { readonly idle?: true } =>
  carries<Duty & { readonly idle?: true }>(
    { kind: 'duty', name: `duty.${duty.name}`, obligations: rowsOf(duty.because) },
    duty,
    (one) => ({ ...one, idle: true }),
  );

/** One time that a duty is to be done. `key` is lasting: the period, not the day, which a calendar may move. */
export interface Occurrence {
  readonly key: string;
  readonly opens: Instant;
  readonly due: Instant;
  /** A year is missing from the table: the window is the one by the month alone, and nothing can be missed on it. */
  readonly provisional: boolean;
}

/** Occurrences whose due instant lies in `from` (not included) to `to` (included), earliest first. */
export const occurrences = (
  duty: Duty & { readonly idle?: true },
  from: Instant,
  to: Instant,
  table: DayTable,
): readonly Occurrence[] => {
  if (duty.idle) return [];
  const { recurs } = duty;
  const all =
    recurs.every === 'day' || recurs.every === 'week'
      ? daysOf(recurs, from, to, table)
      : monthsOf(recurs, from, to, table);
  return all.filter((one) => from < one.due && one.due <= to).sort((a, b) => a.due - b.due);
};

const startOf = (date: LocalDate): Instant => parseInstant(date) as Instant;

const daysOf = (
  recurs: Extract<Recurs, { every: 'day' | 'week' }>,
  from: Instant,
  to: Instant,
  table: DayTable,
): readonly Occurrence[] => {
  const found: Occurrence[] = [];
  const last = dateOf(to);
  for (let date = addDays(dateOf(from), -1); date <= last; date = addDays(date, 1)) {
    const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
    const weekday = new Date(Date.UTC(year, month - 1, day)).getUTCDay();
    if (recurs.every === 'week' && weekday !== recurs.weekday) continue;
    const rest = recurs.every === 'day' && recurs.workingDaysOnly ? isRest(table, date) : false;
    if (rest === true) continue;
    found.push({ key: date, opens: startOf(date), due: startOf(addDays(date, 1)), provisional: rest === null });
  }
  return found;
};

/** Null where the table lacks the year. A named day is due on itself exactly where it is worked. */
const isRest = (table: DayTable, date: LocalDate): boolean | null => {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  const window = dutyOnDay(table, year, month, day);
  return window.ok ? window.value.due !== startOf(addDays(date, 1)) : null;
};

const MONTHS = { month: 1, quarter: 3, halfYear: 6, year: 12 } as const;

const monthsOf = (
  recurs: Exclude<Recurs, { every: 'day' | 'week' }>,
  from: Instant,
  to: Instant,
  table: DayTable,
): readonly Occurrence[] => {
  const length = MONTHS[recurs.every];
  const monthOf = recurs.every === 'month' ? 1 : recurs.monthOf;
  const [year = 0] = dateOf(from).split('-').map(Number);
  const [lastYear = 0] = dateOf(to).split('-').map(Number);
  const found: Occurrence[] = [];
  // A window of January may be due in the December before it, where the New Year is a rest.
  for (let index = year * 12 - 12; index <= lastYear * 12 + 23; index++) {
    const month = (index % 12) + 1;
    if ((month - 1) % length !== monthOf - 1) continue;
    const at = Math.floor(index / 12);
    const window = inMonth(table, at, month, recurs.on);
    const key = `${at}-${String(month).padStart(2, '0')}`;
    found.push(
      window.ok
        ? { key, opens: window.value.opens, due: window.value.due, provisional: false }
        : estimate(key, recurs.on),
    );
  }
  return found;
};

const inMonth = (table: DayTable, year: number, month: number, on: InMonth): Result<DutyWindow> => {
  if ('lastWeekday' in on) return dutyOnLastWeekday(table, year, month, on.lastWeekday);
  if ('day' in on) return dutyOnDay(table, year, month, on.day);
  return dutyWindow(table, { year, month, from: on.from, to: on.to });
};

/** By the month alone, for planning; the State Council's table, once published, may make it earlier. */
const estimate = (key: string, on: InMonth): Occurrence => {
  const [year = 0, month = 0] = key.split('-').map(Number);
  const end = new Date(Date.UTC(year, month, 0));
  const lastDay = end.getUTCDate();
  const day =
    'lastWeekday' in on
      ? lastDay - ((end.getUTCDay() - on.lastWeekday + 7) % 7)
      : Math.min('day' in on ? on.day : on.to, lastDay);
  const first = 'from' in on ? Math.min(on.from, day) : day;
  const date = (n: number): LocalDate => `${key}-${String(n).padStart(2, '0')}` as LocalDate;
  return { key, opens: startOf(date(first)), due: startOf(addDays(date(day), 1)), provisional: true };
};

/** What was done for a duty: which occurrence, and when. */
export interface Done {
  readonly key: string;
  readonly at: Instant;
}

/** A breach: the occurrence was not done in its window. `doneAt` where it was done late; done before it opened counts. */
export interface Missed {
  readonly key: string;
  readonly due: Instant;
  readonly doneAt: Instant | null;
}

/** Occurrences that are over by now and were not done in time. Nobody is in breach on a day that is only estimated. */
export const missed = (due: readonly Occurrence[], done: readonly Done[], now: Instant): readonly Missed[] =>
  due.flatMap((one) => {
    if (one.provisional || now <= one.due) return [];
    const first = done
      .filter(({ key }) => key === one.key)
      .reduce<Instant | null>((a, { at }) => (a === null || at < a ? at : a), null);
    return first !== null && first <= one.due ? [] : [{ key: one.key, due: one.due, doneAt: first }];
  });

/** How many an occurrence draws from a population; never none where there are any. */
export const drawnFrom = (duty: Duty, population: number): Result<number> => {
  if (duty.draws === undefined) return ok(population);
  if (!Number.isSafeInteger(population) || population < 0)
    return refused({
      code: 'duty.population',
      message: { zh: '总体数量应为非负整数。', en: 'The population is a whole number.' },
    });
  return ok(Math.ceil((population * duty.draws.share) / 100));
};
