import type { Actor } from '../../../core/people/actor.ts';
import { noPost } from '../../../core/people/refusals.ts';
import { Refused } from '../../case/commit.ts';

/** The legal entity that a person's new case belongs to: the one of the first post held, or that the merchant deals with. */
export const appointedEntity = (actor: Actor): string => {
  const [entity] = actor.posts[0]?.entityIds ?? actor.entityIds;
  if (entity === undefined) throw new Refused(noPost());
  return entity;
};
