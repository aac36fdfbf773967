import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatInstant, type Instant, instant, parseInstant } from '../base/time.ts';
import { deadlineBefore, windowBefore } from './before.ts';
import { chinaDays } from './china.ts';
import { dateOfDay, dayNumber, isWeekend, startOf } from './day-number.ts';
import type { DayTable } from './day-table.ts';
import { deadline, deadlineOrProvisional, deadlineWithPauses } from './deadline.ts';
import type { Party } from './limit.ts';
import { daysUntilTableEnds, tableEndsSoon } from './table-end.ts';
import { isFixedHoliday, LONGEST_REST_DAYS, MOST_MAKE_UP_DAYS, mostWeekdaysOff } from './unpublished.ts';
import { isWorkingDay } from './working-days.ts';

const at = (iso: string): Instant => parseInstant(iso) ?? instant(Number.NaN);

/** The table as it stood before the notice of that year came: its own days and those of later years unknown. */
const before = (year: number): DayTable => ({
  ...chinaDays,
  years: Object.fromEntries(Object.entries(chinaDays.years).filter(([y]) => Number(y) < year)),
});
const tables = new Map(Array.from({ length: 19 }, (_, i) => [2008 + i, before(2008 + i)] as const));

describe('what history bounds, and the estimate relies on', () => {
  const first = dayNumber(2007, 1, 1);
  const worked = Array.from({ length: dayNumber(2027, 1, 1) - first }, (_, i) => {
    const answer = isWorkingDay(chinaDays, dateOfDay(first + i));
    return answer.ok && answer.value;
  });

  it('no stretch since 2007 held more make-up days, net, than assumed, nor more weekdays off', () => {
    for (let from = 0; from < worked.length; from++) {
      let net = 0;
      for (let to = from; to < Math.min(worked.length, from + 800); to++) {
        net += Number(worked[to]) - Number(!isWeekend(first + to) && !isFixedHoliday(first + to));
        if (net > MOST_MAKE_UP_DAYS) expect.fail(`${dateOfDay(first + from)} to ${dateOfDay(first + to)}: ${net}`);
      }
    }
    for (let from = 0; from < worked.length; from++) {
      let off = 0;
      for (let to = from; to < Math.min(worked.length, from + 800); to++) {
        off += Number(!isWeekend(first + to)) - Number(worked[to]);
        if (off > mostWeekdaysOff(to - from + 1))
          expect.fail(`${dateOfDay(first + from)} to ${dateOfDay(first + to)}: ${off}`);
      }
    }
  });

  it('no rest since 2007 was longer than assumed', () => {
    const longest = worked.reduce(
      (run, w) => (w ? { now: 0, most: run.most } : { now: run.now + 1, most: Math.max(run.most, run.now + 1) }),
      {
        now: 0,
        most: 0,
      },
    );
    expect(longest.most).toBe(LONGEST_REST_DAYS);
  });

  it('no holiday that law fixes was ever worked', () => {
    const broken = worked.flatMap((w, i) => (w && isFixedHoliday(first + i) ? [dateOfDay(first + i)] : []));
    expect(broken).toEqual([]);
  });
});

const parties = fc.constantFrom<Party>('own', 'counterparty', 'regulator');
const years = fc.integer({ min: 2008, max: 2026 });
/** A trigger in the last four months before the unknown year or in its first ten weeks, when the notice is long overdue. */
const triggers = years.chain((year) =>
  fc
    .integer({ min: startOf(dayNumber(year - 1, 9, 1)), max: startOf(dayNumber(year, 3, 10)) })
    .map((ms) => ({ year, from: instant(ms) })),
);
const spans = fc
  .constantFrom('wd', 'd', 'mo')
  .chain((unit) => fc.integer({ min: 1, max: { wd: 150, d: 200, mo: 6 }[unit] }).map((n) => `${n}${unit}`));

