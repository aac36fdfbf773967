import type { Writable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { Client, Pool, type PoolClient, type QueryConfig } from 'pg';
import { Defect } from '../../../core/base/result.ts';
import { typeParsers } from './values.ts';

/** Statements with $1… parameters; never put a value into the text. */
export interface Sql {
  readonly query: <R>(text: string, values?: readonly unknown[]) => Promise<R[]>;
  /** Parsed and planned once per connection under `name`; the same name must always come with the same text. */
  readonly prepared: <R>(name: string, text: string, values?: readonly unknown[]) => Promise<R[]>;
}

export type Isolation = 'read committed' | 'repeatable read' | 'serializable';

export interface TransactionOptions {
  readonly isolation?: Isolation;
  /** How often a serialization failure or deadlock is tried again; default 5. `work` must bear being run again. */
  readonly retries?: number;
}

export interface Database extends Sql {
  /** Commits when `work` returns, rolls back when it throws. Statements sent together (Promise.all) share one round trip. */
  readonly transaction: <T>(work: (tx: Sql) => Promise<T>, options?: TransactionOptions) => Promise<T>;
  /** On one connection and in no transaction: statements that `work` sends together (Promise.all) share one round trip. */
  readonly together: <T>(work: (sql: Sql) => Promise<T>) => Promise<T>;
  /** Calls `heard` for each NOTIFY, and once with '' after a lost connection is back (something may have been missed). */
  readonly listen: (channel: string, heard: (payload: string) => void) => Promise<() => Promise<void>>;
  readonly close: () => Promise<void>;
}

export interface DatabaseOptions {
  /** Connections at most; default 10. */
  readonly connections?: number;
  /** Default 30,000. */
  readonly statementTimeoutMs?: number;
  /** Default 10,000. */
  readonly lockTimeoutMs?: number;
  /** Shown in pg_stat_activity. */
  readonly name?: string;
}

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
  query: (config: QueryConfig) => Promise<{ rows: unknown[] }>;
}

const sqlOn = (on: Queryable): Sql => ({
  query: async <R>(text: string, values: readonly unknown[] = []) =>
    (await on.query({ text, values: [...values] })).rows as R[],
  prepared: async <R>(name: string, text: string, values: readonly unknown[] = []) =>
    (await on.query({ name, text, values: [...values] })).rows as R[],
});

/**
 * pg hands each statement to the socket by itself. Corked until the end of the tick, those that are sent together leave
 * in one piece and the server wakes once for all of them: on a busy machine that is half the cost of a small statement.
 */
const gathering = (client: PoolClient): Queryable => {
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

const attempt = async <T>(client: PoolClient, work: (tx: Sql) => Promise<T>, isolation: Isolation): Promise<T> => {
  let first: { error: unknown } | undefined;
  const noting = (error: unknown): void => {
    first ??= { error };
  };
  const gathered = gathering(client);
  // Not awaited: BEGIN travels with the first statement.
  gathered.query({ text: begin[isolation] }).catch(noting);
  try {
    const result = await work(watching(sqlOn(gathered), noting));
    const { command } = await client.query('commit');
    // COMMIT of an aborted transaction answers ROLLBACK without an error: a swallowed failure must not look like success.
    if (command !== 'COMMIT') throw first?.error ?? new Defect('the transaction was rolled back');
    return result;
  } catch (error) {
    // Without an answer to ROLLBACK the connection is lost, and with it the transaction.
    await client.query('rollback').catch(() => client.emit('error', new Error('rollback went unanswered')));
    throw first !== undefined && retryable.has(sqlState(first.error) ?? '') ? first.error : error;
  }
};

/** Doubling from 5 ms with full jitter, at most 500 ms. */
const backoff = (tries: number): Promise<void> => pause(Math.random() * Math.min(500, 5 * 2 ** tries));

const transactionOn =
  (pool: Pool): Database['transaction'] =>
  async (work, { isolation = 'read committed', retries = 5 } = {}) => {
    const again = isolation === 'read committed' ? retryable : retryableUnderSnapshot;
    for (let tries = 0; ; tries += 1) {
      const client = await pool.connect();
      let broken: Error | undefined;
      const onError = (error: Error): void => {
        broken = error;
      };
      client.on('error', onError);
      try {
        return await attempt(client, work, isolation);
      } catch (error) {
        if (tries >= retries || !again.has(sqlState(error) ?? '')) throw error;
      } finally {
        client.off('error', onError);
        client.release(broken);
      }
      await backoff(tries);
    }
  };

const togetherOn =
  (pool: Pool): Database['together'] =>
  async (work) => {
    const client = await pool.connect();
    let broken: Error | undefined;
    const onError = (error: Error): void => {
      broken = error;
    };
    client.on('error', onError);
    try {
      return await work(sqlOn(gathering(client)));
    } finally {
      client.off('error', onError);
      client.release(broken);
    }
  };

const listenAt =
  (url: string, open: Set<() => Promise<void>>): Database['listen'] =>
  async (channel, heard) => {
    let stopped = false;
    let client: Client | undefined;
    const connect = async (): Promise<void> => {
      const next = new Client({ connectionString: url, keepAlive: true });
      client = next;
      next.on('notification', ({ payload }) => heard(payload ?? ''));
      next.on('error', () => {});
      next.once('end', () => {
        if (!stopped) void reconnect();
      });
      await next.connect();
      await next.query(`listen ${next.escapeIdentifier(channel)}`);
    };
    const reconnect = async (): Promise<void> => {
      for (let tries = 0; !stopped; tries += 1) {
        await backoff(tries + 3);
        const up = await connect().then(
          () => true,
          () => false,
        );
        if (up) return heard('');
        client?.removeAllListeners('end');
      }
    };
    await connect();
    const stop = async (): Promise<void> => {
      stopped = true;
      open.delete(stop);
      await client?.end().catch(() => {});
    };
    open.add(stop);
    return stop;
  };

/** Opens a pool on `url`; connections are made when needed. */
export const openDatabase = (url: string, options: DatabaseOptions = {}): Database => {
  const pool = new Pool({
    connectionString: url,
    max: options.connections ?? 10,
    statement_timeout: options.statementTimeoutMs ?? 30_000,
    lock_timeout: options.lockTimeoutMs ?? 10_000,
    idle_in_transaction_session_timeout: 60_000,
    idleTimeoutMillis: 30_000,
    connectionTimeoutMillis: 10_000,
    application_name: options.name ?? 'plumbline',
    keepAlive: true,
    allowExitOnIdle: false,
    pipeline: true,
    types: typeParsers,
  });
  // A lost idle connection is no event of ours: the next query opens another.
  pool.on('error', () => {});
  const listeners = new Set<() => Promise<void>>();
  return {
    ...sqlOn(pool),
    transaction: transactionOn(pool),
    together: togetherOn(pool),
    listen: listenAt(url, listeners),
    close: async () => {
      await Promise.all([...listeners].map((stop) => stop()));
      await pool.end();
    },
  };
};
