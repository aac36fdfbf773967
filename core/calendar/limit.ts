import { ok, type Result, refused } from '../base/result.ts';
import { type Text, text } from '../base/text.ts';
import { HOUR_MS, type Instant, MINUTE_MS } from '../base/time.ts';
import { type DayNumber, startOf } from './day-number.ts';
import type { SpanUnit } from './span.ts';

/** Whose limit it is: our own duty, another's period (merchant, consumer), or our duty to report to a regulator. */
export type Party = 'own' | 'counterparty' | 'regulator';

export interface Limit {
  /** The instant of the event that sets the clock going; for another's period, of delivery to his inbox. */
  readonly from: Instant;
  /** `from` is where another period ran out: the 24:00 of a day, so that the day after it is the first to count. */
  readonly fromLapse?: boolean;
  /** A span: `30m`, `24h`, `5d`, `3wd`, `1mo`, `1y`. Anything else is refused with `calendar.span`. */
  readonly within: string;
  /** Default `own`. */
  readonly party?: Party;
  /** `HH:mm` at which a working day of ours ends, default 18:00. Another's day always ends at 24:00. */
  readonly closeOfBusiness?: string;
  /** What to do where the table lacks a year: refuse (default) or reckon the earliest possible due, marked provisional. */
  readonly ifYearMissing?: 'refuse' | 'earliest';
}

export interface Deadline {
  /** The instant at which the limit ends: done at it is in time, after it too late. 24:00 is written as 00:00 of the next day. */
  readonly due: Instant;
  /** 暂定: a year is missing; no published calendar can make the due earlier, and nobody's right may lapse on it. */
  readonly provisional: boolean;
  /** How it was counted, sentence by sentence; worked out when asked for. */
  readonly steps: readonly Text[];
}

/** A limit whose clock may be standing: then it has no due. */
export interface PausableDeadline extends Omit<Deadline, 'due'> {
  readonly due: Instant | null;
}

const CLOSE = /^([01]\d|2[0-3]):([0-5]\d)$/;
const DEFAULT_CLOSE_MS = 18 * HOUR_MS;

export const closeOfBusinessMs = (given: string | undefined): Result<number> => {
  if (given === undefined) return ok(DEFAULT_CLOSE_MS);
  const m = CLOSE.exec(given);
  const ms = m ? Number(m[1]) * HOUR_MS + Number(m[2]) * MINUTE_MS : 0;
  if (ms > 0) return ok(ms);
  return refused({
    code: 'calendar.closeOfBusiness',
    message: text(
      '下班时间应写成 HH:mm，如 18:00，介于 00:01 与 23:59 之间。',
      'Write the close of business as HH:mm, such as 18:00, between 00:01 and 23:59.',
    ),
  });
};

/** When a day of the limit is over: at close of business for working days of ours, at 24:00 for all else. */
export const closingOf = (unit: SpanUnit, party: Party, closeMs: number): ((day: DayNumber) => Instant) =>
  unit === 'wd' && party !== 'counterparty' ? (day) => (startOf(day) + closeMs) as Instant : (day) => startOf(day + 1);
