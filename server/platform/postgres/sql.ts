import { Client, Pool } from 'pg';
import {
  backoff,
  type CommitAndRead,
  committing,
  gathering,
  type Sql,
  sqlOn,
  type TransactionOptions,
  type Tx,
} from './transaction.ts';
import { typeParsers } from './values.ts';

export interface Database extends Sql {
  /** Commits when `work` returns, rolls back when it throws. Statements sent together (Promise.all) share one round trip. */
  readonly transaction: <T>(work: (tx: Tx) => Promise<T>, options?: TransactionOptions) => Promise<T>;
  /**
   * The same, and what `read` asks is sent right behind the commit, on the same connection: it sees what was committed, by
   * whomever. `read` is called once per attempt; what it throws comes out only after the commit, and undoes nothing.
   */
  readonly commitAndRead: CommitAndRead;
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

export type { Sql, TransactionOptions, Tx } from './transaction.ts';

const transactionOn =
  (pool: Pool): Database['transaction'] =>
  async (work, options) =>
    (await committing(pool)(work, async () => {}, options)).done;

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
    commitAndRead: committing(pool),
    together: togetherOn(pool),
    listen: listenAt(url, listeners),
    close: async () => {
      await Promise.all([...listeners].map((stop) => stop()));
      await pool.end();
    },
  };
};
