import type { PostRole } from './operations.ts';

export type PersonId = string;

/** A post that the actor may use at the moment of asking, with the manual's roles that the company laid on it. */
export interface ActorPost {
  readonly postId: string;
  /** Legal entities in which the post counts: one, or several for a post of the whole group. */
  readonly entityIds: readonly string[];
  readonly roles: readonly PostRole[];
  /** The person whose post this is, when it came by delegation. */
  readonly onBehalfOf?: PersonId;
  /**
   * The roles are not the post's own: nobody holds them now, and their tasks have climbed to this post. They count for
   * the work on cases alone, never for the general rights of a role.
   */
  readonly climbed?: true;
}

/** What a regulator or auditor was let in for. Dates are applied when the actor is loaded: only grants in force stand here. */
export interface AuditorGrant {
  readonly entityId: string;
  /** Procedures whose cases may be read; `all` where the letter named none. */
  readonly processes: 'all' | readonly string[];
}

/**
 * Who is asking, as of one instant: whoever loads an actor has already dropped posts, delegations and grants that are
 * not in force, so that the pure rules below need no clock.
 */
export interface Actor {
  readonly kind: 'staff' | 'merchant' | 'auditor' | 'system';
  readonly personId: PersonId;
  readonly accountId: string;
  readonly entityIds: readonly string[];
  /** The merchant that a merchant's account belongs to. */
  readonly partyId?: string;
  readonly posts: readonly ActorPost[];
  readonly grants?: readonly AuditorGrant[];
}

/** A person who did something, and in whose place. */
export interface Doer {
  readonly personId: PersonId;
  readonly onBehalfOf?: PersonId;
}

/**
 * Are these two, for the separation of duties, one natural person? Whoever acts for another counts as both: what my
 * deputy drafts in my name I may not approve, and what I drafted my deputy may not approve in my name (DECISIONS 42).
 */
export const samePerson = (a: Doer, b: Doer): boolean => {
  const of = (doer: Doer) => (doer.onBehalfOf === undefined ? [doer.personId] : [doer.personId, doer.onBehalfOf]);
  return of(a).some((person) => of(b).includes(person));
};

export const doerOf = (actor: Actor, as: ActorPost | null): Doer =>
  as?.onBehalfOf === undefined ? { personId: actor.personId } : { personId: actor.personId, onBehalfOf: as.onBehalfOf };
