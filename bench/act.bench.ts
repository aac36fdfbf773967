import { loadavg } from 'node:os';
import { Defect } from '../core/base/result.ts';
import type { Instant } from '../core/base/time.ts';
import type { FormValues } from '../core/forms/form.ts';
import { admission } from '../core/modules/admission/process.ts';
import { kernelFor, staff } from '../server/case/testing.ts';
import { storePassword } from '../server/platform/people/password-sign-in.ts';
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
const ROUND_MS = 6_000;
const ROUNDS = 2;
const CASES = 24_000;
const PASSWORD = 'A-long-passphrase-of-the-bench-7';

interface Scene {
  readonly server: ServerProcess;
  readonly db: Database;
  readonly reviewer: Browser;
  readonly officer: Browser;
  readonly take: (count: number) => Waiting[];
}

const orderVisit = (browser: Browser, one: Waiting): Promise<unknown> =>
  browser.act(one.quality, 'orderVisit', one.version, visitForm);

const preparedRows = (db: Database, cases: readonly Waiting[]): Promise<Rows[]> => {
  const kernel = kernelFor(db, { now: Date.now() as Instant }, [admission]);
  const reviewer = { ...staff('bench', 'qualificationReviewer'), entityIds: ['mall'] };
  const posts = reviewer.posts.map((post) => ({ ...post, entityIds: ['mall'] }));
  const form: FormValues = visitForm;
  return Promise.all(
    cases.map(({ caseId }) =>
      rowsOfAct(kernel, { ...reviewer, posts }, caseId, 'professional.quality#1', 'orderVisit', form),
    ),
  );
};

/** The same act, over HTTP and as bare rows, turn by turn, so that a busy machine is busy for both. */
const throughput = async ({ db, reviewer, take }: Scene): Promise<BenchResult[]> => {
  const rates = { acts: 0, rows: 0 };
  let statements = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const rows = await preparedRows(db, take(4_000));
    statements = rows[0]?.length ?? 0;
    rates.acts += (await closedLoop(take(4_000), CONNECTIONS, ROUND_MS, (one) => orderVisit(reviewer, one))) / ROUNDS;
    rates.rows += (await closedLoop(rows, CONNECTIONS, ROUND_MS, (one) => writeOneByOne(db, one))) / ROUNDS;
  }
  const load = `load ${loadavg()[0]?.toFixed(1)}`;
  return [
    { name: 'act: unsigned, over HTTP', value: rates.acts, unit: '/s', note: `${CONNECTIONS} connections, ${load}` },
    {
      name: 'act: its rows alone, one statement each',
      value: rates.rows,
      unit: '/s',
      note: `${statements} statements, ${load}`,
    },
    { name: 'act: share of the throughput of its rows', value: rates.acts / rates.rows, unit: '', atLeast: 0.5 },
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

const givePassword = async (db: Database, loginName: string): Promise<void> => {
  const [account] = await db.query<{ id: string }>('select id from accounts where login_name = $1', [loginName]);
  if (!account) throw new Defect(`the demo has no account ${loginName}`);
  await storePassword({ db }, account.id, PASSWORD, Date.now() as Instant);
};

/** Signed acts apart: a password is hashed for each, which is what argon2id is for. */
const signed = async ({ db, officer, take }: Scene): Promise<BenchResult[]> => {
  await givePassword(db, 'yan.mingli');
  const results: BenchResult[] = [];
  for (const [how, proof] of [
    ['by choosing a post (demo)', { method: 'demo' }],
    ['with a password', { method: 'password', password: PASSWORD }],
  ] as const) {
    const refuse = (one: Waiting) => officer.act(one.compliance, 'refuseCompliance', one.version, refusalForm, proof);
    const rate = await closedLoop(take(2_000), CONNECTIONS, 4_000, refuse);
    results.push({ name: `act: signed ${how}`, value: rate, unit: '/s', note: `${CONNECTIONS} connections` });
  }
  return results;
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
    return [...(await underLoad(scene)), ...(await throughput(scene)), ...(await signed(scene))];
  } finally {
    for (const browser of [reviewer, officer]) browser.close();
    await db.close();
    await server.stop();
    await prepared.stop();
  }
};
