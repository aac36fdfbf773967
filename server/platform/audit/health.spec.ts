import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Instant, instant } from '../../../core/base/time.ts';
import { openMetrics } from '../metrics/metrics.ts';
import { openDatabase } from '../postgres/sql.ts';
import { type TestDatabase, testDatabase } from '../postgres/testing.ts';
import { accessChain, recordAccess } from './access.ts';
import { appendToChain } from './append.ts';
import { filePlace } from './file-place.ts';
import { headSigner, newHeadKey } from './head.ts';
import { auditHealth, lagAlarmSeconds, openAuditGate, writeRefusal } from './health.ts';
import { httpPlace } from './http-place.ts';
import { keptHeadSigner } from './kept-key.ts';
import { openAudit } from './open-audit.ts';
import { readHeads } from './published-heads.ts';
import { createSequencer } from './sequencer.ts';

let db: TestDatabase;
let folder: string;
const signer = headSigner(newHeadKey());
const now = (): Instant => instant(Date.now());

beforeEach(async () => {
  db = await testDatabase();
  folder = mkdtempSync(join(tmpdir(), 'audit-'));
});
afterEach(async () => {
  rmSync(folder, { recursive: true });
  await db.drop();
});

const act = () =>
  db.app.transaction((tx) =>
    appendToChain(tx, { entityId: 'demo', chainId: 'c' }, [
      { at: now(), kind: 'k', actor: { system: 's' }, payload: {} },
    ]),
  );
const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

describe('health', () => {
  test('the lag is the age of the oldest committed entry outside the log, and none when nothing waits', async () => {
    expect(await auditHealth(db.app)).toEqual({ size: 0, headAt: null, lagSeconds: 0, problem: '', places: [] });
    await act();
    await pause(60);
    await act();
    expect((await auditHealth(db.app)).lagSeconds).toBeGreaterThan(0.05);
    await createSequencer({ db: db.app, signer, now, places: [filePlace('here', join(folder, 'h'))] }).tick();
    expect(await auditHealth(db.app)).toMatchObject({
      size: 2,
      lagSeconds: 0,
      problem: '',
      places: [{ name: 'here', size: 2, behindSeconds: 0, problem: '' }],
    });
  });

  test('an audit that stands still refuses writes with a sentence, and lets them pass again once it runs', async () => {
    const gate = await openAuditGate({ db: db.app, refuseAfterSeconds: 0.02, everyMs: 5 });
    const until = async (down: boolean) => {
      for (let i = 0; i < 200 && (gate.refusal() !== null) !== down; i += 1) await pause(10);
      return gate.refusal();
    };
    expect(gate.refusal()).toBeNull();
    await act();
    const refusal = await until(true);
    expect(refusal).toMatchObject({ code: 'audit.down', params: { why: 'lag' } });
    expect([refusal?.message.zh, refusal?.message.en].every((sentence) => (sentence ?? '').length > 20)).toBe(true);
    await createSequencer({ db: db.app, signer, now, places: [] }).tick();
    expect(await until(false)).toBeNull();
    await gate.stop();
  });

  test('one place away is an alarm; all places away refuse writes', () => {
    const place = (behindSeconds: number) => ({ name: 'p', size: 0, behindSeconds, problem: '' });
    const health = { size: 9, headAt: null, lagSeconds: 0, problem: '' };
    expect(writeRefusal({ ...health, places: [place(0), place(9_999)] })).toBeNull();
    expect(writeRefusal({ ...health, places: [place(100), place(9_999)] })).toMatchObject({
      params: { why: 'places', seconds: 100 },
    });
    expect(writeRefusal({ ...health, places: [], lagSeconds: lagAlarmSeconds })).toBeNull();
  });

  test('lag, size and places can be scraped', async () => {
    const metrics = openMetrics();
    await act();
    await createSequencer({ db: db.app, signer, now, places: [filePlace('here', join(folder, 'h'))] }).tick();
    const gate = await openAuditGate({ db: db.app, metrics });
    const text = await metrics.text();
    await gate.stop();
    expect(text).toContain('plumbline_audit_lag_seconds 0');
    expect(text).toContain('plumbline_audit_log_size 1');
    expect(text).toContain('plumbline_audit_place_behind_seconds{channel="here"} 0');
  });

  test('a running audit brings an entry into the log and to both places by itself', async () => {
    const audit = await openAudit({ db: db.app, dataFolder: folder, witness: join(folder, 'mount'), now });
    audit.sequencer.start();
    await act();
    const files = [join(folder, 'audit', 'heads.ndjson'), join(folder, 'mount', 'heads.ndjson')];
    const sizes = () => Promise.all(files.map(async (file) => ('heads' in (await readHeads([file])) ? 1 : 0)));
    for (let i = 0; i < 500 && (await sizes()).includes(0); i += 1) await pause(20);
    expect(await readHeads(files)).toMatchObject({ heads: [{ statement: { size: 1 } }] });
    expect(audit.gate.refusal()).toBeNull();
    await Promise.all([audit.gate.stop(), audit.sequencer.stop()]);
  });
});

