import { spawnSync } from 'node:child_process';
import {
  closeSync,
  createWriteStream,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statfsSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Instant } from '../../core/base/time.ts';
import { replay } from '../../core/process/evolve.ts';
import { readHistory } from '../case/history.ts';
import { exportAudit } from '../platform/audit/export.ts';
import { verifyExport } from '../platform/audit/verify.ts';
import { type Database, openDatabase } from '../platform/postgres/sql.ts';
import { describeWhere } from '../platform/testing/only-where.ts';
import { application, papersOf } from '../testing/admission.ts';
import { demoSignIn, type Press, worker } from '../testing/pressing.ts';
import { serverProcess } from '../testing/server-process.ts';
import { Visitor } from '../testing/visitor.ts';

const MB = 1_048_576;
const folder = mkdtempSync(join(tmpdir(), 'plumbline-full-database-'));
/** A small disk under everything: database, its log, files, heads of the audit. Only root may mount one. */
const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=900m,mode=755', 'none', folder]).status === 0;
if (!mounted) console.log('full database disk: not tried, this account may not mount a small disk to fill');

const server = serverProcess({ PORT: '0', PLUMBLINE_DATA: folder, PLUMBLINE_LOG_LEVEL: 'info' });
const pressed: Press[] = [];
const merchant = new Visitor(server.address);
const clerk = new Visitor(server.address);
const stop = new AbortController();
let working: Promise<unknown> = Promise.resolve();

