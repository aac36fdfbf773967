import { loadavg } from 'node:os';
import type { Instant } from '../core/base/time.ts';
import { admission } from '../core/modules/admission/process.ts';
import { kernelFor, staff } from '../server/case/testing.ts';
import { prepareDatabase } from '../server/platform/postgres/prepare.ts';
import { type Database, openDatabase } from '../server/platform/postgres/sql.ts';
import type { BenchResult } from './bench-result.ts';
import { type Browser, openBrowser, refusalForm, visitForm, type Waiting, waitingCases } from './load/acting.ts';
import { assertDurable } from './load/durability.ts';
import { quantile } from './load/figures.ts';
import { casesWanted, folderWithCases } from './load/many-cases.ts';
import { closedLoop, openLoop } from './load/pace.ts';
import { type Rows, rowsOfAct, writeOneByOne } from './load/same-rows.ts';
import { type ServerProcess, startServerProcess } from './load/server-process.ts';

// As many connections on either side: the server's pool and the requests under way, the comparison's pool and its writers.
const CONNECTIONS = 10;
const ROUND_MS = 4_000;
const ROUND = 2_500;
const ROUNDS = 2;
const CASES = 20_000;

interface Scene {
  readonly server: ServerProcess;
  readonly db: Database;
  readonly reviewer: Browser;
  readonly officer: Browser;
  readonly take: (count: number) => Waiting[];
}

const orderVisit = (browser: Browser, one: Waiting): Promise<unknown> =>
  browser.act(one.quality, 'orderVisit', one.version, visitForm);

const preparedRows = async (db: Database, cases: readonly Waiting[]): Promise<Rows[]> => {
  const kernel = kernelFor(db, { now: Date.now() as Instant }, [admission]);
  const bench = staff('bench', 'qualificationReviewer');
  const reviewer = { ...bench, posts: bench.posts.map((post) => ({ ...post, entityIds: ['mall'] })) };
  const rows: Rows[] = [];
  await closedLoop(cases, CONNECTIONS, 60_000, async ({ caseId }) => {
    rows.push(await rowsOfAct(kernel, reviewer, caseId, 'professional.quality#1', 'orderVisit', visitForm));
  });
  return rows;
};

const orderVisitOnly = (browser: Browser, one: Waiting): Promise<unknown> =>
  browser.act(one.quality, 'orderVisit', one.version, visitForm, { minimal: true });

/** The same act, over HTTP (answered with its page, and without) and as bare rows, turn by turn, so that a busy machine is busy for all. */
const throughput = async ({ db, reviewer, take }: Scene): Promise<BenchResult[]> => {
  const rates = { acts: 0, alone: 0, rows: 0 };
  let statements = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const rows = await preparedRows(db, take(ROUND));
    statements = rows[0]?.length ?? 0;
    const turn = async <T>(items: readonly T[], work: (item: T) => Promise<unknown>): Promise<number> =>
      (await closedLoop(items, CONNECTIONS, ROUND_MS, work)) / ROUNDS;
    rates.acts += await turn(take(ROUND), (one) => orderVisit(reviewer, one));
    rates.rows += await turn(rows, (one) => writeOneByOne(db, one));
    rates.alone += await turn(take(ROUND), (one) => orderVisitOnly(reviewer, one));
  }
  const load = `load ${loadavg()[0]?.toFixed(1)}`;
  const note = `${CONNECTIONS} connections, ${load}`;
  const share = (rate: number) => ({ value: rate / rates.rows, unit: '', atLeast: 0.5 });
  return [
    { name: 'act: unsigned, over HTTP', value: rates.alone, unit: '/s', note: `Prefer: return=minimal, ${note}` },
    { name: 'act: the same, answered with its page', value: rates.acts, unit: '/s', note },
    {
      name: 'act: its rows alone, one statement each',
      value: rates.rows,
      unit: '/s',
      note: `${statements} statements, ${load}`,
    },
    { name: 'act: share of the throughput of its rows', ...share(rates.alone) },
    { name: 'act: the same, answered with its page', ...share(rates.acts) },
  ];
};

const reads = async (browser: Browser, cases: readonly Waiting[]): Promise<{ todo: number[]; page: number[] }> => {
  const [todo, page] = await Promise.all([
    openLoop(cases, 10, () => browser.get('/api/todo?limit=50')),
    openLoop(cases, 10, (one) => browser.get(`/api/cases/${one.caseId}`)),
  ]);
  return { todo, page };
};

