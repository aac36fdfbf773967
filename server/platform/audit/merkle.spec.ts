import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { leafHash } from './entry.ts';
import { emptyRoot, GrowingTree, inclusionProof, rootByProof } from './merkle.ts';

const sha = (...parts: Buffer[]): Buffer => createHash('sha256').update(Buffer.concat(parts)).digest();

/** RFC 6962 §2.1 word for word. */
const byTheBook = (leaves: readonly Buffer[]): Buffer => {
  if (leaves.length === 0) return sha();
  if (leaves.length === 1) return sha(Buffer.from([0]), leaves[0] ?? Buffer.alloc(0));
  let k = 1;
  while (k * 2 < leaves.length) k *= 2;
  return sha(Buffer.from([1]), byTheBook(leaves.slice(0, k)), byTheBook(leaves.slice(k)));
};

const texts = Array.from({ length: 70 }, (_, i) => `entry ${i} 记录`);

test('the growing tree has the root of RFC 6962 at every size', () => {
  const tree = new GrowingTree();
  expect(tree.root()).toBe(emptyRoot);
  for (const [i, text] of texts.entries()) {
    tree.add(leafHash(text));
    expect(tree.root()).toBe(byTheBook(texts.slice(0, i + 1).map((t) => Buffer.from(t))).toString('hex'));
  }
});

test('the published test vector of Certificate Transparency is met', () => {
  const tree = new GrowingTree();
  for (const leaf of [
    '',
    '00',
    '10',
    '2021',
    '3031',
    '40414243',
    '5051525354555657',
    '606162636465666768696a6b6c6d6e6f',
  ]) {
    tree.add(sha(Buffer.from([0]), Buffer.from(leaf, 'hex')).toString('hex'));
  }
  expect(tree.root()).toBe('5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328');
});

test('a tree goes on from its stored frontier', () => {
  const whole = new GrowingTree();
  let broken = new GrowingTree();
  for (const text of texts) {
    whole.add(leafHash(text));
    broken = new GrowingTree(broken.size, broken.frontier);
    broken.add(leafHash(text));
  }
  expect(broken.root()).toBe(whole.root());
  expect(() => new GrowingTree(3, [emptyRoot])).toThrow('full subtrees');
});

test('every leaf is proved by its path, and by no other position or leaf', () => {
  const leaves = texts.slice(0, 21).map(leafHash);
  const tree = new GrowingTree();
  for (const leaf of leaves) tree.add(leaf);
  for (const [i, leaf] of leaves.entries()) {
    const proof = inclusionProof(i, leaves);
    expect(rootByProof(leaf, i, leaves.length, proof)).toBe(tree.root());
    expect(rootByProof(leaf, (i + 1) % leaves.length, leaves.length, proof)).not.toBe(tree.root());
    expect(rootByProof(leafHash('forged'), i, leaves.length, proof)).not.toBe(tree.root());
    expect(rootByProof(leaf, i, leaves.length, [...proof, emptyRoot])).toBeNull();
  }
});
