import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Result } from '../../../core/base/result.ts';
import { MAX_SIGNED } from '../../../core/people/signed-content.ts';
import { type TestDatabase, testDatabase } from '../postgres/testing.ts';
import { passkeyRegistrationOptions, registerPasskey } from './passkeys.ts';
import { storePassword } from './password-sign-in.ts';
import type { People } from './people.ts';
import { makeTotp } from './second-factor.ts';
import { signingMethods, signingOptions, verifySignature, writeSignature } from './signing.ts';
import { type SoftwareAuthenticator, softwareAuthenticator } from './testing/software-authenticator.ts';
import { clockAt, type HouseForSpecs, houseForSpecs, moment, must, ORIGIN, peopleForSpecs } from './testing.ts';
import { totpCode, totpStep } from './totp.ts';
import { type AccountFacts, accountFacts } from './who.ts';

const PASSWORD = 'correct horse battery staple';
const clock = clockAt(moment('2025-06-02T09:00'));
let db: TestDatabase;
let house: HouseForSpecs;
let people: People;
let account: AccountFacts;
let other: AccountFacts;
let device: SoftwareAuthenticator;
let secret: Buffer;

const code = <T>(result: Result<T>) => (result.ok ? 'ok' : result.refusal.code);
const subject = (n: number) => ({ taskId: `task-${n}`, hash: String(n).padStart(64, '0') });
const meaning = { zh: '审核通过', en: 'Approved' };
const one = { meaning, subjects: [subject(1)] };
const list = (n: number) => ({ meaning, subjects: Array.from({ length: n }, (_, i) => subject(i)) });
const passkey = async (over: typeof one, request = over) => {
  const options = must(await signingOptions(people, account.accountId, over));
  return verifySignature(people, account, { method: 'passkey', assertion: device.get(options) }, request);
};
const byPassword = (password: string, totp?: string) =>
  verifySignature(people, account, { method: 'password', password, ...(totp === undefined ? {} : { totp }) }, one);

const known = async (loginName: string): Promise<AccountFacts> => {
  const found = await accountFacts(db.app, await house.hire(loginName, '钱进', ['n-admission']), clock.now());
  if (found === null) throw new Error('no account');
  return found;
};

beforeAll(async () => {
  db = await testDatabase();
  house = await houseForSpecs(db.app);
  ({ people } = await peopleForSpecs(db.app, clock));
  [account, other] = [await known('qian'), await known('sun')];
  await storePassword(people, account.accountId, PASSWORD, clock.now());
  const totp = await makeTotp(people, account);
  await totp.keep(db.app);
  secret = totp.secret;
  await storePassword(people, other.accountId, PASSWORD, clock.now());
  device = softwareAuthenticator('localhost', ORIGIN);
  must(
    await registerPasskey(people, account, device.create(await passkeyRegistrationOptions(people, account)), '手机'),
  );
});
afterAll(() => db.drop());
beforeEach(() => clock.forward(120_000));

describe('a signature by passkey', () => {
  test('says name, time and meaning, and is kept with the hash of everything it covers', async () => {
    const signature = must(await passkey(list(3)));
    await db.app.transaction((tx) => writeSignature(tx, signature));
    const [row] = await db.app.query(
      `select person_name, meaning_zh, method, signed_at, passkey_id,
              array(select task_id || '=' || content_hash from signature_subjects where signature_id = id order by position) as subjects
         from signatures where id = $1`,
      [signature.id],
    );
    expect(row).toEqual({
      person_name: '钱进',
      meaning_zh: '审核通过',
      method: 'passkey',
      signed_at: clock.now(),
      passkey_id: device.id,
      subjects: list(3).subjects.map((s) => `${s.taskId}=${s.hash}`),
    });
  });

  test('serves for the contents it was given for and for no others', async () => {
    const changed = { ...subject(1), hash: 'f'.repeat(64) };
    expect(code(await passkey(one, { ...one, subjects: [changed] }))).toBe('signature.otherContent');
    expect(code(await passkey(one, { ...one, subjects: [subject(1), subject(2)] }))).toBe('signature.otherContent');
    expect(code(await passkey(one, { ...one, meaning: { zh: '驳回', en: 'Refused' } }))).toBe('signature.otherContent');
  });

  test('serves once, for five minutes, and only for its owner', async () => {
    const options = must(await signingOptions(people, account.accountId, one));
    const assertion = device.get(options);
    expect(code(await verifySignature(people, other, { method: 'passkey', assertion }, one))).toBe('passkey.refused');
    expect(code(await verifySignature(people, account, { method: 'passkey', assertion }, one))).toBe('ok');
    expect(code(await verifySignature(people, account, { method: 'passkey', assertion }, one))).toBe('passkey.refused');
    const late = device.get(must(await signingOptions(people, account.accountId, one)));
    clock.forward(300_001);
    expect(code(await verifySignature(people, account, { method: 'passkey', assertion: late }, one))).toBe(
      'passkey.refused',
    );
  });

  test('covers fifty items and not fifty-one', async () => {
    expect(code(await passkey(list(MAX_SIGNED)))).toBe('ok');
    expect(code(await signingOptions(people, account.accountId, list(MAX_SIGNED + 1)))).toBe('signature.listTooLong');
    const proof = { method: 'password', password: PASSWORD } as const;
    expect(code(await verifySignature(people, account, proof, list(MAX_SIGNED + 1)))).toBe('signature.listTooLong');
  });
});

describe('a signature by password', () => {
  test('needs the code as well where the account has an authenticator, and each code serves once', async () => {
    expect(code(await byPassword(PASSWORD))).toBe('signIn.codeNeeded');
    expect(code(await byPassword('not my password', totpCode(secret, totpStep(clock.now()))))).toBe('signIn.refused');
    const totp = totpCode(secret, totpStep(clock.now()));
    expect(code(await byPassword(PASSWORD, totp))).toBe('ok');
    expect(code(await byPassword(PASSWORD, totp))).toBe('signIn.refused');
  });

  test('locks after five failures, so that an open session is no place to guess', async () => {
    const guess = (password: string) => verifySignature(people, other, { method: 'password', password }, one);
    for (let n = 0; n < 5; n += 1) expect(code(await guess('not my password'))).toBe('signIn.refused');
    expect(code(await guess(PASSWORD))).toBe('signIn.locked');
  });
});

describe('a signature without proof', () => {
  test('exists on a demo only', async () => {
    expect(code(await verifySignature(people, account, { method: 'demo' }, one))).toBe('signature.demoOnly');
    const demo = { ...people, config: { ...people.config, demo: true } };
    expect(code(await verifySignature(demo, account, { method: 'demo' }, one))).toBe('ok');
    expect(await signingMethods(people, account.accountId)).toEqual(['passkey', 'password']);
    expect(await signingMethods(demo, other.accountId)).toEqual(['password', 'demo']);
  });
});

test.each([
  ['changed', `update signatures set meaning_zh = '驳回'`],
  ['removed', 'delete from signatures'],
  ['stripped of what it covers', 'delete from signature_subjects'],
])('a signature cannot be %s by the application', async (_what, statement) => {
  await expect(db.app.query(statement)).rejects.toMatchObject({ code: '42501' });
});
