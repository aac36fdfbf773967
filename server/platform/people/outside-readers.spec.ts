import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Instant } from '../../../core/base/time.ts';
import { authorise } from '../../../core/people/authorise.ts';
import { type TestDatabase, testDatabase } from '../postgres/testing.ts';
import { admitAuditor, endAdmission } from './auditors.ts';
import { beginSession, resolveSession } from './sessions.ts';
import { enterPerson, openAccount } from './staff.ts';
import { sweepAccess } from './sweep.ts';
import { clockAt, type HouseForSpecs, houseForSpecs, moment, must, peopleForSpecs } from './testing.ts';
import { takeAttempt } from './throttle.ts';
import { accountFacts, actorOf } from './who.ts';

const clock = clockAt(moment('2025-06-02T09:00'));
const later = moment('2025-06-05T18:00');
let db: TestDatabase;
let house: HouseForSpecs;
let inspector: string;

const mayRead = async (process: string, at: Instant) => {
  const facts = await accountFacts(db.app, inspector, at);
  if (facts === null) return false;
  const actor = await actorOf(db.app, facts, at);
  return authorise(actor, 'case.read', { entityId: 'north', process }).allowed;
};

beforeAll(async () => {
  db = await testDatabase();
  house = await houseForSpecs(db.app);
  await house.hire('zhou', '周正', ['n-quality-head']);
  inspector = await house.change(clock.now(), 'zhou', async (c) => {
    const personId = await enterPerson(c, 'north', '检查员');
    const account = {
      personId,
      loginName: 'inspector',
      kind: 'auditor',
      entityId: 'north',
      from: clock.now(),
    } as const;
    return must(await openAccount(c, account));
  });
});
afterAll(() => db.drop());

test('P08-3.1-02 an outside reader sees what the letter names, from its first instant to its last', async () => {
  expect(await mayRead('admission', clock.now())).toBe(false);
  const admission = {
    accountId: inspector,
    entityId: 'north',
    processes: ['admission'],
    basis: '检查通知书〔2025〕7号',
  };
  const grant = await house.change(clock.now(), 'zhou', (c) =>
    admitAuditor(c, { ...admission, from: clock.now(), to: later }),
  );
  expect(await mayRead('admission', clock.now())).toBe(true);
  expect(await mayRead('recall', clock.now())).toBe(false);
  expect(await mayRead('admission', later)).toBe(false);
  await house.change(clock.now(), 'zhou', (c) => endAdmission(c, grant));
  expect(await mayRead('admission', clock.now())).toBe(false);
});

test('what is long over is swept, what still counts stays', async () => {
  const { people } = await peopleForSpecs(db.app, clock);
  const account = await accountFacts(db.app, inspector, clock.now());
  if (account === null) throw new Error('no account');
  const old = await beginSession(people, account, 'password', { agent: '', address: '' }, clock.now());
  await takeAttempt(db.app, [{ kind: 'name', value: 'old' }], clock.now());
  clock.forward(43 * 86_400_000);
  const fresh = await beginSession(people, account, 'password', { agent: '', address: '' }, clock.now());
  await takeAttempt(db.app, [{ kind: 'name', value: 'fresh' }], clock.now());
  await sweepAccess(db.app, clock.now());
  const left = await db.app.query<{ id: string }>('select id from sessions');
  expect(left.map((row) => row.id)).toEqual([fresh.sessionId]);
  expect(await db.app.query('select 1 from sign_in_throttles')).toHaveLength(1);
  expect(await resolveSession(people, old.token, clock.now())).toBeNull();
  expect(await resolveSession(people, fresh.token, clock.now())).not.toBeNull();
});
