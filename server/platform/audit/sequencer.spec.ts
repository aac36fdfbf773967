import { type ChildProcess, spawn } from 'node:child_process';
import { createPublicKey } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Instant, instant } from '../../../core/base/time.ts';
import { openDatabase } from '../postgres/sql.ts';
import { type TestDatabase, testDatabase } from '../postgres/testing.ts';
import { appendToChain } from './append.ts';
import type { AuditInput } from './entry.ts';
import { exportAudit } from './export.ts';
import { filePlace } from './file-place.ts';
import { headSigner, newHeadKey } from './head.ts';
import { keptHeadSigner } from './kept-key.ts';
import { createSequencer, type SequencerOptions } from './sequencer.ts';
import { verifyExport } from './verify.ts';

let db: TestDatabase;
let folder: string;
let clock = instant(1_763_700_000_000);
const now = (): Instant => {
  clock = instant(clock + 1_000);
  return clock;
};
const signer = headSigner(newHeadKey());
const keys = [createPublicKey(signer.publicKey)];

beforeEach(async () => {
  db = await testDatabase();
  folder = mkdtempSync(join(tmpdir(), 'audit-'));
});
afterEach(async () => {
  rmSync(folder, { recursive: true });
  await db.drop();
});

const path = (name: string): string => join(folder, name);
const sequencer = (more: Partial<SequencerOptions> = {}) =>
  createSequencer({
    db: db.app,
    signer,
    now,
    places: [filePlace('here', path('here.ndjson')), filePlace('there', path('there.ndjson'))],
    ...more,
  });
const input = (n: number): AuditInput => ({
  at: now(),
  kind: 'case.acted',
  actor: { personId: 'p-1' },
  payload: { n },
});
const act = (chainId: string, count = 3) =>
  db.app.transaction((tx) =>
    appendToChain(
      tx,
      { entityId: 'demo', chainId },
      Array.from({ length: count }, (_, n) => input(n)),
    ),
  );
const exported = async (options: { entity?: string; until?: number } = {}): Promise<string> => {
  const out = createWriteStream(path('export.ndjson'));
  await exportAudit(db.app, out, { at: now(), ...options });
  out.end();
  await finished(out);
  return path('export.ndjson');
};
const verified = async (heads = ['here.ndjson', 'there.ndjson']) =>
  verifyExport({ exported: await exported(), heads: heads.map(path), keys });
const logged = async (): Promise<number> =>
  (await db.app.query<{ n: number }>('select count(*) as n from audit_log'))[0]?.n ?? -1;

test('committed entries enter the log once, their heads reach both places, and the export verifies', async () => {
  const one = sequencer();
  await act('case-a');
  expect(await one.tick()).toBe(3);
  await Promise.all([act('case-a', 2), act('case-b', 4)]);
  expect(await one.tick()).toBe(6);
  expect(await one.tick()).toBe(0);
  expect(readFileSync(path('here.ndjson'), 'utf8')).toBe(readFileSync(path('there.ndjson'), 'utf8'));
  expect(await verified()).toMatchObject({ outcome: 'sound', entries: 9, published: { size: 9 }, keysGiven: true });
});

test('an entry of a transaction that commits late is not lost, and holds up nobody else', async () => {
  const one = sequencer();
  await db.app.transaction(async (slow) => {
    await appendToChain(slow, { entityId: 'demo', chainId: 'slow' }, [input(1)]);
    await act('quick');
    expect(await one.tick()).toBe(3);
    await act('quick');
    expect(await one.tick()).toBe(3);
  });
  await act('quick');
  expect(await one.tick()).toBe(4);
  expect(await verified()).toMatchObject({ outcome: 'sound', entries: 10 });
});