describe('a provisional due', () => {
  it('was in every year the true one or an earlier one', () => {
    fc.assert(
      fc.property(triggers, spans, parties, ({ year, from }, within, party) => {
        const guess = deadlineOrProvisional(tables.get(year) ?? chinaDays, { from, within, party });
        const truth = deadline(chinaDays, { from, within, party });
        if (!guess.ok || !truth.ok || !guess.value.provisional) return;
        expect(guess.value.due).toBeGreaterThan(from);
        expect(guess.value.due).toBeLessThanOrEqual(truth.value.due);
      }),
      { numRuns: 2000 },
    );
  });

  it('was so for backward limits too', () => {
    fc.assert(
      fc.property(triggers, spans, parties, ({ year, from }, within, party) => {
        const anchor = instant(from + 120 * 86_400_000);
        const guess = deadlineBefore(tables.get(year) ?? chinaDays, {
          anchor,
          within,
          party,
          ifYearMissing: 'earliest',
        });
        const truth = deadlineBefore(chinaDays, { anchor, within, party });
        if (!guess.ok || !truth.ok || !guess.value.provisional) return;
        expect(guess.value.due).toBeLessThanOrEqual(truth.value.due);
      }),
      { numRuns: 2000 },
    );
  });

  it('is marked exactly where the plain reckoning refuses; elsewhere both agree', () => {
    fc.assert(
      fc.property(triggers, spans, parties, ({ year, from }, within, party) => {
        const table = tables.get(year) ?? chinaDays;
        const plain = deadline(table, { from, within, party });
        const guess = deadlineOrProvisional(table, { from, within, party });
        if (plain.ok) expect(guess).toMatchObject({ ok: true, value: { due: plain.value.due, provisional: false } });
        else expect(guess).toMatchObject({ ok: true, value: { provisional: true } });
      }),
    );
  });

  it('never comes earlier for a longer span', () => {
    fc.assert(
      fc.property(
        triggers,
        fc.constantFrom('wd', 'd', 'mo'),
        fc.integer({ min: 1, max: 60 }),
        parties,
        (t, unit, n, party) => {
          const table = tables.get(t.year) ?? chinaDays;
          const [a, b] = [n, n + 1].map((amount) =>
            deadlineOrProvisional(table, { from: t.from, within: `${amount}${unit}`, party }),
          );
          if (a?.ok && b?.ok) expect(b.value.due).toBeGreaterThanOrEqual(a.value.due);
        },
      ),
    );
  });

  const guess = (from: string, within: string, party: Party = 'own') => {
    const result = deadlineOrProvisional(chinaDays, { from: at(from), within, party });
    return result.ok
      ? `${formatInstant(result.value.due).slice(0, 16)}${result.value.provisional ? ' provisional' : ''}`
      : '';
  };

  it.each([
    // 2027 is not in the table. 1 January is rest by law; Saturday 2 and Sunday 3 January could be make-up days.
    ['2026-12-31T10:00', '1wd', 'own', '2027-01-02T18:00 provisional'],
    ['2026-12-30T10:00', '5wd', 'own', '2027-01-05T18:00 provisional'],
    ['2026-12-30T10:00', '5wd', 'counterparty', '2027-01-06T00:00 provisional'],
    // Four make-up days (2, 3, 9, 10 January) and no more: 16 and 17 January are rest.
    ['2026-12-31T10:00', '14wd', 'own', '2027-01-15T18:00 provisional'],
    ['2026-12-31T10:00', '15wd', 'own', '2027-01-18T18:00 provisional'],
    // Days: Saturday 2 January may be worked, so no roll; 1 January never is.
    ['2026-12-30T10:00', '3d', 'own', '2027-01-03T00:00 provisional'],
    ['2026-12-30T10:00', '2d', 'counterparty', '2027-01-03T00:00 provisional'],
    ['2027-04-20T10:00', '11d', 'own', '2027-05-04T00:00 provisional'],
    // A report to a regulator falls back: 31 December is known to be worked; far from it, ten days of rest at most.
    ['2026-12-30T10:00', '3d', 'regulator', '2027-01-01T00:00 provisional'],
    ['2026-12-01T10:00', '3mo', 'regulator', '2027-02-20T00:00 provisional'],
    ['2027-02-25T10:00', '4d', 'regulator', '2027-02-27T00:00 provisional'],
    // …and never on a holiday that law fixes (1 May), nor past a known day where the rest would be longer than ten.
    ['2027-04-01T10:00', '40d', 'regulator', '2027-05-04T00:00 provisional'],
    ['2026-12-20T10:00', '22d', 'regulator', '2027-01-03T00:00 provisional'],
    ['2027-09-30T10:00', '1wd', 'own', '2027-10-04T18:00 provisional'],
    // What does not reach 2027 is certain.
    ['2026-12-28T10:00', '3wd', 'own', '2026-12-31T18:00'],
    ['2027-05-01T10:00', '24h', 'own', '2027-05-02T10:00'],
  ] as const)('%s within %s (%s): %s', (from, within, party, expected) => {
    expect(guess(from, within, party)).toBe(expected);
  });

  it('says so in its reasons', () => {
    const result = deadlineOrProvisional(chinaDays, { from: at('2026-12-30T10:00'), within: '5wd' });
    expect(result.ok && result.value.steps.map((s) => s.zh).join()).toContain('2027年的放假安排尚未导入');
  });

  it('can be had with pauses, and is not given for the years before the table', () => {
    const limit = { from: at('2026-12-30T10:00'), within: '5wd', ifYearMissing: 'earliest' } as const;
    const paused = deadlineWithPauses(chinaDays, limit, [{ from: at('2027-01-04T10:00'), to: at('2027-01-06T10:00') }]);
    expect(paused.ok && formatInstant(paused.value.due ?? at('1970-01-01'))).toBe('2027-01-07T18:00:00+08:00');
    expect(deadlineOrProvisional(chinaDays, { from: at('2005-03-01'), within: '1wd' })).toMatchObject({
      refusal: { params: { year: 2005 } },
    });
  });
});

