import { describe, expect, it } from 'vitest';
import { formatInstant, type Instant, instant, parseInstant } from '../base/time.ts';
import { chinaDays } from './china.ts';
import { dateOfDay, dayOf } from './day-number.ts';
import { deadline } from './deadline.ts';
import type { Limit, Party } from './limit.ts';
import { isWorkingDay } from './working-days.ts';

const at = (iso: string): Instant => parseInstant(iso) ?? instant(Number.NaN);

const dueOf = (limit: Limit): Instant => {
  const result = deadline(chinaDays, limit);
  if (!result.ok) throw new Error(result.refusal.code);
  return result.value.due;
};

const due = (from: string, within: string, party: Party = 'own', more: Partial<Limit> = {}): string =>
  formatInstant(dueOf({ from: at(from), within, party, ...more }));

describe('cases checked by hand against the published notices', () => {
  it.each([
    // National Day 2025: 1–8 October off, Saturday 11 October worked.
    ['2025-09-30T16:00', '3wd', 'own', '2025-10-11T18:00:00+08:00'],
    ['2025-09-30T16:00', '3wd', 'regulator', '2025-10-11T18:00:00+08:00'],
    ['2025-09-30T16:00', '3wd', 'counterparty', '2025-10-12T00:00:00+08:00'],
    ['2025-09-30T16:00', '1wd', 'own', '2025-10-09T18:00:00+08:00'],
    // Sunday 28 September 2025 was worked too, and as a trigger it is a day like any other.
    ['2025-09-26T09:00', '1wd', 'own', '2025-09-28T18:00:00+08:00'],
    ['2025-09-28T23:59', '1wd', 'own', '2025-09-29T18:00:00+08:00'],
    // Spring Festival 2024: 10–17 February off, 4 and 18 February (Sundays) worked, 9 February (the eve) worked by the notice.
    ['2024-02-02T10:00', '1wd', 'own', '2024-02-04T18:00:00+08:00'],
    ['2024-02-08T10:00', '2wd', 'own', '2024-02-18T18:00:00+08:00'],
    // Spring Festival 2020, lengthened by the notice of 26 January to 2 February.
    ['2020-01-23T10:00', '1wd', 'own', '2020-02-03T18:00:00+08:00'],
    ['2020-01-17T10:00', '2wd', 'own', '2020-01-20T18:00:00+08:00'],
    // Spring Festival 2026: 15–23 February off, Saturdays 14 and 28 February worked.
    ['2026-02-13T10:00', '2wd', 'own', '2026-02-24T18:00:00+08:00'],
    ['2026-02-13T10:00', '6wd', 'own', '2026-02-28T18:00:00+08:00'],
    // Labour Day 2019, lengthened in March: 1–4 May off, 28 April and 5 May (Sundays) worked.
    ['2019-04-26T10:00', '4wd', 'own', '2019-05-05T18:00:00+08:00'],
    // Victory Day 2015: 3–4 September off, Sunday 6 September worked.
    ['2015-09-02T10:00', '1wd', 'own', '2015-09-06T18:00:00+08:00'],
    // The notice of 2019 moved the last days of 2018: Saturday 29 December worked, Monday 31 December off.
    ['2018-12-28T10:00', '2wd', 'own', '2019-01-02T18:00:00+08:00'],
  ] as const)('%s within %s (%s) ends at %s', (from, within, party, expected) => {
    expect(due(from, within, party)).toBe(expected);
  });

  it.each([
    // Days: the last one is a Friday in the holiday and rolls to the end of Thursday 9 October.
    ['2025-09-30T16:00', '3d', 'own', '2025-10-10T00:00:00+08:00'],
    ['2025-09-30T16:00', '3d', 'counterparty', '2025-10-10T00:00:00+08:00'],
    // A report to a regulator: no working day between the trigger and 3 October, so 3 October itself.
    ['2025-09-30T16:00', '3d', 'regulator', '2025-10-04T00:00:00+08:00'],
    // From the 29th there is one: the 30th.
    ['2025-09-29T16:00', '5d', 'regulator', '2025-10-01T00:00:00+08:00'],
    ['2025-09-29T16:00', '5d', 'own', '2025-10-10T00:00:00+08:00'],
    // Saturday 11 October 2025 is worked: no roll in either direction.
    ['2025-10-01T10:00', '10d', 'own', '2025-10-12T00:00:00+08:00'],
    ['2025-10-01T10:00', '10d', 'regulator', '2025-10-12T00:00:00+08:00'],
    // Months: the same day number, or the last day of a shorter month.
    ['2025-01-31T10:00', '1mo', 'own', '2025-03-01T00:00:00+08:00'],
    ['2024-01-31T10:00', '1mo', 'own', '2024-03-01T00:00:00+08:00'],
    ['2023-11-30T10:00', '3mo', 'own', '2024-03-01T00:00:00+08:00'],
    ['2025-03-15T10:00', '1mo', 'own', '2025-04-16T00:00:00+08:00'],
    ['2025-12-31T10:00', '2mo', 'own', '2026-03-01T00:00:00+08:00'],
    // A leap day, one and four years on; 2025-02-28 is a Friday.
    ['2024-02-29T10:00', '1y', 'own', '2025-03-01T00:00:00+08:00'],
    ['2020-02-29T10:00', '4y', 'counterparty', '2024-03-01T00:00:00+08:00'],
    // 3 January 2026 is a rest day and so is none worked before it but 31 December; Sunday 4 January is a make-up day.
    ['2025-12-29T10:00', '5d', 'own', '2026-01-05T00:00:00+08:00'],
    ['2025-12-29T10:00', '5d', 'regulator', '2026-01-01T00:00:00+08:00'],
  ] as const)('%s within %s (%s) ends at %s', (from, within, party, expected) => {
    expect(due(from, within, party)).toBe(expected);
  });

  it('counts minutes and hours as natural time, at night, in holidays and in years without a table', () => {
    expect(due('2025-10-01T23:50', '30m')).toBe('2025-10-02T00:20:00+08:00');
    expect(due('2025-09-30T16:00:01.500', '24h', 'regulator')).toBe('2025-10-01T16:00:01.500+08:00');
    expect(due('2031-12-31T23:00', '48h')).toBe('2032-01-02T23:00:00+08:00');
  });

  it('takes the day in Shanghai, whatever offset the trigger is written with', () => {
    expect(due('2025-09-29T16:00Z', '1wd')).toBe('2025-10-09T18:00:00+08:00');
    expect(due('2025-09-29T15:59:59.999Z', '1wd')).toBe('2025-09-30T18:00:00+08:00');
  });

  it('ends a working day of ours at the close of business set for the company', () => {
    expect(due('2025-09-30T16:00', '3wd', 'own', { closeOfBusiness: '17:30' })).toBe('2025-10-11T17:30:00+08:00');
    expect(due('2025-09-30T16:00', '3wd', 'counterparty', { closeOfBusiness: '17:30' })).toBe(
      '2025-10-12T00:00:00+08:00',
    );
    for (const closeOfBusiness of ['24:00', '00:00', '6pm', '18:60', '']) {
      const refusal = deadline(chinaDays, { from: at('2025-09-30T16:00'), within: '3wd', closeOfBusiness });
      expect(refusal).toMatchObject({ ok: false, refusal: { code: 'calendar.closeOfBusiness' } });
    }
  });

  it('counts the day after a period that ran out at 24:00 as the first, not as the day of a trigger', () => {
    const lapse = '2025-10-10T00:00';
    expect(due(lapse, '1wd', 'own', { fromLapse: true })).toBe('2025-10-10T18:00:00+08:00');
    expect(due(lapse, '1wd')).toBe('2025-10-11T18:00:00+08:00');
    expect(due(lapse, '1d', 'counterparty', { fromLapse: true })).toBe('2025-10-11T00:00:00+08:00');
    // A period of ours that ran out at 18:00 ended within its day, which is not counted either way.
    expect(due('2025-10-09T18:00', '1wd', 'own', { fromLapse: true })).toBe('2025-10-10T18:00:00+08:00');
  });
});

