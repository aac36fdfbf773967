import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Instant } from '../../core/base/time.ts';
import { roleIds, roles } from '../../core/manual/roles.ts';
import { authorise } from '../../core/people/authorise.ts';
import { parallel } from '../../core/process/testing/parallel.ts';
import { delegate, endDelegation } from '../platform/people/delegations.ts';
import { appoint, relieve } from '../platform/people/staff.ts';
import { type HouseForSpecs, houseForSpecs, moment, must } from '../platform/people/testing.ts';
import { accountFacts, actorOf, climb, vacancies } from '../platform/people/who.ts';
import { type TestDatabase, testDatabase } from '../platform/postgres/testing.ts';
import { perform } from './act.ts';
import { readHistory } from './history.ts';
import type { Kernel, LockedCase } from './kernel.ts';
import { moveTask } from './move.ts';
import { open } from './open.ts';
import { casePage } from './read/case-page.ts';
import type { PageSources } from './read/page-sources.ts';
import { todo } from './read/todo.ts';
import { taskId } from './task-id.ts';
import { kernelFor, merchant, type TestClock } from './testing.ts';

const june = moment('2025-06-02T09:00');
const clock: TestClock = { now: june };
const mia = { ...merchant('mia', 'merchant-1'), entityIds: ['north'] };
let db: TestDatabase;
let house: HouseForSpecs;
let kernel: Kernel;

beforeAll(async () => {
  db = await testDatabase();
  house = await houseForSpecs(db.app);
  kernel = kernelFor(db.app, clock, [parallel]);
  await house.hire('boss', '吴迪', ['n-gm']);
  await house.hire('head', '赵敏', ['n-ops-head']);
  await house.hire('clerk', '钱进', ['n-admission']);
  await house.hire('deputy', '孙丽', []);
  await house.hire('reviewer', '李强', ['n-qualification']);
});
beforeEach(() => {
  clock.now = june;
});
afterAll(() => db.drop());

const principal = async (loginName: string, at: Instant = clock.now) => {
  const account = await accountFacts(db.app, house.account(loginName), at);
  if (account === null) throw new Error(`${loginName} has no account`);
  return actorOf(db.app, account, at);
};
const opened = async (): Promise<string> => {
  const request = { process: 'parallel', entityId: 'north', partyId: 'merchant-1', form: {}, signed: null };
  const idempotency = { accountId: 'account-mia', key: randomUUID(), requestHash: 'same' };
  return must(await open(kernel, mia, { ...request, idempotency })).caseId;
};
const act = async (who: string, caseId: string, task: string, action: string) => {
  const answer = await perform(kernel, await principal(who), {
    taskId: taskId(caseId, task),
    action,
    form: {},
    version: 99,
    sign: null,
    idempotency: { accountId: house.account(who), key: randomUUID(), requestHash: 'same' },
  });
  return answer.ok ? 'done' : answer.refusal.code;
};
const listOf = async (who: string, caseId: string) =>
  (await todo(kernel, await principal(who), { limit: 100 }, async () => new Map())).items
    .filter((item) => item.caseId === caseId)
    .map((item) => [item.title.en, item.climbed]);
const lastAct = async (caseId: string) => {
  const event = (await readHistory(db.app, caseId)).findLast((one) => one.type === 'acted');
  return event?.type === 'acted' ? event.actor : null;
};
const relieved = (who: string, postId: string) =>
  house.change(clock.now, null, (c) =>
    relieve(c, { accountId: house.account(who), postId, entityId: 'north', at: clock.now }),
  );
const appointed = async (who: string, postId: string) =>
  must(
    await house.change(clock.now, null, (c) =>
      appoint(c, { accountId: house.account(who), postId, entityId: 'north', from: clock.now }),
    ),
  );
const page = async (who: string, caseId: string) => {
  const sources: PageSources = {
    names: async (ids) => new Map(ids.map((id) => [id, id])),
    posts: async (ids) => new Map(ids.map((id) => [id, { zh: id, en: id }])),
    entityName: async () => '北平台',
    files: async () => [],
    papers: async () => [],
    masks: async () => new Map(),
    vacancies: (roles, entityId, sql) => vacancies(sql, roles, entityId, clock.now),
    draft: async () => null,
  };
  const known = async (found: LockedCase | null) => {
    if (!found) throw new Error('no case');
    return found;
  };
  return casePage(kernel, await principal(who), caseId, sources, known, db.app);
};

