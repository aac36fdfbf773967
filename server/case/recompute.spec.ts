import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { formatMinute, type Instant, parseInstant } from '../../core/base/time.ts';
import { chinaDays } from '../../core/calendar/china.ts';
import { importYear } from '../../core/calendar/import-year.ts';
import { defineForm } from '../../core/forms/form.ts';
import { defineProcess, limit } from '../../core/process/define.ts';
import { timekeeperOf } from '../../core/process/timekeeper.ts';
import { type Calendar, openCalendar } from '../platform/calendar/calendar.ts';
import { importYearIn } from '../platform/calendar/import.ts';
import { year2027 } from '../platform/calendar/testing.ts';
import { openProgress, readProgress, runSteps } from '../platform/jobs/resumable.ts';
import { openJobRunner } from '../platform/jobs/runner.ts';
import { openLog } from '../platform/log/log.ts';
import { openMetrics } from '../platform/metrics/metrics.ts';
import { type TestDatabase, testDatabase } from '../platform/postgres/testing.ts';
import { perform } from './act.ts';
import { readHistory } from './history.ts';
import type { Kernel } from './kernel.ts';
import { open } from './open.ts';
import { readCase } from './read/one-case.ts';
import { CALENDAR_RECOMPUTE, recomputeSubject, recomputeWork } from './recompute.ts';
import { previewYear } from './recompute-preview.ts';
import { taskId } from './task-id.ts';
import { addHouse, kernelFor, merchant, type TestClock } from './testing.ts';
import { wakeAllDue } from './wake.ts';

const t = (en: string) => ({ zh: en, en });
const empty = defineForm({ id: 'nothing', version: 1, title: t('None'), fields: {} });

/** A merchant has five working days to answer; then his matter is void. */
const answering = defineProcess({
  name: 'answering',
  version: 1,
  title: t('Answering'),
  clause: 'test',
  series: 'A',
  start: { title: t('open'), by: 'merchant', form: empty, subject: 'name', to: 'answer', because: 'P05-2.4-07' },
  stages: {
    answer: {
      title: t('answer'),
      tasks: {
        answer: {
          title: t('answer'),
          by: 'merchant',
          actions: {
            ask: { title: t('ask'), stays: true, because: 'P05-2.4-07' },
            hand: { title: t('hand'), to: 'handed', because: 'P05-2.4-07' },
          },
        },
      },
    },
  },
  ends: { handed: { title: t('handed') }, void: { title: t('void') } },
  rules: {},
  effects: {},
  limits: {
    answering: {
      title: t('answering'),
      from: { enters: 'answer' },
      within: limit('5wd' as never),
      party: 'counterparty',
      ifMissed: { lapse: 'void' },
      because: 'P05-2.4-08',
    },
  },
});

const at = (iso: string): Instant => parseInstant(iso) as Instant;
const clock: TestClock = { now: at('2026-12-28T10:00') };
const mia = merchant('mia', 'merchant-1');
let db: TestDatabase;
let calendar: Calendar;
let kernel: Kernel;

const kernelOn = (days: Calendar): Kernel =>
  kernelFor(db.app, clock, [answering], {
    timekeeper: () => timekeeperOf(days.table(), '18:00'),
    keepUp: days.keepUp,
  });
const key = () => ({ accountId: 'account-mia', key: randomUUID(), requestHash: 'same' });

beforeAll(async () => {
  db = await testDatabase();
  await addHouse(db.owner);
  await db.owner.query(`insert into persons (id, real_name) values ('tom', '何工')`);
});
beforeEach(async () => {
  await calendar?.stop();
  await db.owner.query('delete from calendar_years');
  await db.owner.query('truncate cases cascade');
  await db.owner.query('delete from job_progress');
  calendar = await openCalendar(db.app);
  kernel = kernelOn(calendar);
  clock.now = at('2026-12-28T10:00');
});
afterAll(async () => {
  await calendar.stop();
  await db.drop();
});

