import type { JsonObject } from '../../../core/base/json.ts';
import { Defect } from '../../../core/base/result.ts';
import type { Database, Sql } from '../postgres/sql.ts';
import { jsonb } from '../postgres/values.ts';

/** Long work in steps, each a transaction that also writes how far it came. */
export interface Resumable {
  /** How many items there are to do; asked once at the start. */
  readonly total: (tx: Sql, subject: string) => Promise<number>;
  /** Does the items after `cursor` (null at first) and says how many and where it stands; a null cursor ends the work. */
  readonly step: (
    tx: Sql,
    subject: string,
    cursor: string | null,
  ) => Promise<{ readonly done: number; readonly cursor: string | null }>;
}

export interface Progress {
  readonly name: string;
  readonly subject: string;
  readonly state: 'running' | 'done' | 'dead';
  readonly total: number | null;
  readonly done: number;
  readonly error: JsonObject | null;
}

/** Begins anew, also what was done before; leaves alone what is under way. */
export const openProgress = async (tx: Sql, name: string, subject: string): Promise<void> => {
  await tx.query(
    `insert into job_progress as p (name, subject) values ($1, $2)
     on conflict (name, subject) do update
       set state = 'running', total = null, done = 0, cursor = null, error = null, started_at = now(), updated_at = now()
       where p.state <> 'running'`,
    [name, subject],
  );
};

export const readProgress = async (sql: Sql, name: string, subject: string): Promise<Progress | null> => {
  const [row] = await sql.query<Progress>(
    `select name, subject, state, total, done, error from job_progress where name = $1 and subject = $2`,
    [name, subject],
  );
  return row ?? null;
};

const takeStep = (db: Database, name: string, subject: string, work: Resumable): Promise<boolean> =>
  db.transaction(async (tx) => {
    const [row] = await tx.query<{ cursor: string | null; total: number | null; state: string }>(
      `select cursor, total, state from job_progress where name = $1 and subject = $2 for update`,
      [name, subject],
    );
    if (row === undefined) throw new Defect(`${name}: no progress was opened for this subject`);
    if (row.state !== 'running') return true;
    const total = row.total ?? (await work.total(tx, subject));
    const { done, cursor } = await work.step(tx, subject, row.cursor);
    await tx.query(
      `update job_progress set total = $3, done = done + $4, cursor = $5, error = null, updated_at = now(),
         state = case when $5::text is null then 'done' else 'running' end
       where name = $1 and subject = $2`,
      [name, subject, total, done, cursor],
    );
    return cursor === null;
  });

/** Goes on from the stored cursor until the end, or until `stopping()`. Returns whether the end was reached. */
export const runSteps = async (
  db: Database,
  name: string,
  subject: string,
  work: Resumable,
  stopping: () => boolean,
): Promise<boolean> => {
  while (!stopping()) {
    if (await takeStep(db, name, subject, work)) return true;
  }
  return false;
};

export const noteStepFailure = async (
  db: Database,
  name: string,
  subject: string,
  error: JsonObject,
  dead: boolean,
): Promise<void> => {
  await db.query(
    `update job_progress set error = $3, updated_at = now(), state = case when $4 then 'dead' else state end where name = $1 and subject = $2`,
    [name, subject, jsonb(error), dead],
  );
};
