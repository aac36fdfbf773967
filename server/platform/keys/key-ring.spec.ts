import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Defect } from '../../../core/base/result.ts';
import { instant } from '../../../core/base/time.ts';
import { type TestDatabase, testDatabase } from '../postgres/testing.ts';
import { boundedCache } from './bounded-cache.ts';
import { destroySubjectKeys } from './data-keys.ts';
import { decrypt, encrypt, type Place } from './envelope.ts';
import { type KeyRing, type KeyRingDeps, openKeyRing } from './key-ring.ts';
import { keptMasterKey, masterKeyOf, parseMasterKey } from './master-key.ts';

let db: TestDatabase;
const now = () => instant(1_750_000_000_000);
const master = masterKeyOf(randomBytes(32));
const place: Place = ['spec', 'column', 'row'];
const clear = Buffer.from('secret of a person');

const ring = async (more: Partial<KeyRingDeps> = {}): Promise<KeyRing> => {
  const opened = await openKeyRing({ db: db.app, master, now, ...more });
  if (!opened.ok) throw new Defect(opened.refusal.code);
  return opened.value;
};

beforeAll(async () => {
  db = await testDatabase();
  await db.app.query(
    `insert into legal_entities (id, kind, name, name_en, uscc) values
       ('north', 'platform', '北平台', 'North', '91110000MA00000001'), ('south', 'distributor', '南经销', 'South', '91440000MA00000002')`,
  );
});
afterAll(() => db.drop());

describe('data keys', () => {
  test('P08-2.3-02 are made once though many ask at the same time, and stand in the database only wrapped', async () => {
    const rings = await Promise.all([ring(), ring(), ring()]);
    const keys = await Promise.all(rings.flatMap((r) => [r.current('north', 'files'), r.current('north', 'files')]));
    expect(new Set(keys.map((k) => k.id)).size).toBe(1);
    const rows = await db.app.query<{ wrapped: Buffer }>('select wrapped from data_keys');
    expect(rows).toHaveLength(1);
    expect(rows[0]?.wrapped.includes(keys[0]?.secret.export() ?? '')).toBe(false);
  });

  test('each entity has its own', async () => {
    const keys = await ring();
    const [north, south] = [await keys.current('north', 'files'), await keys.current('south', 'files')];
    expect(() => decrypt(south, encrypt(north, clear, place), place)).toThrow('another key');
  });

  test('after a rotation new writes take the new generation and the old one still opens', async () => {
    const keys = await ring();
    const before = await keys.current('north', 'index');
    const envelope = encrypt(before, clear, place);
    const after = await keys.rotate('north', 'index');
    expect((await keys.current('north', 'index')).id).toBe(after.id);
    expect((await keys.generations('north', 'index')).map((k) => k.id)).toEqual([after.id, before.id]);
    const old = (await (await ring()).byId([before.id])).get(before.id);
    expect(old && decrypt(old, envelope, place)).toEqual(clear);
  });

  test('two processes that rotate at once end with the same newest generation', async () => {
    const rings = await Promise.all([ring(), ring()]);
    await Promise.all(rings.map((r) => r.rotate('south', 'index')));
    const fresh = await Promise.all([ring(), ring()]);
    const ids = await Promise.all(fresh.map(async (r) => (await r.current('south', 'index')).id));
    expect(ids[0]).toBe(ids[1]);
  });

  test('a row whose wrapped key was exchanged for that of another row does not open', async () => {
    const keys = await ring();
    const one = await keys.current('north', 'fileAddress');
    const other = await keys.current('south', 'fileAddress');
    await db.app.query('update data_keys set wrapped = (select wrapped from data_keys where id = $2) where id = $1', [
      one.id,
      other.id,
    ]);
    await expect((await ring()).current('north', 'fileAddress')).rejects.toThrow('altered or moved');
  });
});

describe('keys of persons', () => {
  test('each subject has its own, the same on the next request and after a restart', async () => {
    const keys = await ring();
    const [a, b] = [randomUUID(), randomUUID()];
    const first = await keys.forSubjects('north', [a, b, a]);
    expect(first.get(a)?.id).not.toBe(first.get(b)?.id);
    expect((await (await ring()).forSubjects('north', [b])).get(b)?.id).toBe(first.get(b)?.id);
  });

  test('a rotation gives every subject a new key for new writes', async () => {
    const keys = await ring();
    const subject = randomUUID();
    const before = (await keys.forSubjects('north', [subject])).get(subject);
    await keys.rotate('north', 'subjects');
    const after = (await keys.forSubjects('north', [subject])).get(subject);
    expect(after?.id).not.toBe(before?.id);
    expect((await keys.byId([before?.id ?? ''])).size).toBe(1);
  });

  test('a destroyed key is gone for good; the subject may come back under a new one', async () => {
    const keys = await ring();
    const subject = randomUUID();
    const before = (await keys.forSubjects('north', [subject])).get(subject);
    expect(await destroySubjectKeys(db.app, 'north', subject, now())).toBe(1);
    keys.forgetSubject('north', subject);
    expect((await keys.byId([before?.id ?? ''])).size).toBe(0);
    expect((await keys.forSubjects('north', [subject])).get(subject)?.id).not.toBe(before?.id);
    await expect(
      db.app.query(`update data_keys set wrapped = '\\x00', destroyed_at = null where id = $1`, [before?.id]),
    ).rejects.toMatchObject({ code: 'PL020' });
  });

  test('two thousand are made in one go and no more than asked for stay in memory', async () => {
    const keys = await ring({ cached: 100 });
    const subjects = Array.from({ length: 2_000 }, () => randomUUID());
    const made = await keys.forSubjects('north', subjects);
    expect(made.size).toBe(2_000);
    const cache = boundedCache<number, number>(3);
    for (let i = 0; i < 9; i += 1) cache.set(i, i);
    expect([cache.size(), cache.get(8), cache.get(0)]).toEqual([3, 8, undefined]);
  });
});

describe('the master key', () => {
  test('another than the database was begun with is refused at start', async () => {
    const opened = await openKeyRing({ db: db.app, master: masterKeyOf(randomBytes(32)), now });
    expect(opened.ok ? '' : opened.refusal.code).toBe('masterKey.other');
  });

  test.each([
    ['hexadecimal', (key: Buffer) => key.toString('hex')],
    ['base64', (key: Buffer) => `${key.toString('base64')}\n`],
    ['base64url', (key: Buffer) => key.toString('base64url')],
  ])('is read from %s', (_form, write) => {
    const secret = randomBytes(32);
    const read = parseMasterKey(write(secret));
    expect(read.ok && read.value.id).toBe(masterKeyOf(secret).id);
  });

  test('a wrong value is refused without being shown', () => {
    const read = parseMasterKey('correct horse battery staple');
    expect(read.ok ? '' : read.refusal.message.en).toContain('PLUMBLINE_MASTER_KEY');
    expect(JSON.stringify(read)).not.toContain('horse');
  });

  test('is made on the first start, readable by us alone, and kept', () => {
    const folder = mkdtempSync(join(tmpdir(), 'keys-spec-'));
    const first = keptMasterKey(folder);
    const second = keptMasterKey(folder);
    expect([first.made, second.made, first.key.id === second.key.id]).toEqual([true, false, true]);
    expect(statSync(join(folder, 'secrets', 'master-key')).mode & 0o777).toBe(0o600);
    rmSync(folder, { recursive: true });
  });
});
