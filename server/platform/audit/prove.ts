import type { KeyObject } from 'node:crypto';
import { leafHash } from './entry.ts';
import { readLine } from './export-line.ts';
import { type HeadStatement, keyIdOf, signatureFits, statementText } from './head.ts';
import { eachLine } from './lines.ts';
import { inclusionProof, rootByProof } from './merkle.ts';
import { eachHeadLine } from './published-heads.ts';

/** Proves that one entry was in the log when a head was signed, showing nothing of any other entry. */
export interface EntryProof {
  readonly plumbline: 'audit-proof';
  readonly version: 1;
  /** The text that was hashed, as an export shows it. */
  readonly entry: string;
  readonly position: number;
  readonly path: readonly string[];
  readonly head: HeadStatement;
  readonly signature: string;
}

/** Makes the proof of one entry from an export and the heads published with it; null if either lacks it. */
export const proveEntry = async (
  exported: string,
  heads: string,
  chainId: string,
  seq: number,
): Promise<EntryProof | null> => {
  const leaves: string[] = [];
  let found: { entry: string; position: number } | null = null;
  await eachLine(exported, (bytes) => {
    const line = readLine(bytes);
    if (line.sort === 'unreadable' || line.position < 0) return true;
    if (line.chainId === chainId && line.seq === seq && line.sort === 'entry') {
      const text = bytes.toString();
      found = { entry: text.slice(text.indexOf(',"entry":') + ',"entry":'.length, -1), position: leaves.length };
    }
    leaves.push(line.leaf);
    return true;
  });
  let signed: { head: HeadStatement; signature: string } | null = null;
  await eachHeadLine(heads, (bytes) => {
    if (bytes.toString('latin1', 0, 8) !== '{"head":') return true;
    const line = JSON.parse(bytes.toString()) as { head: HeadStatement; signature: string };
    if (line.head.size <= leaves.length) signed = line;
    return true;
  });
  return found === null || signed === null ? null : assemble(found, signed, leaves);
};

const assemble = (
  { entry, position }: { entry: string; position: number },
  { head, signature }: { head: HeadStatement; signature: string },
  leaves: readonly string[],
): EntryProof | null =>
  position >= head.size
    ? null
    : {
        plumbline: 'audit-proof',
        version: 1,
        entry,
        position,
        path: inclusionProof(position, leaves.slice(0, head.size)),
        head,
        signature,
      };

/** Whether the proof leads from its entry to the head, and one of `keys` signed that head. */
export const proofHolds = (proof: EntryProof, keys: readonly KeyObject[]): boolean => {
  const root = rootByProof(leafHash(proof.entry), proof.position, proof.head.size, proof.path);
  const key = keys.find((candidate) => keyIdOf(candidate) === proof.head.key);
  return (
    root === proof.head.root && key !== undefined && signatureFits(key, statementText(proof.head), proof.signature)
  );
};
