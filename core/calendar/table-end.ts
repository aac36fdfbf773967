import type { LocalDate } from '../base/time.ts';
import { indexOf } from './day-index.ts';
import { dayOfDate } from './day-number.ts';
import type { DayTable } from './day-table.ts';

/** Days from `today` to the last day that is known without a hole; negative where today's own year is missing. */
export const daysUntilTableEnds = (table: DayTable, today: LocalDate): number => {
  const index = indexOf(table);
  const day = dayOfDate(today);
  const end = index.knownUntil[day - index.first];
  return end === undefined ? -1 : end - day;
};

/** Time to ask for the next year's notice: 60 days before the end, when limits begin to reach past it. */
export const tableEndsSoon = (table: DayTable, today: LocalDate, withinDays = 60): boolean =>
  daysUntilTableEnds(table, today) <= withinDays;
