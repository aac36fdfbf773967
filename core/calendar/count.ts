import type { Instant } from '../base/time.ts';
import { type DayIndex, isWorked, nthAfter, yearMissingAt } from './day-index.ts';
import type { DayNumber } from './day-number.ts';
import { isPausedAway, type Standstill } from './pauses.ts';
import { earliestCase, fewestCase, isFixedHoliday, LONGEST_REST_DAYS } from './unpublished.ts';

/** What counting goes by. */
export interface Counting {
  readonly index: DayIndex;
  /** Past the table's end, reckon the earliest case instead of stopping. */
  readonly estimate: boolean;
  readonly stood: readonly Standstill[];
  /** Another's period: a day touched by a pause is not counted. */
  readonly kinder: boolean;
  /** The instant at which a day of this limit is over. */
  readonly closing: (day: DayNumber) => Instant;
}

export type Counted =
  | { readonly kind: 'day'; readonly day: DayNumber; readonly estimated: boolean }
  | { readonly kind: 'missing'; readonly year: number }
  /** The clock stands and will not reach the day; `left` days are still to run. */
  | { readonly kind: 'standing'; readonly left: number };

export const found = (day: DayNumber, estimated: boolean): Counted => ({ kind: 'day', day, estimated });
const missing = (c: Counting, day: DayNumber): Counted => ({ kind: 'missing', year: yearMissingAt(c.index, day) });

const paused = (c: Counting, day: DayNumber): 'no' | 'yes' | 'open' =>
  c.stood.length === 0 ? 'no' : isPausedAway(day, c.closing(day), c.kinder, c.stood);

/** Is a day past the end of the table, rather than before its beginning, so that an estimate makes sense? */
const mayEstimate = (c: Counting, day: DayNumber): boolean => c.estimate && day > c.index.first;

/** The `n`th working day after the trigger day. */
export const countWorkingDays = (c: Counting, trigger: DayNumber, n: number): Counted => {
  if (c.stood.length === 0) {
    const reached = nthAfter(c.index, trigger, n);
    if ('day' in reached) return found(reached.day, false);
  }
  const earliest = earliestCase();
  let left = n;
  let estimated = false;
  for (let day = trigger + 1; ; day++) {
    let worked = isWorked(c.index, day);
    if (worked === null) {
      if (!mayEstimate(c, day)) return missing(c, day);
      estimated = true;
      worked = earliest(day);
    }
    if (!worked) continue;
    const away = paused(c, day);
    if (away === 'open') return { kind: 'standing', left };
    if (away === 'no' && --left === 0) return found(day, estimated);
  }
};

/** The `n`th calendar day after the trigger day, days paused away left out. */
export const countCalendarDays = (c: Counting, trigger: DayNumber, n: number): Counted => {
  if (c.stood.length === 0) return found(trigger + n, false);
  let left = n;
  for (let day = trigger + 1; ; day++) {
    const away = paused(c, day);
    if (away === 'open') return { kind: 'standing', left };
    if (away === 'no' && --left === 0) return found(day, false);
  }
};

/** The day itself or the next working day on whose end the clock runs (Civil Code 203). */
export const rollForward = (c: Counting, last: DayNumber): Counted => {
  let estimated = false;
  for (let day = last; ; day++) {
    let worked = isWorked(c.index, day);
    if (worked === null) {
      if (!mayEstimate(c, day)) return missing(c, day);
      estimated = true;
      worked = !isFixedHoliday(day);
    }
    if (!worked) continue;
    const away = paused(c, day);
    if (away === 'open') return { kind: 'standing', left: 0 };
    if (away === 'no') return found(day, estimated);
  }
};

/**
 * The last working day not after `last` but after `trigger`; `last` itself where there is none. Never later than `last`, and
 * never across a day that was paused away: a period would end before the pause that lengthened it.
 */
export const rollBack = (c: Counting, last: DayNumber, trigger: DayNumber): Counted => {
  let best = last;
  let estimated = false;
  for (let day = last; day > trigger && paused(c, day) === 'no'; day--) {
    const worked = isWorked(c.index, day);
    if (worked === null) {
      if (!mayEstimate(c, day)) return missing(c, day);
      estimated = true;
      if (last - day > LONGEST_REST_DAYS) break;
      if (!isFixedHoliday(day)) best = day;
    } else if (worked) {
      if (last - day <= LONGEST_REST_DAYS || !estimated) best = day;
      break;
    }
  }
  return found(best, estimated);
};

/** The `n`th working day before the anchor day. */
export const countWorkingDaysBack = (c: Counting, anchor: DayNumber, n: number): Counted => {
  const fewest = fewestCase();
  let known = 0;
  let unpublished = 0;
  let estimated = false;
  for (let day = anchor - 1; ; day--) {
    const worked = isWorked(c.index, day);
    if (worked === null) {
      if (!mayEstimate(c, day)) return missing(c, day);
      estimated = true;
      unpublished = Math.max(unpublished, fewest(day));
    } else if (worked) known++;
    if (known + unpublished >= n) return found(day, estimated);
  }
};
