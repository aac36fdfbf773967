import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { activate, LINK_VALID_MS } from './activation.ts';
import { signInWithPassword } from './password-sign-in.ts';
import { beginSession, resolveSession } from './sessions.ts';
import { makeSmsPhone } from './sms-codes.ts';
import { codeOf, type Desk, MINUTE, openDesk, PASSWORD, visitor } from './testing/sign-in-desk.ts';
import { auditOf, moment, must } from './testing.ts';
import { countAttempt, THROTTLES } from './throttle.ts';

let desk: Desk;
let db: Desk['db'];
let clock: Desk['clock'];
let house: Desk['house'];
let people: Desk['people'];
let messages: Desk['messages'];
let linkFor: Desk['linkFor'];
let activated: Desk['activated'];

beforeAll(async () => {
  desk = await openDesk();
  ({ db, clock, house, people, messages, linkFor, activated } = desk);
});
afterAll(() => db.drop());
beforeEach(() => clock.forward(10 * MINUTE));

describe('an activation link', () => {
  test('P05-3.4-05 forces a password of one’s own before anything else works, once', async () => {
    const accountId = await house.hire('first', '李雷', []);
    const token = await linkFor(accountId);
    const before = await signInWithPassword(people, { loginName: 'first', password: '' }, visitor);
    expect(codeOf(before)).toBe('signIn.refused');
    expect(codeOf(await activate(people, token, ''))).toBe('password.tooShort');
    expect(codeOf(await activate(people, token, 'lilei123456'))).toBe('password.tooShort');
    expect(codeOf(await activate(people, token, 'leili-2025-warehouse'))).toBe('password.ownName');
    expect(codeOf(await activate(people, token, 'password1234'))).toBe('password.common');
    expect(codeOf(await activate(people, token, PASSWORD))).toBe('ok');
    expect(codeOf(await activate(people, token, `${PASSWORD}!`))).toBe('activation.refused');
  });

  test('runs out, is replaced by the next one, and is nowhere kept in clear', async () => {
    const accountId = await house.hire('late', '韩梅', []);
    const first = await linkFor(accountId);
    const second = await linkFor(accountId);
    expect(codeOf(await activate(people, first, PASSWORD))).toBe('activation.refused');
    clock.forward(LINK_VALID_MS);
    expect(codeOf(await activate(people, second, PASSWORD))).toBe('activation.refused');
    const rows = await db.app.query('select * from activation_links');
    expect(JSON.stringify(rows)).not.toContain(second);
    expect(codeOf(await activate(people, 'no such token', PASSWORD))).toBe('activation.refused');
  });

  test('of two answers to one link at the same moment one counts', async () => {
    const accountId = await house.hire('twice', '赵六', []);
    const token = await linkFor(accountId);
    const answers = await Promise.all([1, 2, 3].map((n) => activate(people, token, `${PASSWORD}${n}`)));
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
  });

  test('ends the sessions that were open', async () => {
    const user = await activated();
    const session = await beginSession(people, user.account, 'password', visitor, clock.now());
    must(await activate(people, await linkFor(user.account.accountId), `${PASSWORD}二`));
    expect(await resolveSession(people, session.token, clock.now())).toBeNull();
  });
});