describe('places', () => {
  test('a target over HTTP keeps each head under its own name, never overwrites one, and is brought up to date', async () => {
    const objects = new Map<string, string>();
    const server = createServer(async (request, response) => {
      const name = request.url ?? '';
      let body = '';
      for await (const chunk of request) body += chunk;
      if (request.method === 'GET') return response.writeHead(objects.has(name) ? 200 : 404).end(objects.get(name));
      if (request.headers['if-none-match'] === '*' && objects.has(name)) return response.writeHead(412).end();
      objects.set(name, body);
      return response.writeHead(201).end();
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/heads`;
    const told: string[] = [];
    const one = createSequencer({
      db: db.app,
      signer,
      now,
      places: [httpPlace('witness', { url }), filePlace('here', join(folder, 'h'))],
      onProblem: (_, p) => told.push(p),
    });
    for (let i = 0; i < 3; i += 1) {
      await act();
      await one.tick();
    }
    const names = [...objects.keys()].filter((name) => name.endsWith('.ndjson')).sort();
    expect(names).toEqual([1, 2, 3].map((size) => `/heads/000000000000000${size}.ndjson`));
    expect(names.map((name) => objects.get(name)).join('')).toBe(readFileSync(join(folder, 'h'), 'utf8'));
    objects.set('/heads/0000000000000004.ndjson', 'another');
    await act();
    await one.tick();
    expect(told).toEqual([expect.stringContaining('another 0000000000000004.ndjson')]);
    await new Promise((closed) => server.close(closed));
  });

  test('processes that start together keep one key, which nobody else may read, and its public half beside it', () => {
    const [one, two] = [keptHeadSigner(folder), keptHeadSigner(folder)];
    expect(one.keyId).toBe(two.keyId);
    expect(statSync(join(folder, 'secrets', 'audit-head.pem')).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(folder, 'audit', 'audit-head.pub.pem'), 'utf8')).toBe(one.publicKey);
  });
});

describe('reading', () => {
  const access = () => ({
    entityId: 'demo',
    at: now(),
    actor: { personId: 'p-1' },
    what: 'person.phone',
    subjects: [{ kind: 'person', id: 's-1' }],
    reason: '回访',
  });

  test('P08-5-02 sensitive data that was read stands in the audit by id, in a chain of the reader and the day', async () => {
    await recordAccess(db.app, access());
    const rows = await db.app.query('select chain_id, kind, actor, payload from audit_entries');
    expect(rows).toEqual([
      {
        chain_id: accessChain(access()),
        kind: 'access.read',
        actor: '{"personId":"p-1"}',
        payload: '{"reason":"回访","subjects":[{"id":"s-1","kind":"person"}],"what":"person.phone"}',
      },
    ]);
  });

  test('what cannot be noted may not be read', async () => {
    const gone = openDatabase(db.urls.app.replace(/plumbline_test_\w+/, 'plumbline_gone'));
    await expect(recordAccess(gone, access())).rejects.toThrow();
    await gone.close();
  });
});
