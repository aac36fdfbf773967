import type { Sql } from '../platform/postgres/sql.ts';

/** A draft goes with the act that it became, in the same transaction: it is neither lost before nor left behind after. */
export const dropDraft = async (tx: Sql, taskId: string, personId: string): Promise<void> => {
  await tx.prepared('draft-drop', 'delete from drafts where task_id = $1 and person_id = $2', [taskId, personId]);
};
