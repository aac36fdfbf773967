import { createPublicKey, hash as digest, type KeyObject } from 'node:crypto';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Hash, noHash } from './entry.ts';
import { type HeadStatement, type IndexEntry, keyIdOf, readIndexLine, signatureFits, statementHash } from './head.ts';
import { eachLine } from './lines.ts';

/** Why the published heads themselves cannot be relied on. */
export interface HeadsFault {
  readonly kind: 'none' | 'unreadable' | 'gap' | 'signature' | 'unknownKey' | 'fork' | 'noIndex';
  readonly file: string;
  /** Size of the head at fault. */
  readonly size?: number;
}

export interface PublishedHead {
  readonly statement: HeadStatement;
  readonly hash: Hash;
}

export interface PublishedHeads {
  /** Growing in size. */
  readonly heads: readonly PublishedHead[];
  /** Where the heads (and their index) come from: the longest file. */
  readonly file: string;
  /** Key ids that signed, and whether the caller gave these keys or they were only found beside the heads. */
  readonly keys: readonly string[];
  readonly keysGiven: boolean;
}

const headStart = '{"head":';
const keyStart = '{"key":';
const tailLength = ',"signature":""}'.length;

interface HeadsFile {
  readonly file: string;
  readonly heads: (PublishedHead & { readonly text: string; readonly signature: string })[];
  readonly keys: KeyObject[];
  fault: HeadsFault | null;
}

const readHeadLine = (line: string): HeadsFile['heads'][number] => {
  const { head, signature } = JSON.parse(line) as { head: HeadStatement; signature: string };
  // The signature is over the very characters of the statement.
  const text = line.slice(headStart.length, line.length - signature.length - tailLength);
  return { statement: head, text, signature, hash: statementHash(text) };
};

const readLineInto = (found: HeadsFile, line: Buffer): void => {
  if (line.length > 1 << 16) return;
  const start = line.toString('latin1', 0, headStart.length);
  if (start.startsWith(keyStart)) {
    const { key } = JSON.parse(line.toString()) as { key: { publicKey: string } };
    found.keys.push(createPublicKey(key.publicKey));
  }
  if (start !== headStart) return;
  const head = readHeadLine(line.toString());
  const before = found.heads.at(-1);
  const follows =
    head.statement.previous === (before?.hash ?? noHash) && head.statement.size > (before?.statement.size ?? 0);
  if (!follows) found.fault ??= { kind: 'gap', file: found.file, size: head.statement.size };
  found.heads.push(head);
};

/** A place is a file, or a folder of files to be read in the order of their names, as `httpPlace` leaves them. */
export const eachHeadLine = async (place: string, each: (line: Buffer) => boolean): Promise<void> => {
  const folder = (await stat(place)).isDirectory();
  const files = folder ? (await readdir(place)).filter((name) => name.endsWith('.ndjson')).sort() : [''];
  let more = true;
  for (const file of files) {
    if (more) {
      await eachLine(join(place, file), (line) => {
        more = each(line);
        return more;
      });
    }
  }
};

const readPlace = async (file: string): Promise<HeadsFile> => {
  const found: HeadsFile = { file, heads: [], keys: [], fault: null };
  let torn = false;
  await eachHeadLine(file, (line) => {
    // What cannot be read may stand at the very end only, where a line is just being written.
    if (torn) found.fault ??= { kind: 'unreadable', file };
    try {
      readLineInto(found, line);
    } catch {
      torn = true;
    }
    return found.fault === null;
  });
  return found;
};

/** Each statement holds the hash of the one before, so the last signature of each key answers for all of that key's. */
const checkSignatures = (found: HeadsFile, keys: ReadonlyMap<string, KeyObject>): HeadsFault | null => {
  const last = new Map(found.heads.map((head) => [head.statement.key, head]));
  for (const [id, { statement, text, signature }] of last) {
    const key = keys.get(id);
    if (key === undefined) return { kind: 'unknownKey', file: found.file, size: statement.size };
    if (!signatureFits(key, text, signature)) return { kind: 'signature', file: found.file, size: statement.size };
  }
  return null;
};

/** Two places must tell the same story as far as both go. */
const checkAgreement = (a: HeadsFile, b: HeadsFile): HeadsFault | null => {
  const last = Math.min(a.heads.length, b.heads.length) - 1;
  const head = b.heads[last];
  if (head !== undefined && a.heads[last]?.hash !== head.hash)
    return { kind: 'fork', file: b.file, size: head.statement.size };
  return null;
};

/**
 * Reads and authenticates the heads of one or more places. `given`: the public keys that the reader trusts; without them
 * the keys beside the heads are used, which is only as good as the way the file came.
 */
export const readHeads = async (
  files: readonly string[],
  given: readonly KeyObject[] = [],
): Promise<PublishedHeads | HeadsFault> => {
  const all = await Promise.all(files.map(readPlace));
  const longest = all.reduce((best, file) => (file.heads.length > best.heads.length ? file : best));
  for (const file of all) {
    const keys = given.length > 0 ? given : file.keys;
    const fault =
      file.fault ??
      checkSignatures(file, new Map(keys.map((key) => [keyIdOf(key), key]))) ??
      checkAgreement(longest, file);
    if (fault !== null) return fault;
  }
  if (longest.heads.length === 0) return { kind: 'none', file: longest.file };
  return {
    heads: longest.heads.map(({ statement, hash }) => ({ statement, hash })),
    file: longest.file,
    keys: [...new Set(longest.heads.map(({ statement }) => statement.key))],
    keysGiven: given.length > 0,
  };
};

/**
 * The published index from the head of size `from` on, by position. Stops at the first index line that is missing or is
 * not what was signed.
 */
export const readIndex = async (published: PublishedHeads, from: number): Promise<IndexEntry[]> => {
  const signed = new Map(
    published.heads.map(({ statement }, i) => [published.heads[i - 1]?.statement.size ?? 0, statement.index]),
  );
  const entries: IndexEntry[] = [];
  await eachHeadLine(published.file, (line) => {
    const at = Number(/^\{"from":(\d+),"index":/.exec(line.toString('latin1', 0, 48))?.[1] ?? Number.NaN);
    if (at !== from + entries.length) return true;
    if (digest('sha256', line, 'hex') !== signed.get(at)) return false;
    for (const entry of readIndexLine(line.toString()).entries) entries.push(entry);
    return true;
  });
  return entries;
};
