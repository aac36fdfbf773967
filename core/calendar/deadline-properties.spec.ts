import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Instant, instant } from '../base/time.ts';
import { chinaDays } from './china.ts';
import { dateOfDay, dayOf } from './day-number.ts';
import { deadline } from './deadline.ts';
import type { Limit, Party } from './limit.ts';
import { isWorkingDay, workingDaysBetween } from './working-days.ts';

const dueOf = (limit: Limit): Instant => {
  const result = deadline(chinaDays, limit);
  if (!result.ok) throw new Error(result.refusal.code);
  return result.value.due;
};

const worked = (at: Instant): boolean => {
  const answer = isWorkingDay(chinaDays, dateOfDay(dayOf(at)));
  return answer.ok && answer.value;
};

/** The day on which a limit ends, whether at 18:00 or at 24:00. */
const dayItEnds = (end: Instant): Instant => instant(end - 1);

const instants = fc.integer({ min: Date.UTC(2007, 0, 1), max: Date.UTC(2024, 11, 31) }).map((ms) => instant(ms));
const units = fc.constantFrom('m', 'h', 'd', 'wd', 'mo', 'y');
const parties = fc.constantFrom<Party>('own', 'counterparty', 'regulator');
const most = { m: 9999, h: 999, d: 300, wd: 200, mo: 12, y: 1 } as const;
const spans = units.chain((unit) => fc.integer({ min: 1, max: most[unit] }).map((n) => ({ n, unit })));
const limits = fc.record({ from: instants, span: spans, party: parties });

describe('for every trigger, span and party', () => {
  it('a deadline lies after its trigger, and never within the day of the trigger unless it is natural time', () => {
    fc.assert(
      fc.property(limits, ({ from, span, party }) => {
        const end = dueOf({ from, within: `${span.n}${span.unit}`, party });
        expect(end).toBeGreaterThan(from);
        if (span.unit !== 'm' && span.unit !== 'h') expect(dayOf(dayItEnds(end))).toBeGreaterThan(dayOf(from));
      }),
    );
  });

  it('a longer span never ends earlier', () => {
    fc.assert(
      fc.property(limits, ({ from, span, party }) => {
        expect(dueOf({ from, within: `${span.n + 1}${span.unit}`, party })).toBeGreaterThanOrEqual(
          dueOf({ from, within: `${span.n}${span.unit}`, party }),
        );
      }),
    );
  });

  it('a later trigger never ends earlier', () => {
    fc.assert(
      fc.property(limits, fc.integer({ min: 0, max: 30 * 86_400_000 }), ({ from, span, party }, later) => {
        const within = `${span.n}${span.unit}`;
        const [a, b] = [dueOf({ from, within, party }), dueOf({ from: instant(from + later), within, party })];
        expect(b).toBeGreaterThanOrEqual(a);
      }),
    );
  });

  it('a limit in working days ends on a working day, the Nth after the trigger', () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: 1, max: 200 }), parties, (from, n, party) => {
        const last = dayItEnds(dueOf({ from, within: `${n}wd`, party }));
        expect(worked(last)).toBe(true);
        expect(workingDaysBetween(chinaDays, dateOfDay(dayOf(from)), dateOfDay(dayOf(last)))).toEqual({
          ok: true,
          value: n,
        });
      }),
    );
  });

  it('a period of another in days or months is never shortened by rolling and ends with a working day', () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: 1, max: 300 }), (from, n) => {
        const end = dueOf({ from, within: `${n}d`, party: 'counterparty' });
        expect(dayOf(dayItEnds(end))).toBeGreaterThanOrEqual(dayOf(from) + n);
        expect(worked(dayItEnds(end))).toBe(true);
        // No working day is skipped on the way: rolling stops at the first.
        for (let day = dayOf(from) + n; day < dayOf(dayItEnds(end)); day++) {
          expect(isWorkingDay(chinaDays, dateOfDay(day))).toEqual({ ok: true, value: false });
        }
      }),
    );
  });

  it('a report to a regulator is never due later than a duty of ours, and that never later than another would have', () => {
    fc.assert(
      fc.property(instants, spans, (from, span) => {
        const within = `${span.n}${span.unit}`;
        const [regulator, own, counterparty] = (['regulator', 'own', 'counterparty'] as const).map((party) =>
          dueOf({ from, within, party }),
        );
        expect(regulator).toBeLessThanOrEqual(own ?? 0);
        expect(own).toBeLessThanOrEqual(counterparty ?? 0);
      }),
    );
  });

  it('a report to a regulator in days ends on the last working day, or on the day itself where none is left', () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: 1, max: 40 }), (from, n) => {
        const last = dayItEnds(dueOf({ from, within: `${n}d`, party: 'regulator' }));
        const nominal = dayOf(from) + n;
        for (let day = dayOf(last) + 1; day <= nominal; day++) {
          expect(isWorkingDay(chinaDays, dateOfDay(day))).toEqual({ ok: true, value: false });
        }
        if (!worked(last)) {
          expect(dayOf(last)).toBe(nominal);
          expect(workingDaysBetween(chinaDays, dateOfDay(dayOf(from)), dateOfDay(nominal))).toEqual({
            ok: true,
            value: 0,
          });
        }
      }),
    );
  });
});
