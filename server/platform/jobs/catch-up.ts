import { dateOf, type Instant } from '../../../core/base/time.ts';
import { type CronPattern, nextAfter } from './cron-pattern.ts';

/**
 * What happens to due instants that passed while no process ran: `once` serves the last of them, `once-each-missed-day`
 * the last of each day, in order.
 */
export type CatchUp = 'once' | 'once-each-missed-day';

export interface Due {
  /** Instants to serve, in order. */
  readonly serve: readonly Instant[];
  readonly next: Instant;
}

/** From the first unserved due instant to `now` (inclusive): which to serve, and when the next falls. */
export const dueUntil = (cron: CronPattern, firstDue: Instant, now: Instant, catchUp: CatchUp): Due => {
  const byDay = new Map<string, Instant>();
  let next = firstDue;
  while (next <= now) {
    byDay.set(catchUp === 'once' ? '' : dateOf(next), next);
    next = nextAfter(cron, next);
  }
  return { serve: [...byDay.values()], next };
};
