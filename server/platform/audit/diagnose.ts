import { type ExportHeader, footerStart, markOfLine, readLine } from './export-line.ts';
import type { IndexEntry } from './head.ts';
import { eachLine } from './lines.ts';
import type { Fault } from './scan.ts';

export interface Difference extends Fault {
  /** What stands in its place, where an entry was moved. */
  readonly found?: { readonly chainId: string; readonly seq: number };
  /** How many entries of its chain (of the log, where that was cut off) are gone, and whether that is all of the chain. */
  readonly missing?: number;
  readonly wholeChain?: boolean;
  /** Without index only a range is known: the entry lies at `ordinal` or after, before this position. */
  readonly before?: number;
}

/** Log lines of an export from line `from` on. Names are '' and seq 0 where an entry is hidden; no mark: not shown. */
const shownFrom = async (path: string, from: number): Promise<IndexEntry[]> => {
  const shown: IndexEntry[] = [];
  let ordinal = -1;
  await eachLine(path, (bytes) => {
    const line = ordinal < 0 ? null : readLine(bytes);
    if (line?.sort === 'unreadable' && bytes.toString('latin1', 0, footerStart.length) === footerStart) return true;
    if (line !== null && line.sort !== 'unreadable' && line.position < 0) return true;
    if (line !== null && ordinal >= from) {
      const mark = line.sort === 'entry' ? markOfLine(bytes, line) : '';
      shown.push({ entityId: line.entityId, chainId: line.chainId, seq: line.seq, hash: line.leaf, mark });
    }
    ordinal += 1;
    return true;
  });
  // A last line that cannot be read is where the file was cut off.
  if (shown.at(-1)?.hash === '') shown.pop();
  return shown;
};

const identity = (entry: IndexEntry): string => (entry.mark === '' ? entry.hash : `${entry.chainId} ${entry.mark}`);

/** How often each content and each hash occurs: rehashing a chain changes hashes, not contents; hiding leaves hashes only. */
const counted = (entries: readonly IndexEntry[], from: number): ((entry: IndexEntry) => number) => {
  const counts = new Map<string, number>();
  for (let i = from; i < entries.length; i += 1) {
    const entry = entries[i];
    if (entry === undefined) continue;
    for (const key of new Set([identity(entry), entry.hash])) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return (entry) => Math.max(counts.get(identity(entry)) ?? 0, counts.get(entry.hash) ?? 0);
};

const named = (entry: IndexEntry, ordinal: number) => ({
  ordinal,
  entityId: entry.entityId,
  chainId: entry.chainId,
  seq: entry.seq,
});

/** What happened at the first place where the export is not what was published. */
const classify = (
  published: readonly IndexEntry[],
  shown: readonly IndexEntry[],
  at: number,
  base: number,
): Difference => {
  const wanted = published[at];
  const found = shown[at];
  if (wanted === undefined) return { kind: 'inserted', ordinal: base + at };
  if (found === undefined) return { kind: 'truncated', ...named(wanted, base + at), missing: published.length - at };
  const inExport = counted(shown, at);
  const inIndex = counted(published, at);
  const gone = inExport(wanted) < inIndex(wanted);
  const extra = inIndex(found) < inExport(found);
  const instead = { found: { chainId: found.chainId, seq: found.seq } };
  if (gone && extra) return { kind: 'edited', ...named(wanted, base + at) };
  if (extra) return { kind: 'inserted', ...named(found, base + at) };
  if (!gone) return { kind: 'reordered', ...named(wanted, base + at), ...instead };
  const left = shown.filter((entry) => entry.chainId === wanted.chainId).length;
  const missing = published.filter((entry) => entry.chainId === wanted.chainId).length - left;
  return { kind: 'dropped', ...named(wanted, base + at), missing, wholeChain: wanted.seq === 1 && left === 0 };
};

/** In an export of one legal entity, an entry of that entity may not be among the hidden ones. */
const wronglyHidden = (header: ExportHeader, published: IndexEntry, shown: IndexEntry): boolean =>
  header.entity === published.entityId && shown.mark === '' && shown.chainId === '';

/**
 * Compares an export with the published index, both from line `base` on and as far as the index goes; null if they agree.
 * It names the first entry at fault even where a superuser rewrote chain and log so that they fit each other.
 */
export const compareWithIndex = async (
  path: string,
  header: ExportHeader,
  index: readonly IndexEntry[],
  base: number,
): Promise<Difference | null> => {
  const shown = await shownFrom(path, base);
  for (const [i, published] of index.entries()) {
    const line = shown[i];
    if (line === undefined || line.hash !== published.hash)
      return classify(index, shown.slice(0, index.length + 1), i, base);
    if (wronglyHidden(header, published, line)) return { kind: 'dropped', ...named(published, base + i), missing: 1 };
  }
  return null;
};

/** The number that people know a case by, if an entry of its chain carries `caseNumber`. */
export const caseNumberOf = async (path: string, chainId: string): Promise<string | undefined> => {
  let number: string | undefined;
  await eachLine(path, (bytes) => {
    const line = readLine(bytes);
    if (line.sort !== 'entry' || line.chainId !== chainId) return true;
    number = /"caseNumber":"([^"\\]{1,100})"/.exec(bytes.toString())?.[1];
    return number === undefined;
  });
  return number;
};
