import type { Writable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import type { Pool, PoolClient, QueryConfig } from 'pg';
import { Defect } from '../../../core/base/result.ts';

/** Statements with $1… parameters; never put a value into the text. */
export interface Sql {
  readonly query: <R>(text: string, values?: readonly unknown[]) => Promise<R[]>;
  /** Parsed and planned once per connection under `name`; the same name must always come with the same text. */
  readonly prepared: <R>(name: string, text: string, values?: readonly unknown[]) => Promise<R[]>;
}

/** The statements of a transaction. */
export interface Tx extends Sql {
  /** Nothing follows what this tick sends: the commit travels with it and saves a round trip. A later statement is a defect. */
  readonly last: () => void;
}

export type Isolation = 'read committed' | 'repeatable read' | 'serializable';

export interface TransactionOptions {
  readonly isolation?: Isolation;
  /** How often a serialization failure or deadlock is tried again; default 5. `work` must bear being run again. */
  readonly retries?: number;
}

export type CommitAndRead = <T, R>(
  work: (tx: Tx) => Promise<T>,
  read: (sql: Sql) => Promise<R>,
  options?: TransactionOptions,
) => Promise<{ readonly done: T; readonly read: R }>;

const retryable = new Set(['40001', '40P01']);
// A reference to a row made since the snapshot was taken is refused as if there were none.
const retryableUnderSnapshot = new Set([...retryable, '23503']);

/**
 * What is there is not in this transaction's snapshot, which is older: thrown by `work`, the transaction is tried again like
 * one that could not be serialized.
 */
export class SnapshotTooOld extends Error {
  override readonly name = 'SnapshotTooOld';
  readonly code = '40001';
}

export const sqlState = (error: unknown): string | undefined => {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : undefined;
};

interface Queryable {
  query: (config: QueryConfig) => Promise<{ rows: unknown[]; command?: string }>;
}

export const sqlOn = (on: Queryable): Sql => ({
  query: async <R>(text: string, values: readonly unknown[] = []) =>
    (await on.query({ text, values: [...values] })).rows as R[],
  prepared: async <R>(name: string, text: string, values: readonly unknown[] = []) =>
    (await on.query({ name, text, values: [...values] })).rows as R[],
});

/**
 * pg hands each statement to the socket by itself. Corked until the end of the tick, those that are sent together leave
 * in one piece and the server wakes once for all of them: on a busy machine that is half the cost of a small statement.
 */
export const gathering = (client: PoolClient): Queryable => {
  const { stream } = (client as unknown as { readonly connection: { readonly stream: Writable } }).connection;
  let corked = false;
  const query: Queryable['query'] = (config) => {
    if (!corked) {
      corked = true;
      stream.cork();
      process.nextTick(() => {
        corked = false;
        stream.uncork();
      });
    }
    return client.query(config);
  };
  return { query };
};

/** Remembers the first error: those after it only say that the transaction is aborted. */
const watching = (sql: Sql, failed: (error: unknown) => void): Sql => {
  const watch = <R>(rows: Promise<R>): Promise<R> => {
    rows.catch(failed);
    return rows;
  };
  return {
    query: (text, values) => watch(sql.query(text, values)),
    prepared: (name, text, values) => watch(sql.prepared(name, text, values)),
  };
};

const begin = {
  'read committed': 'begin',
  'repeatable read': 'begin isolation level repeatable read',
  serializable: 'begin isolation level serializable',
};

/** What was sent behind the work: the answer to COMMIT, and to what is read after it. */
interface Sent<R> {
  readonly command: Promise<string>;
  readonly reading: Promise<R>;
}

/** Commits and reads behind it, in one piece; or at the end of the tick in which the work says that nothing follows. */
const ending = <R>(gathered: Queryable, read: () => Promise<R>) => {
  let sent: Sent<R> | undefined;
  let closing = false;
  const send = (): Sent<R> => {
    if (sent !== undefined) return sent;
    const command = gathered.query({ text: 'commit' }).then((answer) => answer.command ?? '');
    const reading = read();
    // Whoever fails is heard when both are awaited; until then neither may count as unhandled.
    for (const promise of [command, reading]) promise.catch(() => {});
    sent = { command, reading };
    return sent;
  };
  const last = (): void => {
    if (closing) return;
    closing = true;
    queueMicrotask(send);
  };
  const open: Queryable = {
    query: (config) => {
      if (sent !== undefined) throw new Defect('a statement after the last one of its transaction');
      return gathered.query(config);
    },
  };
  // What is still under way must not run on a connection that others have by then.
  const settled = async (): Promise<void> => void (await Promise.allSettled(sent ? [sent.command, sent.reading] : []));
  return { send, last, open, settled };
};

const attempt = async <T, R>(
  client: PoolClient,
  work: (tx: Tx) => Promise<T>,
  read: (sql: Sql) => Promise<R>,
  isolation: Isolation,
): Promise<{ readonly done: T; readonly reading: Promise<R> }> => {
  let first: { error: unknown } | undefined;
  const noting = (error: unknown): void => {
    first ??= { error };
  };
  const gathered = gathering(client);
  // Not awaited: BEGIN travels with the first statement.
  gathered.query({ text: begin[isolation] }).catch(noting);
  const end = ending(gathered, () => read(sqlOn(gathered)));
  try {
    const done = await work({ ...watching(sqlOn(end.open), noting), last: end.last });
    const { command, reading } = end.send();
    // COMMIT of an aborted transaction answers ROLLBACK without an error: a swallowed failure must not look like success.
    if ((await command) !== 'COMMIT') throw first?.error ?? new Defect('the transaction was rolled back');
    return { done, reading };
  } catch (error) {
    await end.settled();
    // Without an answer to ROLLBACK the connection is lost, and with it the transaction.
    await client.query('rollback').catch(() => client.emit('error', new Error('rollback went unanswered')));
    throw first !== undefined && retryable.has(sqlState(first.error) ?? '') ? first.error : error;
  }
};

/** Doubling from 5 ms with full jitter, at most 500 ms. */
export const backoff = (tries: number): Promise<void> => pause(Math.random() * Math.min(500, 5 * 2 ** tries));

export const committing =
  (pool: Pool): CommitAndRead =>
  async (work, read, { isolation = 'read committed', retries = 5 } = {}) => {
    const again = isolation === 'read committed' ? retryable : retryableUnderSnapshot;
    for (let tries = 0; ; tries += 1) {
      const client = await pool.connect();
      let broken: Error | undefined;
      const onError = (error: Error): void => {
        broken = error;
      };
      client.on('error', onError);
      let committed = false;
      try {
        const { done, reading } = await attempt(client, work, read, isolation);
        committed = true;
        return { done, read: await reading };
      } catch (error) {
        if (committed || tries >= retries || !again.has(sqlState(error) ?? '')) throw error;
      } finally {
        client.off('error', onError);
        client.release(broken);
      }
      await backoff(tries);
    }
  };
