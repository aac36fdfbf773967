import { randomUUID } from 'node:crypto';
import { Defect } from '../../core/base/result.ts';
import type { Actor as Principal } from '../../core/people/actor.ts';
import type { Sql } from '../platform/postgres/sql.ts';
import { contextFor } from './act.ts';
import { decideAndWrite } from './commit.ts';
import type { Kernel } from './kernel.ts';
import { loadByTask } from './load.ts';
import { MACHINE } from './wake.ts';

/** Why a task went back to its post, as its history says. */
export const LEFT = '原办理人已离职或账号停用,任务退回岗位 The person left or is blocked; the task returns to the post';

export interface HeldTask {
  readonly taskId: string;
  readonly caseId: string;
  readonly number: string;
  readonly subject: string;
  /** An added signature is asked of a person, not of a post: it has to be handed to somebody else. */
  readonly isSignature: boolean;
}

/** Open tasks of a legal entity that wait for one person: claimed, or given by name. */
export const tasksHeldBy = async (sql: Sql, personId: string, entityId: string): Promise<readonly HeldTask[]> => {
  const rows = await sql.query<{ id: string; case_id: string; number: string; subject: string; signs: boolean }>(
    `select t.id, t.case_id, c.number, c.subject, c.state -> 'tasks' -> t.key ->> 'signsFor' is not null as signs
       from case_tasks t join cases c on c.id = t.case_id
      where t.state = 'open' and t.entity_id = $2 and (t.claimed_by = $1 or t.assigned_to = $1)
      order by t.due_at nulls last, t.id`,
    [personId, entityId],
  );
  return rows.map((row) => ({
    taskId: row.id,
    caseId: row.case_id,
    number: row.number,
    subject: row.subject,
    isSignature: row.signs,
  }));
};

/**
 * Gives back to their posts the tasks of somebody who has left or is kept out, each in a transaction of its own: by then
 * nobody can hold them against a colleague. Returns how many were given back.
 */
export const releaseTasksOf = async (
  kernel: Kernel,
  by: Principal,
  personId: string,
  entityId: string,
  reason: string,
): Promise<number> => {
  let released = 0;
  for (const { taskId, isSignature } of await tasksHeldBy(kernel.db, personId, entityId)) {
    if (isSignature) continue;
    const caseId = await kernel.db.transaction(async (tx) => {
      const loaded = await loadByTask(kernel, tx, taskId, by.accountId, randomUUID());
      const task = loaded?.taskKey ? loaded.case.state.tasks[loaded.taskKey] : undefined;
      if (!loaded || !task) throw new Defect(`no task ${taskId}`);
      if (task.state !== 'open' || ![task.claimedBy, task.assignedTo].includes(personId)) return null;
      const plain = contextFor(kernel, loaded.case, by, null, {}, task);
      // In the leaver's place, so that only what was bound to him by name is moved.
      const context = { ...plain, actor: { ...plain.actor, onBehalfOf: personId }, holds: () => true };
      await decideAndWrite(kernel, tx, loaded.case, { do: 'release', task: task.key, reason }, context, null);
      return loaded.case.id;
    });
    if (caseId !== null) {
      kernel.committed(caseId);
      released += 1;
    }
  }
  return released;
};

const GONE = `
  select distinct p.person_id, t.entity_id from case_tasks t
   cross join lateral (select unnest(array[t.claimed_by, t.assigned_to]) as person_id) p
   where t.state = 'open' and p.person_id is not null
     and exists (select from accounts a where a.person_id = p.person_id and a.kind = 'staff')
     and not exists (select from accounts a where a.person_id = p.person_id and a.kind = 'staff' and in_force(a.valid_from, a.valid_to, $1)
                        and not exists (select from account_blocks b where b.account_id = a.id and in_force(b.valid_from, b.valid_to, $1)))`;

/** By the clock, for those whose last day was set ahead. */
export const releaseTasksOfTheGone = async (kernel: Kernel): Promise<void> => {
  const rows = await kernel.db.query<{ person_id: string; entity_id: string }>(GONE, [new Date(kernel.clock())]);
  for (const row of rows) await releaseTasksOf(kernel, MACHINE, row.person_id, row.entity_id, LEFT);
};
