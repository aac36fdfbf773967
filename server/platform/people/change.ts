import type { JsonObject } from '../../../core/base/json.ts';
import { Defect } from '../../../core/base/result.ts';
import type { Instant } from '../../../core/base/time.ts';
import { appendToChain } from '../audit/append.ts';
import type { Sql } from '../postgres/sql.ts';

/** Everything a change of people data needs: the transaction, who changes it, why, and the moment of recording. */
export interface Change {
  readonly tx: Sql;
  readonly now: Instant;
  /** Null for the product itself (first start, demo data, a clock). */
  readonly by: { readonly personId: string; readonly accountId: string } | null;
  readonly reason: string;
}

/** Changes of people data are chained within their legal entity. */
export const peopleChain = (entityId: string): string => `people:${entityId}`;

/**
 * Writes who changed what and why, before and after, in the transaction of the change itself. Names and other personal
 * values stay out: persons stand by id.
 */
export const record = async (
  change: Change,
  entityId: string,
  kind: string,
  payload: { readonly subject: JsonObject; readonly before: JsonObject | null; readonly after: JsonObject | null },
): Promise<void> => {
  if (change.reason.trim() === '') throw new Defect('a change of people data without a reason');
  const actor = change.by === null ? { system: 'people' } : { ...change.by };
  await appendToChain(change.tx, { entityId, chainId: peopleChain(entityId) }, [
    { at: change.now, kind: `people.${kind}`, actor, payload: { ...payload, reason: change.reason } },
  ]);
};
