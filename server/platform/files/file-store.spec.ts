import { spawnSync } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Defect } from '../../../core/base/result.ts';
import { instant } from '../../../core/base/time.ts';
import { openInspector } from '../inspect/inspector.ts';
import { defaultLimits } from '../inspect/limits.ts';
import { sampleDocument, scannedPage, textPage } from '../inspect/sample-pdf.ts';
import type { Batch } from '../keys/batch.ts';
import { type KeyRing, openKeyRing } from '../keys/key-ring.ts';
import { masterKeyOf } from '../keys/master-key.ts';
import { type TestDatabase, testDatabase } from '../postgres/testing.ts';
import { testWhere } from '../testing/only-where.ts';
import type { Blobs } from './blobs.ts';
import { diskBlobs } from './disk.ts';
import { type FileStore, openFileStore, type Upload } from './file-store.ts';

let db: TestDatabase;
let ring: KeyRing;
const folder = mkdtempSync(join(tmpdir(), 'files-spec-'));
const clock = () => instant(1_750_000_000_000);
const inspector = openInspector({ processes: 1 });
const storeWith = (more: { folder?: string; blobs?: Blobs } = {}): FileStore =>
  openFileStore({ db: db.app, ring, inspector, blobs: more.blobs ?? diskBlobs(more.folder ?? folder), clock });
let store: FileStore;

const upload = (more: Partial<Upload> = {}): Upload => ({
  entityId: 'north',
  name: '营业执照.pdf',
  accept: 'pdf',
  by: 'person-1',
  ...more,
});
async function* sent(bytes: Buffer) {
  for (let at = 0; at < bytes.length; at += 70_000) yield bytes.subarray(at, at + 70_000);
}
const put = (bytes: Buffer, more: Partial<Upload> = {}, to = store) => to.put(sent(bytes), upload(more));
const kept = async (bytes: Buffer, more: Partial<Upload> = {}) => {
  const result = await put(bytes, more);
  if (!result.ok) throw new Defect(result.refusal.code);
  return result.value;
};
const read = async (id: string) => {
  const opened = await store.open(id);
  if (!opened.ok) throw new Defect(opened.refusal.code);
  return buffer(opened.value.content);
};
/** A PDF unlike any other, of some size. */
const document = (bytes = 1_000) =>
  sampleDocument({ pages: [textPage()], extra: [{ entries: '', data: randomBytes(bytes) }] });
const onDisk = (under = folder): string[] =>
  readdirSync(under, { recursive: true, withFileTypes: true })
    .filter((e) => e.isFile())
    .map((e) => join(e.parentPath, e.name));
const rows = async () => (await db.app.query<{ n: number }>('select count(*) as n from files'))[0]?.n;

beforeAll(async () => {
  db = await testDatabase();
  await db.app.query(
    `insert into legal_entities (id, kind, name, name_en, uscc) values
       ('north', 'platform', '北平台', 'North', '91110000MA00000001'), ('south', 'distributor', '南经销', 'South', '91440000MA00000002')`,
  );
  const opened = await openKeyRing({ db: db.app, master: masterKeyOf(randomBytes(32)), now: clock });
  if (!opened.ok) throw new Defect(opened.refusal.code);
  ring = opened.value;
  store = storeWith();
});
afterAll(async () => {
  await Promise.all([db.drop(), inspector.close()]);
  rmSync(folder, { recursive: true });
});

describe('P08-2.3-02 files are stored encrypted', () => {
  test('what is read is what was sent, and the disk holds nothing of it, neither content nor name', async () => {
    const bytes = sampleDocument({
      pages: [scannedPage(300)],
      extra: [{ entries: '', data: Buffer.from('marker-of-the-spec'.repeat(20_000)) }],
    });
    const file = await kept(bytes);
    expect((await read(file.id)).equals(bytes)).toBe(true);
    expect([file.mediaType, file.pages, file.bytes, file.inspection?.lowestDpi]).toEqual([
      'application/pdf',
      1,
      bytes.length,
      300,
    ]);
    for (const path of onDisk()) {
      expect(readFileSync(path).includes('marker-of-the-spec')).toBe(false);
      expect(path).not.toContain('营业执照');
      expect(statSync(path).mode & 0o077).toBe(0);
    }
    expect(await store.describe([file.id, randomUUID()])).toEqual([file]);
  });

  test('a stored content that was altered or exchanged is not given out', async () => {
    const [a, b] = [await kept(document()), await kept(document())];
    const pathOf = async (id: string) => {
      const [row] = await db.app.query<{ address: string }>('select address from files where id = $1', [id]);
      return onDisk().find((path) => path.endsWith(row?.address ?? '?')) ?? '';
    };
    writeFileSync(await pathOf(a.id), readFileSync(await pathOf(b.id)));
    await expect(read(a.id)).rejects.toThrow('altered, cut off or exchanged');
    await db.app.query(
      'update file_contents c set wrapped_key = (select o.wrapped_key from file_contents o join files f using (entity_id, address) where f.id = $2) from files f where f.id = $1 and f.address = c.address',
      [a.id, b.id],
    );
    await expect(read(a.id)).rejects.toThrow('altered or moved');
  });
});

