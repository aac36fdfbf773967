import { carries } from '../../../core/manual/carriers.ts';
import type { Sql } from '../postgres/sql.ts';
import { timestamptz } from '../postgres/values.ts';
import { type AuditInput, type ChainTip, type LinkedEntry, linkEntries } from './entry.ts';

/**
 * Writes linked entries of one chain; `insertValues` gives its parameters. The lists travel as lines of one text each,
 * since neither hashes nor canonical JSON contain a line break: cheaper than quoting arrays. For one's own statement
 * (the case kernel's), the columns are those named here and the rows of a chain in their
 * order; id, xid and written_at are the database's.
 */
export const insertText = `insert into audit_entries (chain_id, entity_id, seq, prev_hash, at, kind, actor, payload, hash)
select $1, $2, $3::int8 + i - 1, decode(prev, 'hex'), at::timestamptz, kind, actor, payload, decode(hash, 'hex')
from unnest(string_to_array($4, e'\\n'), string_to_array($5, e'\\n'), string_to_array($6, e'\\n'), string_to_array($7, e'\\n'),
  string_to_array($8, e'\\n'), string_to_array($9, e'\\n')) with ordinality as new (prev, at, kind, actor, payload, hash, i)
order by i`;

const lines = (entries: readonly LinkedEntry[], field: (entry: LinkedEntry) => string): string =>
  entries.map(field).join('\n');

/** `entries`: at least one, all of one chain, in order. */
export const insertValues = (entries: readonly LinkedEntry[]): unknown[] => [
  entries[0]?.chainId,
  entries[0]?.entityId,
  entries[0]?.seq,
  lines(entries, (e) => e.prevHash),
  lines(entries, (e) => timestamptz(e.at)),
  lines(entries, (e) => e.kind),
  lines(entries, (e) => e.actor),
  lines(entries, (e) => e.payload),
  lines(entries, (e) => e.hash),
];

/**
 * Two writers with the same tip meet at the primary key: that is a serialization failure too, to be tried again. For
 * whoever writes entries with a statement of his own.
 */
export const overtaken = (error: unknown): unknown => {
  const { code, constraint } = error as { code?: string; constraint?: string };
  if (code !== '23505' || constraint !== 'audit_entries_pkey') return error;
  return Object.assign(new Error('another entry took this place in the chain', { cause: error }), { code: '40001' });
};

const insert = async (tx: Sql, entries: readonly LinkedEntry[]): Promise<void> => {
  if (entries.length === 0) return;
  await tx.prepared('audit-insert', insertText, insertValues(entries)).catch((error: unknown) => {
    throw overtaken(error);
  });
};

/** Fails as a serialization failure (which `Database.transaction` tries again) if the chain has moved on since its tip was read. */
export const insertEntries = carries(
  { kind: 'security', name: 'audit.entries', obligations: ['P04-3.1-05'] },
  insert,
  () => async () => {},
);

/** Continues a chain under its own lock, for everything outside of cases: people, access, configuration. */
export const appendToChain = async (
  tx: Sql,
  chain: Pick<ChainTip, 'entityId' | 'chainId'>,
  inputs: readonly AuditInput[],
): Promise<LinkedEntry[]> => {
  const [tip] = await tx.prepared<{ last_seq: number; last_hash: string }>(
    'audit-lock-chain',
    'select last_seq, last_hash from audit_lock_chain($1, $2)',
    [chain.entityId, chain.chainId],
  );
  const entries = linkEntries({ ...chain, seq: tip?.last_seq ?? 0, hash: tip?.last_hash ?? '' }, inputs);
  await insertEntries(tx, entries);
  return entries;
};
