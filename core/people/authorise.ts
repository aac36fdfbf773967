import type { Refusal } from '../base/result.ts';
import { carries } from '../manual/carriers.ts';
import { type Actor, type ActorPost, type Doer, doerOf, type PersonId, samePerson } from './actor.ts';
import type { OperationRule, PostRole } from './operation-rule.ts';
import { type Operation, operations } from './operations.ts';
import * as no from './refusals.ts';

/** What the rules need to know of the thing asked about; the server reads it, inside the transaction for writes. */
export interface SubjectFacts {
  /** Legal entity that owns the subject. Needed by every operation that is asked within an entity. */
  readonly entityId?: string;
  /** Merchant whom the subject is about. */
  readonly partyId?: string;
  readonly process?: string;
  /** Roles that the open task (or the start of the procedure) is addressed to. */
  readonly roles?: readonly PostRole[];
  /** Posts it climbed to because the post of the role is empty. */
  readonly posts?: readonly string[];
  /** Persons it was moved to by name (转办, 加签); where there are any, only they. */
  readonly persons?: readonly PersonId[];
  /** Roles that take part anywhere in the case's procedure, and posts and persons its tasks went to. */
  readonly involved?: {
    readonly roles?: readonly PostRole[];
    readonly posts?: readonly string[];
    readonly persons?: readonly PersonId[];
  };
  readonly claimedBy?: PersonId;
  /** Who wrote the record or did the act that is to be corrected or withdrawn. */
  readonly createdBy?: Doer;
  /** Who did the acts that this one must not be done by (`notBy` of the action). */
  readonly notBy?: readonly Doer[];
  /** For operations on one's own things: whose things they are. */
  readonly personId?: PersonId;
}

/** `as` is the post by which it is allowed, to be recorded with the act; null for outsiders and the system. */
export type Authorisation =
  | { readonly allowed: true; readonly as: ActorPost | null }
  | { readonly allowed: false; readonly refusal: Refusal };

const yes = (as: ActorPost | null): Authorisation => ({ allowed: true, as });
const denied = (refusal: Refusal): Authorisation => ({ allowed: false, refusal });

/** Work on a claimed task belongs to whoever claimed it. */
const BOUND_TO_CLAIM: ReadonlySet<Operation> = new Set([
  'case.act',
  'task.claim',
  'task.release',
  'task.transfer',
  'task.addSigner',
  'task.draft',
  'file.upload',
]);
/** Only the author may: P04 §5.4, 操作权限, and 撤回. */
const BOUND_TO_AUTHOR: ReadonlySet<Operation> = new Set(['case.withdraw', 'record.correct']);

/**
 * May the actor do this to that, and if not, why? The one function for it: the server asks it before every act and
 * sends the answer to the web, which evaluates no rule. Everything not allowed by the table is refused (P08 §3.1).
 */
export const authorise = (actor: Actor, operation: Operation, subject: SubjectFacts): Authorisation => {
  const rule = operations[operation];
  if (rule.within === 'own' && subject.personId !== actor.personId) return denied(no.notYourOwn(rule));
  switch (actor.kind) {
    case 'system':
      return rule.system ? yes(null) : denied(no.notForSystem(rule));
    case 'auditor':
      return asAuditor(actor, rule, subject);
    case 'merchant':
      return asMerchant(actor, operation, rule, subject);
    case 'staff':
      return asStaff(actor, operation, rule, subject);
  }
};

const closedToReaders = carries(
  { kind: 'access', name: 'access.outsideReaders', obligations: ['P04-5.4-01'] },
  (rule: OperationRule): boolean => rule.auditor === 'no',
  () => () => false,
);

const asAuditor = (actor: Actor, rule: OperationRule, subject: SubjectFacts): Authorisation => {
  const grants = actor.grants ?? [];
  if (closedToReaders(rule)) return denied(no.readOnly(rule));
  if (grants.length === 0) return denied(no.noGrant());
  if (rule.within !== 'entity') return yes(null);
  const covers = grants.some((grant) => {
    if (grant.entityId !== subject.entityId) return false;
    if (grant.processes === 'all') return true;
    return rule.auditor === 'granted' && (subject.process === undefined || grant.processes.includes(subject.process));
  });
  return covers ? yes(null) : denied(no.outsideGrant());
};

const asMerchant = (actor: Actor, operation: Operation, rule: OperationRule, subject: SubjectFacts): Authorisation => {
  if (rule.merchant === 'no') return denied(no.staffOnly(rule));
  if (rule.within === 'own') return yes(null);
  if (actor.partyId === undefined || subject.partyId !== actor.partyId) return denied(no.foreignParty());
  if (subject.entityId === undefined || !actor.entityIds.includes(subject.entityId)) return denied(no.foreignEntity());
  if (rule.merchant === 'addressed') {
    const named = subject.persons ?? [];
    const mine = named.length > 0 ? named.includes(actor.personId) : (subject.roles ?? []).includes('merchant');
    if (!mine) return denied(no.notYourTask(rule));
  }
  return personalBounds(operation, subject, { personId: actor.personId }) ?? yes(null);
};

