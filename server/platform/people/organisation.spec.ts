import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { authorise } from '../../../core/people/authorise.ts';
import { type TestDatabase, testDatabase } from '../postgres/testing.ts';
import { decideAccess, requestAccess } from './access-requests.ts';
import { delegate, delegationsOf, endDelegation } from './delegations.ts';
import { definePost, endPost, mapRole } from './organisation.ts';
import { organisationAsOf } from './organisation-view.ts';
import { appoint, endEmployment, openAccount, relieve, transferPost } from './staff.ts';
import { auditOf, type HouseForSpecs, houseForSpecs, moment, must } from './testing.ts';
import { accountFacts, actorOf, climb, holdersOf } from './who.ts';

let db: TestDatabase;
let house: HouseForSpecs;
const june = moment('2025-06-01T09:00');
const july = moment('2025-07-01T09:00');
const august = moment('2025-08-01T09:00');

const holders = async (role: Parameters<typeof holdersOf>[1], at: typeof june) =>
  (await holdersOf(db.app, role, 'north', at)).map((h) => `${h.name}${h.onBehalfOf === null ? '' : ' (deputy)'}`);
const actor = async (loginName: string, at: typeof june) => {
  const facts = await accountFacts(db.app, house.account(loginName), at);
  return facts === null ? null : actorOf(db.app, facts, at);
};
const decide = (id: string, by: string) =>
  house.change(june, by, async (c) => {
    const who = await actor(by, june);
    if (who === null) throw new Error('no such account');
    return decideAccess(c, who, id, 'approved');
  });
const mayAct = async (loginName: string, at: typeof june) => {
  const a = await actor(loginName, at);
  if (a === null) return false;
  const answer = authorise(a, 'case.act', { entityId: 'north', roles: ['admissionClerk'] });
  // What climbs to a head of department from an empty post is no right of his own: it has tests of its own.
  return answer.allowed && answer.as?.climbed !== true;
};

// A house for each test: what one changes another must not need, since a proof runs single tests.
beforeEach(async () => {
  db = await testDatabase();
  house = await houseForSpecs(db.app);
  await house.hire('zhao', '赵敏', ['n-ops-head']);
  await house.hire('qian', '钱进', ['n-admission']);
  await house.hire('sun', '孙丽', []);
  await house.hire('li', '李强', ['n-gm']);
  await house.hire('nan', '南方', ['s-salesperson'], 'south');
  await house.hire('admin', '管理', ['n-tech']);
  await house.hire('zhou', '周正', ['n-quality-head']);
});
afterEach(() => db.drop());

