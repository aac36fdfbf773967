import type { CaseEvent } from '../../core/process/events.ts';
import type { Actor } from '../../core/process/state.ts';
import { SYSTEM_ACTOR } from '../../core/process/state.ts';
import type { AuditActor } from '../platform/audit/entry.ts';
import type { Sql } from '../platform/postgres/sql.ts';

interface Row {
  readonly at: number;
  readonly kind: string;
  readonly actor: string;
  readonly payload: string;
}

const actorOf = (text: string): Actor => {
  const actor = JSON.parse(text) as AuditActor;
  if (actor.system !== undefined) return SYSTEM_ACTOR;
  return {
    personId: actor.personId ?? '',
    accountId: actor.accountId ?? '',
    postId: actor.postId ?? null,
    onBehalfOf: actor.onBehalfOf ?? null,
  };
};

const eventOf = (row: Row): CaseEvent =>
  ({
    ...(JSON.parse(row.payload) as object),
    type: row.kind,
    at: row.at,
    actor: actorOf(row.actor),
  }) as unknown as CaseEvent;

/** All events of a case, oldest first, as its audit chain holds them. */
export const readHistory = async (sql: Sql, caseId: string): Promise<readonly CaseEvent[]> => {
  const rows = await sql.prepared<Row>(
    'case-history',
    'select at, kind, actor, payload from audit_entries where chain_id = $1 order by seq',
    [caseId],
  );
  return rows.map(eventOf);
};
