import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatInstant, type Instant, instant, parseInstant } from '../base/time.ts';
import { chinaDays } from './china.ts';
import { dateOfDay, dayOf } from './day-number.ts';
import { deadline, deadlineWithPauses } from './deadline.ts';
import type { Limit, Party } from './limit.ts';
import { type Pause, standstills, stoodBetween } from './pauses.ts';
import { isWorkingDay } from './working-days.ts';

const at = (iso: string): Instant => parseInstant(iso) ?? instant(Number.NaN);
const pause = (from: string, to: string | null): Pause => ({ from: at(from), to: to === null ? null : at(to) });

const reckon = (limit: Limit, pauses: readonly Pause[]) => {
  const result = deadlineWithPauses(chinaDays, limit, pauses);
  if (!result.ok) throw new Error(result.refusal.code);
  return result.value;
};

/** A limit from Monday 9 June 2025 10:00; all days to the 27th are ordinary weekdays and weekends. */
const due = (within: string, pauses: readonly Pause[], party: Party = 'own'): string | null => {
  const end = reckon({ from: at('2025-06-09T10:00'), within, party }, pauses).due;
  return end === null ? null : formatInstant(end).slice(0, 16);
};

describe('minutes and hours', () => {
  it('leave the standstill out exactly', () => {
    expect(due('48h', [pause('2025-06-10T09:00', '2025-06-10T15:30')])).toBe('2025-06-11T16:30');
    expect(
      due('48h', [pause('2025-06-10T09:00', '2025-06-10T10:00'), pause('2025-06-11T10:30', '2025-06-12T10:30')]),
    ).toBe('2025-06-12T11:00');
  });

  it('leave out only what lies between trigger and end', () => {
    expect(due('48h', [pause('2025-06-09T08:00', '2025-06-09T11:00')])).toBe('2025-06-11T11:00');
    expect(due('48h', [pause('2025-06-01T08:00', '2025-06-02T11:00')])).toBe('2025-06-11T10:00');
    expect(due('48h', [pause('2025-06-11T10:00', '2025-06-12T11:00')])).toBe('2025-06-11T10:00');
    expect(due('48h', [pause('2025-06-11T09:59', '2025-06-12T09:59')])).toBe('2025-06-12T10:00');
  });

  it('have no end while the clock stands, unless they ended before', () => {
    expect(due('48h', [pause('2025-06-10T09:00', null)])).toBeNull();
    expect(due('48h', [pause('2025-06-11T10:00', null)])).toBe('2025-06-11T10:00');
  });
});

describe('working days of ours', () => {
  it('lose each day whose close of business passes while the clock stands', () => {
    expect(due('3wd', [])).toBe('2025-06-12T18:00');
    // Tuesday and Wednesday close inside the pause, Thursday does not.
    expect(due('3wd', [pause('2025-06-10T10:00', '2025-06-12T10:00')])).toBe('2025-06-16T18:00');
    expect(due('3wd', [pause('2025-06-10T00:00', '2025-06-12T00:00')])).toBe('2025-06-16T18:00');
  });

  it('lose nothing to a pause within a day, overnight or over a weekend', () => {
    expect(due('3wd', [pause('2025-06-10T09:00', '2025-06-10T17:59')])).toBe('2025-06-12T18:00');
    expect(due('3wd', [pause('2025-06-10T18:00', '2025-06-11T09:00')])).toBe('2025-06-12T18:00');
    expect(due('5wd', [pause('2025-06-13T18:00', '2025-06-16T09:00')])).toBe('2025-06-16T18:00');
  });

  it('count the close of business itself as passed by a pause that lasts until then', () => {
    expect(due('3wd', [pause('2025-06-10T09:00', '2025-06-10T18:00')])).toBe('2025-06-13T18:00');
  });

  it('never end while the clock stands: the last day is taken up again after the pause', () => {
    expect(due('3wd', [pause('2025-06-12T10:00', '2025-06-17T10:00')])).toBe('2025-06-17T18:00');
    expect(due('3wd', [pause('2025-06-12T10:00', '2025-06-17T19:00')])).toBe('2025-06-18T18:00');
    expect(due('3wd', [pause('2025-06-12T10:00', null)])).toBeNull();
    expect(due('3wd', [pause('2025-06-12T18:00', null)])).toBe('2025-06-12T18:00');
  });
});