describe('the same content', () => {
  test('is kept once in an entity, also when it is sent five times at once, and every upload is a file of its own', async () => {
    const bytes = document(200_000);
    const before = onDisk().length;
    const files = await Promise.all(Array.from({ length: 5 }, () => kept(bytes)));
    expect(onDisk().length - before).toBe(1);
    expect(new Set(files.map(({ id }) => id)).size).toBe(5);
    for (const { id } of files) expect((await read(id)).equals(bytes)).toBe(true);
  });

  test('has another address in another entity', async () => {
    const bytes = document();
    const ids = [await kept(bytes), await kept(bytes, { entityId: 'south' })].map(({ id }) => id);
    const addresses = await db.app.query('select distinct address from files where id = any ($1::uuid[])', [ids]);
    expect(addresses).toHaveLength(2);
  });

  test('whose bytes were lost on disk is whole again when it is sent again', async () => {
    const bytes = document();
    const first = await kept(bytes);
    const [row] = await db.app.query<{ address: string }>('select address from files where id = $1', [first.id]);
    for (const path of onDisk()) if (path.endsWith(row?.address ?? '?')) rmSync(path);
    await kept(bytes);
    expect((await read(first.id)).equals(bytes)).toBe(true);
  });
});

describe('what is refused leaves nothing behind', () => {
  const nothingStays = async (refusing: () => Promise<unknown>) => {
    const before = [onDisk().length, await rows()];
    const outcome = await refusing();
    expect([onDisk().length, await rows()]).toEqual(before);
    return outcome;
  };
  const codeOf = async (result: ReturnType<FileStore['put']>) => {
    const answer = await result;
    return answer.ok ? 'kept' : answer.refusal.code;
  };

  test('a file over the limit is given up while it is still coming in', async () => {
    let taken = 0;
    async function* endless() {
      for (;;) {
        taken += 1_048_576;
        yield Buffer.alloc(1_048_576);
      }
    }
    expect(await nothingStays(() => codeOf(store.put(endless(), upload())))).toBe('file.tooLarge');
    expect(taken).toBeLessThanOrEqual((defaultLimits.maxMb + 1) * 1_048_576);
  });

  test('a file that does not pass the inspection', async () => {
    const script = sampleDocument({ pages: [textPage()], catalog: '/OpenAction << /S /JavaScript /JS (x) >>' });
    expect(await nothingStays(() => codeOf(put(script)))).toBe('pdf.javaScript');
  });

  test('an upload that breaks off', async () => {
    async function* broken() {
      yield document(100_000);
      throw new Error('connection lost');
    }
    await nothingStays(() => expect(store.put(broken(), upload())).rejects.toThrow('connection lost'));
  });

  test('a disk that fills up anywhere: while writing, on flushing, on moving into place', async () => {
    const full = Object.assign(new Error('no space'), { code: 'ENOSPC' });
    const failing = (at: 'write' | 'finish' | 'keep'): Blobs => {
      const disk = diskBlobs(folder);
      const fail = () => Promise.reject(full);
      return { ...disk, stage: async () => ({ ...(await disk.stage()), [at]: fail }) };
    };
    for (const at of ['write', 'finish', 'keep'] as const) {
      expect(await nothingStays(() => codeOf(put(document(), {}, storeWith({ blobs: failing(at) }))))).toBe(
        'service.storageFull',
      );
    }
  });

  const mounted = mkdtempSync(join(tmpdir(), 'files-spec-disk-'));
  const canMount = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=512k', 'tmpfs', mounted]).status === 0;
  afterAll(() => {
    if (canMount) spawnSync('umount', [mounted]);
    rmSync(mounted, { recursive: true });
  });
  testWhere(
    canMount,
    'needs root and a mount of its own',
    'a disk that is really full, which takes smaller files again',
    async () => {
      const tiny = storeWith({ folder: mounted });
      expect(await codeOf(put(document(700_000), {}, tiny))).toBe('service.storageFull');
      expect(onDisk(mounted)).toEqual([]);
      expect(await codeOf(put(document(10_000), {}, tiny))).toBe('kept');
    },
  );
});

