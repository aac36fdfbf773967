import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatInstant, type Instant, instant, parseInstant, startOfDay } from '../base/time.ts';
import { deadlineBefore, windowBefore } from './before.ts';
import { chinaDays } from './china.ts';
import { dateOfDay, dayNumber, dayOf } from './day-number.ts';
import { deadline } from './deadline.ts';
import type { Party } from './limit.ts';
import { addWorkingDays, isWorkingDay } from './working-days.ts';

const at = (iso: string): Instant => parseInstant(iso) ?? instant(Number.NaN);
const worked = (day: number): boolean => {
  const answer = isWorkingDay(chinaDays, dateOfDay(day));
  return answer.ok && answer.value;
};
const dueOf = (anchor: Instant, within: string, party: Party = 'own'): Instant => {
  const result = deadlineBefore(chinaDays, { anchor, within, party });
  if (!result.ok) throw new Error(result.refusal.code);
  return result.value.due;
};

describe('cases checked by hand', () => {
  it.each([
    // From Monday 20 October 2025 back over make-up Saturday the 11th and the holiday of 1–8 October.
    ['2025-10-20T09:00', '1wd', 'own', '2025-10-17T18:00:00+08:00'],
    ['2025-10-20T09:00', '6wd', 'own', '2025-10-11T18:00:00+08:00'],
    ['2025-10-20T09:00', '9wd', 'own', '2025-09-30T18:00:00+08:00'],
    ['2025-10-20T09:00', '9wd', 'counterparty', '2025-10-01T00:00:00+08:00'],
    ['2025-10-20T09:00', '15wd', 'own', '2025-09-23T18:00:00+08:00'],
    // Days land on Sunday 5 October and roll earlier; another keeps that day.
    ['2025-10-20T09:00', '15d', 'own', '2025-10-01T00:00:00+08:00'],
    ['2025-10-20T09:00', '15d', 'regulator', '2025-10-01T00:00:00+08:00'],
    ['2025-10-20T09:00', '15d', 'counterparty', '2025-10-06T00:00:00+08:00'],
    // A month before 31 March is the last of February.
    ['2025-03-31T00:00', '1mo', 'own', '2025-03-01T00:00:00+08:00'],
    ['2024-03-31T00:00', '1mo', 'own', '2024-03-01T00:00:00+08:00'],
    ['2025-04-30T00:00', '1y', 'own', '2024-05-01T00:00:00+08:00'],
    // Natural time.
    ['2025-10-20T09:00', '24h', 'own', '2025-10-19T09:00:00+08:00'],
    ['2025-10-20T09:00', '90m', 'own', '2025-10-20T07:30:00+08:00'],
  ] as const)('%s less %s (%s): by %s', (anchor, within, party, expected) => {
    expect(formatInstant(dueOf(at(anchor), within, party))).toBe(expected);
  });

  it('opens a window at the start of its first day and closes it with its last', () => {
    expect(windowBefore(chinaDays, { anchor: at('2025-10-20'), opens: '9wd', closes: '1wd' })).toEqual({
      ok: true,
      value: { opens: at('2025-09-30T00:00'), closes: at('2025-10-17T18:00'), provisional: false },
    });
    expect(
      windowBefore(chinaDays, { anchor: at('2025-10-20'), opens: '9wd', closes: '1wd', party: 'counterparty' }),
    ).toEqual({
      ok: true,
      value: { opens: at('2025-09-30T00:00'), closes: at('2025-10-18T00:00'), provisional: false },
    });
    expect(windowBefore(chinaDays, { anchor: at('2027-02-20'), opens: '30wd', closes: '1d' })).toMatchObject({
      refusal: { params: { year: 2027 } },
    });
    expect(windowBefore(chinaDays, { anchor: at('2025-10-20'), opens: '9wd', closes: 'x' })).toMatchObject({
      refusal: { code: 'calendar.span' },
    });
  });

  it('gives its reasons', () => {
    const result = deadlineBefore(chinaDays, { anchor: at('2025-10-20T09:00'), within: '15d' });
    expect(result.ok && result.value.steps.map((s) => s.en)).toEqual([
      '2025-10-20 (Monday) is the day of the event and is not counted; counting goes backward from it.',
      '15 days before is 2025-10-05 (Sunday).',
      '2025-10-01 to 2025-10-05: days off for National Day, not counted.',
      '2025-10-05 (Sunday) is a day of rest, so the duty falls due on 2025-09-30 (Tuesday).',
      'It ends at 2025-09-30 24:00 (written as 00:00 of the next day).',
    ]);
  });

  it('gives its reasons for working days: what was passed over, and the make-up days counted', () => {
    const result = deadlineBefore(chinaDays, { anchor: at('2025-10-20T09:00'), within: '9wd' });
    expect(result.ok && result.value.steps.map((s) => s.zh)).toEqual([
      '2025-10-20 周一为事件当日，不计入；由此向前数。',
      '2025-10-01至2025-10-08国庆节、中秋节放假，不计入。',
      '其间周末3天不计入。',
      '2025-10-11 周六为国庆节调休上班日，计为工作日。',
      '之前9个工作日为2025-09-30 周二。',
      '2025-09-30 18:00下班时届满。',
    ]);
  });

  it('refuses a span or a close of business that is none, and a year that is missing', () => {
    const refused = (more: object) => deadlineBefore(chinaDays, { anchor: at('2025-10-20'), within: '1wd', ...more });
    expect(refused({ within: 'soon' })).toMatchObject({ refusal: { code: 'calendar.span' } });
    expect(refused({ closeOfBusiness: '18' })).toMatchObject({ refusal: { code: 'calendar.closeOfBusiness' } });
    expect(refused({ anchor: at('2027-01-05') })).toMatchObject({ refusal: { params: { year: 2027 } } });
    expect(refused({ anchor: at('2007-01-04') })).toMatchObject({ refusal: { params: { year: 2006 } } });
    expect(refused({ anchor: at('2027-01-01') })).toMatchObject({ ok: true });
  });
});

