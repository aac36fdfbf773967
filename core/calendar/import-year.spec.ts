import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../base/json.ts';
import type { LocalDate } from '../base/time.ts';
import { chinaDays } from './china.ts';
import type { DayTable } from './day-table.ts';
import { differingDays, importYear } from './import-year.ts';
import { addWorkingDays, isWorkingDay } from './working-days.ts';

/** An invented but plausible arrangement; the real notice of 2027 was not out when this was written. */
const holidays: readonly JsonObject[] = [
  { zh: '元旦', en: "New Year's Day", rest: ['2027-01-01/2027-01-03'], work: [] },
  { zh: '春节', en: 'Spring Festival', rest: ['2027-02-05/2027-02-12'], work: ['2027-01-31', '2027-02-20'] },
  { zh: '清明节', en: 'Qingming Festival', rest: ['2027-04-03/2027-04-05'], work: [] },
  { zh: '劳动节', en: 'Labour Day', rest: ['2027-05-01/2027-05-05'], work: ['2027-05-08'] },
  { zh: '端午节', en: 'Dragon Boat Festival', rest: ['2027-06-09'], work: [] },
  { zh: '中秋节', en: 'Mid-Autumn Festival', rest: ['2027-09-15'], work: [] },
  { zh: '国庆节', en: 'National Day', rest: ['2027-10-01/2027-10-07'], work: ['2027-09-26', '2027-10-09'] },
];
const file = (more: JsonObject = {}): JsonObject => ({ year: 2027, notices: ['test notice'], holidays, ...more });
const withDays = (zh: string, days: JsonObject): readonly Json[] =>
  holidays.map((h) => (h.zh === zh ? { ...h, ...days } : h));

const imported = (table: DayTable, from: Json): DayTable => {
  const result = importYear(table, from);
  if (!result.ok) throw new Error(result.refusal.message.en);
  return result.value;
};

describe('importing a year', () => {
  it('makes a new table that knows the year, and leaves the old one as it was', () => {
    const table = imported(chinaDays, file());
    expect(table.version).toBe(chinaDays.version + 1);
    expect(isWorkingDay(table, '2027-02-08' as LocalDate)).toEqual({ ok: true, value: false });
    expect(isWorkingDay(table, '2027-02-20' as LocalDate)).toEqual({ ok: true, value: true });
    expect(addWorkingDays(table, '2026-12-31' as LocalDate, 1)).toEqual({ ok: true, value: '2027-01-04' });
    expect(isWorkingDay(chinaDays, '2027-02-08' as LocalDate)).toMatchObject({ ok: false });
  });

  it('takes days of the last week of December that the notice names, and keeps them with its year', () => {
    const { 2018: _, 2019: __, ...older } = chinaDays.years;
    const to2018 = imported({ ...chinaDays, years: older }, toFile(2018));
    expect(isWorkingDay(to2018, '2018-12-29' as LocalDate)).toMatchObject({ refusal: { params: { year: 2019 } } });
    const to2019 = imported(to2018, toFile(2019));
    expect(isWorkingDay(to2019, '2018-12-29' as LocalDate)).toEqual({ ok: true, value: true });
    expect(isWorkingDay(to2019, '2018-12-31' as LocalDate)).toEqual({ ok: true, value: false });
  });

  it('the same days again change nothing, whatever the names and the notice', () => {
    const table = imported(chinaDays, file());
    const reworded = file({ notices: ['another address'], holidays: withDays('清明节', { en: 'Tomb-sweeping Day' }) });
    expect(imported(table, reworded)).toBe(table);
    expect(imported(table, file({ correction: true }))).toBe(table);
  });

  it('other days are refused unless they are marked as a correction', () => {
    const table = imported(chinaDays, file());
    const longer = { holidays: withDays('端午节', { rest: ['2027-06-09/2027-06-10'], work: ['2027-06-12'] }) };
    expect(importYear(table, file(longer))).toMatchObject({
      refusal: { code: 'calendar.import.differs', params: { year: 2027, days: 2, first: '2027-06-10' } },
    });
    const corrected = imported(table, file({ ...longer, correction: true }));
    expect(corrected.version).toBe(table.version + 1);
    expect(isWorkingDay(corrected, '2027-06-10' as LocalDate)).toEqual({ ok: true, value: false });
    expect(isWorkingDay(corrected, '2027-06-12' as LocalDate)).toEqual({ ok: true, value: true });
    const [a, b] = [table.years[2027], corrected.years[2027]];
    expect(a && b && differingDays(a, b)).toEqual(['2027-06-10', '2027-06-12']);
  });

  it('a correction of a year that was never imported is refused', () => {
    expect(importYear(chinaDays, file({ correction: true }))).toMatchObject({
      refusal: { code: 'calendar.import.nothingToCorrect', params: { year: 2027 } },
    });
  });

  it.each(Object.keys(chinaDays.years).map(Number))(
    'the shipped year %i passes the same checks and is known already',
    (year) => {
      expect(imported(chinaDays, toFile(year))).toBe(chinaDays);
    },
  );
});

