import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Result } from '../../../core/base/result.ts';
import { type TestDatabase, testDatabase } from '../postgres/testing.ts';
import { activate, issueActivation, LINK_VALID_MS } from './activation.ts';
import { delegate } from './delegations.ts';
import { firstAdministrator } from './first-administrator.ts';
import {
  passkeyRegistrationOptions,
  passkeySignInOptions,
  registerPasskey,
  revokePasskey,
  signInWithPasskey,
} from './passkeys.ts';
import { signInWithPassword } from './password-sign-in.ts';
import type { People } from './people.ts';
import { foreignWrite } from './request-guard.ts';
import { beginSession, endSessions, resolveSession, sessionsOf } from './sessions.ts';
import { setSmsPhone } from './sms-codes.ts';
import { endEmployment } from './staff.ts';
import { softwareAuthenticator } from './testing/software-authenticator.ts';
import {
  auditOf,
  clockAt,
  type HouseForSpecs,
  houseForSpecs,
  moment,
  must,
  ORIGIN,
  peopleForSpecs,
} from './testing.ts';
import { countAttempt, THROTTLES } from './throttle.ts';
import { totpCode, totpStep } from './totp.ts';
import { type AccountFacts, accountFacts } from './who.ts';

const PASSWORD = '三号仓库后面有两棵银杏树吗';
const MINUTE = 60_000;
const clock = clockAt(moment('2025-06-02T09:00'));
const visitor = { agent: 'spec', address: '192.0.2.1' };
let db: TestDatabase;
let house: HouseForSpecs;
let people: People;
let messages: readonly { readonly phone: string; readonly code: string }[];
let serial = 0;

