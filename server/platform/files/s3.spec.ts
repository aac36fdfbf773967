import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { Defect } from '../../../core/base/result.ts';
import { instant } from '../../../core/base/time.ts';
import { openInspector } from '../inspect/inspector.ts';
import { sampleDocument, textPage } from '../inspect/sample-pdf.ts';
import { type KeyRing, openKeyRing } from '../keys/key-ring.ts';
import { masterKeyOf } from '../keys/master-key.ts';
import { type TestDatabase, testDatabase } from '../postgres/testing.ts';
import { type FileStore, openFileStore } from './file-store.ts';
import { openBlobs } from './open-blobs.ts';
import { s3Blobs } from './s3.ts';
import { type BucketAddress, openBucket } from './s3-bucket.ts';
import { faultOfBucket } from './s3-check.ts';
import { type S3Server, startS3Server } from './testing/s3-server.ts';
import { isSignedWith } from './testing/signature-check.ts';

let db: TestDatabase;
let ring: KeyRing;
let s3: S3Server;
let store: FileStore;
const folder = mkdtempSync(join(tmpdir(), 's3-spec-'));
const clock = () => instant(1_750_000_000_000);
const inspector = openInspector({ processes: 1 });

beforeAll(async () => {
  db = await testDatabase();
  await db.app.query(
    `insert into legal_entities (id, kind, name, name_en, uscc) values ('north', 'platform', '北平台', 'North', '91110000MA00000001')`,
  );
  const opened = await openKeyRing({ db: db.app, master: masterKeyOf(randomBytes(32)), now: clock });
  if (!opened.ok) throw new Defect(opened.refusal.code);
  ring = opened.value;
  s3 = await startS3Server();
  const blobs = s3Blobs(openBucket({ ...s3.address, patienceMs: 300 }), folder, 2);
  store = openFileStore({ db: db.app, ring, inspector, clock, blobs });
}, 30_000);
afterEach(() => {
  s3.line('up');
});
afterAll(async () => {
  await Promise.all([db.drop(), inspector.close(), s3.stop()]);
  rmSync(folder, { recursive: true });
});

/** A PDF unlike any other, of some size. */
const document = (bytes = 1_000) =>
  sampleDocument({ pages: [textPage()], extra: [{ entries: '', data: randomBytes(bytes) }] });
async function* sent(bytes: Buffer) {
  for (let at = 0; at < bytes.length; at += 70_000) yield bytes.subarray(at, at + 70_000);
}
const kept = async (bytes: Buffer): Promise<string> => {
  const answer = await store.put(sent(bytes), { entityId: 'north', name: '执照.pdf', accept: 'pdf', by: 'person-1' });
  if (!answer.ok) throw new Defect(answer.refusal.code);
  return answer.value.id;
};
const read = async (id: string): Promise<Buffer> => {
  const opened = await store.open(id);
  if (!opened.ok) throw new Defect(opened.refusal.code);
  return buffer(opened.value.content);
};
const staged = (): string[] => readdirSync(join(folder, 'incoming'));
const rows = async () => (await db.app.query<{ n: number }>('select count(*) as n from files'))[0]?.n;

describe('files in a bucket', () => {
  test('P08-2.3-02 come out as they went in, and the bucket sees neither content nor name', async () => {
    const bytes = sampleDocument({
      pages: [textPage()],
      extra: [{ entries: '', data: Buffer.from('marker-of-the-spec'.repeat(30_000)) }],
    });
    const id = await kept(bytes);
    expect((await read(id)).equals(bytes)).toBe(true);
    const [object = ''] = s3.objects();
    expect(object).toMatch(/^files\/north\/[0-9a-f]{2}\/[0-9a-f]{64}$/);
    const stored = await openBucket(s3.address)({ method: 'GET', object });
    expect((await buffer(stored.body)).includes('marker-of-the-spec')).toBe(false);
    expect(staged()).toEqual([]);
  });

  test('the same content sent three times at once is one object', async () => {
    const bytes = document(300_000);
    const before = s3.objects().length;
    const ids = await Promise.all([kept(bytes), kept(bytes), kept(bytes)]);
    expect(s3.objects().length - before).toBe(1);
    for (const id of ids) expect((await read(id)).equals(bytes)).toBe(true);
  });

  test('papers of an act go there too', async () => {
    const paper = { entityId: 'north', name: '通知.pdf', bytes: Buffer.from('%PDF of ours'), by: 'person-1' };
    const id = await db.app.transaction((tx) => store.keepPaper(tx, paper));
    expect((await store.readWhole(id)).toString()).toBe('%PDF of ours');
  });

  test('one that the bucket has lost is named as missing, and is whole again when it is sent again', async () => {
    const bytes = document();
    const before = new Set(s3.objects());
    const id = await kept(bytes);
    const [object = ''] = s3.objects().filter((one) => !before.has(one));
    expect((await openBucket(s3.address)({ method: 'DELETE', object })).status).toBe(204);
    await expect(read(id)).rejects.toMatchObject({ code: 'CONTENT_MISSING' });
    await kept(bytes);
    expect((await read(id)).equals(bytes)).toBe(true);
  });
});

