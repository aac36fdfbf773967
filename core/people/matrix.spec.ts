import { describe, expect, test } from 'vitest';
import type { Actor } from './actor.ts';
import { authorise, type SubjectFacts } from './authorise.ts';
import { type ActorClass, matrix, type Reach, staffRoles } from './matrix.ts';
import { type Operation, operationNames, operations, type PostRole } from './operations.ts';

/** What is expected of one operation, written by hand: a new operation does not compile until somebody has thought about it. */
interface Expected {
  readonly business: Reach;
  readonly administrator: Reach;
  readonly merchant: Reach;
  readonly auditor: Reach;
  readonly system: boolean;
  /** Posts that may always, where `business` says less. */
  readonly always?: readonly PostRole[];
}
const supervision: PostRole[] = ['headOfQuality', 'qualityStaff', 'qualityHead', 'archivist', 'generalManager'];
const leads: PostRole[] = ['headOfQuality', 'qualityHead'];
const content = { business: 'involved', administrator: 'involved', always: supervision } as const;
const task = { business: 'addressed', administrator: 'addressed', auditor: 'never', system: false } as const;
const few = (...always: PostRole[]) =>
  ({
    business: 'never',
    administrator: always.includes('administrator') ? 'always' : 'never',
    merchant: 'never',
    auditor: 'never',
    system: false,
    always,
  }) as const;
const everybody = { business: 'always', administrator: 'always', system: false } as const;

const expected: Readonly<Record<Operation, Expected>> = {
  'case.list': { business: 'always', administrator: 'never', merchant: 'always', auditor: 'always', system: true },
  'case.read': { ...content, merchant: 'always', auditor: 'always', system: true },
  'case.start': { ...task, merchant: 'addressed', system: true },
  'case.act': { ...task, merchant: 'addressed', system: true },
  'case.withdraw': { ...task, merchant: 'addressed' },
  'task.claim': { ...task, merchant: 'never' },
  'task.release': { ...task, merchant: 'never' },
  'task.transfer': { ...task, merchant: 'never' },
  'task.addSigner': { ...task, merchant: 'never' },
  'task.copy': { ...task, merchant: 'never' },
  'task.urge': { ...content, merchant: 'addressed', auditor: 'never', system: false },
  'task.draft': { ...task, merchant: 'addressed' },
  'duty.list': {
    ...few(...supervision, 'dataSecurityOfficer', 'headOfTechnology', 'headOfAdministration'),
    auditor: 'always',
  },
  'file.upload': { ...task, merchant: 'addressed' },
  'file.read': { ...content, merchant: 'always', auditor: 'always', system: true },
  'paper.read': { ...content, merchant: 'always', auditor: 'always', system: true },
  'record.read': { ...content, merchant: 'never', auditor: 'always', system: true },
  'record.correct': { ...task, merchant: 'never' },
  'record.review': few(...leads, 'headOfDepartment'),
  'personal.read': { ...task, merchant: 'always' },
  'parameter.read': { ...everybody, merchant: 'never', auditor: 'always' },
  'parameter.propose': few(...leads, 'qualityStaff', 'complianceOfficer', 'headOfCompliance', 'headOfOperations'),
  'parameter.approve': few(...leads),
  'calendar.import': few('administrator', 'headOfTechnology'),
  'register.read': { ...everybody, merchant: 'never', auditor: 'always' },
  'search.use': { business: 'always', administrator: 'never', merchant: 'always', auditor: 'always', system: false },
  'audit.read': { ...few(...leads, 'dataSecurityOfficer', 'headOfTechnology', 'generalManager'), auditor: 'always' },
  'audit.export': { ...few(...leads, 'dataSecurityOfficer', 'headOfTechnology', 'generalManager'), auditor: 'always' },
  'data.export': few(...leads, 'generalManager'),
  'people.read': { ...everybody, merchant: 'never', auditor: 'always' },
  'people.edit': few('administrator', 'headOfTechnology', 'dataSecurityOfficer'),
  'access.request': { ...everybody, merchant: 'never', auditor: 'never' },
  'access.approve': few(...leads),
  'access.approveInVacancy': few('generalManager'),
  'access.review': few(...leads, 'generalManager'),
  'auditor.admit': few('headOfQuality', 'generalManager'),
  'session.revokeOther': few('administrator', 'dataSecurityOfficer', 'headOfTechnology'),
  'delegation.manage': { business: 'own', administrator: 'own', merchant: 'never', auditor: 'never', system: false },
  'session.manage': { business: 'own', administrator: 'own', merchant: 'own', auditor: 'own', system: false },
  'credential.manage': { business: 'own', administrator: 'own', merchant: 'own', auditor: 'own', system: false },
  'system.health': few('administrator', 'dataSecurityOfficer', 'headOfTechnology', 'technician'),
  'system.operate': few('administrator', 'headOfTechnology'),
};

