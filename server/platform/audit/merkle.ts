import { hash as digest } from 'node:crypto';
import { Defect } from '../../../core/base/result.ts';
import type { Hash } from './entry.ts';

const pair = Buffer.alloc(65);
pair[0] = 1;

/** SHA-256(0x01 ‖ left ‖ right), RFC 6962. */
export const nodeHash = (left: Hash, right: Hash): Hash => {
  pair.write(left, 1, 'hex');
  pair.write(right, 33, 'hex');
  return digest('sha256', pair, 'hex');
};

/** The root of the tree without leaves. */
export const emptyRoot: Hash = digest('sha256', '', 'hex');

const popCount = (size: number): number => {
  let count = 0;
  for (let rest = size; rest > 0; rest = Math.floor(rest / 2)) count += rest % 2;
  return count;
};

/**
 * A growing Merkle tree of RFC 6962 that remembers only the roots of its full subtrees, largest first: enough to add
 * leaves and to tell the root. `frontier` and `size` are all there is to store.
 */
export class GrowingTree {
  #size: number;
  readonly #frontier: Hash[];

  constructor(size = 0, frontier: readonly Hash[] = []) {
    if (popCount(size) !== frontier.length)
      throw new Defect(`a tree of ${size} leaves has no ${frontier.length} full subtrees`);
    this.#size = size;
    this.#frontier = [...frontier];
  }

  get size(): number {
    return this.#size;
  }

  get frontier(): readonly Hash[] {
    return [...this.#frontier];
  }

  add(leaf: Hash): void {
    let node = leaf;
    for (let rest = this.#size; rest % 2 === 1; rest = (rest - 1) / 2)
      node = nodeHash(this.#frontier.pop() ?? '', node);
    this.#frontier.push(node);
    this.#size += 1;
  }

  root(): Hash {
    let root: Hash | undefined;
    for (let i = this.#frontier.length - 1; i >= 0; i -= 1) {
      const subtree = this.#frontier[i] ?? '';
      root = root === undefined ? subtree : nodeHash(subtree, root);
    }
    return root ?? emptyRoot;
  }
}

/** The largest power of two below `size`: where RFC 6962 splits a tree. */
const splitOf = (size: number): number => {
  let split = 1;
  while (split * 2 < size) split *= 2;
  return split;
};

const rootOf = (leaves: readonly Hash[]): Hash => {
  const tree = new GrowingTree();
  for (const leaf of leaves) tree.add(leaf);
  return tree.root();
};

/** The neighbours that lead from one leaf to the root, lowest first (RFC 6962 §2.1.1). */
export const inclusionProof = (position: number, leaves: readonly Hash[]): Hash[] => {
  if (position < 0 || position >= leaves.length) throw new Defect(`no leaf ${position} among ${leaves.length}`);
  if (leaves.length === 1) return [];
  const split = splitOf(leaves.length);
  const [left, right] = [leaves.slice(0, split), leaves.slice(split)];
  return position < split
    ? [...inclusionProof(position, left), rootOf(right)]
    : [...inclusionProof(position - split, right), rootOf(left)];
};

/** The root that a leaf and its proof lead to, or null if the proof has the wrong length. */
export const rootByProof = (leaf: Hash, position: number, size: number, proof: readonly Hash[]): Hash | null => {
  if (size <= 1) return proof.length === 0 && position === 0 && size === 1 ? leaf : null;
  const last = proof.at(-1);
  if (last === undefined || position < 0 || position >= size) return null;
  const split = splitOf(size);
  const rest = proof.slice(0, -1);
  const below =
    position < split
      ? rootByProof(leaf, position, split, rest)
      : rootByProof(leaf, position - split, size - split, rest);
  if (below === null) return null;
  return position < split ? nodeHash(below, last) : nodeHash(last, below);
};