describe('a bad line', () => {
  test('that drops the first tries is tried again', async () => {
    s3.line('down');
    setTimeout(() => {
      s3.line('up');
    }, 100);
    const bytes = document();
    expect((await read(await kept(bytes))).equals(bytes)).toBe(true);
  });

  test.each([
    ['that is cut in the middle of every upload', { cutAfter: 200_000 }],
    ['that never answers', 'silent'],
    ['that is not there', 'down'],
  ] as const)(
    '%s ends in a refusal that leaves nothing half-kept',
    async (_, state) => {
      const before = [s3.objects(), await rows()];
      const bytes = document(600_000);
      s3.line(state);
      await expect(kept(bytes)).rejects.toMatchObject({ code: 'CONTENTS_AWAY' });
      expect(await store.state()).toBe(state === 'silent' || state === 'down' ? 'away' : 'up');
      expect([s3.objects(), await rows()]).toEqual(before);
      expect(staged()).toEqual([]);
      s3.line('up');
      expect((await read(await kept(bytes))).equals(bytes)).toBe(true);
      expect(await store.state()).toBe('up');
    },
    20_000,
  );
});

test('what no row knows is swept away, here and there, and nothing that is in use', async () => {
  const inUse = [await kept(document()), await kept(document())];
  const before = s3.objects().length;
  const paper = { entityId: 'north', name: '通知.pdf', by: 'person-1' };
  for (let n = 0; n < 3; n += 1) {
    const failed = db.app.transaction(async (tx) => {
      await store.keepPaper(tx, { ...paper, bytes: randomBytes(100) });
      throw new Error('the act was refused');
    });
    await expect(failed).rejects.toThrow('refused');
  }
  const cutOff = await s3Blobs(openBucket(s3.address), folder).stage();
  await cutOff.write(randomBytes(10));
  await cutOff.finish();
  for (const name of staged()) utimesSync(join(folder, 'incoming', name), 0, 0);
  expect(s3.objects().length).toBe(before + 3);
  // Older than a moment that is still to come.
  expect(await store.sweep(-60_000)).toBe(4);
  expect([s3.objects().length, staged().length]).toEqual([before, 0]);
  for (const id of inUse) expect((await read(id)).length).toBeGreaterThan(0);
});

test('the signature that our requests are checked by is the one in Amazon’s own example', () => {
  const headers = {
    host: 'examplebucket.s3.amazonaws.com',
    range: 'bytes=0-9',
    'x-amz-content-sha256': 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    'x-amz-date': '20130524T000000Z',
    authorization:
      'AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,SignedHeaders=host;range;x-amz-content-sha256;x-amz-date,Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
  };
  const example = { method: 'GET', path: '/test.txt', query: new URLSearchParams(), headers };
  expect(isSignedWith('wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY', example)).toBe(true);
  expect(isSignedWith('another', example)).toBe(false);
});

describe('at the start', () => {
  const fault = (more: Partial<BucketAddress>) =>
    faultOfBucket(openBucket({ ...s3.address, patienceMs: 200, ...more }));

  test('a bucket that serves is found to, and nothing of the trial stays in it', async () => {
    const before = s3.objects();
    expect(await fault({})).toBeNull();
    expect(s3.objects()).toEqual(before);
  });

  test.each([
    ['PLUMBLINE_S3_BUCKET_URL', 'no such bucket', () => ({ url: `${s3.address.url}-of-nobody` })],
    ['PLUMBLINE_S3_KEY_ID', 'does not know this key', () => ({ keyId: 'SOMEBODY' })],
    ['PLUMBLINE_S3_SECRET', 'does not belong', () => ({ secret: 'another' })],
    ['PLUMBLINE_S3_BUCKET_URL', 'does not answer', () => ({ url: 'http://127.0.0.1:9/plumbline' })],
  ])('%s is named: %s', async (key, words, more) => {
    const said = await fault(more());
    expect(said?.en).toContain(`${key}: `);
    expect(said?.en).toContain(words);
    expect(said?.zh).toContain(`${key}：`);
    expect(JSON.stringify(said)).not.toContain(s3.address.secret);
  });

  test('the configuration leads to the bucket, and a wrong one is refused', async () => {
    const config = { dataFolder: folder, s3BucketUrl: s3.address.url, s3Region: 'us-east-1', s3KeyId: 'S3RVER' };
    expect(await openBlobs({ ...config, s3Secret: 'S3RVER' })).toMatchObject({ ok: true });
    expect(await openBlobs({ ...config, s3Secret: randomUUID() })).toMatchObject({
      refusal: { code: 'files.placeUnfit' },
    });
  });
});
