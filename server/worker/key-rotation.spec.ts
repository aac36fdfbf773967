import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Defect } from '../../core/base/result.ts';
import { type Instant, instant } from '../../core/base/time.ts';
import { openProgress, readProgress, runSteps } from '../platform/jobs/resumable.ts';
import { keyIdOf } from '../platform/keys/envelope.ts';
import { type KeyRing, openKeyRing } from '../platform/keys/key-ring.ts';
import { masterKeyOf } from '../platform/keys/master-key.ts';
import { rotationStates } from '../platform/keys/rotations.ts';
import { makeTotp, totpPlace } from '../platform/people/second-factor.ts';
import { makeSmsPhone, smsPhoneOf } from '../platform/people/sms-codes.ts';
import { type HouseForSpecs, houseForSpecs, peopleForSpecs } from '../platform/people/testing.ts';
import { accountFacts } from '../platform/people/who.ts';
import { findByPersonal } from '../platform/personal/find-personal.ts';
import { insertSealed } from '../platform/personal/personal-values.ts';
import { prepareSeal, sealKeys } from '../platform/personal/seal.ts';
import { type TestDatabase, testDatabase } from '../platform/postgres/testing.ts';
import { askRotation, KEY_ROTATION, type Rotated, rotationWork } from './key-rotation.ts';

const VALUES = 900;
const SUBJECTS = 30;
const master = masterKeyOf(randomBytes(32));
let now = Date.parse('2026-03-02T09:00:00+08:00') as Instant;
const clock = (): Instant => now;
let db: TestDatabase;
let house: HouseForSpecs;
let ring: KeyRing;
let refs: readonly string[];

const openRing = async (): Promise<KeyRing> => {
  const opened = await openKeyRing({ db: db.app, master, now: clock });
  if (!opened.ok) throw new Defect(opened.refusal.code);
  return opened.value;
};
const phoneOf = (n: number): string => `139${String(10_000_000 + n)}`;

beforeAll(async () => {
  db = await testDatabase();
  house = await houseForSpecs(db.app);
  ring = await openRing();
  const subjects = Array.from({ length: SUBJECTS }, () => randomUUID());
  const inputs = Array.from({ length: VALUES }, (_, n) => ({
    subject: subjects[n % SUBJECTS] ?? '',
    kind: 'phone' as const,
    value: phoneOf(n),
  }));
  const prepared = prepareSeal(await sealKeys(ring, 'north', subjects), inputs);
  await db.app.transaction((tx) => insertSealed(tx, prepared, now));
  refs = prepared.sealed.map((one) => one.$sealed.ref);
});
afterAll(() => db.drop());

const asked = async (purpose: Rotated): Promise<string> => {
  const sent: string[] = [];
  const resume = async (tx: Parameters<typeof openProgress>[0], name: string, subject: string) => {
    sent.push(subject);
    await openProgress(tx, name, subject);
  };
  const ask = () =>
    db.app.transaction((tx) => askRotation(tx, { resume }, { entityId: 'north', purpose, reason: '年度轮换' }, now));
  expect([await ask(), await ask()]).toEqual([true, false]);
  return sent[0] ?? '';
};
const found = async (n: number, by = ring): Promise<boolean> => {
  const answer = await findByPersonal({ db: db.app, ring: by }, 'north', { kind: 'phone', whole: phoneOf(n) });
  return answer.ok && answer.value.some(({ ref }) => ref === refs[n]);
};
/** A process of its own takes `steps` steps and is gone. */
const run = async (id: string, steps: number): Promise<boolean> => {
  let taken = 0;
  const work = rotationWork({
    ring: await openRing(),
    files: { rewrapBatch: async () => ({ next: null, moved: 0, damaged: [] }) },
    clock,
    settleMs: 60_000,
  });
  return runSteps(db.app, KEY_ROTATION, id, work, () => taken++ >= steps);
};
const underNewest = async (table: 'values' | 'index'): Promise<number> => {
  const sql =
    table === 'values'
      ? `select count(*)::int as n from personal_values v join data_keys k on k.id = v.key_id join data_keys w on w.id = k.wrapped_by
          where w.generation = (select max(generation) from data_keys where entity_id = 'north' and purpose = 'subjects')`
      : `select count(distinct i.ref)::int as n from personal_index i join data_keys k on k.id = i.key_id
          where k.generation = (select max(generation) from data_keys where entity_id = 'north' and purpose = 'index')`;
  const [row] = await db.app.query<{ n: number }>(sql);
  return row?.n ?? 0;
};

