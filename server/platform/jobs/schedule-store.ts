import type { JsonObject } from '../../../core/base/json.ts';
import { type Instant, instant } from '../../../core/base/time.ts';
import type { Database } from '../postgres/sql.ts';
import { jsonb, timestamptz } from '../postgres/values.ts';
import { type CatchUp, dueUntil } from './catch-up.ts';
import { nextAfter, parseCron } from './cron-pattern.ts';

export interface Schedule {
  readonly name: string;
  readonly pattern: string;
  readonly catchUp: CatchUp;
}

/** Makes the row of each schedule; one whose pattern changed counts from now on by the new one. */
export const declareSchedules = async (db: Database, schedules: readonly Schedule[], now: Instant): Promise<void> => {
  for (const { name, pattern } of schedules) {
    await db.query(
      `insert into job_schedules as s (name, pattern, next_due) values ($1, $2, $3)
       on conflict (name) do update set pattern = excluded.pattern, next_due = excluded.next_due where s.pattern <> excluded.pattern`,
      [name, pattern, timestamptz(nextAfter(parseCron(pattern), now))],
    );
  }
};

/** Writes a run for each due instant; of several processes one does it, the others pass over the locked rows. */
export const collectDue = (db: Database, schedules: readonly Schedule[], now: Instant): Promise<void> =>
  db.transaction(async (tx) => {
    const rows = await tx.query<{ name: string; next_due: number }>(
      `select name, next_due from job_schedules where name = any($1) and next_due <= $2 order by name for update skip locked`,
      [schedules.map(({ name }) => name), timestamptz(now)],
    );
    for (const row of rows) {
      const schedule = schedules.find(({ name }) => name === row.name);
      if (schedule === undefined) continue;
      const due = dueUntil(parseCron(schedule.pattern), instant(row.next_due), now, schedule.catchUp);
      await tx.query(
        `insert into job_runs (name, due_at) select $1, unnest($2::timestamptz[]) on conflict do nothing`,
        [row.name, due.serve.map(timestamptz)],
      );
      await tx.query(`update job_schedules set next_due = $2 where name = $1`, [row.name, timestamptz(due.next)]);
    }
  });

/** Names that have a run waiting, of those given. */
export const waitingNames = async (db: Database, names: readonly string[]): Promise<string[]> =>
  (
    await db.query<{ name: string }>(`select distinct name from job_runs where state = 'waiting' and name = any($1)`, [
      names,
    ])
  ).map(({ name }) => name);

/** The oldest waiting run of a schedule, marked as begun. */
export const beginRun = async (
  db: Database,
  name: string,
  now: Instant,
): Promise<{ due: Instant; attempts: number } | null> => {
  const [row] = await db.query<{ due_at: number; attempts: number }>(
    `update job_runs set started_at = $2, attempts = attempts + 1
     where (name, due_at) = (select name, due_at from job_runs where name = $1 and state = 'waiting' order by due_at limit 1)
     returning due_at, attempts`,
    [name, timestamptz(now)],
  );
  return row === undefined ? null : { due: instant(row.due_at), attempts: row.attempts };
};

export const endRun = async (
  db: Database,
  name: string,
  due: Instant,
  state: 'done' | 'dead',
  now: Instant,
): Promise<void> => {
  await db.query(`update job_runs set state = $3, ended_at = $4 where name = $1 and due_at = $2`, [
    name,
    timestamptz(due),
    state,
    timestamptz(now),
  ]);
};

export const noteFailure = async (db: Database, name: string, due: Instant, error: JsonObject): Promise<void> => {
  await db.query(`update job_runs set error = $3 where name = $1 and due_at = $2`, [
    name,
    timestamptz(due),
    jsonb(error),
  ]);
};
