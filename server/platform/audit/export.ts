import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { Defect } from '../../../core/base/result.ts';
import { formatInstant, type Instant } from '../../../core/base/time.ts';
import type { Database, Sql } from '../postgres/sql.ts';
import type { LinkedEntry } from './entry.ts';
import { type ExportHeader, entryLine, footerLine, hiddenLine, lostLine } from './export-line.ts';
import { readState, readStatement } from './store.ts';

export interface ExportOptions {
  readonly at: Instant;
  /** Shows the entries of this legal entity only; the others leave their hashes. */
  readonly entity?: string;
  /** Size of the head up to which to export; default: the newest. */
  readonly until?: number;
}

const page = 2_000;

type LogRow = Pick<LinkedEntry, 'entityId' | 'chainId' | 'seq' | 'hash'> & {
  position: number;
  row: LinkedEntry | null;
};

interface Joined extends LinkedEntry {
  readonly position: number;
  readonly logEntity: string;
  readonly logChain: string;
  readonly logSeq: number;
  readonly logHash: string;
}

const entryColumns = `e.entity_id as "entityId", e.chain_id as "chainId", e.seq, encode(e.prev_hash, 'hex') as "prevHash", e.at, e.kind,
  e.actor, e.payload, encode(e.hash, 'hex') as hash`;

/** Entries of other legal entities are neither joined nor read. */
const readPage = async (db: Sql, from: number, to: number, entity: string | null): Promise<LogRow[]> => {
  const rows = await db.prepared<Joined>(
    'audit-export',
    `select l.position, l.entity_id as "logEntity", l.chain_id as "logChain", l.seq as "logSeq", encode(l.hash, 'hex') as "logHash",
       ${entryColumns}
     from audit_log l left join audit_entries e
       on e.chain_id = l.chain_id and e.seq = l.seq and ($3::text is null or l.entity_id = $3)
     where l.position >= $1 and l.position < $2 order by l.position`,
    [from, to, entity],
  );
  return rows.map(({ position, logEntity, logChain, logSeq, logHash, ...row }) => ({
    position,
    entityId: logEntity,
    chainId: logChain,
    seq: logSeq,
    hash: logHash,
    row: row.hash === null ? null : row,
  }));
};

const lineOf = (entry: LogRow, entity: string | null): string => {
  if (entity !== null && entry.entityId !== entity) return hiddenLine(entry.position, entry.hash);
  return entry.row === null ? lostLine(entry.position, entry) : entryLine(entry.position, entry.row);
};

/** Entries that the sequencer passed by, as only somebody with more rights than the application can bring about. */
const readUnlogged = (db: Sql, entity: string | null): Promise<LinkedEntry[]> =>
  db.query<LinkedEntry>(
    `select ${entryColumns} from audit_entries e left join audit_log l on l.chain_id = e.chain_id and l.seq = e.seq
     where l.position is null and ($1::text is null or e.entity_id = $1)
       and pg_visible_in_snapshot(e.xid, (select seen from audit_heads order by size desc limit 1))
     order by e.chain_id, e.seq`,
    [entity],
  );

const write = async (out: Writable, lines: readonly string[]): Promise<void> => {
  if (lines.length > 0 && !out.write(`${lines.join('\n')}\n`)) await once(out, 'drain');
};

/**
 * Writes the log up to a head as NDJSON (export-line.ts) and returns how many entries that were. `out` is left open. The
 * log only grows, so an export needs no lock and no long transaction.
 */
export const exportAudit = async (db: Database, out: Writable, options: ExportOptions): Promise<number> => {
  const size = options.until ?? (await readState(db)).size;
  if (size > 0 && (await readStatement(db, size)) === null) throw new Defect(`no head has the size ${size}`);
  const entity = options.entity ?? null;
  const header: ExportHeader = {
    plumbline: 'audit-export',
    version: 1,
    madeAt: formatInstant(options.at),
    entity,
    size,
  };
  await write(out, [JSON.stringify(header)]);
  let lines = 0;
  for (let from = 0; from < size; from += page) {
    const rows = await readPage(db, from, Math.min(size, from + page), entity);
    await write(
      out,
      rows.map((row) => lineOf(row, entity)),
    );
    lines += rows.length;
  }
  const unlogged = await readUnlogged(db, entity);
  await write(out, [...unlogged.map((entry) => entryLine(null, entry)), footerLine(lines)]);
  return lines;
};
