import { formatInstant } from '../../core/base/time.ts';
import type { TaskView } from '../../core/contract/case-view.ts';
import type { Sql } from '../platform/postgres/sql.ts';
import { UNKNOWN_TASK } from './act.ts';
import { Refused } from './commit.ts';
import type { Clock } from './kernel.ts';

/** Encrypts for storage; a draft may hold what the form will seal. */
export interface DraftCipher {
  readonly encrypt: (entityId: string, clear: string, context: string) => Promise<Uint8Array>;
  readonly decrypt: (cipher: Uint8Array, context: string) => Promise<string>;
}

export interface Drafts {
  readonly read: (taskId: string, personId: string, sql?: Sql) => Promise<TaskView['draft']>;
  readonly save: (
    taskId: string,
    personId: string,
    action: string,
    values: Readonly<Record<string, unknown>>,
  ) => Promise<string>;
}

/** What somebody has typed and not handed in: his alone, until he acts. */
export const draftsIn = (db: Sql, cipher: DraftCipher, clock: Clock): Drafts => ({
  read: async (taskId, personId, sql = db) => {
    const [row] = await sql.prepared<{ action: string; content: Uint8Array; saved_at: number }>(
      'draft-read',
      'select action, content, saved_at from drafts where task_id = $1 and person_id = $2',
      [taskId, personId],
    );
    if (!row) return null;
    const values = JSON.parse(await cipher.decrypt(row.content, `${taskId}/${personId}`)) as Record<string, unknown>;
    return { action: row.action, values, savedAt: formatInstant(row.saved_at as never) };
  },
  save: async (taskId, personId, action, values) => {
    const now = clock();
    const [task] = await db.prepared<{ entity_id: string }>(
      'draft-entity',
      'select entity_id from case_tasks where id = $1',
      [taskId],
    );
    if (!task) throw new Refused(UNKNOWN_TASK);
    const content = await cipher.encrypt(task.entity_id, JSON.stringify(values), `${taskId}/${personId}`);
    await db.prepared(
      'draft-save',
      `insert into drafts (task_id, person_id, action, content, saved_at) values ($1, $2, $3, $4, $5)
       on conflict (task_id, person_id) do update set action = excluded.action, content = excluded.content, saved_at = excluded.saved_at`,
      [taskId, personId, action, content, new Date(now)],
    );
    return formatInstant(now);
  },
});