describe('a year that the table lacks', () => {
  it.each([
    ['2026-12-31T10:00', '1wd', 2027],
    ['2026-12-30T10:00', '2d', 2027],
    ['2028-03-01T10:00', '1wd', 2028],
    ['2005-03-01T10:00', '1wd', 2005],
    ['2025-12-31T10:00', '2y', 2027],
  ])('is refused by name: %s within %s needs %i', (from, within, year) => {
    const result = deadline(chinaDays, { from: at(from), within });
    expect(result).toMatchObject({ ok: false, refusal: { code: 'calendar.yearMissing', params: { year } } });
    if (!result.ok) expect(result.refusal.message.zh).toContain(`${year}年`);
  });

  it('is needed for a December that it may rearrange, and for no other', () => {
    const until = (year: number) => ({
      ...chinaDays,
      years: Object.fromEntries(Object.entries(chinaDays.years).filter(([y]) => Number(y) <= year)),
    });
    // 1 January 2019 was a Tuesday; the notice had Saturday 29 December worked and Monday the 31st off.
    const refusal = { ok: false, refusal: { code: 'calendar.yearMissing', params: { year: 2019 } } };
    expect(deadline(until(2018), { from: at('2018-12-28T10:00'), within: '1wd' })).toMatchObject(refusal);
    expect(deadline(until(2018), { from: at('2018-12-26T10:00'), within: '3d' })).toMatchObject(refusal);
    expect(deadline(until(2018), { from: at('2018-12-27T10:00'), within: '1wd' })).toMatchObject({ ok: true });
    // 1 January 2012 was a Sunday (the 31st worked), of 2007 a Monday (30th and 31st worked), of 2020 a Wednesday.
    expect(isWorkingDay(until(2011), dateOfDay(dayOf(at('2011-12-31'))))).toMatchObject({
      refusal: { params: { year: 2012 } },
    });
    expect(isWorkingDay(until(2011), dateOfDay(dayOf(at('2011-12-30'))))).toEqual({ ok: true, value: true });
    expect(isWorkingDay(until(2017), dateOfDay(dayOf(at('2017-12-30'))))).toMatchObject({
      refusal: { params: { year: 2018 } },
    });
    expect(isWorkingDay(until(2019), dateOfDay(dayOf(at('2019-12-31'))))).toEqual({ ok: true, value: true });
  });

  it('is not needed where counting stays inside the table', () => {
    expect(due('2026-12-28T10:00', '3wd')).toBe('2026-12-31T18:00:00+08:00');
    expect(due('2026-12-01T10:00', '30d')).toBe('2027-01-01T00:00:00+08:00');
    expect(due('2006-12-31T10:00', '1wd')).toBe('2007-01-04T18:00:00+08:00');
  });

  it('is refused where it lies between two that are there', () => {
    const { 2024: _, ...years } = chinaDays.years;
    const holed = { ...chinaDays, years };
    expect(deadline(holed, { from: at('2023-12-29T10:00'), within: '1wd' })).toMatchObject({
      refusal: { params: { year: 2024 } },
    });
    expect(deadline(holed, { from: at('2023-12-01T10:00'), within: '300wd' })).toMatchObject({
      refusal: { params: { year: 2024 } },
    });
    expect(deadline(holed, { from: at('2024-12-31T10:00'), within: '1wd' })).toMatchObject({ ok: true });
  });
});

