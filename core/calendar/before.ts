import { ok, type Result, refused } from '../base/result.ts';
import { text } from '../base/text.ts';
import { HOUR_MS, type Instant, MINUTE_MS } from '../base/time.ts';
import { type Counted, type Counting, countWorkingDaysBack, found, rollBack } from './count.ts';
import { indexOf } from './day-index.ts';
import { addMonths, type DayNumber, dayOf, startOf } from './day-number.ts';
import { type DayTable, yearMissing } from './day-table.ts';
import { explainBefore } from './explain-before.ts';
import { closeOfBusinessMs, closingOf, type Deadline, type Party } from './limit.ts';
import { formatSpan, parseSpan, type SpanParts } from './span.ts';

/** Something that must be done so long before an event: "15 working days before the re-review". */
export interface LimitBefore {
  /** The event; its own day is not counted. For an event known by its day only, 00:00 of it. */
  readonly anchor: Instant;
  readonly within: string;
  readonly party?: Party;
  readonly closeOfBusiness?: string;
  readonly ifYearMissing?: 'refuse' | 'earliest';
}

const NEVER = Number.NEGATIVE_INFINITY;

const lastDay = (
  c: Counting,
  anchor: DayNumber,
  parts: SpanParts,
  party: Party,
): { nominal: DayNumber; last: Counted } => {
  const { amount, unit } = parts;
  if (unit === 'wd') {
    const last = countWorkingDaysBack(c, anchor, amount);
    return { nominal: last.kind === 'day' ? last.day : anchor, last };
  }
  const nominal = unit === 'd' ? anchor - amount : addMonths(anchor, unit === 'mo' ? -amount : -amount * 12);
  // Another keeps his whole time: rolling earlier would take days from him, and the day itself harms nobody.
  return { nominal, last: party === 'counterparty' ? found(nominal, false) : rollBack(c, nominal, NEVER) };
};

/**
 * The last moment for doing something `within` before the anchor. The Nth working day before it, closing as forward limits do;
 * days, months and years land on a day and, where that is a day of rest, a duty of ours rolls to the last working day
 * before. Refuses like `deadline`.
 */
export const deadlineBefore = (table: DayTable, limit: LimitBefore): Result<Deadline> => {
  const parsed = parseSpan(limit.within);
  if (!parsed.ok) return parsed;
  const close = closeOfBusinessMs(limit.closeOfBusiness);
  if (!close.ok) return close;
  const parts = parsed.value;
  if (parts.unit === 'm' || parts.unit === 'h') {
    const words = formatSpan(parts);
    return ok({
      due: (limit.anchor - parts.amount * (parts.unit === 'm' ? MINUTE_MS : HOUR_MS)) as Instant,
      provisional: false,
      steps: [text(`按自然时间向前推${words.zh}。`, `${words.en} of natural time before the event.`)],
    });
  }
  const party = limit.party ?? 'own';
  const counting: Counting = {
    index: indexOf(table),
    estimate: limit.ifYearMissing === 'earliest',
    stood: [],
    kinder: false,
    closing: closingOf(parts.unit, party, close.value),
  };
  const anchor = dayOf(limit.anchor);
  const { nominal, last } = lastDay(counting, anchor, parts, party);
  if (last.kind === 'missing') return refused(yearMissing(last.year));
  const day = last.kind === 'day' ? last.day : nominal;
  return ok({
    due: counting.closing(day),
    provisional: last.kind === 'day' && last.estimated,
    get steps() {
      return explainBefore({ counting, parts, anchor, nominal, last: day });
    },
  });
};

/** A window that lies before an event, such as the renewal of a licence 90 to 30 working days before it expires. */
export interface Window {
  readonly opens: Instant;
  readonly closes: Instant;
  readonly provisional: boolean;
}

/** Opens at 00:00 of the day that is `opens` before the anchor, closes as `deadlineBefore` says for `closes`. */
export const windowBefore = (
  table: DayTable,
  limit: Omit<LimitBefore, 'within'> & { readonly opens: string; readonly closes: string },
): Result<Window> => {
  const first = deadlineBefore(table, { ...limit, within: limit.opens });
  if (!first.ok) return first;
  const last = deadlineBefore(table, { ...limit, within: limit.closes });
  if (!last.ok) return last;
  return ok({
    // A day that ends at 24:00 has its due at the 00:00 that follows; a millisecond back is inside the day either way.
    opens: startOf(dayOf((first.value.due - 1) as Instant)),
    closes: last.value.due,
    provisional: first.value.provisional || last.value.provisional,
  });
};
