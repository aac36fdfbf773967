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
  /** The last entry taken, in the order of the log. */
  readonly last: { readonly xid: string; readonly chainId: string; readonly seq: number };
}

const fromStart: LogState = { size: 0, statement: null, frontier: [], last: { xid: '0', chainId: '', seq: 0 } };

const split = (hex: string): string[] => hex.match(/.{64}/g) ?? [];

export const readState = async (tx: Sql): Promise<LogState> => {
  const [row] = await tx.prepared<{
    size: number;
    statement: string;
    frontier: string;
    xid: string;
    chain: string;
    seq: number;
  }>(
    'audit-state',
    `select size, statement, encode(frontier, 'hex') as frontier, last_xid as xid, last_chain as chain, last_seq as seq
     from audit_heads order by size desc limit 1`,
  );
  if (row === undefined) return fromStart;
  return {
    size: row.size,
    statement: JSON.parse(row.statement) as HeadStatement,
    frontier: split(row.frontier),
    last: { xid: row.xid, chainId: row.chain, seq: row.seq },
  };
};

/** The text of the head of this size, or null. */
export const readStatement = async (tx: Sql, size: number): Promise<string | null> => {
  const [row] = await tx.query<{ statement: string }>('select statement from audit_heads where size = $1', [size]);
  return row?.statement ?? null;
};

export interface WaitingEntry extends LinkedEntry {
  readonly xid: string;
}

/**
 * Committed entries after `last`, at most `limit`, in the order of the log: by transaction, chain, number. A transaction
 * takes part when no older one is open any more, so nothing can appear later in front of what was taken.
 */
export const readWaiting = async (tx: Sql, last: LogState['last'], limit: number): Promise<WaitingEntry[]> =>
  tx.prepared<WaitingEntry>(
    'audit-waiting',
    `select xid, entity_id as "entityId", chain_id as "chainId", seq, encode(prev_hash, 'hex') as "prevHash", at, kind, actor, payload,
       encode(hash, 'hex') as hash
     from audit_entries
     where xid >= $1::xid8 and xid < pg_snapshot_xmin(pg_current_snapshot()) and (xid, chain_id, seq) > ($1::xid8, $2, $3::int8)
     order by audit_entries.xid, chain_id, seq limit $4`,
    [last.xid, last.chainId, last.seq, limit],
  );

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

export const addHead = async (
  tx: Sql,
  head: SignedHead,
  frontier: readonly Hash[],
  last: LogState['last'],
): Promise<void> => {
  await tx.prepared(
    'audit-head-add',
    `insert into audit_heads (size, statement, signature, frontier, last_xid, last_chain, last_seq)
     values ($1, $2, $3, decode($4, 'hex'), $5::xid8, $6, $7)`,
    [
      head.statement.size,
      statementText(head.statement),
      head.signature,
      frontier.join(''),
      last.xid,
      last.chainId,
      last.seq,
    ],
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
