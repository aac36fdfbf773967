import { ok, type Result, refused } from '../base/result.ts';
import { HOUR_MS, MINUTE_MS } from '../base/time.ts';
import { type Counted, type Counting, countCalendarDays, countWorkingDays, rollBack, rollForward } from './count.ts';
import { indexOf } from './day-index.ts';
import { addMonths, type DayNumber, dayOf, startOf } from './day-number.ts';
import { type DayTable, yearMissing } from './day-table.ts';
import { explainDays, explainNatural } from './explain.ts';
import { closeOfBusinessMs, closingOf, type Deadline, type Limit, type Party, type PausableDeadline } from './limit.ts';
import { naturalDue, type Pause, type Standstill, standstills } from './pauses.ts';
import { parseSpan, type SpanParts, type SpanUnit } from './span.ts';

const NATURAL_MS: Partial<Record<SpanUnit, number>> = { m: MINUTE_MS, h: HOUR_MS };

const nominalDay = (c: Counting, trigger: DayNumber, { amount, unit }: SpanParts): Counted => {
  if (unit === 'wd') return countWorkingDays(c, trigger, amount);
  const last = unit === 'd' ? trigger + amount : addMonths(trigger, unit === 'mo' ? amount : amount * 12);
  return countCalendarDays(c, trigger, last - trigger);
};

const lastDay = (c: Counting, trigger: DayNumber, nominal: DayNumber, unit: SpanUnit, party: Party): Counted => {
  if (unit === 'wd') return { kind: 'day', day: nominal, estimated: false };
  return party === 'regulator' ? rollBack(c, nominal, trigger) : rollForward(c, nominal);
};

const inDays = (
  table: DayTable,
  limit: Limit,
  parts: SpanParts,
  closeMs: number,
  stood: readonly Standstill[],
): Result<PausableDeadline> => {
  const party = limit.party ?? 'own';
  const trigger = dayOf(limit.from) - (limit.fromLapse && limit.from === startOf(dayOf(limit.from)) ? 1 : 0);
  const counting: Counting = {
    index: indexOf(table),
    estimate: limit.ifYearMissing === 'earliest',
    stood,
    kinder: party === 'counterparty',
    closing: closingOf(parts.unit, party, closeMs),
  };
  const nominal = nominalDay(counting, trigger, parts);
  const last = nominal.kind === 'day' ? lastDay(counting, trigger, nominal.day, parts.unit, party) : nominal;
  if (last.kind === 'missing') return refused(yearMissing(last.year));
  const provisional = last.kind === 'day' && (last.estimated || (nominal.kind === 'day' && nominal.estimated));
  return ok({
    due: last.kind === 'day' ? counting.closing(last.day) : null,
    provisional,
    get steps() {
      return explainDays({ counting, limit, parts, trigger, nominal, last });
    },
  });
};

/**
 * As `deadline`, for a clock that stood at times. Minutes and hours leave the standstill out exactly; days leave out those
 * that a pause takes away (isPausedAway). `due` is null while a pause is open and the time was not used up before it.
 */
export const deadlineWithPauses = (
  table: DayTable,
  limit: Limit,
  pauses: readonly Pause[],
): Result<PausableDeadline> => {
  const parts = parseSpan(limit.within);
  if (!parts.ok) return parts;
  const close = closeOfBusinessMs(limit.closeOfBusiness);
  if (!close.ok) return close;
  const stood = standstills(pauses);
  const unitMs = NATURAL_MS[parts.value.unit];
  if (unitMs === undefined) return inDays(table, limit, parts.value, close.value, stood);
  return ok({
    due: naturalDue(limit.from, parts.value.amount * unitMs, stood),
    provisional: false,
    get steps() {
      return explainNatural(limit.from, parts.value, stood);
    },
  });
};

const NO_PAUSES: readonly Pause[] = [];

/**
 * When a limit ends (DECISIONS 1–2, Civil Code 201–203). Refuses with `calendar.yearMissing` (param `year`) where counting reaches
 * a year that the table lacks, unless told to reckon the earliest case.
 */
export const deadline = (table: DayTable, limit: Limit): Result<Deadline> =>
  // Without a pause no clock stands, so the due is there.
  deadlineWithPauses(table, limit, NO_PAUSES) as Result<Deadline>;

/** As `deadline`, but a limit that reaches a missing year gets the earliest instant that any calendar could bring, marked provisional. */
export const deadlineOrProvisional = (table: DayTable, limit: Limit): Result<Deadline> =>
  deadline(table, { ...limit, ifYearMissing: 'earliest' });