test('a chain stays in order though the younger transaction wrote to it first', async () => {
  const one = sequencer();
  await db.app.transaction(async (older) => {
    await appendToChain(older, { entityId: 'demo', chainId: 'other' }, [input(1)]);
    await act('shared');
    await appendToChain(older, { entityId: 'demo', chainId: 'shared' }, [input(1)]);
  });
  expect(await one.tick()).toBe(5);
  expect(await verified()).toMatchObject({ outcome: 'sound', entries: 5 });
});

test('what a rolled-back transaction wrote never enters the log', async () => {
  const undone = db.app.transaction(async (tx) => {
    await appendToChain(tx, { entityId: 'demo', chainId: 'undone' }, [input(1)]);
    throw new Error('undone');
  });
  await expect(undone).rejects.toThrow('undone');
  await act('kept');
  expect(await sequencer().tick()).toBe(3);
});

test('batches smaller than a transaction go on where they stopped', async () => {
  await act('case-b', 5);
  await db.app.transaction(async (tx) => {
    for (const chainId of ['case-d', 'case-c', 'case-a'])
      await appendToChain(tx, { entityId: 'demo', chainId }, [input(1), input(2), input(3)]);
  });
  expect(await sequencer({ batch: 2 }).tick()).toBe(14);
  expect(await verified()).toMatchObject({ outcome: 'sound', entries: 14 });
});

test('several processes at once give each entry one position', async () => {
  const others = [1, 2, 3].map(() => openDatabase(db.urls.app, { connections: 3 }));
  const running = others.map((other) => sequencer({ db: other, everyMs: 1, batch: 5 }));
  for (const one of running) one.start();
  await Promise.all(Array.from({ length: 40 }, (_, i) => act(`case-${i % 7}`)));
  const patience = Date.now() + 10_000;
  while ((await logged()) < 120 && Date.now() < patience) await new Promise((done) => setTimeout(done, 10));
  await Promise.all(running.map((one) => one.stop()));
  await Promise.all(others.map((other) => other.close()));
  await sequencer().tick();
  expect(await logged()).toBe(120);
  expect(await verified()).toMatchObject({ outcome: 'sound', entries: 120 });
});