test.each([
  ['../../../etc/passwd', 'passwd'],
  ['C:\\secret\\执照.pdf', '执照.pdf'],
  ['执照\u202Efdp.exe\u0000', '执照fdp.exe'],
  ['nul', '_nul'],
  [`${'长'.repeat(300)}.pdf`, `${'长'.repeat(115)}….pdf`],
])('a hostile name is kept for show only: %s', async (name, shown) => {
  const before = new Set(onDisk());
  const file = await kept(document(), { name });
  expect(file.name).toBe(shown);
  for (const path of onDisk().filter((one) => !before.has(one)))
    expect(path.slice(folder.length)).toMatch(/^\/north\/[0-9a-f]{2}\/[0-9a-f]{64}$/);
});

describe('papers of our own', () => {
  const paper = {
    entityId: 'north',
    name: '审核通知-2025-0001.pdf',
    bytes: Buffer.from('%PDF of ours'),
    by: 'person-1',
  };
  test('go in with the transaction of the act and come out whole', async () => {
    const id = await db.app.transaction((tx) => store.keepPaper(tx, paper));
    expect((await store.readWhole(id)).toString()).toBe('%PDF of ours');
  });

  test('in a transaction that began before somebody else kept the same content leave his content as it is', async () => {
    const bytes = randomBytes(100);
    const others: string[] = [];
    const late = db.app.transaction(
      async (tx) => {
        // Here the snapshot is taken; the other paper is kept after it.
        await tx.query('select count(*) from files');
        others.push(await db.app.transaction((later) => store.keepPaper(later, { ...paper, bytes })));
        await store.keepPaper(tx, { ...paper, bytes });
      },
      { isolation: 'serializable', retries: 0 },
    );
    await expect(late).rejects.toMatchObject({ code: '40001' });
    expect((await store.readWhole(others[0] ?? '')).equals(bytes)).toBe(true);
  });

  test('of a transaction that failed are swept away a day later, and nothing that is in use', async () => {
    const inUse = await kept(document());
    const before = onDisk().length;
    await expect(
      db.app.transaction(async (tx) => {
        await store.keepPaper(tx, { ...paper, bytes: randomBytes(100) });
        throw new Error('the act was refused');
      }),
    ).rejects.toThrow('refused');
    writeFileSync(join(folder, 'incoming', randomUUID()), 'an upload cut off by a crash');
    expect(onDisk().length).toBe(before + 2);
    expect(await store.sweep()).toBe(0);
    for (const path of onDisk()) utimesSync(path, 0, 0);
    expect(await store.sweep()).toBe(2);
    expect(onDisk().length).toBe(before);
    expect((await read(inUse.id)).length).toBe(inUse.bytes);
  });
});

test('after a rotation of the file keys every file still opens, and lies under the new one', async () => {
  const { id, bytes } = await kept(document());
  const newest = await ring.rotate('north', 'files');
  const damaged: string[] = [];
  for (let after: string | null | undefined; after !== null; ) {
    const batch: Batch = await store.rewrapBatch('north', after ?? null, 3);
    damaged.push(...batch.damaged);
    after = batch.next;
  }
  // The one whose key was exchanged further up is named and holds nobody up.
  expect(damaged).toHaveLength(1);
  const left = await db.app.query<{ address: string }>(
    'select address from file_contents where entity_id = $1 and key_id <> $2',
    ['north', newest.id],
  );
  expect(left.map(({ address }) => address)).toEqual(damaged);
  expect((await read(id)).length).toBe(bytes);
});

test('a file that does not exist is refused, not thrown', async () => {
  const opened = await store.open(randomUUID());
  expect(opened.ok ? '' : opened.refusal.code).toBe('file.unknown');
});
