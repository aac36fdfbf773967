import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Result } from '../base/result.ts';
import { formatInstant } from '../base/time.ts';
import { chinaDays } from './china.ts';
import { dateOfDay } from './day-number.ts';
import { type DutyWindow, dutyOnDay, dutyOnLastWeekday, dutyWindow, halfYearAudit } from './month-duties.ts';
import { isWorkingDay } from './working-days.ts';

const FRIDAY = 5;
const shown = (result: Result<DutyWindow>): string => {
  if (!result.ok) return result.refusal.code;
  return `${formatInstant(result.value.opens).slice(0, 16)} ${formatInstant(result.value.due).slice(0, 16)}`;
};

describe('a duty on a day of the month', () => {
  it.each([
    [2025, 6, 5, '2025-06-05T00:00 2025-06-06T00:00'],
    [2025, 10, 5, '2025-09-30T00:00 2025-10-01T00:00'], // in the holiday, a month earlier even
    [2025, 7, 5, '2025-07-04T00:00 2025-07-05T00:00'], // a Saturday
    [2025, 10, 11, '2025-10-11T00:00 2025-10-12T00:00'], // a Saturday that is worked
    [2025, 2, 31, '2025-02-28T00:00 2025-03-01T00:00'], // the month's end
    [2024, 2, 31, '2024-02-29T00:00 2024-03-01T00:00'],
    [2023, 12, 31, '2023-12-29T00:00 2023-12-30T00:00'],
    [2027, 1, 5, 'calendar.yearMissing'],
    [2007, 1, 3, 'calendar.yearMissing'], // rest from 1 January 2007 on: what lay before is not known
  ])('%i-%i-%i', (year, month, day, expected) => {
    expect(shown(dutyOnDay(chinaDays, year, month, day))).toBe(expected);
  });

  it('says why it is due earlier', () => {
    const result = dutyOnDay(chinaDays, 2025, 10, 5);
    expect(result.ok && result.value.steps.map((s) => s.zh)).toEqual([
      '2025-10-01至2025-10-05国庆节放假，不计入。',
      '2025-10-05 周日为休息日，提前至2025-09-30 周二。',
      '2025-09-30 24:00届满（记作次日00:00）。',
    ]);
    const plain = dutyOnDay(chinaDays, 2025, 6, 5);
    expect(plain.ok && plain.value.steps).toHaveLength(1);
  });
});

describe('a duty within a window of the month', () => {
  it.each([
    [2025, 6, 1, 5, '2025-06-03T00:00 2025-06-06T00:00'], // 31 May – 2 June is Dragon Boat Festival
    [2025, 7, 1, 5, '2025-07-01T00:00 2025-07-05T00:00'], // ends on a Saturday
    [2025, 5, 5, 10, '2025-05-06T00:00 2025-05-10T00:00'],
    [2025, 10, 1, 5, '2025-09-30T00:00 2025-10-01T00:00'], // all of it in the holiday
    [2025, 10, 1, 10, '2025-10-09T00:00 2025-10-11T00:00'],
    [2025, 2, 20, 31, '2025-02-20T00:00 2025-03-01T00:00'],
    [2027, 1, 1, 5, 'calendar.yearMissing'],
  ])('%i-%i from %i to %i', (year, month, from, to, expected) => {
    expect(shown(dutyWindow(chinaDays, { year, month, from, to }))).toBe(expected);
  });
});

describe('a duty on the last Friday of the month', () => {
  it.each([
    [2025, 6, '2025-06-27T00:00 2025-06-28T00:00'],
    [2025, 10, '2025-10-31T00:00 2025-11-01T00:00'],
    [2017, 1, '2017-01-26T00:00 2017-01-27T00:00'], // 27 January 2017 was the eve of the Spring Festival
    [2027, 1, 'calendar.yearMissing'],
  ])('%i-%i', (year, month, expected) => {
    expect(shown(dutyOnLastWeekday(chinaDays, year, month, FRIDAY))).toBe(expected);
  });
});

describe('the half-yearly audit', () => {
  it.each([
    // 1 and 2 February 2025 lie in the Spring Festival, 8 February is a make-up Saturday.
    [2025, 1, ['2025-02-05', '2025-02-06', '2025-02-07', '2025-02-08', '2025-02-10']],
    [2025, 2, ['2025-08-01', '2025-08-04', '2025-08-05', '2025-08-06', '2025-08-07']],
    [2026, 2, ['2026-08-03', '2026-08-04', '2026-08-05', '2026-08-06', '2026-08-07']],
  ] as const)('%i half %i', (year, half, days) => {
    const audit = halfYearAudit(chinaDays, year, half);
    expect(audit.ok && audit.value.days).toEqual(days);
    expect(audit.ok && formatInstant(audit.value.opens)).toBe(`${days[0]}T00:00:00+08:00`);
    expect(audit.ok && formatInstant((audit.value.due - 1) as never).slice(0, 10)).toBe(days[4]);
  });

  it('is refused for a year without a table', () => {
    expect(halfYearAudit(chinaDays, 2027, 1)).toMatchObject({ refusal: { params: { year: 2027 } } });
  });
});

it('every duty of every month is due by its day, on a working day, after it opens', () => {
  const months = fc.record({
    year: fc.integer({ min: 2008, max: 2026 }),
    month: fc.integer({ min: 1, max: 12 }),
    from: fc.integer({ min: 1, max: 31 }),
    length: fc.integer({ min: 0, max: 10 }),
  });
  fc.assert(
    fc.property(months, ({ year, month, from, length }) => {
      const window = dutyWindow(chinaDays, { year, month, from, to: from + length });
      if (!window.ok) throw new Error(window.refusal.code);
      const { opens, due } = window.value;
      const lastDay = dateOfDay(Math.floor((due - 1 + 28_800_000) / 86_400_000));
      expect(opens).toBeLessThan(due);
      expect(isWorkingDay(chinaDays, lastDay)).toEqual({ ok: true, value: true });
      expect(due).toBeLessThanOrEqual(
        Date.UTC(year, month - 1, Math.min(from + length, new Date(Date.UTC(year, month, 0)).getUTCDate()) + 1) -
          28_800_000,
      );
      expect(dutyOnDay(chinaDays, year, month, from + length)).toMatchObject({ ok: true, value: { due } });
    }),
  );
});