describe('signing in with a password', () => {
  test('P04-3.1-04 takes name, password and a one-time code, and none of them may be missing', async () => {
    const user = await activated();
    expect(codeOf(await user.signIn())).toBe('signIn.codeNeeded');
    expect(codeOf(await user.signIn('wrong password here', user.code()))).toBe('signIn.refused');
    expect(codeOf(await user.signIn(PASSWORD, '000000'))).toBe('signIn.refused');
    expect(codeOf(await user.signIn(PASSWORD, user.code()))).toBe('ok');
  });

  test('refuses a code of the authenticator that was used already', async () => {
    const user = await activated();
    const once = user.code();
    expect(codeOf(await user.signIn(PASSWORD, once))).toBe('ok');
    expect(codeOf(await user.signIn(PASSWORD, once))).toBe('signIn.refused');
    clock.forward(30_000);
    expect(codeOf(await user.signIn(PASSWORD, user.code()))).toBe('ok');
  });

  test('an account without a second factor is not let in where one is required', async () => {
    const user = await activated();
    await db.app.query('delete from totp_credentials where account_id = $1', [user.account.accountId]);
    expect(codeOf(await user.signIn())).toBe('signIn.factorMissing');
  });

  test('P04-3.1-04 takes a code by SMS, sent to the phone that is kept sealed, once and for five minutes', async () => {
    const user = await activated();
    await db.app.query('delete from totp_credentials where account_id = $1', [user.account.accountId]);
    await (await makeSmsPhone(people, user.account, '13800005678', clock.now())).keep(db.app);
    const [stored] = await db.app.query<{ phone_sealed: Buffer }>(
      'select phone_sealed from sms_credentials where account_id = $1',
      [user.account.accountId],
    );
    expect(stored?.phone_sealed.includes('13800005678')).toBe(false);

    const sent = async () => {
      expect(codeOf(await user.signIn())).toBe('signIn.codeNeeded');
      return messages.at(-1) ?? { phone: '', code: '' };
    };
    const first = await sent();
    expect(first.phone).toBe('13800005678');
    expect(codeOf(await user.signIn())).toBe('sms.tooMany');
    expect(codeOf(await user.signIn(PASSWORD, first.code === '000000' ? '000001' : '000000'))).toBe('signIn.refused');
    expect(codeOf(await user.signIn(PASSWORD, first.code))).toBe('ok');
    expect(codeOf(await user.signIn(PASSWORD, first.code))).toBe('signIn.refused');
    clock.forward(2 * MINUTE);
    const second = await sent();
    clock.forward(6 * MINUTE);
    expect(codeOf(await user.signIn(PASSWORD, second.code))).toBe('signIn.refused');
    for (let n = 0; n < 3; n += 1) {
      clock.forward(3 * MINUTE);
      await sent();
    }
    clock.forward(3 * MINUTE);
    expect(codeOf(await user.signIn())).toBe('sms.tooMany');
  });

  test('locks a name after five failures for a growing time, also against the right password', async () => {
    const user = await activated();
    for (let n = 0; n < 5; n += 1) expect(codeOf(await user.signIn('a wrong guess'))).toBe('signIn.refused');
    expect(codeOf(await user.signIn(PASSWORD, user.code()))).toBe('signIn.locked');
    clock.forward(MINUTE + 1);
    expect(codeOf(await user.signIn('a wrong guess'))).toBe('signIn.refused');
    clock.forward(MINUTE + 1);
    expect(codeOf(await user.signIn(PASSWORD, user.code()))).toBe('signIn.locked');
    clock.forward(MINUTE);
    expect(codeOf(await user.signIn(PASSWORD, user.code()))).toBe('ok');
    expect(codeOf(await user.signIn('a wrong guess'))).toBe('signIn.refused');
  });

  test('answers and locks a name that does not exist as one that does', async () => {
    const user = await activated();
    const guess = (loginName: string, address: string) =>
      signInWithPassword(people, { loginName, password: 'a wrong guess' }, { agent: '', address });
    const answers = async (loginName: string) => {
      const seen = [];
      for (let n = 0; n < 7; n += 1) {
        const answer = await guess(loginName, `of ${loginName}`);
        seen.push(answer.ok ? null : answer.refusal);
      }
      return seen;
    };
    expect(await answers('nobody-of-this-name')).toEqual(await answers(user.loginName));
  });

  test('many guesses at once are counted one by one', async () => {
    const user = await activated();
    const answers = await Promise.all(Array.from({ length: 12 }, () => user.signIn('a wrong guess')));
    expect(answers.map(codeOf).filter((c) => c === 'signIn.refused')).toHaveLength(5);
  });

  test('locks an address that tries many names', async () => {
    const from = { agent: '', address: '198.51.100.9' };
    const answers = [];
    for (let n = 0; n < 21; n += 1)
      answers.push(codeOf(await signInWithPassword(people, { loginName: `guess${n}`, password: 'x' }, from)));
    expect(answers.slice(0, 20)).not.toContain('signIn.locked');
    expect(answers[20]).toBe('signIn.locked');
  });

  test('a failure and a success are in the audit of the account, without name or password', async () => {
    const user = await activated();
    await user.signIn('a wrong guess');
    await user.signIn(PASSWORD, user.code());
    const kinds = await auditOf(db.app, `access:${user.account.accountId}`);
    expect(kinds.map((entry) => entry.kind)).toEqual(['access.activated', 'access.signInFailed', 'access.signedIn']);
    expect(JSON.stringify(kinds)).not.toMatch(/王芳|wrong guess|银杏/);
  });
});

test('locks grow by doubling up to an hour and are forgotten after a day', () => {
  const policy = THROTTLES.name;
  let state = countAttempt(null, clock.now(), policy).after;
  const locks: (number | null)[] = [];
  let at = clock.now();
  for (let n = 2; n <= 13; n += 1) {
    at = moment(new Date(Math.max(at, state.lockedUntil ?? at) + 1).toISOString());
    state = countAttempt(state, at, policy).after;
    locks.push(state.lockedUntil === null ? null : (state.lockedUntil - at) / MINUTE);
  }
  expect(locks).toEqual([null, null, null, 1, 2, 4, 8, 16, 32, 60, 60, 60]);
  const nextDay = moment(new Date(at + 25 * 60 * MINUTE).toISOString());
  expect(countAttempt(state, nextDay, policy).after.failures).toBe(1);
});