describe('who holds which post', () => {
  test('P08-3.1-01 what a person may do follows from the post held at that moment', async () => {
    expect(await mayAct('qian', june)).toBe(true);
    expect(await mayAct('zhao', june)).toBe(false);
    expect(await mayAct('nan', june)).toBe(false);
    expect(await mayAct('qian', moment('2024-12-31T23:59'))).toBe(false);
  });

  test('P04-5.4-04 P04-5.4-05 P04-5.4-06 a post is given only as quality management has approved it on request', async () => {
    const wish = { accountId: house.account('sun'), postId: 'n-admission', entityId: 'north', from: june };
    const bare = await house.change(june, 'admin', (c) => appoint(c, wish));
    expect(bare.ok ? 'given' : bare.refusal.code).toBe('people.approvalMissing');

    const subject = { kind: 'appoint', entityId: 'north', accountId: wish.accountId, postId: 'n-admission' } as const;
    const id = await house.change(june, 'zhao', (c) => requestAccess(c, subject));
    const early = await house.change(june, 'admin', (c) => appoint(c, wish, id));
    expect(early.ok).toBe(false);
    for (const by of ['zhao', 'admin', 'qian']) {
      const foreign = await decide(id, by);
      expect(foreign.ok ? 'decided' : foreign.refusal.code).toMatch(/^people\.(notYourPost|administrator)$/);
    }
    const own = await house.change(june, 'zhou', (c) => requestAccess(c, subject));
    const alone = await decide(own, 'zhou');
    expect(alone.ok ? 'decided' : alone.refusal.code).toBe('people.samePerson');
    must(await decide(id, 'zhou'));
    const other = await house.change(june, 'admin', (c) => appoint(c, { ...wish, postId: 'n-gm' }, id));
    expect(other.ok).toBe(false);
    must(await house.change(june, 'admin', (c) => appoint(c, wish, id)));
    expect(await holders('admissionClerk', june)).toEqual(['钱进', '孙丽']);
    const again = await house.change(june, 'admin', (c) => appoint(c, wish, id));
    expect(again.ok).toBe(false);
    expect((await auditOf(db.app, 'people:north')).at(-1)).toMatchObject({
      kind: 'people.appointed',
      actor: { personId: house.person('admin') },
      payload: { reason: 'spec', after: { requestId: id } },
    });
  });

  test('P08-3.2-02 P04-5.4-09 moving to another post ends the rights of the old one at the same instant', async () => {
    const move = { accountId: house.account('qian'), entityId: 'north', fromPostId: 'n-admission' };
    const subject = {
      kind: 'appoint',
      entityId: 'north',
      accountId: move.accountId,
      postId: 'n-qualification',
    } as const;
    const id = await house.change(june, 'zhao', (c) => requestAccess(c, subject));
    must(await decide(id, 'zhou'));
    must(
      await house.change(june, 'admin', (c) => transferPost(c, { ...move, postId: 'n-qualification', from: july }, id)),
    );
    expect(await mayAct('qian', moment('2025-07-01T08:59:59'))).toBe(true);
    expect(await mayAct('qian', july)).toBe(false);
    expect((await actor('qian', july))?.posts.map((post) => post.postId)).toEqual(['n-qualification']);
  });

  test('P08-3.2-03 P04-5.4-08 a leaver has no post, no delegation and no account from that instant on', async () => {
    await house.hire('wu', '吴迪', []);
    await house.change(june, 'zhao', (c) =>
      delegate(c, {
        fromPerson: house.person('zhao'),
        toPerson: house.person('wu'),
        postId: 'n-ops-head',
        from: june,
        to: august,
      }),
    );
    expect(await holders('headOfOperations', june)).toEqual(['赵敏', '吴迪 (deputy)']);
    await house.change(june, 'admin', (c) =>
      endEmployment(c, { personId: house.person('wu'), entityId: 'north', at: july }),
    );
    expect(await actor('wu', june)).not.toBeNull();
    expect(await actor('wu', july)).toBeNull();
    expect(await holders('headOfOperations', july)).toEqual(['赵敏']);
  });

  test('the organisation of any day can be asked for, under the names it had then', async () => {
    const title = { zh: '商家准入岗', en: 'Merchant admission' };
    await house.change(july, 'admin', (c) =>
      definePost(c, {
        id: 'n-admission',
        entityId: 'north',
        departmentId: 'n-operations',
        title,
        isHead: false,
        alsoIn: [],
        from: july,
      }),
    );
    const named = async (at: typeof june) =>
      (await organisationAsOf(db.app, at, { postIds: ['n-admission'] })).map((post) => post.title.zh);
    expect(await named(june)).toEqual(['入网审核岗']);
    expect(await named(july)).toEqual(['商家准入岗']);
    const [post] = await organisationAsOf(db.app, august, { postIds: ['n-admission'] });
    expect(post).toMatchObject({
      department: { zh: '运营部' },
      roles: ['admissionClerk'],
      holders: [{ name: '钱进', onBehalfOf: null }],
    });
  });

  test('a post of the group counts in both legal entities, and only with the roles mapped in each', async () => {
    await house.change(june, 'admin', async (c) => {
      const title = { zh: '集团法务', en: 'Group counsel' };
      await definePost(c, {
        id: 'n-counsel',
        entityId: 'north',
        departmentId: 'n-management',
        title,
        isHead: false,
        alsoIn: ['south'],
        from: june,
      });
      must(await mapRole(c, { entityId: 'south', role: 'complianceOfficer', postIds: ['n-counsel'], from: june }));
      const subject = {
        kind: 'appoint',
        entityId: 'north',
        accountId: house.account('li'),
        postId: 'n-counsel',
      } as const;
      return requestAccess(c, subject).then(() => undefined);
    });
    await db.owner.query(`insert into account_posts values ($1, 'n-counsel', '2025-06-01')`, [house.account('li')]);
    const posts = (await actor('li', june))?.posts.filter((post) => post.postId === 'n-counsel');
    expect(posts).toEqual([
      { postId: 'n-counsel', entityIds: ['north'], roles: [] },
      { postId: 'n-counsel', entityIds: ['south'], roles: ['complianceOfficer'] },
    ]);
  });

  test('a post that is closed is nobody’s any more, and its role falls empty', async () => {
    await house.change(june, 'admin', (c) => endPost(c, { id: 'n-admission', entityId: 'north', at: july }));
    expect(await mayAct('qian', june)).toBe(true);
    expect(await mayAct('qian', july)).toBe(false);
    expect(await organisationAsOf(db.app, july, { postIds: ['n-admission'] })).toEqual([]);
    expect((await climb(db.app, 'admissionClerk', 'north', july)).via).toBe('headOfDepartment');
  });

  test('a login name is never given out twice', async () => {
    const again = await house.change(june, 'admin', (c) =>
      openAccount(c, {
        personId: house.person('zhao'),
        loginName: ' QIAN ',
        kind: 'auditor',
        entityId: 'north',
        from: june,
      }),
    );
    expect(again.ok ? 'opened' : again.refusal.code).toBe('account.loginNameTaken');
  });
});

