import type { LocalDate } from '../base/time.ts';
import { type DayNumber, dayNumber, dayOfDate, isWeekend, weekdayOf, yearOf } from './day-number.ts';
import type { DayTable, HolidayDays } from './day-table.ts';

/** A table made ready for counting: flat arrays over all its days, so that N working days on is one look-up. */
export interface DayIndex {
  readonly first: DayNumber;
  readonly last: DayNumber;
  /** By day − first: 1 worked, 0 rest, 2 its year is missing, 3 the following year is missing and may rearrange it. */
  readonly kind: Uint8Array;
  /** By day − first: how many worked days lie before it. */
  readonly rank: Int32Array;
  /** All worked days, ascending. */
  readonly worked: Int32Array;
  /** By day − first: the last day up to which every year is known without a hole. */
  readonly knownUntil: Int32Array;
  /** Days that a notice names, for explanations. */
  readonly named: ReadonlyMap<DayNumber, HolidayDays>;
}

export const WORKED = 1;
const REST = 0;
const MISSING = 2;
const UNSETTLED = 3;

/**
 * How many last days of December hang on the notice of the year that follows, by the weekday of its 1 January: a Sunday, Monday or
 * Tuesday has been joined with the weekend before it, which was then worked (2006, 2011) or stretched (2007, 2018).
 */
const UNSETTLED_DAYS: Readonly<Record<number, number>> = { 0: 1, 1: 2, 2: 3 };

const yearsOf = (table: DayTable): number[] =>
  Object.keys(table.years)
    .map(Number)
    .sort((a, b) => a - b);

const markNamed = (table: DayTable, kind: Uint8Array, first: DayNumber): Map<DayNumber, HolidayDays> => {
  const named = new Map<DayNumber, HolidayDays>();
  const mark = (date: LocalDate, value: number, holiday: HolidayDays): void => {
    const day = dayOfDate(date);
    // A notice may name days of a December whose own year is not in the table: they stay unknown.
    if (kind[day - first] === undefined || kind[day - first] === MISSING) return;
    kind[day - first] = value;
    named.set(day, holiday);
  };
  for (const year of yearsOf(table)) {
    for (const holiday of table.years[year]?.holidays ?? []) {
      for (const date of holiday.rest) mark(date, REST, holiday);
      for (const date of holiday.work) mark(date, WORKED, holiday);
    }
  }
  return named;
};

const build = (table: DayTable): DayIndex => {
  const years = yearsOf(table);
  const first = dayNumber(years[0] ?? 1970, 1, 1);
  const last = years.length === 0 ? first - 1 : dayNumber((years.at(-1) ?? 0) + 1, 1, 0);
  const size = last - first + 1;
  const kind = new Uint8Array(size).fill(MISSING);
  for (const year of years) {
    const end = dayNumber(year + 1, 1, 1);
    for (let day = dayNumber(year, 1, 1); day < end; day++) kind[day - first] = isWeekend(day) ? REST : WORKED;
  }
  const named = markNamed(table, kind, first);
  for (const year of years.filter((y) => !years.includes(y + 1))) {
    const end = dayNumber(year + 1, 1, 1) - first;
    kind.fill(UNSETTLED, end - (UNSETTLED_DAYS[weekdayOf(end + first)] ?? 0), end);
  }
  const rank = new Int32Array(size + 1);
  const worked = new Int32Array(size);
  let count = 0;
  for (let i = 0; i < size; i++) {
    rank[i] = count;
    if (kind[i] === WORKED) worked[count++] = first + i;
  }
  rank[size] = count;
  const knownUntil = new Int32Array(size);
  for (let i = size - 1, end = last; i >= 0; i--) {
    if ((kind[i] ?? MISSING) >= MISSING) end = first + i - 1;
    knownUntil[i] = end;
  }
  return { first, last, kind, rank, worked: worked.slice(0, count), knownUntil, named };
};

const built = new WeakMap<DayTable, DayIndex>();

export const indexOf = (table: DayTable): DayIndex => {
  let index = built.get(table);
  if (index === undefined) {
    index = build(table);
    built.set(table, index);
  }
  return index;
};

/** true worked, false rest, null: not known, because `yearMissingAt` is missing. */
export const isWorked = (index: DayIndex, day: DayNumber): boolean | null => {
  const kind = index.kind[day - index.first] ?? MISSING;
  return kind >= MISSING ? null : kind === WORKED;
};

/** The year whose notice is needed to know this day. */
export const yearMissingAt = (index: DayIndex, day: DayNumber): number =>
  yearOf(day) + (index.kind[day - index.first] === UNSETTLED ? 1 : 0);

/** The `n`th worked day after `day` (n ≥ 1); where a year on the way is missing, that year. */
export const nthAfter = (index: DayIndex, day: DayNumber, n: number): { day: DayNumber } | { missing: number } => {
  const from = day + 1 - index.first;
  const until = index.knownUntil[from];
  if (until === undefined || until <= day) return { missing: yearMissingAt(index, day + 1) };
  const found = index.worked[(index.rank[from] ?? 0) + n - 1];
  return found === undefined || found > until ? { missing: yearMissingAt(index, until + 1) } : { day: found };
};
