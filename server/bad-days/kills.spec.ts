import { createWriteStream, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Instant } from '../../core/base/time.ts';
import { replay } from '../../core/process/evolve.ts';
import { readHistory } from '../case/history.ts';
import { exportAudit } from '../platform/audit/export.ts';
import { verifyExport } from '../platform/audit/verify.ts';
import { type Database, openDatabase } from '../platform/postgres/sql.ts';
import { application, papersOf, personalValues } from '../testing/admission.ts';
import { columnsHolding } from '../testing/clear-columns.ts';
import { demoSignIn, type Press, worker } from '../testing/pressing.ts';
import { serverProcess } from '../testing/server-process.ts';
import { Visitor } from '../testing/visitor.ts';

const ROUNDS = Number(process.env.PLUMBLINE_KILL_ROUNDS ?? 6);
const folder = mkdtempSync(join(tmpdir(), 'plumbline-kills-'));
const server = serverProcess({ PORT: '0', PLUMBLINE_DATA: folder, PLUMBLINE_LOG_LEVEL: 'info' });
const pressed: Press[] = [];
let db: Database | undefined;

/** Process, port, socket folder and the like, line by line; none while the database is down. */
const lines = (): readonly string[] => {
  try {
    return readFileSync(join(folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return [];
  }
};

/** A look into the server's own database; it must not start one, which would stand in the server's way. */
const connect = (): Database => {
  const password = readFileSync(join(folder, 'secrets', 'postgres-app'), 'utf8').trim();
  const host = encodeURIComponent(lines()[4] ?? '');
  return openDatabase(`postgresql://plumbline_app:${password}@/plumbline?host=${host}&port=${lines()[3]}`, {
    connections: 2,
  });
};

/** The postmaster itself: its children notice, and nobody writes what was in memory. Returns once it is gone. */
const killDatabase = async (): Promise<void> => {
  const [pid = ''] = lines();
  process.kill(Number(pid), 'SIGKILL');
  for (let tries = 0; lines()[0] === pid || lines().length === 0; tries += 1) {
    if (tries > 3_000)
      throw new Error(`no database came after the one that was killed: ${server.said().slice(-1_500)}`);
    await pause(20);
  }
};

/** Acknowledged presses of which the database knows nothing. */
const lostOf = async (presses: readonly Press[]): Promise<readonly Press[]> => {
  const rows = await (db as Database).query<{ key: string }>('select key from idempotency_keys where key = any($1)', [
    presses.map(({ key }) => key),
  ]);
  const there = new Set(rows.map(({ key }) => key));
  return presses.filter(({ key }) => !there.has(key));
};

const ready = async (): Promise<void> => {
  for (let tries = 0; tries < 1_000; tries += 1) {
    const answer = await fetch(`${server.address()}/readyz`).catch(() => null);
    if (answer?.status === 200) return;
    await pause(50);
  }
  throw new Error(`the server does not get ready: ${server.said().slice(-1_000)}`);
};

/** Until so many more presses have been acknowledged: a kill is to fall into the middle of work. */
const untilPressed = async (more: number): Promise<void> => {
  const done = (): number => pressed.filter((press) => press.acknowledged).length;
  const wanted = done() + more;
  for (let tries = 0; tries < 400 && done() < wanted; tries += 1) await pause(50);
};

let lost = 0;
let acknowledged = 0;

beforeAll(
  async () => {
    await server.start();
    const merchant = new Visitor(server.address);
    const clerk = new Visitor(server.address);
    await demoSignIn(merchant, '张晓棠');
    await demoSignIn(clerk, '陆遥');
    const form = application(await papersOf(merchant));
    const stop = new AbortController();
    const workers = Array.from({ length: 4 }, () => worker({ merchant, clerk, form, pressed, stop: stop.signal }));
    const working = Promise.all(workers);
    let fault: unknown = null;
    working.catch((error: unknown) => {
      fault = error;
    });
    for (let round = 0; round < ROUNDS; round += 1) {
      await untilPressed(4);
      await pause(400 * Math.random());
      if (round % 2 === 0) {
        await server.kill();
        await server.start();
      } else await killDatabase();
      const before = pressed.filter((press) => press.acknowledged);
      await ready();
      db = connect();
      lost += (await lostOf(before)).length;
      await db.close();
      db = undefined;
      if (fault !== null) throw fault;
    }
    stop.abort();
    await working;
    db = connect();
    acknowledged = pressed.filter((press) => press.acknowledged).length;
  },
  60_000 + ROUNDS * 25_000,
);

afterAll(async () => {
  await db?.close().catch(() => {});
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe('kill -9 of server and database in the middle of acts', () => {
  it('loses no acknowledged write', () => {
    console.log(
      `kill -9: ${ROUNDS} rounds, ${acknowledged} acknowledged writes, ${pressed.filter((p) => p.tries > 1).length} pressed again, lost ${lost}`,
    );
    expect(lost).toBe(0);
    expect(acknowledged).toBeGreaterThanOrEqual(ROUNDS * 4);
  });

  it('and every press, however often repeated, had one effect', async () => {
    expect(pressed.filter((press) => !press.acknowledged)).toEqual([]);
    expect(await lostOf(pressed)).toEqual([]);
    const opened = pressed.filter(({ kind }) => kind === 'caseOpened');
    const [cases] = await (db as Database).query<{ n: number }>(
      `select count(*)::int as n from cases where id = any($1)`,
      [opened.map(({ caseId }) => caseId)],
    );
    const [all] = await (db as Database).query<{ n: number }>(
      `select count(*)::int as n from cases c join audit_entries e on e.chain_id = c.id::text and e.kind = 'caseOpened'
       where e.actor like '%' || $1 || '%'`,
      [
        (await (db as Database).query<{ id: string }>(`select id from accounts where login_name = 'zhang.xiaotang'`))[0]
          ?.id,
      ],
    );
    expect([cases?.n, all?.n]).toEqual([opened.length, opened.length]);
    const counts = await (db as Database).query<{ caseId: string; kind: string; n: number }>(
      `select chain_id as "caseId", kind, count(*)::int as n from audit_entries
       where chain_id = any($1) and kind in ('caseOpened', 'taskClaimed', 'acted') group by 1, 2`,
      [opened.map(({ caseId }) => caseId)],
    );
    expect(counts.filter(({ n }) => n !== 1)).toEqual([]);
    expect(counts).toHaveLength(pressed.length);
  });

  it('and every snapshot is what the events say', async () => {
    for (const { caseId } of pressed.filter(({ kind }) => kind === 'caseOpened')) {
      const [row] = await (db as Database).query<{ state: object }>('select state from cases where id = $1', [caseId]);
      expect(replay(await readHistory(db as Database, caseId))).toEqual(row?.state);
    }
  });

  it('and the audit verifies, offline, against the published heads', async () => {
    // The log is a second behind the acts; what is not in it yet is not in an export either.
    const waiting = 'select (select count(*) from audit_entries) - (select max(size) from audit_heads) as n';
    const behind = async () => Number((await (db as Database).query<{ n: number }>(waiting))[0]?.n);
    await expect.poll(behind, { timeout: 20_000, interval: 200 }).toBe(0);
    const heads = join(folder, 'audit', 'heads.ndjson');
    const out = join(folder, 'export.ndjson');
    const stream = createWriteStream(out);
    const entries = await exportAudit(db as Database, stream, { at: Date.now() as Instant });
    stream.end();
    await finished(stream);
    const verdict = await verifyExport({ exported: out, heads: [heads, join(folder, 'audit-second', 'heads.ndjson')] });
    expect(verdict.finding).toBeUndefined();
    expect([verdict.outcome, verdict.entries]).toEqual(['sound', entries]);
  });
});

describe('what was personal in those applications', () => {
  it('stands in no line that the server logged', () => {
    expect(personalValues.filter((value) => server.said().includes(value))).toEqual([]);
  });

  it('stands in no measurement', async () => {
    const text = await (await fetch(`${server.address()}/metrics`)).text();
    expect(text).toContain('plumbline_');
    expect(personalValues.filter((value) => text.includes(value))).toEqual([]);
  });

  it('stands in clear in no column of the database', async () => {
    expect(await columnsHolding(db as Database, ['上海青杉医疗器械有限公司'])).not.toEqual([]);
    expect(await columnsHolding(db as Database, personalValues)).toEqual([]);
  });
});
