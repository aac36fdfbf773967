import { hash as digest } from 'node:crypto';
import { Defect } from '../../../core/base/result.ts';
import { entryText, type Hash, type LinkedEntry } from './entry.ts';

/**
 * An export is NDJSON. First `ExportHeader`, then one line for each position of the log in order, then `ExportFooter`:
 * `{"position":7,"hash":"…","entry":[…]}`  the entry, exactly as it was hashed
 * `{"position":7,"hash":"…"}`              an entry of another legal entity
 * `{"position":7,"hash":"…","lost":[entity,chain,seq]}`  the log knows it, the table no longer has it
 * `{"position":null,"hash":"…","entry":[…]}`  the table has it, the log never saw it (after all others)
 */
export interface ExportHeader {
  readonly plumbline: 'audit-export';
  readonly version: 1;
  readonly madeAt: string;
  /** Only this legal entity's entries are shown; null shows all. */
  readonly entity: string | null;
  /** Size of the log at the head up to which this export goes. */
  readonly size: number;
}

export interface ExportFooter {
  readonly end: { readonly lines: number };
}

const prefix = (position: number | null, hash: Hash): string => `{"position":${position},"hash":"${hash}"`;

export const entryLine = (position: number | null, entry: LinkedEntry): string =>
  `${prefix(position, entry.hash)},"entry":${entryText(entry)}}`;

export const hiddenLine = (position: number, hash: Hash): string => `${prefix(position, hash)}}`;

export const lostLine = (position: number, lost: Pick<LinkedEntry, 'entityId' | 'chainId' | 'seq' | 'hash'>): string =>
  `${prefix(position, lost.hash)},"lost":["${lost.entityId}","${lost.chainId}",${lost.seq}]}`;

/** What the verifier needs of a line. Absent fields are '' or 0. */
export interface ReadLine {
  readonly sort: 'entry' | 'hidden' | 'lost' | 'unreadable';
  /** -1 for null, which an entry outside the log has. */
  readonly position: number;
  /** As the export states it. */
  readonly stated: Hash;
  /** As it follows from the bytes of the entry; for other sorts the stated one. */
  readonly leaf: Hash;
  readonly entityId: string;
  readonly chainId: string;
  readonly seq: number;
  readonly prevHash: Hash;
  /** Where the content begins in the line (see `markOfLine`). */
  readonly content: number;
}

const unreadable: ReadLine = {
  sort: 'unreadable',
  position: -1,
  stated: '',
  leaf: '',
  entityId: '',
  chainId: '',
  seq: 0,
  prevHash: '',
  content: 0,
};

const start = Buffer.from('{"position":');
const hashField = Buffer.from(',"hash":"');
const entryField = Buffer.from('","entry":[1,"');
const lostField = Buffer.from('","lost":["');
const quote = 0x22;
const comma = 0x2c;
const maxDigits = 16;

const has = (line: Buffer, what: Buffer, at: number): boolean =>
  at + what.length <= line.length && line.compare(what, 0, what.length, at, at + what.length) === 0;

/** Reads digits at `at`; the index after them tells how many there were. */
const numberAt = (line: Buffer, at: number): { value: number; next: number } => {
  let value = 0;
  let next = at;
  for (; next < at + maxDigits; next += 1) {
    const digit = (line[next] ?? 0) - 48;
    if (digit < 0 || digit > 9) break;
    value = value * 10 + digit;
  }
  return { value, next };
};

/**
 * Reads one line without building its JSON: this decides how fast an audit is verified. It accepts no spelling but the one
 * that we write, so nothing can stand in a line beside what is hashed. Overwrites a byte before the entry and restores it.
 */
export const readLine = (line: Buffer): ReadLine => {
  if (!has(line, start, 0) || line[line.length - 1] !== 0x7d) return unreadable;
  const none = line[start.length] === 0x6e;
  const { value, next } = none ? { value: -1, next: start.length + 4 } : numberAt(line, start.length);
  if (!has(line, hashField, next) || next === start.length) return unreadable;
  const stated = line.toString('latin1', next + hashField.length, next + hashField.length + 64);
  const after = next + hashField.length + 64;
  if (after + 2 === line.length && line[after] === quote)
    return { ...unreadable, sort: 'hidden', position: value, stated, leaf: stated };
  if (has(line, lostField, after))
    return readNames(line, after + lostField.length, {
      ...unreadable,
      sort: 'lost',
      position: value,
      stated,
      leaf: stated,
    });
  if (!has(line, entryField, after) || line[line.length - 2] !== 0x5d) return unreadable;
  return readEntry(line, after + entryField.length, value, stated);
};

const readNames = (line: Buffer, from: number, read: ReadLine): ReadLine => {
  const entityEnd = line.indexOf(quote, from);
  const chainEnd = line.indexOf(quote, entityEnd + 3);
  if (entityEnd < 0 || chainEnd < 0) return unreadable;
  const { value, next } = numberAt(line, chainEnd + 2);
  return {
    ...read,
    entityId: line.toString('utf8', from, entityEnd),
    chainId: line.toString('utf8', entityEnd + 3, chainEnd),
    seq: value,
    content: next,
  };
};

const readEntry = (line: Buffer, from: number, position: number, stated: Hash): ReadLine => {
  const entityEnd = line.indexOf(quote, from);
  const chainEnd = line.indexOf(quote, entityEnd + 3);
  if (entityEnd < 0 || chainEnd < 0) return unreadable;
  const seq = numberAt(line, chainEnd + 2);
  const content = seq.next + 68;
  if (line[seq.next] !== comma || line[content - 1] !== comma) return unreadable;
  return {
    sort: 'entry',
    position,
    stated,
    leaf: hashWithPrefix(line, 0, from - '[1,"'.length - 1),
    entityId: line.toString('utf8', from, entityEnd),
    chainId: line.toString('utf8', entityEnd + 3, chainEnd),
    seq: seq.value,
    prevHash: line.toString('latin1', seq.next + 2, seq.next + 66),
    content,
  };
};

/** Puts `domain` in place of the byte at `at` and hashes from there to the end of the entry: spares copying each line. */
const hashWithPrefix = (line: Buffer, domain: number, at: number): Hash => {
  const kept = line[at] ?? 0;
  line[at] = domain;
  const hash = digest('sha256', line.subarray(at, line.length - 1), 'hex');
  line[at] = kept;
  return hash;
};

/** `markOf` of an entry line. */
export const markOfLine = (line: Buffer, read: ReadLine): string =>
  hashWithPrefix(line, 2, read.content - 1).slice(0, 16);

/** How the last line begins. */
export const footerStart = '{"end":';

export const footerLine = (lines: number): string => JSON.stringify({ end: { lines } } satisfies ExportFooter);

/** Throws a Defect if this is not the first line of an export. */
export const readHeader = (line: string): ExportHeader => {
  const header = parsed(line) as Partial<ExportHeader> | null;
  if (header?.plumbline !== 'audit-export' || header.version !== 1 || !Number.isSafeInteger(header.size)) {
    throw new Defect('not an audit export of version 1');
  }
  return header as ExportHeader;
};

const parsed = (line: string): unknown => {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
};
