import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openJobRunner } from '../server/platform/jobs/runner.ts';
import { openLog } from '../server/platform/log/log.ts';
import { openMetrics } from '../server/platform/metrics/metrics.ts';
import { startEmbedded } from '../server/platform/postgres/embedded.ts';
import { type PreparedDatabase, prepareDatabase } from '../server/platform/postgres/prepare.ts';
import { type Database, openDatabase } from '../server/platform/postgres/sql.ts';
import type { BenchResult } from './bench-result.ts';

const msOf = async (work: () => Promise<unknown>): Promise<number> => {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
};

const starts = async (dataFolder: string): Promise<BenchResult[]> => {
  const results: BenchResult[] = [];
  for (const name of ['database: first start, cluster made and migrated', 'database: warm start']) {
    let prepared: PreparedDatabase | undefined;
    const value = await msOf(async () => {
      prepared = await prepareDatabase({ dataFolder });
    });
    results.push({ name, value, unit: 'ms', atMost: name.includes('warm') ? 3_000 : 15_000 });
    await prepared?.stop();
  }
  return results;
};

/** From kill -9 to the first answer. */
const recovery = async (dataFolder: string): Promise<BenchResult> => {
  const server = await startEmbedded({ dataFolder });
  const db = openDatabase(server.url('postgres'), { connections: 1 });
  await db.query('select 1');
  const pid = server.pid();
  const value = await msOf(async () => {
    process.kill(pid, 'SIGKILL');
    while (
      server.pid() === pid ||
      !(await db.query('select 1').then(
        () => true,
        () => false,
      ))
    )
      await new Promise((next) => setTimeout(next, 5));
  });
  await db.close();
  await server.stop();
  return { name: 'database: answers again after kill -9', value, unit: 'ms', atMost: 5_000 };
};

const perSecond = async (db: Database, work: (client: number) => Promise<unknown>): Promise<number> => {
  const until = performance.now() + 3_000;
  let done = 0;
  const begun = performance.now();
  const loop = async (client: number): Promise<void> => {
    while (performance.now() < until) {
      await work(client);
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: 8 }, (_, client) => loop(client)));
  await db.query('select 1');
  return (done * 1_000) / (performance.now() - begun);
};

const statements = async (db: Database, owner: Database): Promise<BenchResult[]> => {
  const durable = await owner.query<{ on: boolean }>(
    `select bool_and(setting = 'on') as on from pg_settings where name in ('fsync', 'full_page_writes', 'synchronous_commit')`,
  );
  await owner.query(`create table bench_rows (id bigint generated always as identity primary key, n int, body jsonb)`);
  await owner.query('grant insert, select on bench_rows to plumbline_app');
  const insert = (tx: Pick<Database, 'prepared'>, n: number) =>
    tx.prepared('bench-insert', 'insert into bench_rows (n, body) values ($1, $2)', [n, '{"a":1}']);
  const note = '8 connections';
  return [
    { name: 'database: durability on (1 is yes)', value: durable[0]?.on === true ? 1 : 0, unit: '', atLeast: 1 },
    {
      name: 'database: prepared selects',
      value: await perSecond(db, () => db.prepared('bench-one', 'select 1 as one')),
      unit: '/s',
      note,
    },
    {
      name: 'database: transactions of 3 inserts, one after the other',
      value: await perSecond(db, (n) =>
        db.transaction(async (tx) => {
          for (let i = 0; i < 3; i += 1) await insert(tx, n);
        }),
      ),
      unit: '/s',
      note,
    },
    {
      name: 'database: transactions of 3 inserts, sent together',
      value: await perSecond(db, (n) => db.transaction((tx) => Promise.all([1, 2, 3].map(() => insert(tx, n))))),
      unit: '/s',
      note,
    },
    {
      name: 'database: the same, serializable',
      value: await perSecond(db, (n) =>
        db.transaction((tx) => Promise.all([1, 2, 3].map(() => insert(tx, n))), { isolation: 'serializable' }),
      ),
      unit: '/s',
      note,
    },
  ];
};

const jobs = async (db: Database, url: string): Promise<BenchResult> => {
  const total = 2_000;
  let ran = 0;
  const runner = openJobRunner({
    url,
    database: db,
    log: openLog({ level: 'silent' }),
    metrics: openMetrics(),
    pollMs: 500,
  });
  runner.queue(
    'bench.job',
    async () => {
      ran += 1;
    },
    { batch: 100 },
  );
  await runner.start();
  await db.transaction(async (tx) => {
    for (let i = 0; i < total; i += 1) await runner.send(tx, 'bench.job', { id: i });
  });
  const ms = await msOf(async () => {
    while (ran < total) await new Promise((next) => setTimeout(next, 10));
  });
  await runner.stop();
  return {
    name: 'jobs: fetched, run and completed',
    value: (total * 1_000) / ms,
    unit: '/s',
    note: 'batches of 100, one process',
  };
};

export const run = async (): Promise<BenchResult[]> => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'plumbline-bench-'));
  try {
    const started = await starts(dataFolder);
    const recovered = await recovery(dataFolder);
    const prepared = await prepareDatabase({ dataFolder });
    const db = openDatabase(prepared.appUrl, { connections: 8 });
    const owner = openDatabase(prepared.ownerUrl, { connections: 1 });
    try {
      return [...started, recovered, ...(await statements(db, owner)), await jobs(db, prepared.appUrl)];
    } finally {
      await Promise.all([db.close(), owner.close()]);
      await prepared.stop();
    }
  } finally {
    rmSync(dataFolder, { recursive: true, force: true });
  }
};
