import { Defect, type Result } from '../base/result.ts';
import type { Instant } from '../base/time.ts';
import { deadlineBefore } from '../calendar/before.ts';
import type { DayTable } from '../calendar/day-table.ts';
import { deadlineWithPauses } from '../calendar/deadline.ts';
import { windowOf } from './recurrence.ts';
import type { Timekeeper } from './run.ts';

const sure = <T>(answer: Result<T>): T => {
  // The spans come from approved parameters and missing years are estimated: what is refused here is our own mistake.
  if (!answer.ok) throw new Defect(answer.refusal.message.en);
  return answer.value;
};

/** Statutory time by a table of days; a due that reaches a year the table lacks is the earliest possible, provisional. */
export const timekeeperOf = (table: DayTable, closeOfBusiness: string): Timekeeper => ({
  due: ({ from, within, party, direction, pauses, fromLapse = false }) => {
    const shared = { within, party, closeOfBusiness, ifYearMissing: 'earliest' } as const;
    if (direction === 'before') {
      const { due, provisional } = sure(deadlineBefore(table, { anchor: from, ...shared }));
      return { dueAt: due, provisional };
    }
    const { due, provisional } = sure(deadlineWithPauses(table, { from, fromLapse, ...shared }, pauses));
    if (due === null) throw new Defect('a clock that stands has no due instant');
    return { dueAt: due as Instant, provisional };
  },
  window: (recurs, key) => windowOf(recurs, key, table),
});
