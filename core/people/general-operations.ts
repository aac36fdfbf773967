import type { Actor } from './actor.ts';
import { authorise } from './authorise.ts';
import { type Operation, operationNames } from './operations.ts';

/** What the actor may do as such, without a case or a task of his own: which places the web offers him. */
export const generalOperations = (actor: Actor): Operation[] =>
  operationNames.filter((operation) =>
    actor.entityIds.some((entityId) => authorise(actor, operation, { entityId, personId: actor.personId }).allowed),
  );
