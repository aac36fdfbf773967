import type { RoleId } from '../../core/manual/roles.ts';
import type { ActorPost, Actor as Principal } from '../../core/people/actor.ts';
import type { Actor } from '../../core/process/state.ts';
import { SYSTEM_ACTOR } from '../../core/process/state.ts';
import type { AuditActor } from '../platform/audit/entry.ts';

/**
 * The post under which a person holds a role in an entity: an own post before a delegated one, a vacant one that has
 * climbed to him last. Where the task is one person's by name, the post held for that person.
 */
const postFor = (principal: Principal, role: RoleId, entityId: string, named: string | null = null) => {
  const posts = principal.posts.filter((post) => post.entityIds.includes(entityId) && post.roles.includes(role));
  const distance = (post: ActorPost) => (post.climbed ? 2 : 0) + (post.onBehalfOf === undefined ? 0 : 1);
  const nearest = posts.toSorted((a, b) => distance(a) - distance(b));
  const forHim = named === principal.personId ? undefined : nearest.find((post) => post.onBehalfOf === named);
  return forHim ?? nearest[0] ?? null;
};

/** Does the person hold the role for this case? The outside party's role is held by the accounts of that party alone, the system's by the machine. */
export const holdsRole = (
  principal: Principal,
  role: RoleId,
  on: { readonly entityId: string; readonly partyId: string | null },
): boolean => {
  if (role === 'merchant')
    return principal.kind === 'merchant' && principal.partyId !== undefined && principal.partyId === on.partyId;
  if (role === 'system') return principal.kind === 'system';
  return postFor(principal, role, on.entityId) !== null;
};

/**
 * The actor as the engine and the evidence know him: person, post, and whom he stands in for. `named` is the person to
 * whom the task was moved or who claimed it.
 */
export const actorFor = (
  principal: Principal,
  role: RoleId | null,
  entityId: string,
  named: string | null = null,
): Actor => {
  if (principal.kind === 'system') return SYSTEM_ACTOR;
  const post = role === null ? null : postFor(principal, role, entityId, named);
  return {
    personId: principal.personId,
    accountId: principal.accountId,
    postId: post?.postId ?? null,
    onBehalfOf: post?.onBehalfOf ?? null,
  };
};

export const auditActorOf = (actor: Actor): AuditActor =>
  actor.system
    ? { system: 'plumbline' }
    : {
        personId: actor.personId,
        accountId: actor.accountId,
        ...(actor.postId === null ? {} : { postId: actor.postId }),
        ...(actor.onBehalfOf === null ? {} : { onBehalfOf: actor.onBehalfOf }),
      };
