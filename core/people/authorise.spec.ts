import { describe, expect, test } from 'vitest';
import { type Actor, type ActorPost, samePerson } from './actor.ts';
import { authorise, type SubjectFacts } from './authorise.ts';
import type { Operation } from './operations.ts';

const HOME = 'platform';
const post = (p: Partial<ActorPost> = {}): ActorPost => ({
  postId: 'post-clerk',
  entityIds: [HOME],
  roles: ['admissionClerk'],
  ...p,
});
const staff = (...posts: ActorPost[]): Actor => ({
  kind: 'staff',
  personId: 'wang',
  accountId: 'a-wang',
  entityIds: [HOME],
  posts,
});
const answer = (actor: Actor, operation: Operation, subject: SubjectFacts) => {
  const a = authorise(actor, operation, subject);
  return a.allowed ? 'allowed' : a.refusal.code;
};
const task: SubjectFacts = { entityId: HOME, roles: ['admissionClerk'] };

describe('a task', () => {
  test('P08-3.1-01 may be acted on by a holder of the post it is addressed to, and by nobody else', () => {
    expect(answer(staff(post()), 'case.act', task)).toBe('allowed');
    expect(answer(staff(post({ roles: ['qualityLiaison'] })), 'case.act', task)).toBe('people.notYourPost');
    expect(answer(staff(), 'case.act', task)).toBe('people.noPost');
  });

  test('that climbed to a post may be acted on by that post', () => {
    const head = post({ postId: 'post-head', roles: ['headOfOperations'] });
    expect(answer(staff(head), 'case.act', { ...task, posts: ['post-head'] })).toBe('allowed');
  });

  test('that was transferred belongs to the named person alone, or to who stands in for him', () => {
    const moved = { ...task, persons: ['li'] };
    expect(answer(staff(post()), 'case.act', moved)).toBe('people.notYourPost');
    expect(answer(staff(post({ onBehalfOf: 'li' })), 'case.act', moved)).toBe('allowed');
    expect(answer(staff(post({ roles: ['qualityLiaison'] })), 'case.act', { ...task, persons: ['wang'] })).toBe(
      'allowed',
    );
  });

  test('that somebody else has claimed waits for him', () => {
    expect(answer(staff(post()), 'case.act', { ...task, claimedBy: 'li' })).toBe('people.claimedByOther');
    expect(answer(staff(post()), 'case.act', { ...task, claimedBy: 'wang' })).toBe('allowed');
    expect(answer(staff(post({ onBehalfOf: 'li' })), 'case.act', { ...task, claimedBy: 'li' })).toBe('allowed');
  });
});

describe('separation of duties', () => {
  test('compares natural persons, the delegator included', () => {
    expect(samePerson({ personId: 'a' }, { personId: 'a' })).toBe(true);
    expect(samePerson({ personId: 'a', onBehalfOf: 'b' }, { personId: 'b' })).toBe(true);
    expect(samePerson({ personId: 'b' }, { personId: 'a', onBehalfOf: 'b' })).toBe(true);
    expect(samePerson({ personId: 'a', onBehalfOf: 'c' }, { personId: 'b', onBehalfOf: 'c' })).toBe(true);
    expect(samePerson({ personId: 'a', onBehalfOf: 'c' }, { personId: 'b' })).toBe(false);
  });

  test('refuses the second step to the same hand, to the deputy of that hand, and to the one it stood in for', () => {
    const second = (doer: { personId: string; onBehalfOf?: string }) => ({ ...task, notBy: [doer] });
    expect(answer(staff(post()), 'case.act', second({ personId: 'wang' }))).toBe('people.samePerson');
    expect(answer(staff(post({ onBehalfOf: 'li' })), 'case.act', second({ personId: 'li' }))).toBe('people.samePerson');
    expect(answer(staff(post()), 'case.act', second({ personId: 'li', onBehalfOf: 'wang' }))).toBe('people.samePerson');
    expect(answer(staff(post()), 'case.act', second({ personId: 'li' }))).toBe('allowed');
  });

  test('lets the own post serve where the delegated one would be the same hand', () => {
    const both = staff(post({ postId: 'lent', onBehalfOf: 'li' }), post({ postId: 'own' }));
    const a = authorise(both, 'case.act', { ...task, notBy: [{ personId: 'li' }] });
    expect(a.allowed && a.as?.postId).toBe('own');
  });

  test('uses the own post before a delegated one, so that nobody is named as delegator without need', () => {
    const both = staff(post({ postId: 'lent', onBehalfOf: 'li' }), post({ postId: 'own' }));
    const a = authorise(both, 'case.act', task);
    expect(a.allowed && a.as?.postId).toBe('own');
  });
});

describe('records', () => {
  test('P04-5.4-02 may be corrected by the person who wrote them only', () => {
    const mine = { ...task, createdBy: { personId: 'wang' } };
    expect(answer(staff(post()), 'record.correct', mine)).toBe('allowed');
    expect(answer(staff(post()), 'record.correct', { ...mine, createdBy: { personId: 'li' } })).toBe(
      'people.notAuthor',
    );
    expect(answer(staff(post()), 'record.correct', task)).toBe('people.notAuthor');
  });

  test('P08-3.1-02 stay closed to an administrator and to posts outside the procedure', () => {
    const admin = staff(post({ roles: ['administrator'] }));
    for (const operation of [
      'case.read',
      'file.read',
      'record.read',
      'case.list',
      'personal.read',
      'search.use',
    ] as const)
      expect([operation, answer(admin, operation, task)]).toEqual([operation, 'people.administrator']);
    expect(answer(staff(post({ roles: ['salesperson'] })), 'case.read', task)).toBe('people.notYourPost');
    expect(answer(staff(post({ roles: ['headOfQuality'] })), 'case.read', task)).toBe('allowed');
  });
});

describe('an outside reader', () => {
  const auditor = (processes: 'all' | string[]): Actor => ({
    ...staff(),
    kind: 'auditor',
    grants: [{ entityId: HOME, processes }],
  });
  test('sees what the grant names and nothing beside it', () => {
    const admission = { entityId: HOME, process: 'admission' };
    expect(answer(auditor(['admission']), 'case.read', admission)).toBe('allowed');
    expect(answer(auditor(['recall']), 'case.read', admission)).toBe('people.outsideGrant');
    expect(answer(auditor('all'), 'case.read', { ...admission, entityId: 'distributor' })).toBe('people.outsideGrant');
    expect(answer({ ...auditor('all'), grants: [] }, 'case.read', admission)).toBe('people.noGrant');
    expect(answer(auditor(['admission']), 'audit.export', { entityId: HOME })).toBe('people.outsideGrant');
  });
});

describe('a post of the whole group', () => {
  test('counts in both legal entities, while a post of one counts in that one', () => {
    const group = staff(post({ entityIds: [HOME, 'distributor'] }));
    expect(answer(group, 'case.act', { ...task, entityId: 'distributor' })).toBe('allowed');
    expect(answer(staff(post()), 'case.act', { ...task, entityId: 'distributor' })).toBe('people.foreignEntity');
  });
});