const days = fc.integer({ min: dayNumber(2009, 1, 1), max: dayNumber(2026, 6, 1) });
const anchors = days.map((day) => startOfDay(dateOfDay(day)));

describe('for every anchor', () => {
  it('working days back and forth meet: the anchor is the Nth working day after the due', () => {
    fc.assert(
      fc.property(days.filter(worked), fc.integer({ min: 1, max: 200 }), (day, n) => {
        const due = dueOf(startOfDay(dateOfDay(day)), `${n}wd`);
        expect(worked(dayOf(due))).toBe(true);
        expect(addWorkingDays(chinaDays, dateOfDay(dayOf(due)), n)).toEqual({ ok: true, value: dateOfDay(day) });
        const forth = deadline(chinaDays, { from: due, within: `${n}wd` });
        expect(forth.ok && dayOf(forth.value.due)).toBe(day);
      }),
    );
  });

  it('it is due before the anchor, earlier for a longer span, later for a later anchor, and ours never after another’s', () => {
    const spans = fc.tuple(fc.integer({ min: 1, max: 20 }), fc.constantFrom('m', 'h', 'd', 'wd', 'mo'));
    fc.assert(
      fc.property(anchors, spans, fc.integer({ min: 0, max: 1000 }), (anchor, [n, unit], hours) => {
        const due = dueOf(anchor, `${n}${unit}`);
        expect(due).toBeLessThanOrEqual(anchor);
        expect(dueOf(anchor, `${n + 1}${unit}`)).toBeLessThanOrEqual(due);
        expect(dueOf(instant(anchor + hours * 3_600_000), `${n}${unit}`)).toBeGreaterThanOrEqual(due);
        expect(dueOf(anchor, `${n}${unit}`, 'counterparty')).toBeGreaterThanOrEqual(due);
        if (unit === 'd' || unit === 'mo') expect(worked(dayOf(instant(due - 1)))).toBe(true);
      }),
    );
  });
});