const toFile = (year: number): Json => {
  const days = chinaDays.years[year];
  if (!days) throw new Error(`no ${year}`);
  return JSON.parse(JSON.stringify({ year, ...days })) as Json;
};

describe('a file with a mistake is refused in both languages and names it', () => {
  const rest = (zh: string, days: readonly string[]) => file({ holidays: withDays(zh, { rest: days }) });
  const work = (zh: string, days: readonly string[]) => file({ holidays: withDays(zh, { work: days }) });
  it.each<[string, Json, string, string]>([
    ['no object', 'x', 'shape', 'file'],
    ['a list', [], 'shape', 'file'],
    ['null', null, 'shape', 'file'],
    ['a stray entry', file({ yaer: 2027 }), 'shape', 'yaer'],
    ['a year as text', file({ year: '2027' }), 'shape', 'year'],
    ['a year and a half', file({ year: 2027.5 }), 'shape', 'year'],
    ['a year too early', file({ year: 1999 }), 'shape', 'year'],
    ['a year too late', file({ year: 2100 }), 'shape', 'year'],
    ['no notice', file({ notices: [] }), 'shape', 'notices'],
    ['an empty notice', file({ notices: [' '] }), 'shape', 'notices'],
    ['a correction that is neither yes nor no', file({ correction: 'yes' }), 'shape', 'correction'],
    ['no holidays', file({ holidays: [] }), 'shape', 'holidays'],
    ['a holiday that is no object', file({ holidays: ['春节'] }), 'shape', 'holidays[0]'],
    ['a holiday without its English name', file({ holidays: withDays('元旦', { en: '' }) }), 'shape', 'holidays[0]'],
    ['a holiday with a stray entry', file({ holidays: withDays('元旦', { off: [] }) }), 'shape', 'holidays[0].off'],
    [
      'a list of days that is none',
      file({ holidays: withDays('元旦', { rest: '2027-01-01' }) }),
      'shape',
      'holidays[0].rest',
    ],
    [
      'make-up days that are no list',
      file({ holidays: withDays('元旦', { work: null }) }),
      'shape',
      'holidays[0].work',
    ],
    ['a day that is no text', file({ holidays: withDays('元旦', { rest: [20270101] }) }), 'shape', 'holidays[0].rest'],
    ['29 February', rest('春节', ['2027-02-29']), 'shape', 'holidays[1].rest'],
    ['a run backward', rest('春节', ['2027-02-12/2027-02-05']), 'shape', 'holidays[1].rest'],
    ['a run of 32 days', rest('春节', ['2027-01-15/2027-02-15']), 'shape', 'holidays[1].rest'],
    ['a run of three dates', rest('春节', ['2027-02-05/2027-02-06/2027-02-07']), 'shape', 'holidays[1].rest'],
    ['a day of the year after', rest('元旦', ['2027-01-01', '2028-01-01']), 'otherYear', '2028-01-01'],
    ['a day of the year before but for its last week', work('元旦', ['2026-12-20']), 'otherYear', '2026-12-20'],
    ['a day twice', rest('端午节', ['2027-06-09', '2027-06-09']), 'twice', '2027-06-09'],
    ['a day off and worked', work('春节', ['2027-02-06']), 'twice', '2027-02-06'],
    ['a Monday as a make-up day', work('清明节', ['2027-04-12']), 'makeUpOnWeekday', '2027-04-12'],
    ['1 January missing', rest('元旦', ['2027-01-02']), 'incomplete', '2027-01-01'],
    ['3 October missing', rest('国庆节', ['2027-10-01/2027-10-02']), 'incomplete', '2027-10-03'],
    ['a festival missing', file({ holidays: holidays.filter((h) => h.zh !== '端午节') }), 'incomplete', '端午'],
  ])('%s', (_, given, code, named) => {
    const result = importYear(chinaDays, given);
    expect(result).toMatchObject({ ok: false, refusal: { code: `calendar.import.${code}` } });
    if (result.ok) return;
    expect(result.refusal.message.zh).toContain(named);
    expect(result.refusal.message.en).toContain(named);
  });
});
