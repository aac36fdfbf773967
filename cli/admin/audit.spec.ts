import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { instant } from '../../core/base/time.ts';
import { appendToChain } from '../../server/platform/audit/append.ts';
import { filePlace } from '../../server/platform/audit/file-place.ts';
import { headSigner, newHeadKey } from '../../server/platform/audit/head.ts';
import { createSequencer } from '../../server/platform/audit/sequencer.ts';
import { type TestDatabase, testDatabase } from '../../server/platform/postgres/testing.ts';

let db: TestDatabase;
let folder: string;
const signer = headSigner(newHeadKey());
const path = (name: string): string => join(folder, name);

const plumbline = (
  args: string[],
  env: Record<string, string> = {},
): Promise<{ code: number; out: string; err: string }> =>
  new Promise((done) => {
    const child = execFile(
      process.execPath,
      [join(import.meta.dirname, '..', '..', 'bin', 'plumbline.mjs'), ...args],
      { env: { PATH: process.env.PATH ?? '', LANG: 'zh_CN.UTF-8', ...env } },
      (_, out, err) => done({ code: child.exitCode ?? -1, out, err }),
    );
  });
const verify = (file: string, ...more: string[]) =>
  plumbline(['audit', 'verify', path(file), '--heads', path('日志头.ndjson'), '--key', path('key.pem'), ...more]);

beforeAll(async () => {
  db = await testDatabase();
  folder = mkdtempSync(join(tmpdir(), '审计 '));
  const at = instant(1_763_700_000_000);
  const act = (chainId: string, caseNumber: string) => ({
    at,
    kind: 'acted',
    actor: { personId: 'p-1' },
    payload: { caseNumber, chainId },
  });
  for (const chain of ['c-1', 'c-2', 'c-1']) {
    await db.app.transaction((tx) =>
      appendToChain(tx, { entityId: 'demo', chainId: chain }, [act(chain, `P05-${chain}`)]),
    );
  }
  await createSequencer({ db: db.app, signer, now: () => at, places: [filePlace('a', path('日志头.ndjson'))] }).tick();
  writeFileSync(path('key.pem'), signer.publicKey);
  const env = { DATABASE_URL: db.urls.owner, DATABASE_APP_URL: db.urls.app, PLUMBLINE_DATA: path('data') };
  const exported = await plumbline(['audit', 'export', '--out', path('export.ndjson')], env);
  expect(exported).toMatchObject({ code: 0, err: '' });
  expect(await plumbline(['audit', 'export', '--out', path('export.ndjson')], env)).toMatchObject({ code: 1 });
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await db.drop();
});

test('an export verifies with nothing but the published heads and the public key', async () => {
  const { code, out, err } = await verify('export.ndjson');
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toContain('审计完好：3 条记录');
  const json = await verify('export.ndjson', '--json');
  expect(JSON.parse(json.out)).toMatchObject({ outcome: 'sound', entries: 3, published: { size: 3 } });
});

test('an edited export exits with 1 and says which entry of which case, in both languages', async () => {
  writeFileSync(
    path('edited.ndjson'),
    readFileSync(path('export.ndjson'), 'utf8').replace('"chainId":"c-2"', '"chainId":"c-3"'),
  );
  const zh = await verify('edited.ndjson');
  expect(zh).toMatchObject({ code: 1, out: '' });
  expect(zh.err).toContain('日志位置 1，链 P05-c-2 (c-2) 第 1 条记录被修改');
  const en = await verify('edited.ndjson', '--lang', 'en');
  expect(en.err).toContain('log position 1, entry 1 of chain P05-c-2 (c-2): it was edited');
  const json = await verify('edited.ndjson', '--json');
  expect(JSON.parse(json.out)).toMatchObject({
    outcome: 'tampered',
    finding: { kind: 'edited', ordinal: 1, chainId: 'c-2', seq: 1 },
  });
});

test('heads that another key signed exit with 3', async () => {
  writeFileSync(path('other.pem'), headSigner(newHeadKey()).publicKey);
  const ran = await plumbline([
    'audit',
    'verify',
    path('export.ndjson'),
    '--heads',
    path('日志头.ndjson'),
    '--key',
    path('other.pem'),
  ]);
  expect(ran.code).toBe(3);
  expect(ran.err).toContain('不在可信公钥之列');
});

test('a wrong call exits with 2 and says what is missing', async () => {
  expect(await plumbline(['audit', 'verify', path('export.ndjson')])).toMatchObject({ code: 2 });
  const missing = await verify('nowhere.ndjson');
  expect(missing.code).toBe(2);
  expect(missing.err).toContain('ENOENT');
  const noExport = await verify('key.pem');
  expect(noExport.code).toBe(2);
  expect(noExport.err).toContain('不是第 1 版的审计导出文件');
  expect(await verify('export.ndjson', '--until', 'x')).toMatchObject({ code: 2 });
});

test('one entry can be proved without showing the others', async () => {
  const proved = await plumbline([
    'audit',
    'prove',
    path('export.ndjson'),
    '--heads',
    path('日志头.ndjson'),
    '--chain',
    'c-1',
    '--seq',
    '2',
  ]);
  expect(proved.code).toBe(0);
  expect(JSON.parse(proved.out)).toMatchObject({ plumbline: 'audit-proof', position: 2, head: { size: 3 } });
  expect(proved.out).not.toContain('P05-c-2');
  expect(
    await plumbline([
      'audit',
      'prove',
      path('export.ndjson'),
      '--heads',
      path('日志头.ndjson'),
      '--chain',
      'c-9',
      '--seq',
      '1',
    ]),
  ).toMatchObject({ code: 1 });
});
