import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../core/base/json.ts';
import { openAlerts } from '../alerts/alerts.ts';
import { openMetrics } from '../metrics/metrics.ts';
import { auditOf, type HouseForSpecs, houseForSpecs, moment } from '../people/testing.ts';
import { type TestDatabase, testDatabase } from '../postgres/testing.ts';
import { type Calendar, openCalendar } from './calendar.ts';
import { importYearIn } from './import.ts';
import { year2027 } from './testing.ts';
import { measureCalendar, watchTableEnd } from './watch.ts';

const november = moment('2026-11-21T09:00');
let db: TestDatabase;
let house: HouseForSpecs;
const open: Calendar[] = [];

beforeAll(async () => {
  db = await testDatabase();
  house = await houseForSpecs(db.app);
  await house.hire('tech', '何工', ['n-tech']);
});
beforeEach(async () => {
  await db.owner.query('delete from calendar_years');
  await Promise.all(open.splice(0).map((calendar) => calendar.stop()));
});
afterAll(async () => {
  await Promise.all(open.splice(0).map((calendar) => calendar.stop()));
  await db.drop();
});

const opened = async (): Promise<Calendar> => {
  const calendar = await openCalendar(db.app);
  open.push(calendar);
  return calendar;
};
const bring = (file: JsonObject = year2027(), reason = '国务院办公厅通知') =>
  db.app.transaction((tx) =>
    importYearIn(tx, {
      file,
      reason,
      by: { personId: house.person('tech'), accountId: house.account('tech'), entityId: 'north' },
      now: november,
    }),
  );
const corrected = year2027({
  correction: true,
  holidays: [
    ...(year2027().holidays as JsonObject[]).filter((holiday) => holiday.zh !== '端午节'),
    { zh: '端午节', en: 'Dragon Boat Festival', rest: ['2027-06-09', '2027-06-10'], work: ['2027-06-12'] },
  ],
});

describe('the calendar of an installation', () => {
  it('is taken up by every process when a year is imported', async () => {
    const [one, two] = [await opened(), await opened()];
    expect(one.table().years['2027']).toBeUndefined();
    expect(await bring()).toMatchObject({ ok: true, value: { changed: true, year: 2027, table: { version: 2 } } });
    await expect.poll(() => [one.table().version, two.table().version], { timeout: 5_000 }).toEqual([2, 2]);
    expect((await opened()).table()).toEqual(one.table());
  });

  it('is read again by an act that has heard of a newer version before the notification came', async () => {
    const calendar = await opened();
    await calendar.stop();
    await bring();
    await calendar.keepUp(2, db.app);
    expect(calendar.table().years['2027']).toBeDefined();
  });

  it('keeps every version of a year; the newest binds', async () => {
    await bring();
    expect(await bring(corrected)).toMatchObject({ ok: true, value: { table: { version: 3 } } });
    const { years } = (await opened()).table();
    expect(years['2027']?.holidays.find((holiday) => holiday.zh === '端午节')?.rest).toHaveLength(2);
    expect(await db.app.query('select version, year from calendar_years order by version')).toEqual([
      { version: 2, year: 2027 },
      { version: 3, year: 2027 },
    ]);
    await expect(db.app.query(`update calendar_years set source = 'x'`)).rejects.toThrow('permission denied');
    await expect(db.app.query('delete from calendar_years')).rejects.toThrow('permission denied');
  });

  it('is on record with the days before and after, who imported them and why', async () => {
    await bring();
    await bring(corrected, '更正通知');
    const last = (await auditOf(db.app, 'calendar:north')).at(-1);
    expect(last).toMatchObject({
      kind: 'calendar.imported',
      actor: { personId: house.person('tech') },
      payload: {
        year: 2027,
        version: 3,
        reason: '更正通知',
        before: { work: ['2027-01-31', '2027-02-20', '2027-05-08', '2027-09-26', '2027-10-09'] },
        after: { work: ['2027-01-31', '2027-02-20', '2027-05-08', '2027-09-26', '2027-10-09', '2027-06-12'] },
      },
    });
  });

  it('the same days again write nothing, and other days without a correction are refused', async () => {
    await bring();
    expect(await bring()).toMatchObject({ ok: true, value: { changed: false } });
    const { correction: _, ...plain } = corrected;
    expect(await bring(plain)).toMatchObject({ ok: false, refusal: { code: 'calendar.import.differs' } });
    expect(await bring(year2027(), ' ')).toMatchObject({ ok: false, refusal: { code: 'calendar.import.reason' } });
    expect(await db.app.query('select version from calendar_years')).toHaveLength(1);
  });

  it('of two who import at once the second builds on the first', async () => {
    const answers = await Promise.all([bring(), bring()]);
    expect(answers.map((answer) => answer.ok && answer.value.changed).sort()).toEqual([false, true]);
  });
});

describe('the end of the table', () => {
  it('raises one alert 60 days before, to those who can import and who answer for the limits', async () => {
    const { table } = await opened();
    expect(await watchTableEnd(db.app, table(), moment('2026-10-01T08:00'))).toBe(false);
    expect(await openAlerts(db.app, ['administrator'])).toEqual([]);
    for (const day of ['2026-11-20T08:00', '2026-11-21T08:00']) await watchTableEnd(db.app, table(), moment(day));
    const alert = { kind: 'calendar.tableEnds', subject: '2027', raisedAt: moment('2026-11-20T08:00') };
    expect(await openAlerts(db.app, ['administrator'])).toEqual([alert]);
    expect(await openAlerts(db.app, ['headOfQuality', 'qualityStaff'])).toEqual([alert]);
    expect(await openAlerts(db.app, ['salesperson'])).toEqual([]);
  });

  it('is cleared by the import, and raised anew a year later', async () => {
    const calendar = await opened();
    await watchTableEnd(db.app, calendar.table(), november);
    await bring();
    expect(await openAlerts(db.app, ['administrator'])).toEqual([]);
    await calendar.keepUp(2, db.app);
    await watchTableEnd(db.app, calendar.table(), moment('2027-11-21T08:00'));
    expect(await openAlerts(db.app, ['administrator'])).toMatchObject([{ subject: '2028' }]);
  });

  it('is a metric', async () => {
    const metrics = openMetrics();
    measureCalendar(metrics, await opened(), () => november);
    expect(await metrics.text()).toMatch(/^plumbline_calendar_days_left (3[0-9]|40)$/m);
  });
});
