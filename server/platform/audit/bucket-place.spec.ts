import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Instant, instant } from '../../../core/base/time.ts';
import { openBucket } from '../files/s3-bucket.ts';
import { type S3Server, startS3Server } from '../files/testing/s3-server.ts';
import { type TestDatabase, testDatabase } from '../postgres/testing.ts';
import { appendToChain } from './append.ts';
import { auditHealth } from './health.ts';
import { openAudit } from './open-audit.ts';

let db: TestDatabase;
let s3: S3Server;
const folder = mkdtempSync(join(tmpdir(), 'bucket-place-'));
const now = (): Instant => instant(Date.now());

beforeAll(async () => {
  [db, s3] = await Promise.all([testDatabase(), startS3Server()]);
}, 30_000);
afterAll(async () => {
  await Promise.all([db.drop(), s3.stop()]);
  rmSync(folder, { recursive: true });
});

const act = () =>
  db.app.transaction((tx) =>
    appendToChain(tx, { entityId: 'demo', chainId: 'c' }, [
      { at: now(), kind: 'k', actor: { system: 's' }, payload: {} },
    ]),
  );
const problems = async () => (await auditHealth(db.app)).places.map(({ problem }) => problem).join('');

test('heads reach a witness in the bucket of the files, signed, and catch up after it was away', async () => {
  const ask = openBucket({ ...s3.address, patienceMs: 200 });
  const bucket = { url: s3.address.url, ask };
  const { sequencer, gate } = await openAudit({
    db: db.app,
    dataFolder: folder,
    witness: `${s3.address.url}/audit`,
    bucket,
    now,
  });
  await act();
  await sequencer.tick();
  s3.line('down');
  await act();
  await sequencer.tick();
  expect(await problems()).not.toBe('');
  s3.line('up');
  await act();
  await sequencer.tick();
  expect(await problems()).toBe('');
  const names = [1, 2, 3].map((size) => `audit/000000000000000${size}.ndjson`);
  expect(
    s3
      .objects()
      .filter((name) => name.endsWith('.ndjson'))
      .sort(),
  ).toEqual(names);
  const kept: string[] = [];
  for (const object of names) kept.push(await text((await ask({ method: 'GET', object })).body));
  const local = readFileSync(join(folder, 'audit', 'heads.ndjson'), 'utf8');
  expect(kept.join('')).toBe(local);
  await gate.stop();
});
