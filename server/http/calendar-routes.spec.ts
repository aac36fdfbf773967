import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../core/base/json.ts';
import type { Actor } from '../../core/people/actor.ts';
import { timekeeperOf } from '../../core/process/timekeeper.ts';
import { recomputeSubject } from '../case/recompute.ts';
import { addHouse, kernelFor, staff } from '../case/testing.ts';
import { type Calendar, openCalendar } from '../platform/calendar/calendar.ts';
import { year2027 } from '../platform/calendar/testing.ts';
import { watchTableEnd } from '../platform/calendar/watch.ts';
import { openProgress } from '../platform/jobs/resumable.ts';
import { openLog } from '../platform/log/log.ts';
import { openMetrics } from '../platform/metrics/metrics.ts';
import { moment } from '../platform/people/testing.ts';
import { type TestDatabase, testDatabase } from '../platform/postgres/testing.ts';
import { alertRoutes } from './alert-routes.ts';
import { buildApp } from './app.ts';
import { calendarRoutes } from './calendar-routes.ts';
import type { Identity } from './identity.ts';

const clock = { now: moment('2026-11-21T09:00') };
const administrator = staff('tom', 'administrator');
const salesperson = staff('sal', 'salesperson');
let db: TestDatabase;
let calendar: Calendar;
let app: FastifyInstance;
let asking: Actor = administrator;

beforeAll(async () => {
  db = await testDatabase();
  await addHouse(db.owner);
  await db.owner.query(`insert into persons (id, real_name) values ('tom', '何工')`);
  calendar = await openCalendar(db.app);
  const kernel = kernelFor(db.app, clock, [], { keepUp: calendar.keepUp });
  const identity = { principalOf: async () => asking } as unknown as Identity;
  app = await buildApp({
    log: openLog({ stream: { write: () => {} } }),
    metrics: openMetrics(),
    trustProxy: false,
    requestsPerMinute: 0,
    ready: async () => ({ ok: true, parts: {} }),
  });
  await app.register(
    calendarRoutes({
      kernel,
      identity,
      calendar,
      jobs: { resume: openProgress },
      timekeeperOf: (table) => timekeeperOf(table, '18:00'),
      homeOf: () => 'house',
    }),
  );
  await app.register(alertRoutes({ kernel, identity, calendar, waiting: async () => [] }));
});
afterAll(async () => {
  await app.close();
  await calendar.stop();
  await db.drop();
});

const get = async (url: string, who: Actor = administrator) => {
  asking = who;
  const answer = await app.inject({ method: 'GET', url });
  return { status: answer.statusCode, body: answer.json() };
};
const post = async (
  url: string,
  body: JsonObject,
  { who = administrator, key = crypto.randomUUID() as string } = {},
) => {
  asking = who;
  const answer = await app.inject({ method: 'POST', url, payload: body, headers: { 'idempotency-key': key } });
  return { status: answer.statusCode, body: answer.json() };
};

describe('the calendar over HTTP', () => {
  it('is read by all staff, who are told whether they may import', async () => {
    const { status, body } = await get('/api/calendar', salesperson);
    expect([status, body.lastYear, body.endsSoon, body.years.length]).toEqual([200, 2026, true, 20]);
    expect(body.mayImport).toMatchObject({ allowed: false });
    expect((await get('/api/calendar')).body.mayImport).toEqual({ allowed: true });
  });

  it('is previewed and imported by those who run the machine alone', async () => {
    for (const url of ['/api/calendar/preview', '/api/calendar/years']) {
      const answer = await post(url, { file: year2027(), reason: 'x' }, { who: salesperson });
      expect([answer.status, answer.body.code]).toEqual([403, 'people.notYourPost']);
    }
    expect((await get('/api/calendar')).body.version).toBe(1);
  });

  it('a wrong file is refused by name, and nothing is kept', async () => {
    const answer = await post('/api/calendar/preview', { file: { ...year2027(), year: 2026 } });
    expect([answer.status, answer.body.code]).toEqual([422, 'calendar.import.otherYear']);
    expect((await post('/api/calendar/years', { file: 'text', reason: 'x' })).body.code).toBe('calendar.import.shape');
    expect((await post('/api/calendar/years', { file: year2027(), reason: '' })).body.code).toBe(
      'calendar.import.reason',
    );
    expect((await get('/api/calendar')).body.version).toBe(1);
  });

  it('a preview changes nothing; the import takes effect once however often it is sent, and begins the job', async () => {
    const preview = await post('/api/calendar/preview', { file: year2027() });
    expect(preview.body).toMatchObject({ year: 2027, changes: true, correction: false, moving: 0, complete: true });
    expect((await get('/api/calendar')).body.version).toBe(1);

    const key = 'one-press-of-a-button';
    const body = { file: year2027(), reason: '国务院办公厅通知' };
    const answers = [
      await post('/api/calendar/years', body, { key }),
      await post('/api/calendar/years', body, { key }),
    ];
    for (const { status, body: view } of answers) {
      expect([status, view.version, view.lastYear, view.endsSoon]).toEqual([200, 2, 2027, false]);
      expect(view.years[0]).toMatchObject({ year: 2027, source: 'imported', importedBy: { name: '何工' } });
    }
    const other = await post('/api/calendar/years', { ...body, reason: 'other' }, { key });
    expect(other.body.code).toBe('idempotency.keyReused');
    expect((await get('/api/calendar/jobs', salesperson)).body).toMatchObject([
      { id: recomputeSubject(2027, 2), year: 2027, version: 2, state: 'running', done: 0 },
    ]);
  });

  it('a job that failed is run again by those who may import', async () => {
    await db.app.query(`update job_progress set state = 'dead', done = 3`);
    const id = recomputeSubject(2027, 2);
    expect((await post(`/api/calendar/jobs/${id}/run`, {}, { who: salesperson })).status).toBe(403);
    expect((await post('/api/calendar/jobs/2031.v9/run', {})).status).toBe(404);
    expect((await post(`/api/calendar/jobs/${id}/run`, {})).body).toMatchObject([{ id, state: 'running', done: 0 }]);
  });

  it('alerts are shown to those addressed, in words of the moment', async () => {
    clock.now = moment('2027-12-01T09:00');
    await watchTableEnd(db.app, calendar.table(), clock.now);
    const { body } = await get('/api/alerts', staff('eve', 'headOfQuality'));
    expect(body).toMatchObject([{ kind: 'calendar.tableEnds', url: '/calendar' }]);
    expect(body[0].message.zh).toMatch(/再有 \d+ 天到表尾,2028 年尚未导入/);
    expect((await get('/api/alerts', salesperson)).body).toEqual([]);
  });
});
