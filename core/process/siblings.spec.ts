import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { text } from '../base/text.ts';
import { formatMinute, type Instant, type LocalDate } from '../base/time.ts';
import { chinaDays } from '../calendar/china.ts';
import { defineForm } from '../forms/form.ts';
import { carriers } from '../manual/carriers.ts';
import { recordNumber } from '../papers/record.ts';
import { type Duty, defineDuty, occurrences } from './duty.ts';
import { bindingTerm, defineRecord, keptUntil } from './record.ts';
import { type Recurs, windowOf } from './recurrence.ts';
import { at } from './testing/given.ts';

const title = text('月度分析', 'Monthly analysis');
const form = defineForm({
  id: 'analysis',
  version: 1,
  title,
  fields: { note: { kind: 'text', label: title, maxLength: 9 } },
});
const duty = (recurs: Recurs): Duty => ({
  name: 'd',
  title,
  by: 'qualityStaff',
  recurs,
  form,
  escalatesTo: 'headOfQuality',
  because: 'P11-4.1-01',
});
const due = (recurs: Recurs, from: string, to: string) =>
  occurrences(duty(recurs), at(from), at(to), chinaDays).map((one) => `${one.key} ${formatMinute(one.due)}`);

describe('duties that recur', () => {
  it('fall due on the last working day before a rest', () => {
    // 5 October 2025 lies in the holiday of 1–8 October.
    expect(due({ every: 'month', on: { day: 5 } }, '2025-09-01', '2025-12-01')).toEqual([
      '2025-09 2025-09-06 00:00',
      '2025-10 2025-10-01 00:00',
      '2025-11 2025-11-06 00:00',
    ]);
  });

  it('stand in their month of the quarter, half-year or year', () => {
    const keys = (recurs: Recurs) =>
      occurrences(duty(recurs), at('2025-01-01'), at('2026-01-01'), chinaDays).map((o) => o.key);
    expect(keys({ every: 'quarter', monthOf: 3, on: { day: 31 } })).toEqual([
      '2025-03',
      '2025-06',
      '2025-09',
      '2025-12',
    ]);
    expect(keys({ every: 'halfYear', monthOf: 2, on: { from: 1, to: 5 } })).toEqual(['2025-02', '2025-08']);
    expect(keys({ every: 'year', monthOf: 12, on: { day: 20 } })).toEqual(['2025-12']);
    expect(keys({ every: 'month', on: { lastWeekday: 5 } })).toHaveLength(12);
  });

  it('come daily, on working days with their make-up days, or weekly', () => {
    expect(due({ every: 'day', workingDaysOnly: true }, '2025-09-26', '2025-10-10')).toEqual([
      '2025-09-26 2025-09-27 00:00',
      '2025-09-28 2025-09-29 00:00',
      '2025-09-29 2025-09-30 00:00',
      '2025-09-30 2025-10-01 00:00',
      '2025-10-09 2025-10-10 00:00',
    ]);
    expect(due({ every: 'day' }, '2025-10-01', '2025-10-03')).toHaveLength(2);
    expect(due({ every: 'day', hours: [9, 10] }, '2025-10-01T09:30', '2025-10-02T10:00')).toEqual([
      '2025-10-01 2025-10-01 10:00',
      '2025-10-02 2025-10-02 10:00',
    ]);
    expect(due({ every: 'week', weekday: 0 }, '2025-10-01', '2025-10-14')).toEqual([
      '2025-10-05 2025-10-06 00:00',
      '2025-10-12 2025-10-13 00:00',
    ]);
  });

  it('are only estimated beyond the table, and nobody is in breach on an estimate', () => {
    const beyond = occurrences(duty({ every: 'month', on: { day: 5 } }), at('2031-03-01'), at('2031-04-01'), chinaDays);
    expect(beyond).toEqual([expect.objectContaining({ key: '2031-03', provisional: true })]);
  });

  it('a range cut in two holds the same occurrences as the whole', () => {
    const day = fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2028, 0, 1) });
    const recurs: Recurs = { every: 'month', on: { day: 1 } };
    const between = (a: number, b: number) => occurrences(duty(recurs), a as Instant, b as Instant, chinaDays);
    fc.assert(
      fc.property(day, day, day, (x, y, z) => {
        const [a = 0, b = 0, c = 0] = [x, y, z].sort((p, q) => p - q);
        expect([...between(a, b), ...between(b, c)]).toEqual(between(a, c));
      }),
      { numRuns: 60, seed: 20261121 },
    );
  });

  it('may be done at any time of a quarter, half-year or year, from its first working day to its last', () => {
    const any = (every: 'quarter' | 'halfYear' | 'year') =>
      occurrences(duty({ every, anyTime: true }), at('2025-01-01'), at('2026-01-01'), chinaDays).map(
        ({ key, opens, due }) => `${key} ${formatMinute(opens)} ${formatMinute(due)}`,
      );
    expect(any('quarter')).toEqual([
      '2025-Q1 2025-01-02 00:00 2025-04-01 00:00',
      '2025-Q2 2025-04-01 00:00 2025-07-01 00:00',
      '2025-Q3 2025-07-01 00:00 2025-10-01 00:00',
      '2025-Q4 2025-10-09 00:00 2026-01-01 00:00',
    ]);
    expect(any('halfYear').map((line) => line.slice(0, 7))).toEqual(['2025-H1', '2025-H2']);
    expect(any('year')).toEqual(['2025 2025-01-02 00:00 2026-01-01 00:00']);
  });

  it('find the window of a period again by its key alone', () => {
    const all: readonly Recurs[] = [
      { every: 'day' },
      { every: 'week', weekday: 3 },
      { every: 'month', on: { from: 5, to: 10 } },
      { every: 'halfYear', monthOf: 6, on: { day: 20 } },
      { every: 'quarter', anyTime: true },
      { every: 'year', anyTime: true },
    ];
    for (const recurs of all)
      for (const one of occurrences(duty(recurs), at('2025-01-01'), at('2027-01-01'), chinaDays))
        expect(windowOf(recurs, one.key, chinaDays)).toEqual(one);
  });

  it('carry their rows', () => {
    defineDuty({ ...duty({ every: 'day' }), name: 'carries' });
    expect(carriers()).toContainEqual({ kind: 'duty', name: 'duty.carries', obligations: ['P11-4.1-01'] });
  });
});

