import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Instant } from '../../core/base/time.ts';
import type { RoleId } from '../../core/manual/roles.ts';
import { issueActivation } from '../platform/people/activation.ts';
import type { Change } from '../platform/people/change.ts';
import { defineDepartment, definePost, mapRole } from '../platform/people/organisation.ts';
import { appoint, employ, enterPerson, openAccount } from '../platform/people/staff.ts';
import { must } from '../platform/people/testing.ts';
import { totpCode, totpStep } from '../platform/people/totp.ts';
import { application, apply, papersOf, receipt, taskOf } from '../testing/admission.ts';
import { type House, openHouse } from '../testing/house.ts';
import type { Visitor } from '../testing/visitor.ts';

const PASSWORD = 'correct horse battery staple';
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
let house: House;
let ahead = 0;
const clock = (): Instant => (Date.now() + ahead) as Instant;

/** A telephone with an authenticator app, whose clock is the server's; each code is asked for in a new half minute. */
const authenticator = (base32: string) => {
  const bits = [...base32].map((letter) => LETTERS.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const secret = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  return {
    next: () => {
      ahead += 30_000;
      return totpCode(secret, totpStep(clock()));
    },
    now: () => totpCode(secret, totpStep(clock())),
  };
};

interface SignedIn {
  readonly visitor: Visitor;
  readonly phone: ReturnType<typeof authenticator> | null;
}

/** Spends an activation link on a password and signs in with it. */
const takeOver = async (account: string, token: string): Promise<SignedIn> => {
  const visitor = await house.visitor();
  const activated = await visitor.post('/api/activate', { token, password: PASSWORD });
  expect(activated.status).toBe(200);
  const phone = activated.body.totpSecret === undefined ? null : authenticator(activated.body.totpSecret);
  const totp = phone ? { totp: phone.next() } : {};
  const answer = await visitor.post('/api/sign-in', { account, password: PASSWORD, ...totp });
  expect([account, answer.status]).toEqual([account, 200]);
  return { visitor, phone };
};

const hire = (loginName: string, role: RoleId): Promise<string> =>
  house.db.app.transaction(async (tx) => {
    const from = clock();
    const change: Change = { tx, now: from, by: null, reason: 'spec' };
    const title = { zh: loginName, en: loginName };
    await defineDepartment(change, { id: `d-${loginName}`, entityId: 'house', title, standsFor: ['operations'], from });
    const post = { id: `p-${loginName}`, entityId: 'house', departmentId: `d-${loginName}`, title, isHead: false };
    await definePost(change, { ...post, alsoIn: [], from });
    must(await mapRole(change, { entityId: 'house', role, postIds: [post.id], from }));
    const personId = await enterPerson(change, 'house', loginName);
    await employ(change, { personId, entityId: 'house', kind: 'employee', from });
    const accountId = must(await openAccount(change, { personId, loginName, kind: 'staff', entityId: 'house', from }));
    must(await appoint(change, { accountId, postId: post.id, entityId: 'house', from }));
    return (await issueActivation(change, { accountId, entityId: 'house' })).token;
  });

const enrolMerchant = (): Promise<string> =>
  house.db.app.transaction(async (tx) => {
    const from = clock();
    const change: Change = { tx, now: from, by: null, reason: 'spec' };
    const personId = await enterPerson(change, 'house', '经营者');
    const account = { personId, loginName: 'merchant', kind: 'merchant', entityId: 'house', partyId: 'm1' } as const;
    const accountId = must(await openAccount(change, { ...account, from }));
    return (await issueActivation(change, { accountId, entityId: 'house' })).token;
  });

beforeAll(async () => {
  house = await openHouse({ demo: false, clock });
}, 60_000);
afterAll(() => house.stop());

describe('an instance that is no demonstration', () => {
  it('is entered through one link, printed once, which asks for a password of the owner’s', async () => {
    const token = /\/activate\/([\w-]+)/.exec(house.notes.join('\n'))?.[1] ?? '';
    const { visitor } = await takeOver('admin', token);
    expect((await visitor.get('/api/session')).body.demo).toBe(false);
    const again = await (await house.visitor()).post('/api/activate', { token, password: `${PASSWORD} again` });
    expect([again.status, again.type.includes('problem+json')]).toEqual([422, true]);
  });

  it('has no posts to choose from', async () => {
    const visitor = await house.visitor();
    const answers = [
      await visitor.get('/api/demo/posts'),
      await visitor.post('/api/demo/sign-in', { accountId: await house.account('admin') }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([404, 404]);
  });

  it('signs an act with password and code, once, and says so in the history', async () => {
    const merchant = await takeOver('merchant', await enrolMerchant());
    const clerk = await takeOver('clerk', await hire('clerk', 'admissionClerk'));
    const liaison = await takeOver('liaison', await hire('liaison', 'qualityLiaison'));
    const { caseId } = await apply(merchant.visitor, application(await papersOf(merchant.visitor)));
    const check = await taskOf(clerk.visitor, caseId, 'completeness');
    await clerk.visitor.post(`/api/tasks/${check.id}/actions/accept`, { version: check.version, form: receipt });
    const review = await taskOf(liaison.visitor, caseId, 'preliminary');
    const checklist = Object.fromEntries(
      review.task.actions
        .find(({ name }: { name: string }) => name === 'pass')
        .form.fields.checklist.items.map(({ code }: { code: string }) => [code, { answer: 'pass' }]),
    );
    const form = { checklist, opinion: '材料齐全,同意提交专业审核。' };
    const sign = (signature: object | null, key: string = randomUUID()) =>
      liaison.visitor.post(
        `/api/tasks/${review.id}/actions/pass`,
        { version: review.version, form, ...(signature ? { signature } : {}) },
        key,
      );
    const refused = [
      await sign(null),
      await sign({ method: 'demo' }),
      await sign({ method: 'password', password: 'wrong', totp: liaison.phone?.next() }),
      await sign({ method: 'password', password: PASSWORD, totp: '000000' }),
      await sign({ method: 'password', password: PASSWORD }),
    ];
    expect(refused.map(({ status }) => status)).toEqual([422, 422, 422, 422, 422]);
    const key = randomUUID();
    const proof = { method: 'password', password: PASSWORD, totp: liaison.phone?.next() };
    const answers = await Promise.all(Array.from({ length: 5 }, () => sign(proof, key)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    const acts = answers[0]?.body.history.filter((entry: { signature: unknown }) => entry.signature !== null);
    expect(acts).toHaveLength(1);
    expect([acts[0].signature.method, acts[0].actor.name]).toEqual(['password', 'liaison']);
    const [row] = await house.db.app.query<{ n: number }>('select count(*)::int as n from signatures');
    expect(row?.n).toBe(1);
  });

  it('answers a flood with 429 in words, and says when to come again', async () => {
    const visitor = await house.visitor();
    const answers = await Promise.all(Array.from({ length: 1_400 }, () => visitor.get('/api/session')));
    const limited = answers.filter(({ status }) => status === 429);
    expect(limited.length).toBeGreaterThan(50);
    expect(limited[0]?.type).toContain('application/problem+json');
    expect(limited[0]?.body.code).toBe('rate.limited');
    expect(limited[0]?.headers.get('retry-after')).toMatch(/^\d+$/);
    expect(answers.every(({ status }) => status === 401 || status === 429)).toBe(true);
    expect((await visitor.get('/healthz')).status).toBe(200);
  });
});

describe('a wrong configuration', () => {
  it('ends the start with the name of the key and what is allowed, in both languages', () => {
    const launch = join(import.meta.dirname, '..', '..', 'scripts', 'launch.ts');
    const env = { PATH: process.env.PATH ?? '', PORT: 'eighty', PLUMBLINE_PROT: '1' };
    const { status, stderr } = spawnSync(process.execPath, ['--no-warnings', launch], { env, encoding: 'utf8' });
    expect(status).toBe(2);
    expect(stderr).toContain('PORT 应为');
    expect(stderr).toContain('PORT must be');
    expect(stderr).toContain('PLUMBLINE_PROT');
  });
});
