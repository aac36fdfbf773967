import { Defect } from '../../../core/base/result.ts';
import { type Hash, noHash } from './entry.ts';
import { type ExportHeader, footerStart, type ReadLine, readHeader, readLine } from './export-line.ts';
import { eachLine } from './lines.ts';
import { GrowingTree } from './merkle.ts';
import type { PublishedHead } from './published-heads.ts';

export type Tampering = 'edited' | 'inserted' | 'reordered' | 'dropped' | 'truncated';

/** What is wrong with an export by itself, before its entries are compared one by one with the published index. */
export interface Fault {
  readonly kind: Tampering;
  /** Which line of the log part, from 0: where the position should stand. */
  readonly ordinal: number;
  readonly entityId?: string;
  readonly chainId?: string;
  readonly seq?: number;
}

export interface Scan {
  readonly header: ExportHeader;
  /** Lines of the log part. */
  readonly size: number;
  /** The tree up to here is what was published. */
  readonly agreed: number;
  /** The first head whose root the export does not have, though it is long enough. */
  readonly disagreed: PublishedHead | null;
  /** The first fault; it may lie behind a difference that only the index shows. */
  readonly fault: Fault | null;
}

interface End {
  entityId: string;
  seq: number;
  hash: Hash;
}

/** Follows the chains; says what the first break is. */
class Chains {
  readonly #ends = new Map<string, End>();

  next(line: ReadLine, ordinal: number): Fault | null {
    const end = this.#ends.get(line.chainId) ?? { entityId: line.entityId, seq: 0, hash: noHash };
    const named = { ordinal, entityId: line.entityId, chainId: line.chainId };
    let fault: Fault | null = null;
    if (line.entityId !== end.entityId) fault = { kind: 'edited', ...named, seq: line.seq };
    else if (line.seq > end.seq + 1) fault = { kind: 'dropped', ...named, seq: end.seq + 1 };
    else if (line.seq <= end.seq) fault = { kind: 'inserted', ...named, seq: line.seq };
    else if (line.prevHash !== end.hash) fault = { kind: 'edited', ...named, seq: Math.max(1, end.seq) };
    this.#ends.set(line.chainId, { entityId: line.entityId, seq: line.seq, hash: line.leaf });
    return fault;
  }
}

class Scanner {
  header: ExportHeader | null = null;
  agreed = 0;
  disagreed: PublishedHead | null = null;
  fault: Fault | null = null;
  ended = false;
  readonly tree = new GrowingTree();
  readonly #chains = new Chains();
  readonly #heads: readonly PublishedHead[];
  #nextHead = 0;
  #torn = false;

  constructor(heads: readonly PublishedHead[]) {
    this.#heads = heads;
  }

  take(bytes: Buffer): void {
    if (this.header === null) {
      this.header = readHeader(bytes.toString());
      return;
    }
    this.#settleTorn();
    const line = readLine(bytes);
    if (line.sort === 'unreadable') {
      this.ended = bytes.toString('latin1', 0, footerStart.length) === footerStart;
      this.#torn = !this.ended;
      return;
    }
    this.fault ??= this.#faultOf(line);
    // An entry that the log never saw is no leaf.
    if (line.position >= 0) this.#add(line.leaf);
  }

  /** A line that cannot be read was tampered with, unless it is the last: then the file was cut off in it. */
  #settleTorn(): void {
    if (!this.#torn) return;
    this.#torn = false;
    this.fault ??= { kind: 'edited', ordinal: this.tree.size };
    this.#add(noHash);
  }

  #add(leaf: Hash): void {
    this.tree.add(leaf);
    this.#compareRoot();
  }

  #faultOf(line: ReadLine): Fault | null {
    const ordinal = this.tree.size;
    const named = {
      ordinal,
      ...(line.chainId !== '' && { entityId: line.entityId, chainId: line.chainId, seq: line.seq }),
    };
    if (line.sort === 'lost') return { kind: 'dropped', ...named };
    if (line.leaf !== line.stated) return { kind: 'edited', ...named };
    if (line.position < 0) return { kind: 'inserted', ...named };
    if (line.position !== ordinal) return { kind: line.position > ordinal ? 'dropped' : 'inserted', ...named };
    return line.sort === 'entry' ? this.#chains.next(line, ordinal) : null;
  }

  #compareRoot(): void {
    const head = this.#heads[this.#nextHead];
    if (head?.statement.size !== this.tree.size) return;
    this.#nextHead += 1;
    if (this.disagreed !== null) return;
    if (head.statement.root === this.tree.root()) this.agreed = this.tree.size;
    else this.disagreed = head;
  }

  finish(): Scan {
    if (this.header === null) throw new Defect('not an audit export: the file is empty');
    const size = this.tree.size;
    const cut = !this.ended || size < this.header.size;
    const fault = this.fault ?? (cut ? ({ kind: 'truncated', ordinal: size } as const) : null);
    return { header: this.header, size, agreed: this.agreed, disagreed: this.disagreed, fault };
  }
}

/**
 * One pass over an export: recomputes every hash, chain and root. Throws a Defect if the file is no export, and the file
 * system's error if it cannot be read.
 */
export const scanExport = async (path: string, heads: readonly PublishedHead[]): Promise<Scan> => {
  const scanner = new Scanner(heads);
  await eachLine(path, (line) => {
    scanner.take(line);
    return true;
  });
  return scanner.finish();
};
