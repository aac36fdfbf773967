import type { Text } from '../base/text.ts';
import { roleIds, roles } from '../manual/roles.ts';
import type { Actor } from './actor.ts';
import { authorise, type SubjectFacts } from './authorise.ts';
import { type Operation, operationNames, operations, type PostRole } from './operations.ts';

/**
 * When a kind of actor may do an operation: `always` within the own entity (a merchant: about the own company),
 * `involved` where the post takes part in the case's procedure, `addressed` where the subject waits for the post,
 * `own` on one's own things, or `never`.
 */
export type Reach = 'always' | 'involved' | 'addressed' | 'own' | 'never';

export type ActorClass = PostRole | 'auditorAccount' | 'merchantAccount' | 'systemItself';

export interface MatrixRow {
  readonly operation: Operation;
  readonly title: Text;
  readonly cells: Readonly<Record<ActorClass, Reach>>;
}

const HOME = 'home';
const ME = 'me';
const PARTY = 'party';

const base = { kind: 'staff', personId: ME, accountId: 'account', entityIds: [HOME], posts: [] } as const;

/** Roles that somebody of the staff can hold; outside parties and the system come as kinds of account. */
export const staffRoles: readonly PostRole[] = [
  ...roleIds.filter((id) => roles[id].kind !== 'outside' && roles[id].kind !== 'system'),
  'administrator',
];

const actors: readonly (readonly [ActorClass, Actor])[] = [
  ...staffRoles.map((role): readonly [ActorClass, Actor] => [
    role,
    { ...base, posts: [{ postId: 'post', entityIds: [HOME], roles: [role] }] },
  ]),
  ['auditorAccount', { ...base, kind: 'auditor', grants: [{ entityId: HOME, processes: 'all' }] }],
  ['merchantAccount', { ...base, kind: 'merchant', partyId: PARTY }],
  ['systemItself', { ...base, kind: 'system' }],
];

const reach = (actor: Actor, name: ActorClass, operation: Operation): Reach => {
  const asked = name === 'merchantAccount' ? 'merchant' : (name as PostRole);
  const bare: SubjectFacts = { entityId: HOME, ...(actor.kind === 'merchant' ? { partyId: PARTY } : {}) };
  const steps: readonly (readonly [Reach, SubjectFacts])[] = [
    ['always', bare],
    ['involved', { ...bare, involved: { roles: [asked] } }],
    ['addressed', { ...bare, roles: [asked], createdBy: { personId: ME } }],
    ['own', { ...bare, personId: ME }],
  ];
  for (const [answer, subject] of steps) if (authorise(actor, operation, subject).allowed) return answer;
  return 'never';
};

/** Every operation against every role and kind of account, computed by asking `authorise`, for tests and for the docs. */
export const matrix = (): readonly MatrixRow[] =>
  operationNames.map((operation) => ({
    operation,
    title: operations[operation].title,
    cells: Object.fromEntries(
      actors.map(([name, actor]) => [name, reach(actor, name, operation)]),
    ) as MatrixRow['cells'],
  }));