describe('a delegation', () => {
  const wish = () => ({
    fromPerson: house.person('qian'),
    toPerson: house.person('zhao'),
    postId: 'n-admission',
    from: july,
    to: august,
  });

  test('lets the deputy act for the post from its beginning to its end, in the name of the delegator', async () => {
    const id = must(await house.change(june, 'qian', (c) => delegate(c, wish())));
    expect(await mayAct('zhao', june)).toBe(false);
    expect(await mayAct('zhao', july)).toBe(true);
    expect((await actor('zhao', july))?.posts.find((p) => p.postId === 'n-admission')?.onBehalfOf).toBe(
      house.person('qian'),
    );
    expect(await mayAct('zhao', august)).toBe(false);
    expect((await delegationsOf(db.app, house.person('qian'), june)).map((d) => d.toName)).toEqual(['赵敏']);

    const foreign = await house.change(june, 'sun', (c) => endDelegation(c, id, { personId: house.person('sun') }));
    expect(foreign.ok).toBe(false);
    must(await house.change(july, 'qian', (c) => endDelegation(c, id, { personId: house.person('qian') })));
    expect(await mayAct('zhao', july)).toBe(false);
  });

  test('to oneself, to another legal entity, of a post not held, or that ends before it begins, is refused', async () => {
    const wrong = [
      [{ toPerson: house.person('qian') }, 'delegation.toSelf'],
      [{ toPerson: house.person('nan') }, 'delegation.deputyElsewhere'],
      [{ fromPerson: house.person('sun') }, 'delegation.notHeld'],
      [{ to: june }, 'delegation.emptyPeriod'],
    ] as const;
    for (const [part, code] of wrong) {
      const answer = await house.change(june, 'qian', (c) => delegate(c, { ...wish(), ...part }));
      expect(answer.ok ? 'recorded' : answer.refusal.code).toBe(code);
    }
  });

  test('of a post that came by delegation is refused, and a deputy loses it with the delegator', async () => {
    must(await house.change(june, 'qian', (c) => delegate(c, { ...wish(), from: june })));
    const onward = await house.change(june, 'zhao', (c) =>
      delegate(c, { ...wish(), fromPerson: house.person('zhao'), toPerson: house.person('sun'), from: june }),
    );
    expect(onward.ok ? 'recorded' : onward.refusal.code).toBe('delegation.notHeld');
    await house.change(june, 'admin', (c) =>
      relieve(c, { accountId: house.account('qian'), postId: 'n-admission', entityId: 'north', at: july }),
    );
    expect(await mayAct('zhao', moment('2025-06-15T09:00'))).toBe(true);
    expect(await mayAct('zhao', july)).toBe(false);
  });
});

describe('a task whose post is empty', () => {
  test('climbs to the head of the department, then to the general manager, and says so', async () => {
    const to = async (role: Parameters<typeof climb>[1], at = june) => climb(db.app, role, 'north', at);
    expect(await to('admissionClerk')).toEqual({ posts: ['n-admission'], climbed: false, via: 'post' });
    await house.change(june, 'admin', (c) =>
      relieve(c, { accountId: house.account('qian'), postId: 'n-admission', entityId: 'north', at: july }),
    );
    // The role still lies on the post, the post is empty.
    expect(await to('admissionClerk', august)).toEqual({
      posts: ['n-ops-head'],
      climbed: true,
      via: 'headOfDepartment',
    });
    // A role that no post carries: the department that the manual gives it.
    expect(await to('qualityLiaison')).toEqual({ posts: ['n-ops-head'], climbed: true, via: 'headOfDepartment' });
    expect(await to('complianceOfficer')).toEqual({ posts: ['n-gm'], climbed: true, via: 'generalManager' });
    expect(await climb(db.app, 'salesperson', 'north', june)).toMatchObject({ via: 'generalManager' });
    expect(await climb(db.app, 'buyer', 'south', june)).toEqual({ posts: [], climbed: true, via: 'nobody' });
  });
});

test('every change is in the audit of its legal entity, with a reason, and no name in it', async () => {
  const entries = await auditOf(db.app, 'people:north');
  expect(entries.length).toBeGreaterThan(20);
  for (const entry of entries) expect(entry.payload.reason).toBe('spec');
  expect((await auditOf(db.app, 'people:south')).map((entry) => entry.kind)).toContain('people.appointed');
  expect(JSON.stringify(entries)).not.toMatch(/赵敏|钱进|孙丽|李强|吴迪/);
});
