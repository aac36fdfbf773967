import { Defect } from '../../../core/base/result.ts';
import type { Actor } from '../../../core/people/actor.ts';

/** The legal entity that a person's new case belongs to: the one of the first post held, or that the merchant deals with. */
export const appointedEntity = (actor: Actor): string => {
  const [entity] = actor.posts[0]?.entityIds ?? actor.entityIds;
  if (entity === undefined) throw new Defect('an actor without a legal entity');
  return entity;
};
