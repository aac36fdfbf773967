import type { Database, Sql } from '../postgres/sql.ts';
import { type HeadStatement, indexLine, statementText } from './head.ts';
import type { HeadPlace, Publication } from './places.ts';
import { readHeadsAfter, readLeaves, readStatement, sha256 } from './store.ts';

/** First key of the advisory locks of the audit: the second is 1 for the sequencer, a hash of its name for a place. */
export const LOCK_SPACE = 72_045;

const headsAtOnce = 50;
const entriesAtOnce = 20_000;

export interface Published {
  readonly size: number;
  /** Why the place could not be served, or is not to be: ''  if all is well. */
  readonly problem: string;
}

const lockPlace = async (tx: Sql, name: string): Promise<boolean> => {
  const [row] = await tx.query<{ locked: boolean }>('select pg_try_advisory_xact_lock($1, hashtext($2)) as locked', [
    LOCK_SPACE,
    name,
  ]);
  return row?.locked ?? false;
};

/** Heads after `last` with their indexes, as many as go in one step. */
const nextPublications = async (tx: Sql, last: number): Promise<Publication[]> => {
  const heads = await readHeadsAfter(tx, last, headsAtOnce);
  const step = heads.filter(({ statement }, i) => i === 0 || statement.size <= last + entriesAtOnce);
  const leaves = await readLeaves(tx, last, step.at(-1)?.statement.size ?? last);
  let from = last;
  return step.map(({ publicKey, ...head }) => {
    const index = indexLine(from, leaves.slice(from - last, head.statement.size - last));
    from = head.statement.size;
    return { head, publicKey, index: sha256(index) === head.statement.index ? index : null };
  });
};

const isForked = async (tx: Sql, last: HeadStatement | null): Promise<boolean> =>
  last !== null && (await readStatement(tx, last.size)) !== statementText(last);

/**
 * Brings one place up to date from the database. A place whose newest head the database does not know is left alone: one
 * of the two was rewritten or set back. Null if another process is just serving this place. Throws what the place throws.
 */
export const publishTo = async (db: Database, place: HeadPlace): Promise<Published | null> => {
  const step = (): Promise<(Published & { more: boolean }) | null> =>
    db.transaction(async (tx) => {
      if (!(await lockPlace(tx, place.name))) return null;
      const last = await place.last();
      const size = last?.size ?? 0;
      if (await isForked(tx, last))
        return { size, problem: `it holds a head of size ${size} that the database does not have`, more: false };
      const publications = await nextPublications(tx, size);
      if (publications.length === 0) return { size, problem: '', more: false };
      await place.append(publications);
      const altered = publications.find(({ index }) => index === null)?.head.statement.size;
      const problem = altered === undefined ? '' : `the log under the head of size ${altered} is not what was signed`;
      return { size: publications.at(-1)?.head.statement.size ?? size, problem, more: problem === '' };
    });
  for (;;) {
    const done = await step();
    if (done === null || !done.more) return done;
  }
};
