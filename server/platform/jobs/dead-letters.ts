import type { JsonObject } from '../../../core/base/json.ts';
import type { Instant } from '../../../core/base/time.ts';
import type { Database, Sql } from '../postgres/sql.ts';

/** A job that failed for good and waits for somebody to decide. */
export interface DeadLetter {
  /** For `revive`. */
  readonly id: string;
  readonly kind: 'queue' | 'cron';
  /** Queue or schedule. */
  readonly name: string;
  /** Ids only. */
  readonly data: JsonObject;
  /** Name, code and place of the error. */
  readonly error: JsonObject | null;
  readonly at: Instant;
}

export const deadQueue = 'dead-letters';

/** The newest first, at most `limit`. */
export const listDeadLetters = (sql: Sql, limit = 200): Promise<DeadLetter[]> =>
  sql.query<DeadLetter>(
    `select * from (
       select id::text, 'queue' as kind, source_name as name, data, output as error, created_on as at
       from pgboss.job where name = $1 and state in ('created', 'retry')
       union all
       select name || '@' || extract(epoch from due_at)::bigint, 'cron', name, jsonb_build_object('due', due_at), error, ended_at
       from job_runs where state = 'dead'
     ) letters order by at desc limit $2`,
    [deadQueue, limit],
  );

/** Puts a dead scheduled run back into the line. */
export const reviveRun = async (db: Database, id: string): Promise<boolean> => {
  const rows = await db.query(
    `update job_runs set state = 'waiting', attempts = 0, ended_at = null
     where state = 'dead' and name || '@' || extract(epoch from due_at)::bigint = $1 returning 1 as one`,
    [id],
  );
  return rows.length > 0;
};

/** Takes a dead job out of the dead-letter queue; null when it is no longer there. */
export const takeDeadJob = async (tx: Sql, id: string): Promise<{ queue: string; data: JsonObject } | null> => {
  if (!/^[0-9a-f-]{36}$/.test(id)) return null;
  const [row] = await tx.query<{ queue: string; data: JsonObject }>(
    `delete from pgboss.job where name = $1 and id = $2 and state in ('created', 'retry') returning source_name as queue, data`,
    [deadQueue, id],
  );
  return row ?? null;
};