const opened = async (by: Kernel = kernel): Promise<string> => {
  const result = await open(by, mia, {
    process: 'answering',
    entityId: 'house',
    partyId: 'merchant-1',
    form: {},
    signed: null,
    idempotency: key(),
  });
  if (!result.ok) throw new Error(result.refusal.code);
  return result.value.caseId;
};
const act = async (by: Kernel, caseId: string, action: string) =>
  perform(by, mia, {
    taskId: taskId(caseId, 'answer.answer#1'),
    action,
    form: {},
    version: 99,
    sign: null,
    idempotency: key(),
  });
const clockOf = async (caseId: string) => {
  const found = (await readCase(kernel, caseId))?.state.limits['answering#1'];
  return [found?.dueAt ? formatMinute(found.dueAt) : null, found?.provisional];
};
const bring = (file = year2027()) =>
  db.app.transaction(async (tx) => {
    const by = { personId: 'tom', accountId: 'account-tom', entityId: 'house' };
    const imported = await importYearIn(tx, { file, reason: '通知', by, now: clock.now });
    if (!imported.ok) throw new Error(imported.refusal.code);
    const subject = recomputeSubject(2027, imported.value.table.version);
    await openProgress(tx, CALENDAR_RECOMPUTE, subject);
    return subject;
  });
const recompute = (subject: string) =>
  runSteps(db.app, CALENDAR_RECOMPUTE, subject, recomputeWork(kernel), () => false);
const historyOf = async (caseId: string, ...types: string[]) =>
  (await readHistory(db.app, caseId)).filter((event) => types.includes(event.type));

describe('a limit that reaches a year not yet imported', () => {
  it('is provisional and lapses for nobody, becomes firm by the import with both values kept, and then lapses once', async () => {
    const caseId = await opened();
    expect(await clockOf(caseId)).toEqual(['2027-01-04 00:00', true]);

    clock.now = at('2027-01-04T09:00');
    await wakeAllDue(kernel);
    expect(await historyOf(caseId, 'limitLapsed', 'limitBreached', 'caseEnded')).toEqual([]);
    expect(await act(kernel, caseId, 'ask')).toMatchObject({ ok: true });

    await recompute(await bring());
    expect(await clockOf(caseId)).toEqual(['2027-01-06 00:00', false]);
    expect(await historyOf(caseId, 'limitMoved')).toMatchObject([
      { why: 'calendar', was: at('2027-01-04T00:00'), dueAt: at('2027-01-06T00:00'), provisional: false },
    ]);

    clock.now = at('2027-01-05T23:59');
    await wakeAllDue(kernel);
    expect((await readCase(kernel, caseId))?.state.ended).toBeNull();
    clock.now = at('2027-01-06T00:00');
    await Promise.all([wakeAllDue(kernel), wakeAllDue(kernelOn(calendar))]);
    expect(await historyOf(caseId, 'limitLapsed')).toHaveLength(1);
    expect((await readCase(kernel, caseId))?.state.ended?.end).toBe('void');
  });

  it('counts anew for 待办 too, and wakes by the firm instant', async () => {
    const caseId = await opened();
    await recompute(await bring());
    expect(
      await db.app.query(
        'select t.due_at, t.provisional, l.wake_at is not null as wakes from case_tasks t join case_limits l using (case_id) where case_id = $1',
        [caseId],
      ),
    ).toEqual([{ due_at: at('2027-01-06T00:00'), provisional: false, wakes: true }]);
  });

  it('a preview says what would move, and moves nothing', async () => {
    const caseId = await opened();
    await opened();
    clock.now = at('2026-11-02T10:00');
    await opened();
    const next = importYear(chinaDays, year2027());
    if (!next.ok) throw new Error(next.refusal.code);
    const preview = await previewYear(kernel, 2027, timekeeperOf(next.value, '18:00'));
    expect(preview).toMatchObject({ cases: 2, complete: true, moving: 2, becomeFirm: 2, earlier: 0, later: 2 });
    expect(preview.examples[0]).toMatchObject({ was: at('2027-01-04T00:00'), dueAt: at('2027-01-06T00:00') });
    expect(await clockOf(caseId)).toEqual(['2027-01-04 00:00', true]);
  });

  it('a correction moves firm clocks as well, and leaves alone those that it does not reach', async () => {
    await recompute(await bring());
    clock.now = at('2026-12-28T10:00');
    const reached = await opened();
    clock.now = at('2026-12-21T10:00');
    const settled = await opened();
    clock.now = at('2026-12-29T10:00');
    const holidays = (year2027().holidays as { zh: string }[]).map((holiday) =>
      holiday.zh === '元旦' ? { ...holiday, rest: ['2027-01-01/2027-01-04'] } : holiday,
    );
    await recompute(await bring(year2027({ correction: true, holidays: holidays as never })));
    expect(await clockOf(reached)).toEqual(['2027-01-07 00:00', false]);
    expect(await historyOf(reached, 'limitMoved')).toMatchObject([{ was: at('2027-01-06T00:00') }]);
    expect(await historyOf(settled, 'limitMoved')).toEqual([]);
  });
});