describe('a task whose post is empty', () => {
  it('climbs to the head of the department, who sees it marked, acts in his own post, and loses it when the post is filled', async () => {
    const [first, second] = [await opened(), await opened()];
    expect(await listOf('head', first)).toEqual([]);
    expect(await act('head', first, 'check.check#1', 'complete')).toBe('task.notYourRole');

    clock.now = moment('2025-06-03T09:00');
    await relieved('clerk', 'n-admission');
    expect(await listOf('clerk', first)).toEqual([]);
    expect(await listOf('head', first)).toEqual([['check', true]]);
    expect((await page('reviewer', first)).tasks[0]?.climbed).toBe('headOfDepartment');
    expect(await act('head', first, 'check.check#1', 'complete')).toBe('done');
    expect(await lastAct(first)).toMatchObject({
      personId: house.person('head'),
      postId: 'n-ops-head',
      onBehalfOf: null,
    });

    clock.now = moment('2025-06-04T09:00');
    await appointed('clerk', 'n-admission');
    expect(await listOf('head', second)).toEqual([]);
    expect(await act('head', second, 'check.check#1', 'complete')).toBe('task.notYourRole');
    expect((await page('reviewer', second)).tasks[0]?.climbed).toBeNull();
    expect(await listOf('clerk', second)).toEqual([['check', false]]);
  });

  it('a role that no post carries and no department stands for climbs to the general manager', async () => {
    const caseId = await opened();
    await act('clerk', caseId, 'check.check#1', 'complete');
    expect(await listOf('boss', caseId)).toEqual([['compliance', true]]);
    const shown = await page('boss', caseId);
    expect(shown.tasks.map((task) => [task.roleId, task.climbed])).toEqual([
      ['qualificationReviewer', null],
      ['complianceOfficer', 'generalManager'],
    ]);
    expect(await act('boss', caseId, 'review.compliance#1', 'passCompliance')).toBe('done');
  });

  it('a deputy fills it: then nothing climbs', async () => {
    const caseId = await opened();
    const wish = { fromPerson: house.person('clerk'), toPerson: house.person('deputy'), postId: 'n-admission' };
    const until = { from: moment('2025-07-01T00:00'), to: moment('2025-07-08T00:00') };
    must(await house.change(clock.now, 'clerk', (c) => delegate(c, { ...wish, ...until })));
    clock.now = moment('2025-07-02T09:00');
    expect(await listOf('head', caseId)).toEqual([]);
    expect(await listOf('deputy', caseId)).toEqual([['check', false]]);
  });

  it('hands up its tasks, not its rights', async () => {
    const boss = await principal('boss');
    // Nobody is appointed head of quality in this house, so that role has climbed to the general manager.
    expect(boss.posts.find((post) => post.climbed)?.roles).toContain('headOfQuality');
    const on = { entityId: 'north' };
    expect(authorise(boss, 'access.approve', on)).toMatchObject({ allowed: false });
    expect(authorise(boss, 'record.review', on)).toMatchObject({ allowed: false });
    const addressed = authorise(boss, 'case.act', { ...on, roles: ['headOfQuality'] });
    expect(addressed).toMatchObject({ allowed: true, as: { postId: 'n-gm', climbed: true } });
    expect(authorise(boss, 'case.act', { ...on, roles: ['generalManager'] })).not.toMatchObject({
      as: { climbed: true },
    });
  });

  it('both ways of asking agree: to whom a role climbs, and what has climbed to a person', async () => {
    const everyone = await Promise.all(['boss', 'head', 'clerk', 'deputy', 'reviewer'].map((who) => principal(who)));
    const down = everyone.flatMap((who) =>
      who.posts.filter((post) => post.climbed).flatMap((post) => post.roles.map((role) => `${role} ${post.postId}`)),
    );
    const internal = roleIds.filter((role) => ['post', 'staff', 'team'].includes(roles[role].kind));
    const up: string[] = [];
    for (const role of internal) {
      const to = await climb(db.app, role, 'north', clock.now);
      if (to.climbed) up.push(...to.posts.map((post) => `${role} ${post}`));
    }
    expect(down.length).toBeGreaterThan(20);
    expect(down.toSorted()).toEqual(up.toSorted());
  });
});