/** A process of its own that takes entries as fast as it can until it is killed. */
const runner = (): ChildProcess => {
  const from = (file: string): string => JSON.stringify(new URL(file, import.meta.url).href);
  const text = `
    import { openDatabase } from ${from('../postgres/sql.ts')};
    import { filePlace } from ${from('./file-place.ts')};
    import { keptHeadSigner } from ${from('./kept-key.ts')};
    import { createSequencer } from ${from('./sequencer.ts')};
    const [url, folder] = process.argv.slice(1);
    const places = ['here', 'there'].map((name) => filePlace(name, folder + '/' + name + '.ndjson'));
    const options = { db: openDatabase(url), signer: keptHeadSigner(folder), places, now: () => Date.now(), everyMs: 1, batch: 3 };
    createSequencer(options).start();
    console.log('running');`;
  return spawn(process.execPath, ['--input-type=module', '-e', text, db.urls.app, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
};

test('killed at any moment, it loses no entry, logs none twice and leaves heads that verify', async () => {
  let written = 0;
  for (let round = 0; round < 6; round += 1) {
    const child = runner();
    const ended = once(child, 'exit');
    if (child.stdout !== null) await once(child.stdout, 'data');
    const until = Date.now() + 20 + round * 15;
    for (; Date.now() < until; written += 3) await act(`case-${written % 5}`);
    child.kill('SIGKILL');
    await ended;
  }
  // The database may need a moment to notice that the last one is gone and to let go of its lock.
  const last = sequencer({ signer: keptHeadSigner(folder) });
  for (let i = 0; i < 100 && (await logged()) < written; i += 1) await last.tick();
  await last.tick();
  expect(await logged()).toBe(written);
  const verdict = await verifyExport({ exported: await exported(), heads: ['here.ndjson', 'there.ndjson'].map(path) });
  expect(verdict).toMatchObject({ outcome: 'sound', entries: written });
});

test('a place that was away, or whose file was cut in mid-line, catches up to the same contents', async () => {
  await act('case-a');
  await sequencer({ places: [filePlace('here', path('here.ndjson'))] }).tick();
  await act('case-b');
  const whole = readFileSync(path('here.ndjson')).length;
  await sequencer({ places: [filePlace('here', path('here.ndjson'))] }).tick();
  truncateSync(path('here.ndjson'), whole + 250);
  await act('case-c');
  await sequencer().tick();
  expect(readFileSync(path('here.ndjson'), 'utf8')).toBe(readFileSync(path('there.ndjson'), 'utf8'));
  expect(await verified()).toMatchObject({ outcome: 'sound', entries: 9 });
});

test('an unreachable place does not stop the log and is told of once, then that it is well again', async () => {
  const told: string[] = [];
  const there = filePlace('there', path('there.ndjson'));
  let away = true;
  const flaky = { ...there, last: () => (away ? Promise.reject(new Error('not mounted')) : there.last()) };
  const one = sequencer({ places: [flaky], onProblem: (part, problem) => told.push(`${part}: ${problem}`) });
  await act('case-a');
  expect([await one.tick(), await one.tick()]).toEqual([3, 0]);
  away = false;
  await one.tick();
  expect(told).toEqual(['place:there: not mounted', 'place:there: ']);
  expect(await verified(['there.ndjson'])).toMatchObject({ outcome: 'sound', entries: 3 });
});

test('the public key follows into the heads when another key takes over', async () => {
  await act('case-a');
  await sequencer().tick();
  await act('case-b');
  const successor = headSigner(newHeadKey());
  await sequencer({ signer: successor }).tick();
  const request = { exported: await exported(), heads: [path('here.ndjson')] };
  expect(await verifyExport(request)).toMatchObject({
    outcome: 'sound',
    keysGiven: false,
    keys: [signer.keyId, successor.keyId],
  });
  expect(await verifyExport({ ...request, keys })).toMatchObject({
    outcome: 'headsUnsound',
    headsFault: { kind: 'unknownKey' },
  });
});

test('an export of one legal entity shows its entries alone and still proves them', async () => {
  await act('case-a');
  await db.app.transaction((tx) => appendToChain(tx, { entityId: 'other', chainId: 'theirs' }, [input(1), input(2)]));
  await act('case-a');
  await sequencer().tick();
  const shown = await exported({ entity: 'other' });
  expect(readFileSync(shown, 'utf8')).not.toContain('case-a');
  expect(await verifyExport({ exported: shown, heads: [path('here.ndjson')], keys })).toMatchObject({
    outcome: 'sound',
    entries: 8,
    entity: 'other',
  });
  const lines = readFileSync(shown, 'utf8')
    .split('\n')
    .map((line) => (line.includes('"theirs",2,') ? `${line.slice(0, line.indexOf(',"entry"'))}}` : line));
  writeFileSync(shown, lines.join('\n'));
  expect(await verifyExport({ exported: shown, heads: [path('here.ndjson')], keys })).toMatchObject({
    outcome: 'tampered',
    finding: { kind: 'dropped', chainId: 'theirs', seq: 2, ordinal: 4 },
  });
});

test('an older export is judged by the heads of its time when told so', async () => {
  await act('case-a');
  const one = sequencer();
  await one.tick();
  const old = await exported();
  await act('case-a');
  await one.tick();
  const request = { exported: old, heads: [path('here.ndjson')], keys };
  expect(await verifyExport(request)).toMatchObject({
    outcome: 'tampered',
    finding: { kind: 'truncated', ordinal: 3, seq: 4 },
  });
  expect(await verifyExport({ ...request, until: 3 })).toMatchObject({ outcome: 'sound', entries: 3 });
  expect(await verifyExport({ ...request, exported: await exported({ until: 3 }), until: 3 })).toMatchObject({
    outcome: 'sound',
    entries: 3,
  });
});