const asStaff = (actor: Actor, operation: Operation, rule: OperationRule, subject: SubjectFacts): Authorisation => {
  const here = within(actor.posts, rule, subject.entityId);
  if (here.length === 0) return denied(actor.posts.length === 0 ? no.noPost() : no.foreignEntity());
  const fitting = here.filter((post) => fits(actor, post, rule, subject));
  if (fitting.length === 0) {
    const onlyMachine = here.every((post) => post.roles.every((role) => role === 'administrator'));
    return denied(onlyMachine && rule.within === 'entity' ? no.administrator(rule) : no.notYourPost(rule));
  }
  // A person who holds the post himself acts for himself; a delegated one serves where the own does not, a vacant one last.
  const distance = (post: ActorPost) => (post.climbed ? 2 : 0) + (post.onBehalfOf === undefined ? 0 : 1);
  const ordered = [...fitting].sort((a, b) => distance(a) - distance(b));
  let first: Authorisation | null = null;
  for (const post of ordered) {
    const bound = personalBounds(operation, subject, doerOf(actor, post));
    if (bound === null) return yes(post);
    first ??= bound;
  }
  return first ?? denied(no.notYourPost(rule));
};

const within = (
  posts: readonly ActorPost[],
  rule: OperationRule,
  entityId: string | undefined,
): readonly ActorPost[] =>
  rule.within === 'entity' ? posts.filter((p) => entityId !== undefined && p.entityIds.includes(entityId)) : posts;

const fits = (actor: Actor, post: ActorPost, rule: OperationRule, subject: SubjectFacts): boolean => {
  if (rule.staff === 'nobody') return false;
  if (post.climbed) return fitsByVacancy(actor, post, rule, subject);
  if (rule.staff === 'everyone') return true;
  if (rule.staff === 'business') return post.roles.some((role) => role !== 'administrator');
  if (rule.staff === 'addressed') return isAddressed(actor, post, subject);
  if ('roles' in rule.staff) return hasAny(post.roles, rule.staff.roles);
  if (hasAny(post.roles, rule.staff.involvedOr)) return true;
  return isAddressed(actor, post, subject) || isNamed(actor, post, subject.involved ?? {});
};

/** An empty post hands its tasks up, not its rights: what is allowed to a role as such does not climb. */
const fitsByVacancy = (actor: Actor, post: ActorPost, rule: OperationRule, subject: SubjectFacts): boolean => {
  if (rule.staff === 'addressed') return isAddressed(actor, post, subject);
  if (typeof rule.staff === 'string' || 'roles' in rule.staff) return false;
  return isAddressed(actor, post, subject) || isNamed(actor, post, subject.involved ?? {});
};

const isAddressed = (actor: Actor, post: ActorPost, subject: SubjectFacts): boolean => {
  const persons = subject.persons ?? [];
  return persons.length > 0 ? isNamed(actor, post, { persons }) : isNamed(actor, post, subject);
};

const isNamed = (actor: Actor, post: ActorPost, by: NonNullable<SubjectFacts['involved']>): boolean =>
  hasAny(post.roles, by.roles ?? []) ||
  (by.posts ?? []).includes(post.postId) ||
  (by.persons ?? []).includes(post.onBehalfOf ?? actor.personId);

const hasAny = (held: readonly PostRole[], asked: readonly PostRole[]): boolean => asked.some((r) => held.includes(r));

const isAuthor = carries(
  { kind: 'access', name: 'access.ownRecords', obligations: ['P04-5.4-02'] },
  (doer: Doer, subject: SubjectFacts): boolean =>
    subject.createdBy !== undefined && samePerson(doer, subject.createdBy),
  () => () => true,
);

/** Rules about the natural person rather than the post: claims, authorship, separation of duties. */
const personalBounds = (operation: Operation, subject: SubjectFacts, doer: Doer): Authorisation | null => {
  if (
    BOUND_TO_CLAIM.has(operation) &&
    subject.claimedBy !== undefined &&
    !samePerson(doer, { personId: subject.claimedBy })
  )
    return denied(no.claimedByOther());
  if (BOUND_TO_AUTHOR.has(operation) && !isAuthor(doer, subject)) return denied(no.notAuthor(operation));
  if ((subject.notBy ?? []).some((other) => samePerson(doer, other))) return denied(no.sameHand());
  return null;
};