const cell = (e: Expected, actor: ActorClass, systemReach: Reach): Reach => {
  if (actor === 'merchantAccount') return e.merchant;
  if (actor === 'auditorAccount') return e.auditor;
  if (actor === 'systemItself') return e.system ? systemReach : 'never';
  if (actor === 'administrator') return e.administrator;
  return e.always?.includes(actor) ? 'always' : e.business;
};

describe('every post against every operation', () => {
  test('P08-3.1-01 P08-3.1-02 each post reaches exactly what the table written by hand says', () => {
    const rows = matrix();
    expect(rows.map((row) => row.operation).sort()).toEqual(Object.keys(expected).sort());
    for (const row of rows)
      for (const [actor, reach] of Object.entries(row.cells))
        expect([row.operation, actor, reach]).toEqual([
          row.operation,
          actor,
          cell(expected[row.operation], actor as ActorClass, 'always'),
        ]);
  });

  const staff = (role: PostRole): Actor => ({
    kind: 'staff',
    personId: 'p',
    accountId: 'a',
    entityIds: ['platform'],
    posts: [{ postId: 'post', entityIds: ['platform'], roles: [role] }],
  });
  const generous = (role: PostRole, entityId: string): SubjectFacts => ({
    entityId,
    roles: [role],
    posts: ['post'],
    persons: ['p'],
    involved: { roles: [role], posts: ['post'], persons: ['p'] },
    createdBy: { personId: 'p' },
    personId: 'p',
  });

  test('nothing of another legal entity can be reached by any post', () => {
    for (const operation of operationNames.filter((name) => operations[name].within === 'entity'))
      for (const role of staffRoles) {
        const answer = authorise(staff(role), operation, generous(role, 'distributor'));
        expect([operation, role, answer.allowed ? 'allowed' : answer.refusal.code]).toEqual([
          operation,
          role,
          'people.foreignEntity',
        ]);
      }
  });

  test('nothing of another merchant can be reached by a merchant', () => {
    const merchant: Actor = { ...staff('everyone'), kind: 'merchant', posts: [], partyId: 'mine' };
    for (const operation of operationNames.filter((name) => operations[name].within === 'entity'))
      for (const partyId of ['theirs', undefined])
        expect([
          operation,
          authorise(merchant, operation, {
            ...generous('merchant', 'platform'),
            ...(partyId === undefined ? {} : { partyId }),
          }).allowed,
        ]).toEqual([operation, false]);
  });

  test('P04-5.4-01 an outside reader writes nothing but his own sessions and credentials', () => {
    const auditor: Actor = {
      ...staff('everyone'),
      kind: 'auditor',
      posts: [],
      grants: [{ entityId: 'platform', processes: 'all' }],
    };
    const written = operationNames.filter(
      (name) =>
        operations[name].effect === 'write' && authorise(auditor, name, generous('auditor', 'platform')).allowed,
    );
    expect(written).toEqual(['session.manage', 'credential.manage']);
  });

  test('every operation says in both languages why it is refused', () => {
    for (const operation of operationNames) {
      const nobody: Actor = { ...staff('everyone'), entityIds: [], posts: [] };
      const answer = authorise(nobody, operation, {});
      if (!answer.allowed) expect(answer.refusal.message.zh && answer.refusal.message.en).toBeTruthy();
    }
  });
});
