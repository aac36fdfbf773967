import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { HOUR_MS, type Instant, instant } from '../../../core/base/time.ts';
import { openLog } from '../log/log.ts';
import { openMetrics } from '../metrics/metrics.ts';
import { type TestDatabase, testDatabase } from '../postgres/testing.ts';
import { type JobRunner, openJobRunner } from './runner.ts';

let db: TestDatabase;
const runners: JobRunner[] = [];
const lines: string[] = [];
// Half past noon in Shanghai on 2025-10-01.
let now = instant(Date.parse('2025-10-01T12:30:00+08:00'));

const newRunner = (): JobRunner => {
  const runner = openJobRunner({
    url: db.urls.app,
    database: db.app,
    log: openLog({ stream: { write: (line: string) => void lines.push(line) } }),
    metrics: openMetrics(),
    clock: () => now,
    pollMs: 500,
    retry: { limit: 1, delaySeconds: 0 },
  });
  runners.push(runner);
  return runner;
};

beforeAll(async () => {
  db = await testDatabase();
});
afterEach(async () => {
  await Promise.all(runners.splice(0).map((runner) => runner.stop(5)));
});
afterAll(() => db.drop());

const quick = { timeout: 10_000, interval: 50 };

test('two processes run each job and each due instant once', async () => {
  const ran: string[] = [];
  const due: Instant[] = [];
  const pair = [newRunner(), newRunner()];
  for (const runner of pair) {
    runner.queue<{ id: string }>('spec.mail', async ({ data }) => void ran.push(data.id), { batch: 5 });
    runner.cron('spec.hourly', '0 * * * *', async (at) => void due.push(at));
    await runner.start();
  }
  await db.app.transaction(async (tx) => {
    for (let i = 0; i < 20; i += 1) await pair[0]?.send(tx, 'spec.mail', { id: `m${i}` });
    for (let i = 0; i < 5; i += 1) await pair[1]?.send(tx, 'spec.mail', { id: 'same' }, { cause: 'same' });
  });
  now = instant(now + HOUR_MS);
  await expect.poll(() => [ran.length, due.length], quick).toEqual([21, 1]);
  expect(new Set(ran).size).toBe(21);
});

test('what 72 hours of downtime missed is served once a day, in order, also when one fails at first', async () => {
  const served: number[] = [];
  const runner = newRunner();
  runner.cron(
    'spec.daily',
    '0 22 * * *',
    async (at) => {
      served.push(at);
      if (served.length === 1) throw new Error('the disk was busy');
    },
    { catchUp: 'once-each-missed-day' },
  );
  await runner.start();
  const first = Date.parse('2025-10-01T22:00:00+08:00');
  now = instant(now + 72 * HOUR_MS);
  await expect.poll(() => served, quick).toEqual([first, first, first + 24 * HOUR_MS, first + 48 * HOUR_MS]);
});

test('a job that keeps failing ends as a dead letter without the words of its error, and can be revived', async () => {
  let broken = true;
  const attempts: number[] = [];
  const runner = newRunner();
  runner.queue('spec.broken', async ({ attempt }) => {
    attempts.push(attempt);
    if (broken) throw Object.assign(new Error('张三 13812345678'), { code: 'ECONNREFUSED' });
  });
  await runner.start();
  await runner.send(db.app, 'spec.broken', { case: 'c1' });
  await expect
    .poll(() => runner.deadLetters(), quick)
    .toMatchObject([{ kind: 'queue', name: 'spec.broken', data: { case: 'c1' }, error: { code: 'ECONNREFUSED' } }]);
  expect(attempts).toEqual([1, 2]);
  const stored = await db.owner.query<{ all: string }>(
    `select coalesce(string_agg(j::text, ''), '') as all from pgboss.job j`,
  );
  expect(stored[0]?.all + lines.join('')).not.toMatch(/138123|张三/);
  broken = false;
  const [letter] = await runner.deadLetters();
  expect(await runner.revive(letter?.id ?? '')).toBe(true);
  await expect.poll(() => attempts, quick).toEqual([1, 2, 1]);
  expect(await runner.deadLetters()).toEqual([]);
});

test('a scheduled run that keeps failing is a dead letter too, and the next one is not held up', async () => {
  const runner = newRunner();
  const served: Instant[] = [];
  runner.cron('spec.failing', '0 6 * * *', async (at) => {
    served.push(at);
    if (served.length <= 2) throw new Error('no');
  });
  await runner.start();
  now = instant(now + 24 * HOUR_MS);
  await expect.poll(() => runner.deadLetters(), quick).toMatchObject([{ kind: 'cron', name: 'spec.failing' }]);
  now = instant(now + 24 * HOUR_MS);
  await expect.poll(() => served.length, quick).toBe(3);
  const [letter] = await runner.deadLetters();
  expect(await runner.revive(letter?.id ?? '')).toBe(true);
  await expect.poll(() => [...served].slice(3), quick).toEqual([served[0]]);
});

test('a job of a rolled-back transaction never was', async () => {
  const runner = newRunner();
  const ran: string[] = [];
  runner.queue<{ id: string }>('spec.undone', async ({ data }) => void ran.push(data.id));
  await runner.start();
  await db.app
    .transaction(async (tx) => {
      await runner.send(tx, 'spec.undone', { id: 'a' });
      throw new Error('no');
    })
    .catch(() => {});
  await runner.send(db.app, 'spec.undone', { id: 'b' });
  await expect.poll(() => ran, quick).toEqual(['b']);
});

test.each(['张三', '13812345678', '11010519491231002X', 'zhang@example.com', 'two words'])(
  'a payload of %s is refused',
  async (value) => {
    const runner = newRunner();
    runner.queue('spec.refusing', async () => {});
    await expect(runner.send(db.app, 'spec.refusing', { who: value })).rejects.toThrow('ids only');
  },
);

test('long work goes on from where it failed, and after a stop where it stopped', async () => {
  const done: number[] = [];
  const worker = (stopAt?: number): JobRunner => {
    const runner = newRunner();
    runner.resumable('spec.long', {
      total: async () => 10,
      step: async (_tx, _subject, cursor) => {
        const item = Number(cursor ?? 0) + 1;
        if (item === 4 && !done.includes(-4)) {
          done.push(-4);
          throw new Error('once');
        }
        done.push(item);
        if (item === stopAt) stopping = runner.stop(5);
        return { done: 1, cursor: item === 10 ? null : String(item) };
      },
    });
    return runner;
  };
  let stopping: Promise<void> | undefined;
  const first = worker(7);
  await first.start();
  await db.app.transaction((tx) => first.resume(tx, 'spec.long', 's1'));
  await expect.poll(() => stopping !== undefined, quick).toBe(true);
  await stopping;
  expect(await first.progress('spec.long', 's1')).toMatchObject({ state: 'running', total: 10, done: 7 });
  const second = worker();
  await second.start();
  await expect
    .poll(() => second.progress('spec.long', 's1'), quick)
    .toMatchObject({ state: 'done', done: 10, error: null });
  expect(done).toEqual([1, 2, 3, -4, 4, 5, 6, 7, 8, 9, 10]);
});
