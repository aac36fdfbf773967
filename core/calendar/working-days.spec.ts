import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LocalDate } from '../base/time.ts';
import { chinaDays } from './china.ts';
import { dateOfDay, dayNumber } from './day-number.ts';
import {
  addWorkingDays,
  isWorkingDay,
  workingDayOnOrAfter,
  workingDayOnOrBefore,
  workingDaysBetween,
} from './working-days.ts';

const date = (text: string) => text as LocalDate;
const dates = fc.integer({ min: dayNumber(2007, 6, 1), max: dayNumber(2025, 6, 1) }).map(dateOfDay);
const worked = (on: LocalDate): boolean => {
  const answer = isWorkingDay(chinaDays, on);
  return answer.ok && answer.value;
};

describe('a working day', () => {
  it.each([
    ['2025-10-10', true],
    ['2025-10-11', true], // make-up Saturday
    ['2025-10-12', false],
    ['2025-10-08', false], // holiday on a Wednesday
    ['2025-10-18', false],
    ['2007-01-04', true],
    ['2026-12-31', true],
    ['2018-12-29', true], // said by the notice of 2019
    ['2018-12-31', false],
    ['2024-02-29', true],
  ])('%s: %s', (on, expected) => {
    expect(isWorkingDay(chinaDays, date(on))).toEqual({ ok: true, value: expected });
  });

  it.each([
    ['2027-01-01', 2027],
    ['2027-06-15', 2027],
    ['2006-12-31', 2006],
    ['1999-05-05', 1999],
  ])('%s is not guessed: the year %i is missing', (on, year) => {
    expect(isWorkingDay(chinaDays, date(on))).toMatchObject({
      refusal: { code: 'calendar.yearMissing', params: { year } },
    });
  });
});

/** Working days of a year by the notices, counted from the published arrangements: Mondays to Fridays − days off + make-up days. */
it.each([
  [2020, 249],
  [2024, 251],
  [2025, 248],
  [2026, 248],
])('the year %i has %i working days', (year, expected) => {
  expect(workingDaysBetween(chinaDays, date(`${year - 1}-12-31`), date(`${year}-12-31`))).toEqual({
    ok: true,
    value: expected,
  });
});

describe('counting', () => {
  it('adds what it then counts', () => {
    fc.assert(
      fc.property(dates, fc.integer({ min: 1, max: 300 }), (from, n) => {
        const to = addWorkingDays(chinaDays, from, n);
        expect(to.ok && worked(to.value)).toBe(true);
        expect(to.ok && workingDaysBetween(chinaDays, from, to.value)).toEqual({ ok: true, value: n });
      }),
    );
  });

  it('goes back from a working day as many as it went on', () => {
    fc.assert(
      fc.property(dates.filter(worked), fc.integer({ min: -100, max: 300 }), (from, n) => {
        const there = addWorkingDays(chinaDays, from, n);
        expect(there.ok && addWorkingDays(chinaDays, there.value, -n)).toEqual({ ok: true, value: from });
      }),
    );
  });

  it('counts each day once, whichever day splits the stretch', () => {
    fc.assert(
      fc.property(dates, dates, dates, (a, b, c) => {
        const between = (from: LocalDate, to: LocalDate): number => {
          const n = workingDaysBetween(chinaDays, from, to);
          return n.ok ? n.value : Number.NaN;
        };
        expect(between(a, b) + between(b, c)).toBe(between(a, c));
      }),
    );
  });

  it('leaves a date as it is for none', () => {
    expect(addWorkingDays(chinaDays, date('2025-10-05'), 0)).toEqual({ ok: true, value: '2025-10-05' });
    expect(workingDaysBetween(chinaDays, date('2031-10-05'), date('2031-10-05'))).toEqual({ ok: true, value: 0 });
  });

  it('names the missing year at whichever end it lies', () => {
    const missing = (year: number) => ({ ok: false, refusal: { params: { year } } });
    expect(workingDaysBetween(chinaDays, date('2026-12-01'), date('2027-01-01'))).toMatchObject(missing(2027));
    expect(workingDaysBetween(chinaDays, date('2027-01-01'), date('2026-12-01'))).toMatchObject(missing(2027));
    expect(workingDaysBetween(chinaDays, date('2006-12-30'), date('2007-01-01'))).toMatchObject(missing(2006));
    expect(workingDaysBetween(chinaDays, date('2028-12-30'), date('2029-01-01'))).toMatchObject(missing(2028));
    expect(workingDaysBetween(chinaDays, date('2006-12-31'), date('2007-01-05'))).toEqual({ ok: true, value: 2 });
    expect(addWorkingDays(chinaDays, date('2026-12-31'), 1)).toMatchObject(missing(2027));
    expect(addWorkingDays(chinaDays, date('2007-01-04'), -1)).toMatchObject(missing(2006));
  });
});

it('finds the nearest working day in either direction, a worked day being its own', () => {
  expect(workingDayOnOrAfter(chinaDays, date('2025-10-01'))).toEqual({ ok: true, value: '2025-10-09' });
  expect(workingDayOnOrBefore(chinaDays, date('2025-10-05'))).toEqual({ ok: true, value: '2025-09-30' });
  expect(workingDayOnOrAfter(chinaDays, date('2025-10-11'))).toEqual({ ok: true, value: '2025-10-11' });
  expect(workingDayOnOrBefore(chinaDays, date('2025-10-11'))).toEqual({ ok: true, value: '2025-10-11' });
  expect(workingDayOnOrAfter(chinaDays, date('2027-01-01'))).toMatchObject({ refusal: { params: { year: 2027 } } });
  expect(workingDayOnOrBefore(chinaDays, date('2007-01-01'))).toMatchObject({ refusal: { params: { year: 2006 } } });
});