it('days of a December that a later notice names stay unknown while their own year is missing', () => {
  const { 2018: _, ...holed } = chinaDays.years;
  expect(isWorkingDay({ ...chinaDays, years: holed }, dateOfDay(dayNumber(2018, 12, 29)))).toMatchObject({
    refusal: { params: { year: 2018 } },
  });
});

it('a window is provisional as soon as one of its ends is', () => {
  const window = { anchor: at('2027-02-20'), opens: '30wd', closes: '24h', ifYearMissing: 'earliest' } as const;
  expect(windowBefore(chinaDays, window)).toMatchObject({ ok: true, value: { provisional: true } });
  expect(windowBefore(chinaDays, { ...window, opens: '48h' })).toMatchObject({
    ok: true,
    value: { provisional: false },
  });
});

describe('the end of the table', () => {
  it.each([
    ['2026-11-21', 40, true],
    ['2026-11-01', 60, true],
    ['2026-10-31', 61, false],
    ['2026-12-31', 0, true],
    ['2027-01-01', -1, true],
    ['2006-12-31', -1, true],
    ['2025-12-31', 365, false],
  ])('on %s lies %i days off: soon %s', (today, days, soon) => {
    const on = dateOfDay(dayNumber(...(today.split('-').map(Number) as [number, number, number])));
    expect(daysUntilTableEnds(chinaDays, on)).toBe(days);
    expect(tableEndsSoon(chinaDays, on)).toBe(soon);
  });

  it('is the first hole, not the last year', () => {
    const { 2024: _, ...holed } = chinaDays.years;
    // 1 January 2024 is a Monday, so the weekend before it hangs on the missing notice as well.
    expect(daysUntilTableEnds({ ...chinaDays, years: holed }, dateOfDay(dayNumber(2023, 12, 1)))).toBe(28);
    expect(daysUntilTableEnds({ ...chinaDays, years: {} }, dateOfDay(dayNumber(2023, 12, 1)))).toBe(-1);
  });
});