describe('the recompute job', () => {
  it('goes on after a kill where it stood, on two processes at once, and moves each clock once', async () => {
    const ids = await Promise.all(Array.from({ length: 60 }, () => opened()));
    const subject = await bring();
    let steps = 0;
    // Killed in the middle of its second step: what the step had written is rolled back with its progress.
    const killed = { ...recomputeWork(kernel) };
    const dying = {
      ...killed,
      step: async (...given: Parameters<typeof killed.step>) => {
        const answer = await killed.step(...given);
        steps += 1;
        if (steps === 2) throw new Error('killed');
        return answer;
      },
    };
    await expect(runSteps(db.app, CALENDAR_RECOMPUTE, subject, dying, () => false)).rejects.toThrow('killed');
    expect(await readProgress(db.app, CALENDAR_RECOMPUTE, subject)).toMatchObject({ total: 60, done: 25 });
    await Promise.all([recompute(subject), recompute(subject)]);
    expect(await readProgress(db.app, CALENDAR_RECOMPUTE, subject)).toMatchObject({ state: 'done', done: 60 });
    const [row] = await db.app.query<{ moves: number; cases: number }>(
      `select count(*)::int as moves, count(distinct chain_id)::int as cases from audit_entries
       where kind = 'limitMoved' and chain_id = any($1)`,
      [ids],
    );
    expect(row).toEqual({ moves: 60, cases: 60 });
  });

  it('finds a case that was opened by the older table and committed after the first pass', async () => {
    const [held, decided] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    // An act that has decided but not committed while the import and the first pass go by.
    const transaction: Kernel['db']['transaction'] = (work, options) =>
      db.app.transaction(async (tx) => {
        const result = await work(tx);
        decided.resolve();
        await held.promise;
        return result;
      }, options);
    const opening = opened({ ...kernel, db: { ...db.app, transaction } });
    await decided.promise;
    const subject = await bring();
    const running = recompute(subject);
    await expect
      .poll(async () => db.app.query<{ cursor: string }>('select cursor from job_progress'))
      .toMatchObject([{ cursor: expect.stringMatching(/^wait:/) }]);
    held.resolve();
    const caseId = await opening;
    await running;
    expect(await clockOf(caseId)).toEqual(['2027-01-06 00:00', false]);
  });

  it('an act in a process that has not heard of the import yet reckons by the new table', async () => {
    const deaf = await openCalendar(db.app);
    await deaf.stop();
    await bring();
    const caseId = await opened(kernelOn(deaf));
    expect(await clockOf(caseId)).toEqual(['2027-01-06 00:00', false]);
  });

  it('is begun with the import and done by the job runner', async () => {
    const caseId = await opened();
    const runner = openJobRunner({
      url: db.urls.app,
      database: db.app,
      log: openLog({ stream: { write: () => {} } }),
      metrics: openMetrics(),
      pollMs: 500,
    });
    runner.resumable(CALENDAR_RECOMPUTE, recomputeWork(kernel));
    await runner.start();
    const subject = await bring();
    await db.app.transaction((tx) => runner.resume(tx, CALENDAR_RECOMPUTE, subject));
    await expect
      .poll(() => runner.progress(CALENDAR_RECOMPUTE, subject), { timeout: 10_000 })
      .toMatchObject({ state: 'done', total: 1, done: 1 });
    await runner.stop(5);
    expect(await clockOf(caseId)).toEqual(['2027-01-06 00:00', false]);
  });
});
