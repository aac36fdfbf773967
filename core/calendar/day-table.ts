import type { Refusal } from '../base/result.ts';
import { text } from '../base/text.ts';
import type { LocalDate } from '../base/time.ts';

/** One holiday as a notice of the State Council arranges it. */
export interface HolidayDays {
  readonly zh: string;
  readonly en: string;
  /** Days off, weekends inside the holiday included. */
  readonly rest: readonly LocalDate[];
  /** Weekend days worked instead (调休上班). */
  readonly work: readonly LocalDate[];
}

/** What the notices say of a year. The first days of a holiday may lie in the last week of the year before. */
export interface YearOfDays {
  /** Numbers or addresses of the notices, a later correction included. */
  readonly notices: readonly string[];
  readonly holidays: readonly HolidayDays[];
}

/**
 * Which days are worked: Monday to Friday except the rest days, and the make-up weekend days. A value, never changed:
 * `importYear` makes a new one. A year that is not in it is unknown, whatever the weekday; so are the last days of a December that the
 * notice of the year after it may still rearrange.
 */
export interface DayTable {
  /** Counts up by one with every import, so that a stored due says by which table it was reckoned. */
  readonly version: number;
  readonly source: string;
  readonly years: Readonly<Record<string, YearOfDays>>;
}

export const yearMissing = (year: number): Refusal => ({
  code: 'calendar.yearMissing',
  message: text(
    `工作日历中没有${year}年。请先导入国务院办公厅关于${year}年部分节假日安排的通知，再计算期限。`,
    `The working-day calendar has no year ${year}. Import the notice of the State Council on the holidays of ${year} first, then reckon the deadline again.`,
  ),
  params: { year },
});
