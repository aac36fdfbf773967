import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Instant } from '../core/base/time.ts';
import { parallel } from '../core/process/testing/parallel.ts';
import type { Kernel } from '../server/case/kernel.ts';
import { open } from '../server/case/open.ts';
import { addHouse, kernelFor, merchant, type TestClock } from '../server/case/testing.ts';
import { wakeAllDue, wakeNext } from '../server/case/wake.ts';
import { prepareDatabase } from '../server/platform/postgres/prepare.ts';
import { type Database, openDatabase } from '../server/platform/postgres/sql.ts';
import { everyBeat } from '../server/worker/loop.ts';
import type { BenchResult } from './bench-result.ts';
import { assertDurable } from './load/durability.ts';
import { quantile } from './load/figures.ts';

const FEW = 10_000;
const MANY = 1_000_000;
const DUE = 500;
const WITHIN_MS = 10_000;
// As the worker beats (server/worker/work.ts).
const BEAT_MS = 500;

interface Scene {
  readonly owner: Database;
  readonly kernel: Kernel;
  readonly clock: TestClock;
}

/** Cases whose clocks wait for days to come; each is a copy of an opened one with its row in `case_limits`. */
const addWaiting = async (owner: Database, template: string, total: number): Promise<void> => {
  await owner.query(
    `with made as (
       insert into cases (id, entity_id, process, definition_version, number, subject, state, version, position, opened_at, search)
       select gen_random_uuid(), entity_id, process, definition_version, 'B-' || n, subject, state, version, position, opened_at, ''
       from cases, generate_series(1 + (select count(*) from case_limits), $2) as n where id = $1 returning id)
     insert into case_limits (case_id, key, limit_name, state, anchor_at, due_at, provisional, wake_at)
     select made.id, l.key, l.limit_name, l.state, l.anchor_at, l.due_at + random() * interval '300 days',
       false, l.due_at + interval '1 day' + random() * interval '300 days'
     from made, case_limits l where l.case_id = $1`,
    [template, total],
  );
  await owner.query('vacuum (analyze) cases, case_limits');
};

const applicant = merchant('mia', 'merchant-1');

const openCase = async ({ kernel }: Scene): Promise<string> => {
  const opened = await open(kernel, applicant, {
    process: 'parallel',
    entityId: 'house',
    partyId: 'merchant-1',
    form: {},
    signed: null,
    idempotency: { accountId: applicant.accountId, key: randomUUID(), requestHash: 'bench' },
  });
  if (!opened.ok) throw new Error(opened.refusal.code);
  return opened.value.caseId;
};

/** Opens cases whose first clock (8 hours) runs out one after the other over the next `withinMs`, from `begin` on. */
const openDue = async (scene: Scene, count: number, begin: number, withinMs: number): Promise<void> => {
  for (let n = 0; n < count; n += 1) {
    scene.clock.now = Math.round(begin - 8 * 3_600_000 + (n * withinMs) / count) as Instant;
    await openCase(scene);
  }
};

const msEach = async (times: number, work: () => Promise<unknown>): Promise<number> => {
  const begun = performance.now();
  for (let n = 0; n < times; n += 1) await work();
  return (performance.now() - begun) / times;
};

/** Milliseconds to find that nothing is due, and to wake one that is. */
const costs = async (scene: Scene): Promise<{ idle: number; wake: number }> => {
  const { kernel, clock } = scene;
  const now = Date.now();
  await openDue(scene, 200, now - 1_000, 1_000);
  clock.now = (now + 60_000) as Instant;
  let woken = 0;
  const total = await msEach(1, async () => {
    woken = await wakeAllDue(kernel);
  });
  if (woken < 200) throw new Error(`${woken} of 200 due clocks were woken`);
  await msEach(50, () => wakeNext(kernel));
  return { idle: await msEach(300, () => wakeNext(kernel)), wake: total / woken };
};

/** How late each of the clocks that fall due over ten seconds is noticed, the worker beating as in the server. */
const lateness = async (scene: Scene): Promise<number[]> => {
  const begin = Date.now() + 8_000;
  await openDue(scene, DUE, begin, WITHIN_MS);
  const kernel: Kernel = { ...scene.kernel, clock: () => Date.now() as Instant };
  const failures: unknown[] = [];
  const loop = everyBeat(
    BEAT_MS,
    (stopping) => wakeAllDue(kernel, stopping),
    (error) => failures.push(error),
  );
  await pause(Math.max(0, begin - Date.now()) + WITHIN_MS + 3_000);
  await loop.stop();
  if (failures.length > 0) throw failures[0];
  const rows = await scene.owner.query<{ late: number }>(
    `select extract(epoch from (e.written_at - l.due_at))::float8 * 1000 as late
     from audit_entries e join case_limits l on l.case_id = e.chain_id::uuid where e.kind = 'limitBreached' and l.due_at >= $1`,
    [new Date(begin)],
  );
  if (rows.length < DUE - 1) throw new Error(`${rows.length} of ${DUE} clocks were noticed`);
  return rows.map((row) => row.late);
};

const measure = async (scene: Scene): Promise<BenchResult[]> => {
  const template = await openCase(scene);
  await addWaiting(scene.owner, template, FEW);
  const few = await costs(scene);
  await addWaiting(scene.owner, template, MANY);
  const many = await costs(scene);
  const late = await lateness(scene);
  const note = `load ${loadavg()[0]?.toFixed(1)}`;
  return [
    { name: 'limits: look, nothing due, 10,000 waiting', value: few.idle, unit: 'ms', note },
    { name: 'limits: look, nothing due, 1,000,000 waiting', value: many.idle, unit: 'ms', note },
    { name: 'limits: wake one, 10,000 waiting', value: few.wake, unit: 'ms', note },
    { name: 'limits: wake one, 1,000,000 waiting', value: many.wake, unit: 'ms', note },
    {
      name: 'limits: waking at 1,000,000 against 10,000 waiting',
      value: many.wake / few.wake,
      unit: '×',
      atMost: 1.5,
      note,
    },
    { name: 'limits: p50 lateness', value: quantile(late, 0.5), unit: 'ms', note },
    {
      name: 'limits: p99 lateness',
      value: quantile(late, 0.99),
      unit: 'ms',
      atMost: 2_000,
      note: `${DUE} due within ${WITHIN_MS / 1_000} s, 1,000,000 waiting, ${note}`,
    },
  ];
};

export const run = async (): Promise<BenchResult[]> => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'plumbline-limits-'));
  const prepared = await prepareDatabase({ dataFolder });
  const owner = openDatabase(prepared.ownerUrl, { connections: 1, statementTimeoutMs: 300_000 });
  const db = openDatabase(prepared.appUrl, { connections: 10 });
  try {
    await assertDurable(db);
    await addHouse(owner);
    const clock: TestClock = { now: Date.now() as Instant };
    return await measure({ owner, clock, kernel: kernelFor(db, clock, [parallel]) });
  } finally {
    await Promise.all([owner.close(), db.close()]);
    await prepared.stop();
    rmSync(dataFolder, { recursive: true, force: true });
  }
};
