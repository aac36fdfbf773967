import { hash as digest } from 'node:crypto';
import type { Instant } from '../../../core/base/time.ts';
import type { Sql } from '../postgres/sql.ts';
import { timestamptz } from '../postgres/values.ts';
import { entryText, type Hash, type LinkedEntry, leafHash, markOf } from './entry.ts';
import { type HeadStatement, type IndexEntry, type SignedHead, statementText } from './head.ts';

export const sha256 = (text: string): Hash => digest('sha256', text, 'hex');

/** The newest head with all that is needed to go on from it. */
export interface LogState {
  readonly size: number;
  readonly statement: HeadStatement | null;
  readonly frontier: readonly Hash[];
  /** The pg_snapshot whose entries are all in the log. */
  readonly seen: string;
}

const fromStart: LogState = { size: 0, statement: null, frontier: [], seen: '1:1:' };

const split = (hex: string): string[] => hex.match(/.{64}/g) ?? [];

export const readState = async (tx: Sql): Promise<LogState> => {
  const [row] = await tx.prepared<{ size: number; statement: string; frontier: string; seen: string }>(
    'audit-state',
    `select size, statement, encode(frontier, 'hex') as frontier, seen::text from audit_heads order by size desc limit 1`,
  );
  if (row === undefined) return fromStart;
  return { ...row, statement: JSON.parse(row.statement) as HeadStatement, frontier: split(row.frontier) };
};

/** The text of the head of this size, or null. */
export const readStatement = async (tx: Sql, size: number): Promise<string | null> => {
  const [row] = await tx.query<{ statement: string }>('select statement from audit_heads where size = $1', [size]);
  return row?.statement ?? null;
};

export interface WaitingEntry extends LinkedEntry {
  /** The snapshot in which it was found. */
  readonly seen: string;
}

/**
 * Committed entries that were not yet visible in the snapshot `seen` (an SQL expression): those of transactions that it saw running, and of
 * later ones. Exact whatever the order of commits; a long transaction holds up nothing but its own entries.
 */
export const waitingText = (columns: string, seen: string): string =>
  `select ${columns} from audit_entries where xid = any (array(select pg_snapshot_xip(${seen})))
   union all select ${columns} from audit_entries where xid >= pg_snapshot_xmax(${seen})`;

/** Opens the cursor that `fetchWaiting` reads, ordered as the entries were written, which is also the order in each chain. */
export const openWaiting = async (tx: Sql, seen: string): Promise<void> => {
  const columns = `id, entity_id, chain_id, seq, prev_hash, at, kind, actor, payload, hash`;
  await tx.query(
    `declare audit_waiting no scroll cursor for
     select entity_id as "entityId", chain_id as "chainId", seq, encode(prev_hash, 'hex') as "prevHash", at, kind, actor, payload,
       encode(hash, 'hex') as hash, pg_current_snapshot()::text as seen
     from (${waitingText(columns, '$1::pg_snapshot')}) as waiting order by id`,
    [seen],
  );
};

export const fetchWaiting = (tx: Sql, limit: number): Promise<WaitingEntry[]> =>
  tx.query<WaitingEntry>(`fetch ${Math.trunc(limit)} from audit_waiting`);

/** What the log keeps of an entry; null if the entry no longer is what was hashed. */
export const leafOf = (entry: LinkedEntry): IndexEntry | null => {
  if (leafHash(entryText(entry)) !== entry.hash) return null;
  return { entityId: entry.entityId, chainId: entry.chainId, seq: entry.seq, hash: entry.hash, mark: markOf(entry) };
};

const column = <T>(rows: readonly T[], field: (row: T) => string | number): string => rows.map(field).join('\n');

export const addLeaves = async (tx: Sql, from: number, leaves: readonly IndexEntry[]): Promise<void> => {
  await tx.prepared(
    'audit-log-add',
    `insert into audit_log (position, entity_id, chain_id, seq, hash, mark)
     select $1::int8 + i - 1, entity, chain, seq::int8, decode(hash, 'hex'), decode(mark, 'hex')
     from unnest(string_to_array($2, e'\\n'), string_to_array($3, e'\\n'), string_to_array($4, e'\\n'), string_to_array($5, e'\\n'),
       string_to_array($6, e'\\n')) with ordinality as new (entity, chain, seq, hash, mark, i)`,
    [
      from,
      column(leaves, (e) => e.entityId),
      column(leaves, (e) => e.chainId),
      column(leaves, (e) => e.seq),
      column(leaves, (e) => e.hash),
      column(leaves, (e) => e.mark),
    ],
  );
};

export const addHead = async (tx: Sql, head: SignedHead, frontier: readonly Hash[], seen: string): Promise<void> => {
  await tx.prepared(
    'audit-head-add',
    `insert into audit_heads (size, statement, signature, frontier, seen) values ($1, $2, $3, decode($4, 'hex'), $5::pg_snapshot)`,
    [head.statement.size, statementText(head.statement), head.signature, frontier.join(''), seen],
  );
};

/** Leaves of the log in [from, to). */
export const readLeaves = (tx: Sql, from: number, to: number): Promise<IndexEntry[]> =>
  tx.query<IndexEntry>(
    `select entity_id as "entityId", chain_id as "chainId", seq, encode(hash, 'hex') as hash, encode(mark, 'hex') as mark
     from audit_log where position >= $1 and position < $2 order by position`,
    [from, to],
  );

/** Heads after the one of size `after`, oldest first, with the public keys that the database knows. */
export const readHeadsAfter = async (
  tx: Sql,
  after: number,
  limit: number,
): Promise<(SignedHead & { publicKey: string | null })[]> => {
  const rows = await tx.query<{ statement: string; signature: string; publicKey: string | null }>(
    `select statement, signature, public_key as "publicKey" from audit_heads left join audit_keys on key_id = statement::json->>'key'
     where size > $1 order by size limit $2`,
    [after, limit],
  );
  return rows.map((row) => ({ ...row, statement: JSON.parse(row.statement) as HeadStatement }));
};

export const keepKey = async (tx: Sql, keyId: string, publicKey: string): Promise<void> => {
  await tx.query('insert into audit_keys (key_id, public_key) values ($1, $2) on conflict do nothing', [
    keyId,
    publicKey,
  ]);
};

/** `problem`: what ails this part, '' when all is well. */
export const reportStatus = async (
  db: Sql,
  part: string,
  size: number,
  problem: string,
  at: Instant,
): Promise<void> => {
  await db.query(
    `insert into audit_status (part, size, problem, reported_at) values ($1, $2, $3, $4)
     on conflict (part) do update set size = excluded.size, problem = excluded.problem, reported_at = excluded.reported_at`,
    [part, size, problem, timestamptz(at)],
  );
};
