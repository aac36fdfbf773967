import { type HeadStatement, headLine, type SignedHead } from './head.ts';

/** A head with what is published beside it. */
export interface Publication {
  readonly head: SignedHead;
  /** `indexLine` of the entries since the head before; null where the log no longer gives what was signed. */
  readonly index: string | null;
  /** PEM of the key that signed it; null if the database does not know it. */
  readonly publicKey: string | null;
}

/**
 * Where heads are published: at least two, one of them off the machine. A place only ever grows; what it holds is the
 * evidence against everybody who can write to the database.
 */
export interface HeadPlace {
  /** Unique among all processes on one database: a place on a machine's own disk carries the machine's name. */
  readonly name: string;
  /** The newest head that it holds. */
  readonly last: () => Promise<HeadStatement | null>;
  /** Adds, durably, heads that follow `last`, oldest first. */
  readonly append: (publications: readonly Publication[]) => Promise<void>;
}

/** What is written for one head, as `readHeads` reads it; the public key where it is not that of the head before. */
export const publicationText = (publication: Publication, before: HeadStatement | null): string => {
  const { head, index, publicKey } = publication;
  const lines = [headLine(head)];
  if (index !== null) lines.unshift(index);
  if (publicKey !== null && before?.key !== head.statement.key) {
    lines.unshift(JSON.stringify({ key: { id: head.statement.key, publicKey } }));
  }
  return `${lines.join('\n')}\n`;
};

export const publicationsText = (publications: readonly Publication[], last: HeadStatement | null): string =>
  publications.map((one, i) => publicationText(one, publications[i - 1]?.head.statement ?? last)).join('');