const login = (role: string, secret: string, database: string): string => {
  const password = readFileSync(join(folder, 'secrets', secret), 'utf8').trim();
  const lines = readFileSync(join(folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n');
  const host = encodeURIComponent(lines[4] ?? '');
  return `postgresql://${role}:${password}@/${database}?host=${host}&port=${lines[3]}`;
};
const within = async <T>(work: (db: Database) => Promise<T>): Promise<T> => {
  const db = openDatabase(login('plumbline_app', 'postgres-app', 'plumbline'), { connections: 2 });
  return work(db).finally(() => db.close());
};

const ballast = join(folder, 'ballast');
/** Adds to the ballast until so many bytes are left, or to the last one while others write as well. */
const leave = (bytes: number): void => {
  const { bavail, bsize } = statfsSync(folder);
  let wanted = bavail * bsize - bytes;
  const file = openSync(ballast, 'a');
  try {
    for (; wanted > 0 || bytes === 0; wanted -= MB)
      writeSync(file, Buffer.alloc(bytes === 0 ? 4_096 : Math.min(MB, wanted)));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  } finally {
    closeSync(file);
  }
};
const free = (): void => rmSync(ballast, { force: true });

const acknowledged = (): readonly Press[] => pressed.filter((press) => press.acknowledged);
const more = async (wanted: number): Promise<void> => {
  const until = acknowledged().length + wanted;
  await expect.poll(() => acknowledged().length, { timeout: 60_000, interval: 50 }).toBeGreaterThanOrEqual(until);
};
const ready = (): Promise<{ status: number; body: { parts: Record<string, string> } }> => merchant.get('/readyz');

/** Fills what is left with the database's own log, as a superuser can, until it can write no more. */
const toTheWall = async (): Promise<void> => {
  const client = new Client({ connectionString: login('postgres', 'postgres-superuser', 'postgres') });
  client.on('error', () => {});
  await client.connect();
  for (let n = 0; n < 200; n += 1) {
    const lives = await client.query(`select pg_logical_emit_message(false, 'full', repeat('x', 1000000))`).then(
      () => true,
      () => false,
    );
    if (!lives) break;
  }
  await client.end().catch(() => {});
};

const lost = async (): Promise<readonly Press[]> => {
  const presses = acknowledged();
  const rows = await within((db) =>
    db.query<{ key: string }>('select key from idempotency_keys where key = any($1)', [presses.map(({ key }) => key)]),
  );
  const there = new Set(rows.map(({ key }) => key));
  return presses.filter(({ key }) => !there.has(key));
};

describeWhere(mounted, 'needs root and a mount of its own', 'with the disk of the database full', () => {
  beforeAll(async () => {
    await server.start();
    await demoSignIn(merchant, '张晓棠');
    await demoSignIn(clerk, '陆遥');
    const form = application(await papersOf(merchant));
    working = Promise.all([1, 2].map(() => worker({ merchant, clerk, form, pressed, stop: stop.signal })));
    working.catch(() => {});
  }, 120_000);
  afterAll(async () => {
    await server.stop();
    spawnSync('umount', [folder]);
    rmSync(folder, { recursive: true, force: true });
  });

  it('writes are refused in words while there is still room for the database, reads are served, and it goes on by itself', async () => {
    await more(6);
    leave(20 * MB);
    await expect.poll(async () => (await ready()).status, { timeout: 10_000, interval: 100 }).toBe(503);
    expect((await ready()).body.parts).toMatchObject({ database: 'full', audit: 'up' });
    const refused = [
      await merchant.post('/api/cases', { process: 'merchant-admission', form: {} }),
      await merchant.upload(Buffer.from('%PDF-1.7'), 'x.pdf'),
    ];
    expect(refused.map(({ status, body }) => [status, body.code])).toEqual([
      [503, 'service.storageFull'],
      [503, 'service.storageFull'],
    ]);
    expect(refused[0]?.body.message.zh).toContain('腾出空间');
    expect(refused[0]?.body.message.en).toContain('storage space');
    expect((await clerk.get('/api/todo')).status).toBe(200);
    free();
    await expect.poll(async () => (await ready()).status, { timeout: 10_000, interval: 100 }).toBe(200);
    await more(3);
    expect(await lost()).toEqual([]);
  }, 120_000);

  it('not a byte left: what is pressed waits, and once there is room the database comes back by itself', async () => {
    leave(70 * MB);
    await toTheWall();
    leave(0);
    await pause(3_000);
    const answer = await merchant.post('/api/cases', { process: 'merchant-admission', form: {} });
    expect([answer.status, answer.body.code]).toEqual([
      503,
      expect.stringMatching(/^service\.(storageFull|databaseAway)$/),
    ]);
    expect((await ready()).status).toBe(503);
    free();
    await expect.poll(async () => (await ready()).status, { timeout: 60_000, interval: 200 }).toBe(200);
    await more(3);
    // It did come to the wall, and the database was started anew without us.
    expect(server.said()).toContain('PostgreSQL ended unexpectedly');
    stop.abort();
    await working;
    expect(pressed.filter((press) => !press.acknowledged)).toEqual([]);
  }, 180_000);

  it('and no acknowledged write is lost, every press had one effect, and nothing is half-written', async () => {
    expect(await lost()).toEqual([]);
    const opened = pressed.filter(({ kind }) => kind === 'caseOpened').map(({ caseId }) => caseId);
    await within(async (db) => {
      const counts = await db.query<{ n: number }>(
        `select count(*)::int as n from audit_entries where chain_id = any($1) and kind in ('caseOpened', 'taskClaimed', 'acted')
         group by chain_id, kind`,
        [opened],
      );
      expect(counts).toHaveLength(pressed.length);
      expect(counts.filter(({ n }) => n !== 1)).toEqual([]);
      for (const caseId of opened) {
        const [row] = await db.query<{ state: object }>('select state from cases where id = $1', [caseId]);
        expect(replay(await readHistory(db, caseId))).toEqual(row?.state);
      }
    });
  }, 60_000);

  it('and the audit verifies against both places', async () => {
    const waiting = 'select (select count(*) from audit_entries) - (select max(size) from audit_heads) as n';
    const behind = () => within(async (db) => Number((await db.query<{ n: number }>(waiting))[0]?.n));
    await expect.poll(behind, { timeout: 30_000, interval: 300 }).toBe(0);
    const out = join(folder, 'export.ndjson');
    const stream = createWriteStream(out);
    const entries = await within((db) => exportAudit(db, stream, { at: Date.now() as Instant }));
    stream.end();
    await finished(stream);
    const heads = ['audit', 'audit-second'].map((place) => join(folder, place, 'heads.ndjson'));
    const verdict = await verifyExport({ exported: out, heads });
    expect(verdict.finding).toBeUndefined();
    expect([verdict.outcome, verdict.entries]).toEqual(['sound', entries]);
  }, 60_000);
});