describe("another's period", () => {
  it('loses every day that a pause touches', () => {
    expect(due('3wd', [], 'counterparty')).toBe('2025-06-13T00:00');
    expect(due('3wd', [pause('2025-06-10T10:00', '2025-06-12T10:00')], 'counterparty')).toBe('2025-06-18T00:00');
    expect(due('3wd', [pause('2025-06-10T09:00', '2025-06-10T09:01')], 'counterparty')).toBe('2025-06-14T00:00');
    expect(due('3wd', [pause('2025-06-12T23:59', '2025-06-13T00:00')], 'counterparty')).toBe('2025-06-14T00:00');
  });

  it('keeps a day that a pause only borders on', () => {
    expect(due('3wd', [pause('2025-06-10T00:00', '2025-06-11T00:00')], 'counterparty')).toBe('2025-06-14T00:00');
    expect(due('3wd', [pause('2025-06-13T00:00', null)], 'counterparty')).toBe('2025-06-13T00:00');
  });
});

describe('days, months and years', () => {
  it('lose the days whose 24:00 passes while the clock stands, and roll after that', () => {
    expect(due('2d', [])).toBe('2025-06-12T00:00');
    expect(due('2d', [pause('2025-06-10T10:00', '2025-06-12T10:00')])).toBe('2025-06-14T00:00');
    expect(due('3d', [pause('2025-06-10T10:00', '2025-06-12T10:00')])).toBe('2025-06-17T00:00'); // 14 June is a Saturday
    expect(due('1mo', [pause('2025-06-10T10:00', '2025-06-20T10:00')])).toBe('2025-07-22T00:00'); // 19 July is a Saturday
    expect(due('1mo', [pause('2025-06-10T10:00', '2025-06-20T10:00')], 'regulator')).toBe('2025-07-19T00:00');
  });

  it('roll past a working day whose end passes while the clock stands', () => {
    expect(due('5d', [])).toBe('2025-06-17T00:00'); // the 14th is a Saturday
    expect(due('5d', [pause('2025-06-16T10:00', '2025-06-17T09:00')])).toBe('2025-06-18T00:00');
    expect(due('5d', [pause('2025-06-16T10:00', null)])).toBeNull();
  });

  it('a report to a regulator falls back neither on a day that ended while the clock stood nor across it', () => {
    expect(due('5d', [], 'regulator')).toBe('2025-06-14T00:00');
    expect(due('6d', [pause('2025-06-13T10:00', '2025-06-14T09:00')], 'regulator')).toBe('2025-06-17T00:00');
    expect(due('5d', [pause('2025-06-13T10:00', '2025-06-14T09:00')], 'regulator')).toBe('2025-06-16T00:00');
  });
});

it('overlapping and touching pauses count once, in whatever order they come', () => {
  const stood = standstills([
    pause('2025-06-12T00:00', '2025-06-13T00:00'),
    pause('2025-06-10T00:00', '2025-06-11T12:00'),
    pause('2025-06-11T00:00', '2025-06-12T00:00'),
    pause('2025-06-20T00:00', '2025-06-20T00:00'),
  ]);
  expect(stood).toEqual([{ from: at('2025-06-10'), to: at('2025-06-13') }]);
  expect(stoodBetween(at('2025-06-09'), at('2025-06-11'), stood)).toBe(86_400_000);
  expect(() => standstills([pause('2025-06-12', '2025-06-11')])).toThrow('ends before it begins');
});

it('the reasons tell of each day lost and of a clock that still stands', () => {
  const en = (pauses: readonly Pause[], within = '3wd') =>
    reckon({ from: at('2025-06-09T10:00'), within }, pauses).steps.map((s) => s.en);
  expect(en([pause('2025-06-10T10:00', '2025-06-11T10:00')])).toContain(
    '2025-06-10 (Tuesday) is not counted because the clock stood.',
  );
  expect(en([pause('2025-06-11T10:00', null)]).at(-1)).toBe(
    'The clock still stands with 2 days to run; the due is known once it runs again.',
  );
  expect(en([pause('2025-06-10T10:00', '2025-06-10T11:00'), pause('2025-06-10T12:00', null)], '48h').slice(1)).toEqual([
    'The clock stood from 2025-06-10 10:00 to 2025-06-10 11:00, which is left out.',
    'The clock stands since 2025-06-10 12:00.',
  ]);
});