describe('kinds of record', () => {
  const kind = defineRecord({
    code: 'QR-TEST-001',
    title,
    form,
    retention: ['retention.general', 'retention.injury'],
    series: { prefix: 'QR-TEST', digits: 4 },
    because: 'P11-4.1-06',
  });
  const since = (iso: string) => at(iso);

  it('widen their numbers after the last', () => {
    const day = '2025-03-03' as LocalDate;
    expect(recordNumber(kind.series, day, 7)).toBe('QR-TEST-20250303-0007');
    expect(recordNumber(kind.series, day, 10_000)).toBe('QR-TEST-20250303-10000');
  });

  it('are kept for the longest of their periods', () => {
    const terms = [
      { value: '5y', anchoredAt: since('2025-03-03T10:00') },
      { value: '10y', anchoredAt: since('2024-02-29T10:00') },
    ] as const;
    expect(keptUntil(kind, terms)).toBe(at('2034-03-01T00:00'));
    expect(keptUntil(kind, [...terms, { value: 'permanent', anchoredAt: null }])).toBe('permanent');
  });

  it('name the period that binds, and leave out what cannot come any more', () => {
    const five = { value: '5y', anchoredAt: since('2025-03-03T10:00') } as const;
    const ten = { value: '10y', anchoredAt: 'never' } as const;
    expect(keptUntil(kind, [ten, five])).toBe(at('2030-03-04T00:00'));
    expect(bindingTerm(kind, [ten, five])).toBe(1);
    expect(bindingTerm(kind, [five, { value: '10y', anchoredAt: null }])).toBe(1);
    expect(keptUntil(kind, [ten])).toBe('open');
  });

  it('are not destroyed while an anchor is still to come', () => {
    expect(keptUntil(kind, [{ value: '5y', anchoredAt: null }])).toBe('open');
    expect(keptUntil(kind, [])).toBe('open');
  });
});
