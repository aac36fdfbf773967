import type { KeyObject } from 'node:crypto';
import { carries } from '../../../core/manual/carriers.ts';
import { caseNumberOf, compareWithIndex, type Difference } from './diagnose.ts';
import { type HeadsFault, type PublishedHeads, readHeads, readIndex } from './published-heads.ts';
import { type Scan, scanExport } from './scan.ts';

export interface VerifyRequest {
  /** Path of an export. */
  readonly exported: string;
  /** Paths of published heads, from one place or several. */
  readonly heads: readonly string[];
  /** Public keys that the reader trusts; without them those that lie beside the heads. */
  readonly keys?: readonly KeyObject[];
  /** Judge by the heads up to this size only: for an export that is older than the heads. */
  readonly until?: number;
}

/** The first entry that was tampered with. `ordinal` is its position in the log. */
export interface Finding extends Difference {
  readonly caseNumber?: string;
  /** When the entry had been published at the latest; absent behind the last head. */
  readonly publishedAt?: string;
}

export interface Verdict {
  readonly outcome: 'sound' | 'tampered' | 'headsUnsound';
  /** Entries in the export. */
  readonly entries: number;
  /** Set if the export shows the entries of this legal entity only. */
  readonly entity: string | null;
  /** The last head it was judged by. */
  readonly published?: { readonly size: number; readonly at: string; readonly root: string };
  readonly keys: readonly string[];
  readonly keysGiven: boolean;
  readonly finding?: Finding;
  readonly headsFault?: HeadsFault;
}

const upTo = (published: PublishedHeads, until: number | undefined): PublishedHeads =>
  until === undefined
    ? published
    : { ...published, heads: published.heads.filter(({ statement }) => statement.size <= until) };

/** The earliest of what was found; where two name the same line, the index knows better what happened. */
const earliest = (difference: Difference | null, scan: Scan, published: number): Difference | null => {
  const { fault, disagreed, agreed } = scan;
  if (difference !== null) return fault !== null && fault.ordinal < difference.ordinal ? fault : difference;
  if (disagreed !== null && (fault === null || fault.ordinal >= disagreed.statement.size)) {
    return { kind: 'edited', ordinal: agreed, before: disagreed.statement.size };
  }
  return fault ?? (scan.size < published ? { kind: 'truncated', ordinal: scan.size } : null);
};

const describe = async (request: VerifyRequest, found: Difference, published: PublishedHeads): Promise<Finding> => {
  const caseNumber = found.chainId === undefined ? undefined : await caseNumberOf(request.exported, found.chainId);
  const publishedAt = published.heads.find(({ statement }) => statement.size > found.ordinal)?.statement.at;
  return {
    ...found,
    ...(caseNumber !== undefined && { caseNumber }),
    ...(publishedAt !== undefined && { publishedAt }),
  };
};

const compare = async (
  request: VerifyRequest,
  scan: Scan,
  published: PublishedHeads,
): Promise<Finding | HeadsFault | null> => {
  const size = published.heads.at(-1)?.statement.size ?? 0;
  const hides = scan.header.entity !== null;
  if (scan.fault === null && scan.disagreed === null && scan.size >= size && !hides) return null;
  const base = hides ? 0 : scan.agreed;
  const index = (await readIndex(published, base)).slice(0, Math.max(0, size - base));
  const difference = await compareWithIndex(request.exported, scan.header, index, base);
  const found = earliest(difference, scan, size);
  if (found !== null) return describe(request, found, published);
  return hides && index.length < size ? { kind: 'noIndex', file: published.file, size: index.length } : null;
};

/** What is wrong with an export whose hashes are known; null if nothing is. */
const judge = carries(
  { kind: 'security', name: 'audit.verify', obligations: ['P04-1.1-01'] },
  compare,
  () => async () => null,
);

/**
 * Says whether an export is what was published, with nothing but the two files: no database, no server. Throws a Defect if
 * the export is none, and the file system's error if a file cannot be read.
 */
export const verifyExport = async (request: VerifyRequest): Promise<Verdict> => {
  const read = await readHeads(request.heads, request.keys ?? []);
  if ('kind' in read)
    return { outcome: 'headsUnsound', entries: 0, entity: null, keys: [], keysGiven: false, headsFault: read };
  const published = upTo(read, request.until);
  const { keys, keysGiven } = published;
  const lastHead = published.heads.at(-1)?.statement;
  if (lastHead === undefined) {
    return {
      outcome: 'headsUnsound',
      entries: 0,
      entity: null,
      keys,
      keysGiven,
      headsFault: { kind: 'none', file: read.file },
    };
  }
  const scan = await scanExport(request.exported, published.heads);
  const found = await judge(request, scan, published);
  const { size, at, root } = lastHead;
  const { entity } = scan.header;
  const judged = { entries: scan.size, entity, published: { size, at, root }, keys, keysGiven };
  if (found === null) return { outcome: 'sound', ...judged };
  return 'file' in found
    ? { outcome: 'headsUnsound', ...judged, headsFault: found }
    : { outcome: 'tampered', ...judged, finding: found };
};