const limits = fc.record({
  from: fc.integer({ min: Date.UTC(2010, 0, 1), max: Date.UTC(2022, 0, 1) }).map((ms) => instant(ms)),
  within: fc
    .tuple(fc.integer({ min: 1, max: 40 }), fc.constantFrom('m', 'h', 'd', 'wd', 'mo'))
    .map(([n, unit]) => `${n}${unit}`),
  party: fc.constantFrom<Party>('own', 'counterparty', 'regulator'),
});
const shapes = fc.array(
  fc.record({ after: fc.integer({ min: -50, max: 1500 }), hours: fc.integer({ min: 0, max: 400 }) }),
  { maxLength: 5 },
);
const pausesOf = (from: Instant, shape: readonly { after: number; hours: number }[]): Pause[] =>
  shape.map(({ after, hours }) => {
    const start = from + after * 3_600_000;
    return { from: instant(start), to: instant(start + hours * 3_600_000) };
  });

describe('for every limit and every set of pauses', () => {
  it('pauses of no length change nothing', () => {
    fc.assert(
      fc.property(limits, shapes, (limit, shape) => {
        const none = pausesOf(
          limit.from,
          shape.map((s) => ({ ...s, hours: 0 })),
        );
        const plain = deadline(chinaDays, limit);
        expect(reckon(limit, none).due).toBe(plain.ok && plain.value.due);
      }),
    );
  });

  it('a pause never brings the end forward, another one never either', () => {
    fc.assert(
      fc.property(limits, shapes, (limit, shape) => {
        const pauses = pausesOf(limit.from, shape);
        const [fewer, more] = [reckon(limit, pauses.slice(1)).due ?? 0, reckon(limit, pauses).due ?? 0];
        expect(more).toBeGreaterThanOrEqual(fewer);
      }),
      // Once it rolled back across the pause: 31 days of a regulator's, the pause over the last working days before two of rest.
      {
        examples: [
          [{ from: 1262304000000 as Instant, within: '31d', party: 'regulator' }, [{ after: 712, hours: 144 }]],
        ],
      },
    );
  });

  it('the end never falls inside a standstill', () => {
    fc.assert(
      fc.property(limits, shapes, (limit, shape) => {
        const end = reckon(limit, pausesOf(limit.from, shape)).due ?? 0;
        for (const s of standstills(pausesOf(limit.from, shape))) expect(s.from < end && end < s.to).toBe(false);
      }),
    );
  });

  it('natural time is lengthened by exactly the time that the clock stood until the end', () => {
    fc.assert(
      fc.property(limits, fc.integer({ min: 1, max: 900 }), shapes, ({ from }, hours, shape) => {
        const pauses = pausesOf(from, shape);
        const end = reckon({ from, within: `${hours}h` }, pauses).due ?? 0;
        expect(end - from - stoodBetween(from, end, standstills(pauses))).toBe(hours * 3_600_000);
      }),
    );
  });

  it('our duty never ends later than another would have, nor on a day of rest', () => {
    fc.assert(
      fc.property(limits, fc.integer({ min: 1, max: 40 }), shapes, ({ from }, n, shape) => {
        const pauses = pausesOf(from, shape);
        const own = reckon({ from, within: `${n}wd`, party: 'own' }, pauses).due ?? 0;
        const other = reckon({ from, within: `${n}wd`, party: 'counterparty' }, pauses).due ?? 0;
        expect(own).toBeLessThan(other);
        for (const end of [own, other]) {
          expect(isWorkingDay(chinaDays, dateOfDay(dayOf(instant(end - 1))))).toEqual({ ok: true, value: true });
        }
      }),
    );
  });

  it('a clock that stands for good has no end, however little is left, unless it ended before', () => {
    fc.assert(
      fc.property(limits, fc.integer({ min: -10, max: 3000 }), (limit, after) => {
        const stop = instant(limit.from + after * 3_600_000);
        const plain = deadline(chinaDays, limit);
        const end = reckon(limit, [{ from: stop, to: null }]).due;
        if (end !== null) expect(end).toBeLessThanOrEqual(stop);
        if (plain.ok && limit.party !== 'regulator') expect(end === null).toBe(plain.value.due > stop);
      }),
    );
  });
});