describe('a delegation', () => {
  const wish = () => ({
    fromPerson: house.person('clerk'),
    toPerson: house.person('deputy'),
    postId: 'n-admission',
    from: moment('2025-08-04T00:00'),
    to: moment('2025-08-09T00:00'),
  });
  let delegation = '';
  beforeAll(async () => {
    delegation = must(await house.change(moment('2025-08-01T09:00'), 'clerk', (c) => delegate(c, wish())));
  });

  it('lets the deputy see and act within its dates alone, and the evidence says for whom', async () => {
    const caseId = await opened();
    clock.now = moment('2025-08-03T23:59');
    expect([await listOf('deputy', caseId), await act('deputy', caseId, 'check.check#1', 'complete')]).toEqual([
      [],
      'task.notYourRole',
    ]);
    clock.now = moment('2025-08-09T00:00');
    expect([await listOf('deputy', caseId), await act('deputy', caseId, 'check.check#1', 'complete')]).toEqual([
      [],
      'task.notYourRole',
    ]);
    clock.now = moment('2025-08-04T00:00');
    expect(await listOf('deputy', caseId)).toEqual([['check', false]]);
    expect(await act('deputy', caseId, 'check.check#1', 'complete')).toBe('done');
    expect(await lastAct(caseId)).toMatchObject({
      personId: house.person('deputy'),
      postId: 'n-admission',
      onBehalfOf: house.person('clerk'),
    });
    const shown = (await page('boss', caseId)).history.findLast((entry) => entry.kind === 'acted');
    expect([shown?.actor?.personId, shown?.onBehalfOf?.personId]).toEqual([
      house.person('deputy'),
      house.person('clerk'),
    ]);
  });

  it('counts both persons where duties are separated', async () => {
    const caseId = await opened();
    clock.now = moment('2025-08-05T09:00');
    await act('deputy', caseId, 'check.check#1', 'complete');
    // Whoever completed the check does not review: neither the deputy nor the one he stood in for.
    await appointed('deputy', 'n-qualification');
    await appointed('clerk', 'n-qualification');
    expect(await act('deputy', caseId, 'review.quality#1', 'pass')).toBe('duty.separation');
    expect(await act('clerk', caseId, 'review.quality#1', 'pass')).toBe('duty.separation');
    expect(await act('reviewer', caseId, 'review.quality#1', 'pass')).toBe('done');
    await relieved('deputy', 'n-qualification');
    await relieved('clerk', 'n-qualification');
  });

  it('covers a task that was moved to the delegator by name', async () => {
    const caseId = await opened();
    clock.now = moment('2025-08-05T10:00');
    const moved = await moveTask(
      kernel,
      await principal('clerk'),
      taskId(caseId, 'check.check#1'),
      { do: 'transfer', to: house.person('clerk'), reason: '专人办理' },
      { version: 99, idempotency: { accountId: house.account('clerk'), key: randomUUID(), requestHash: 'same' } },
      async () => true,
    );
    expect(moved.ok).toBe(true);
    expect(await listOf('deputy', caseId)).toEqual([['check', false]]);
    expect(await act('deputy', caseId, 'check.check#1', 'complete')).toBe('done');
    expect(await lastAct(caseId)).toMatchObject({ onBehalfOf: house.person('clerk') });
  });

  it('is over at the next request once it is revoked', async () => {
    const caseId = await opened();
    clock.now = moment('2025-08-06T09:00');
    expect(await listOf('deputy', caseId)).toHaveLength(1);
    must(
      await house.change(clock.now, 'clerk', (c) => endDelegation(c, delegation, { personId: house.person('clerk') })),
    );
    expect(await listOf('deputy', caseId)).toEqual([]);
    expect(await act('deputy', caseId, 'check.check#1', 'complete')).toBe('task.notYourRole');
  });
});
