import type { RoleId } from '../../core/manual/roles.ts';
import type { Actor as Principal } from '../../core/people/actor.ts';
import type { Actor } from '../../core/process/state.ts';
import { SYSTEM_ACTOR } from '../../core/process/state.ts';
import type { AuditActor } from '../platform/audit/entry.ts';

/** The post under which a person holds a role in an entity: an own post before a delegated one. */
const postFor = (principal: Principal, role: RoleId, entityId: string) => {
  const posts = principal.posts.filter((post) => post.entityIds.includes(entityId) && post.roles.includes(role));
  return posts.find((post) => post.onBehalfOf === undefined) ?? posts[0] ?? null;
};

/** Does the person hold the role for this case? The outside party's role is held by the accounts of that party alone. */
export const holdsRole = (
  principal: Principal,
  role: RoleId,
  on: { readonly entityId: string; readonly partyId: string | null },
): boolean => {
  if (role === 'merchant')
    return principal.kind === 'merchant' && principal.partyId !== undefined && principal.partyId === on.partyId;
  return postFor(principal, role, on.entityId) !== null;
};

/** The actor as the engine and the evidence know him: person, post, and whom he stands in for. */
export const actorFor = (principal: Principal, role: RoleId | null, entityId: string): Actor => {
  if (principal.kind === 'system') return SYSTEM_ACTOR;
  const post = role === null ? null : postFor(principal, role, entityId);
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