test.each(['subjects', 'index'] as const)(
  'a rotation of %s that is interrupted goes on elsewhere; both generations are searched meanwhile, and nothing is left behind',
  async (purpose) => {
    const table = purpose === 'subjects' ? 'values' : 'index';
    const id = await asked(purpose);
    expect(await run(id, 4)).toBe(false);
    const half = await underNewest(table);
    expect(half).toBeGreaterThan(0);
    expect(half).toBeLessThan(VALUES);
    expect(await Promise.all([0, 1, 2, VALUES - 1].map((n) => found(n)))).toEqual([true, true, true, true]);
    expect(await rotationStates(db.app)).toContainEqual(
      expect.objectContaining({ purpose, state: 'running', done: half, total: expect.any(Number), damaged: 0 }),
    );
    expect(await run(id, 8)).toBe(false);
    // All are moved; now it waits until every process has heard, before the walk that takes what was written meanwhile.
    expect(await underNewest(table)).toBe(VALUES);
    await openProgress(db.app, KEY_ROTATION, id);
    now = instant(now + 61_000);
    expect(await run(id, 100)).toBe(true);
    expect(await readProgress(db.app, KEY_ROTATION, id)).toMatchObject({ state: 'done', done: VALUES });
    expect(await underNewest(table)).toBe(VALUES);
    const fresh = await openRing();
    expect(await Promise.all([0, VALUES - 1].map((n) => found(n, fresh)))).toEqual([true, true]);
    const [generations] = await db.app.query<{ n: number }>(
      `select count(*)::int as n from data_keys where entity_id = 'north' and purpose = $1`,
      [purpose],
    );
    expect(generations?.n).toBe(2);
    const kinds = await db.app.query<{ kind: string }>(
      `select kind from audit_entries where chain_id = 'keys:north' order by seq desc limit 2`,
    );
    expect(kinds.map(({ kind }) => kind)).toEqual(['keys.rotated', 'keys.rotationAsked']);
  },
);

test('secrets of accounts move too, and what no longer opens is named and left where it is', async () => {
  const accountId = await house.hire('clerk', '钱进', ['n-admission']);
  const account = await accountFacts(db.app, accountId, now);
  if (account === null) throw new Defect('nobody was hired');
  const { people } = await peopleForSpecs(db.app, { now: clock }, {}, ring);
  const [totp, phone] = [await makeTotp(people, account), await makeSmsPhone(people, account, '13800005678', now)];
  await db.app.transaction(async (tx) => {
    await totp.keep(tx);
    await phone.keep(tx);
  });
  const broken = refs[5] ?? '';
  await db.owner.query(
    `update personal_values set ciphertext = set_byte(ciphertext, 40, 255 - get_byte(ciphertext, 40)) where ref = $1`,
    [broken],
  );
  const sealed = async (): Promise<Buffer> => {
    const [row] = await db.app.query<{ s: Buffer }>('select secret_sealed as s from totp_credentials');
    return row?.s ?? Buffer.alloc(0);
  };
  const before = keyIdOf(await sealed());
  const id = await asked('subjects');
  await run(id, 12);
  now = instant(now + 61_000);
  expect(await run(id, 100)).toBe(true);
  expect(keyIdOf(await sealed())).not.toBe(before);
  expect(await people.sealer.open(await sealed(), totpPlace(accountId))).toEqual(totp.secret);
  expect(await smsPhoneOf(people, accountId)).toBe('13800005678');
  expect((await rotationStates(db.app))[0]).toMatchObject({ purpose: 'subjects', state: 'done', damaged: 1 });
  const [row] = await db.app.query<{ damaged: string[] }>('select damaged from key_rotations where id = $1', [id]);
  expect(row?.damaged).toEqual([broken]);
  expect(await underNewest('values')).toBe(VALUES - 1);
});