const code = <T>(result: Result<T>) => (result.ok ? 'ok' : result.refusal.code);
const facts = async (accountId: string): Promise<AccountFacts> => {
  const found = await accountFacts(db.app, accountId, clock.now());
  if (found === null) throw new Error('no such account');
  return found;
};
const linkFor = async (accountId: string): Promise<string> => {
  const link = await house.change(clock.now(), null, (c) => issueActivation(c, { accountId, entityId: 'north' }));
  return link.token;
};
/** A new account with a password, and its authenticator. */
const activated = async () => {
  serial += 1;
  const loginName = `user${serial}`;
  const accountId = await house.hire(loginName, '王芳', ['n-admission']);
  const { totpSecret } = must(await activate(people, await linkFor(accountId), PASSWORD));
  const secret = unbase32(totpSecret ?? '');
  return {
    loginName,
    account: await facts(accountId),
    code: () => totpCode(secret, totpStep(clock.now())),
    signIn: (password = PASSWORD, totp?: string) =>
      signInWithPassword(
        people,
        { loginName, password, ...(totp === undefined ? {} : { code: totp }) },
        { agent: '', address: loginName },
      ),
  };
};
const unbase32 = (text: string): Buffer => {
  const bits = [...text]
    .map((c) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0'))
    .join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
};

beforeAll(async () => {
  db = await testDatabase();
  house = await houseForSpecs(db.app);
  ({ people, messages } = await peopleForSpecs(db.app, clock));
});
afterAll(() => db.drop());
beforeEach(() => clock.forward(10 * MINUTE));

describe('an activation link', () => {
  test('P05-3.4-05 forces a password of one’s own before anything else works, once', async () => {
    const accountId = await house.hire('first', '李雷', []);
    const token = await linkFor(accountId);
    const before = await signInWithPassword(people, { loginName: 'first', password: '' }, visitor);
    expect(code(before)).toBe('signIn.refused');
    expect(code(await activate(people, token, ''))).toBe('password.tooShort');
    expect(code(await activate(people, token, 'lilei123456'))).toBe('password.tooShort');
    expect(code(await activate(people, token, 'leili-2025-warehouse'))).toBe('password.ownName');
    expect(code(await activate(people, token, 'password1234'))).toBe('password.common');
    expect(code(await activate(people, token, PASSWORD))).toBe('ok');
    expect(code(await activate(people, token, `${PASSWORD}!`))).toBe('activation.refused');
  });

  test('runs out, is replaced by the next one, and is nowhere kept in clear', async () => {
    const accountId = await house.hire('late', '韩梅', []);
    const first = await linkFor(accountId);
    const second = await linkFor(accountId);
    expect(code(await activate(people, first, PASSWORD))).toBe('activation.refused');
    clock.forward(LINK_VALID_MS);
    expect(code(await activate(people, second, PASSWORD))).toBe('activation.refused');
    const rows = await db.app.query('select * from activation_links');
    expect(JSON.stringify(rows)).not.toContain(second);
    expect(code(await activate(people, 'no such token', PASSWORD))).toBe('activation.refused');
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
    expect(code(await user.signIn())).toBe('signIn.codeNeeded');
    expect(code(await user.signIn('wrong password here', user.code()))).toBe('signIn.refused');
    expect(code(await user.signIn(PASSWORD, '000000'))).toBe('signIn.refused');
    expect(code(await user.signIn(PASSWORD, user.code()))).toBe('ok');
  });

  test('refuses a code of the authenticator that was used already', async () => {
    const user = await activated();
    const once = user.code();
    expect(code(await user.signIn(PASSWORD, once))).toBe('ok');
    expect(code(await user.signIn(PASSWORD, once))).toBe('signIn.refused');
    clock.forward(30_000);
    expect(code(await user.signIn(PASSWORD, user.code()))).toBe('ok');
  });

  test('an account without a second factor is not let in where one is required', async () => {
    const user = await activated();
    await db.app.query('delete from totp_credentials where account_id = $1', [user.account.accountId]);
    expect(code(await user.signIn())).toBe('signIn.factorMissing');
  });

  test('P04-3.1-04 takes a code by SMS, sent to the phone that is kept sealed, once and for five minutes', async () => {
    const user = await activated();
    await db.app.query('delete from totp_credentials where account_id = $1', [user.account.accountId]);
    await setSmsPhone(people, user.account, '13800005678', clock.now());
    const [stored] = await db.app.query<{ phone_sealed: Buffer }>(
      'select phone_sealed from sms_credentials where account_id = $1',
      [user.account.accountId],
    );
    expect(stored?.phone_sealed.includes('13800005678')).toBe(false);

    const sent = async () => {
      expect(code(await user.signIn())).toBe('signIn.codeNeeded');
      return messages.at(-1) ?? { phone: '', code: '' };
    };
    const first = await sent();
    expect(first.phone).toBe('13800005678');
    expect(code(await user.signIn())).toBe('sms.tooMany');
    expect(code(await user.signIn(PASSWORD, first.code === '000000' ? '000001' : '000000'))).toBe('signIn.refused');
    expect(code(await user.signIn(PASSWORD, first.code))).toBe('ok');
    expect(code(await user.signIn(PASSWORD, first.code))).toBe('signIn.refused');
    clock.forward(2 * MINUTE);
    const second = await sent();
    clock.forward(6 * MINUTE);
    expect(code(await user.signIn(PASSWORD, second.code))).toBe('signIn.refused');
    for (let n = 0; n < 3; n += 1) {
      clock.forward(3 * MINUTE);
      await sent();
    }
    clock.forward(3 * MINUTE);
    expect(code(await user.signIn())).toBe('sms.tooMany');
  });

  test('locks a name after five failures for a growing time, also against the right password', async () => {
    const user = await activated();
    for (let n = 0; n < 5; n += 1) expect(code(await user.signIn('a wrong guess'))).toBe('signIn.refused');
    expect(code(await user.signIn(PASSWORD, user.code()))).toBe('signIn.locked');
    clock.forward(MINUTE + 1);
    expect(code(await user.signIn('a wrong guess'))).toBe('signIn.refused');
    clock.forward(MINUTE + 1);
    expect(code(await user.signIn(PASSWORD, user.code()))).toBe('signIn.locked');
    clock.forward(MINUTE);
    expect(code(await user.signIn(PASSWORD, user.code()))).toBe('ok');
    expect(code(await user.signIn('a wrong guess'))).toBe('signIn.refused');
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
    expect(answers.map(code).filter((c) => c === 'signIn.refused')).toHaveLength(5);
  });

  test('locks an address that tries many names', async () => {
    const from = { agent: '', address: '198.51.100.9' };
    const answers = [];
    for (let n = 0; n < 21; n += 1)
      answers.push(code(await signInWithPassword(people, { loginName: `guess${n}`, password: 'x' }, from)));
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

describe('a passkey', () => {
  const withPasskey = async () => {
    const user = await activated();
    const device = softwareAuthenticator('localhost', ORIGIN);
    const options = await passkeyRegistrationOptions(people, user.account);
    must(await registerPasskey(people, user.account, device.create(options), '手机'));
    return { ...user, device };
  };

  test('signs in without name or password, once for each challenge', async () => {
    const { device, account } = await withPasskey();
    const assertion = device.get(await passkeySignInOptions(people));
    const session = must(await signInWithPasskey(people, assertion, visitor));
    expect(session.account.accountId).toBe(account.accountId);
    expect(code(await signInWithPasskey(people, assertion, visitor))).toBe('passkey.refused');
  });

  test('is refused when it is not registered, was revoked, comes from another site, or was copied', async () => {
    const { device, account } = await withPasskey();
    const tryWith = async (d: typeof device) =>
      code(await signInWithPasskey(people, d.get(await passkeySignInOptions(people)), visitor));
    expect(await tryWith(softwareAuthenticator('localhost', ORIGIN))).toBe('passkey.refused');
    const elsewhere = softwareAuthenticator('localhost', 'https://evil.example');
    const options = await passkeyRegistrationOptions(people, account);
    expect(code(await registerPasskey(people, account, elsewhere.create(options), 'x'))).toBe('passkey.refused');
    device.counter = 5;
    expect(await tryWith(device)).toBe('ok');
    device.counter = 2;
    expect(await tryWith(device)).toBe('passkey.refused');
    device.counter = 9;
    await revokePasskey(people, account, device.id);
    expect(await tryWith(device)).toBe('passkey.refused');
  });

  test.each([undefined, null, 5, {}, { id: 'x' }, { id: 'x', response: { clientDataJSON: 'e30' } }])(
    'nonsense in its place (%j) is refused',
    async (nonsense) => {
      expect(code(await signInWithPasskey(people, nonsense, visitor))).toBe('passkey.refused');
    },
  );
});

describe('a session', () => {
  test('P08-3.2-03 P04-5.4-08 of a leaver is over at the next request, the same day', async () => {
    const user = await activated();
    const { token } = must(await user.signIn(PASSWORD, user.code()));
    expect(await resolveSession(people, token, clock.now())).not.toBeNull();
    await house.change(clock.now(), null, (c) =>
      endEmployment(c, { personId: user.account.personId, entityId: 'north', at: clock.now() }),
    );
    expect(await resolveSession(people, token, clock.now())).toBeNull();
    clock.forward(MINUTE);
    expect(code(await user.signIn(PASSWORD, user.code()))).toBe('signIn.refused');
  });

  test('ends when idle, when old, when revoked, and is nowhere kept in clear', async () => {
    const user = await activated();
    const begin = () => beginSession(people, user.account, 'password', visitor, clock.now());
    const idle = await begin();
    clock.forward(people.config.sessionIdleMs + 1);
    expect(await resolveSession(people, idle.token, clock.now())).toBeNull();

    const old = await begin();
    for (let ms = 0; ms < people.config.sessionAbsoluteMs; ms += 30 * MINUTE) {
      expect(await resolveSession(people, old.token, clock.now())).not.toBeNull();
      clock.forward(30 * MINUTE);
    }
    expect(await resolveSession(people, old.token, clock.now())).toBeNull();

    const [kept, gone] = [await begin(), await begin()];
    expect((await sessionsOf(people, user.account.accountId, clock.now())).map((s) => s.id).sort()).toEqual(
      [kept.sessionId, gone.sessionId].sort(),
    );
    await endSessions(people, user.account, { except: kept.sessionId }, 'revokedByUser', clock.now());
    expect(await resolveSession(people, gone.token, clock.now())).toBeNull();
    expect(await resolveSession(people, kept.token, clock.now())).not.toBeNull();
    expect(JSON.stringify(await db.app.query('select * from sessions'))).not.toContain(kept.token);
  });

  test('P08-3.2-02 gets a new token when what its account may do has changed', async () => {
    const deputy = await activated();
    const holder = await activated();
    const { token } = await beginSession(people, deputy.account, 'password', visitor, clock.now());
    const week = { from: clock.now(), to: moment('2026-01-01T00:00') };
    const wish = {
      fromPerson: holder.account.personId,
      toPerson: deputy.account.personId,
      postId: 'n-admission',
      ...week,
    };
    must(await house.change(clock.now(), null, (c) => delegate(c, wish)));
    const rotated = await resolveSession(people, token, clock.now());
    expect(rotated?.actor.posts.some((post) => post.onBehalfOf === holder.account.personId)).toBe(true);
    expect(rotated?.newToken).toBeTruthy();
    // A request already under way with the token before it is still answered, for some seconds.
    expect(await resolveSession(people, token, clock.now())).toMatchObject({ newToken: null });
    clock.forward(MINUTE);
    expect(await resolveSession(people, token, clock.now())).toBeNull();
    expect(await resolveSession(people, rotated?.newToken ?? '', clock.now())).not.toBeNull();
  });

  test('of a demo is not honoured by an instance that is none', async () => {
    const user = await activated();
    const { token } = await beginSession(people, user.account, 'demo', visitor, clock.now());
    expect(await resolveSession(people, token, clock.now())).toBeNull();
  });
});

test.each([
  ['POST', ORIGIN, 'key', true],
  ['GET', undefined, undefined, true],
  ['POST', 'https://evil.example', 'key', false],
  ['POST', undefined, 'key', false],
  ['POST', 'null', 'key', false],
  ['DELETE', ORIGIN, undefined, false],
])('a %s from %s with key %s is let in: %s', (method, origin, idempotencyKey, letIn) => {
  expect(foreignWrite({ method, origin, idempotencyKey }, [ORIGIN]) === null).toBe(letIn);
});

describe('the first start', () => {
  const entity = { id: 'acme', kind: 'platform', name: '甲公司', nameEn: 'Acme', uscc: '91110000MA00000009' } as const;
  test('makes one administrator with a link and no password, however many processes start', async () => {
    const fresh = await testDatabase();
    try {
      const { people: alone } = await peopleForSpecs(fresh.app, clock);
      const links = (await Promise.all([1, 2, 3].map(() => firstAdministrator(alone, entity)))).filter(
        (l) => l !== null,
      );
      expect(links).toHaveLength(1);
      expect(links[0]).toMatch(/^http:\/\/localhost:8080\/activate\/[\w-]{43}$/);
      expect(await fresh.app.query('select * from password_credentials')).toEqual([]);
      expect(await firstAdministrator(alone, entity)).toBeNull();
      clock.forward(LINK_VALID_MS + 1);
      const again = await firstAdministrator(alone, entity);
      expect(again).not.toBeNull();
      expect(code(await activate(alone, (again ?? '').split('/').at(-1) ?? '', PASSWORD))).toBe('ok');
      expect(await firstAdministrator(alone, entity)).toBeNull();
    } finally {
      await fresh.drop();
    }
  });
});