/** A hundred acts a second whoever waits, and people who look at lists and cases meanwhile. */
const underLoad = async ({ server, reviewer, officer, take }: Scene): Promise<BenchResult[]> => {
  const seconds = 15;
  await openLoop(take(300), 100, (one) => orderVisit(reviewer, one));
  let memory = 0;
  const watching = setInterval(() => {
    memory = Math.max(memory, server.memoryMb());
  }, 200);
  const [acts, { todo, page }] = await Promise.all([
    openLoop(take(100 * seconds), 100, (one) => orderVisit(reviewer, one)),
    reads(officer, take(10 * seconds)),
  ]);
  clearInterval(watching);
  const note = `100 acts/s, ${casesWanted().toLocaleString('en')} cases, load ${loadavg()[0]?.toFixed(1)}`;
  return [
    { name: 'act: p50 under load', value: quantile(acts, 0.5), unit: 'ms', note },
    { name: 'act: p95 under load', value: quantile(acts, 0.95), unit: 'ms', atMost: 50, note },
    { name: 'todo list: p95 under load', value: quantile(todo, 0.95), unit: 'ms', atMost: 30, note },
    { name: 'case page: p95 under load', value: quantile(page, 0.95), unit: 'ms', atMost: 30, note },
    { name: 'server process: memory under load', value: memory, unit: 'MB', atMost: 300, note },
  ];
};

/** What people type into the search box: a name, a part of it, its initials, a number, and words that all or none are called. */
const WORDS = ['博康荣医疗器械有限公司', '康荣', '安博', 'bkrylqx', 'RW-BENCH-0012345', '医疗器械', '查无此名'];

const searched = async ({ officer }: Scene): Promise<BenchResult[]> => {
  const words = Array.from({ length: 300 }, (_, n) => encodeURIComponent(WORDS[n % WORDS.length] ?? ''));
  const [todo, cases] = await Promise.all([
    openLoop(words, 10, (q) => officer.get(`/api/todo?limit=50&q=${q}`)),
    openLoop(words, 10, (q) => officer.get(`/api/cases?limit=50&q=${q}`)),
  ]);
  const note = `10/s each, ${casesWanted().toLocaleString('en')} cases, load ${loadavg()[0]?.toFixed(1)}`;
  return [
    { name: 'todo list, searched: p95', value: quantile(todo, 0.95), unit: 'ms', atMost: 50, note },
    { name: 'case list, searched: p95', value: quantile(cases, 0.95), unit: 'ms', atMost: 50, note },
  ];
};

/** A signature with a password needs a code that counts once in half a minute; what its hash costs stands in people.bench.ts. */
const signed = async ({ officer, take }: Scene): Promise<BenchResult[]> => {
  const refuse = (one: Waiting) =>
    officer.act(one.compliance, 'refuseCompliance', one.version, refusalForm, {
      signature: { method: 'demo' },
    });
  const rate = await closedLoop(take(2_000), CONNECTIONS, ROUND_MS, refuse);
  return [
    { name: 'act: signed by choosing a post (demo)', value: rate, unit: '/s', note: `${CONNECTIONS} connections` },
  ];
};

export const run = async (): Promise<BenchResult[]> => {
  const dataFolder = await folderWithCases(casesWanted());
  const server = await startServerProcess(dataFolder);
  const prepared = await prepareDatabase({ dataFolder });
  const db = openDatabase(prepared.appUrl, { connections: CONNECTIONS });
  const [reviewer, officer] = await Promise.all([
    openBrowser(server.port, '贺素文'),
    openBrowser(server.port, '严明礼'),
  ]);
  try {
    await assertDurable(db);
    const cases = await waitingCases(db, CASES);
    const scene: Scene = { server, db, reviewer, officer, take: (count) => cases.splice(0, count) };
    return [
      ...(await underLoad(scene)),
      ...(await searched(scene)),
      ...(await throughput(scene)),
      ...(await signed(scene)),
    ];
  } finally {
    for (const browser of [reviewer, officer]) browser.close();
    await db.close();
    await server.stop();
    await prepared.stop();
  }
};
