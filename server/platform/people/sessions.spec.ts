import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { testDatabase } from '../postgres/testing.ts';
import { activate, LINK_VALID_MS } from './activation.ts';
import { delegate } from './delegations.ts';
import { firstAdministrator } from './first-administrator.ts';
import { foreignWrite } from './request-guard.ts';
import { beginSession, endSessions, resolveSession, sessionsOf } from './sessions.ts';
import { endEmployment } from './staff.ts';
import { codeOf, type Desk, MINUTE, openDesk, PASSWORD, visitor } from './testing/sign-in-desk.ts';
import { moment, must, ORIGIN, peopleForSpecs } from './testing.ts';

let desk: Desk;
let db: Desk['db'];
let clock: Desk['clock'];
let house: Desk['house'];
let people: Desk['people'];
let activated: Desk['activated'];

beforeAll(async () => {
  desk = await openDesk();
  ({ db, clock, house, people, activated } = desk);
});
afterAll(() => db.drop());
beforeEach(() => clock.forward(10 * MINUTE));

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
    expect(codeOf(await user.signIn(PASSWORD, user.code()))).toBe('signIn.refused');
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
      expect(codeOf(await activate(alone, (again ?? '').split('/').at(-1) ?? '', PASSWORD))).toBe('ok');
      expect(await firstAdministrator(alone, entity)).toBeNull();
    } finally {
      await fresh.drop();
    }
  });
});