it('refuses what is no span', () => {
  expect(deadline(chinaDays, { from: at('2025-09-30T16:00'), within: '3 days' })).toMatchObject({
    refusal: { code: 'calendar.span' },
  });
});

describe('the reasons', () => {
  const steps = (from: string, within: string, party: Party = 'own') => {
    const result = deadline(chinaDays, { from: at(from), within, party });
    return result.ok ? result.value.steps : [];
  };

  it('name the trigger day, the holiday passed over, the make-up day counted and the close', () => {
    expect(steps('2025-09-30T16:00', '3wd').map((s) => s.zh)).toEqual([
      '2025-09-30 周二为起算事由发生之日，不计入（民法典第201条）。',
      '2025-10-01至2025-10-08国庆节、中秋节放假，不计入。',
      '2025-10-11 周六为国庆节调休上班日，计为工作日。',
      '第3个工作日为2025-10-11 周六。',
      '2025-10-11 18:00下班时届满。',
    ]);
  });

  it('say in English why a last day moved', () => {
    expect(steps('2025-09-30T16:00', '3d').map((s) => s.en)).toContain(
      'The last day is a day of rest, so the limit rolls to 2025-10-09 (Thursday) (Civil Code 203).',
    );
    expect(steps('2025-09-29T16:00', '5d', 'regulator').map((s) => s.en)).toContain(
      'The last day is a day of rest; a report to a regulator never rolls later, so it falls due on 2025-09-30 (Tuesday).',
    );
    expect(steps('2025-09-30T16:00', '3d', 'regulator').map((s) => s.en)).toContain(
      'The last day is a day of rest, but no working day lies between the trigger and it, so it stays 2025-10-03 (Friday).',
    );
    expect(steps('2025-01-31T10:00', '1mo').map((s) => s.en)).toContain(
      '1 month on is 2025-02-28 (Friday), the last day of a shorter month (Civil Code 202).',
    );
  });

  it('count the weekend days passed over', () => {
    expect(steps('2026-12-24T10:00', '3wd').map((s) => s.en)).toEqual([
      '2026-12-24 (Thursday) is the day of the trigger and is not counted (Civil Code 201).',
      '2 weekend days are not counted.',
      'Working day 3 is 2026-12-29 (Tuesday).',
      'It ends at 2026-12-29 18:00, the close of business.',
    ]);
    expect(steps('2026-12-21T10:00', '3wd')).toHaveLength(3);
  });

  it('write 24:00 as people say it', () => {
    expect(steps('2025-09-30T16:00', '3wd', 'counterparty').at(-1)?.zh).toBe('2025-10-11 24:00届满（记作次日00:00）。');
  });
});
