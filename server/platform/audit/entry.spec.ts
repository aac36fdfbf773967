import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { JsonObject } from '../../../core/base/json.ts';
import { instant } from '../../../core/base/time.ts';
import { entryText, leafHash, linkEntries, markOf, newChain, noHash } from './entry.ts';
import { entryLine, hiddenLine, lostLine, markOfLine, readLine } from './export-line.ts';

const at = instant(1_763_700_000_000);
const actor = { personId: 'p-1', postId: 'quality-head' };
const chain = newChain('ent-1', 'case:P05-2025-0001');

test('entries number on from the tip and each carries the hash of the one before', () => {
  const [first, second] = linkEntries(chain, [
    { at, kind: 'case.opened', actor, payload: {} },
    { at, kind: 'case.acted', actor, payload: { action: 'accept' } },
  ]);
  expect(first).toMatchObject({ seq: 1, prevHash: noHash, kind: 'case.opened' });
  expect(second).toMatchObject({ seq: 2, prevHash: first?.hash });
  const [third] = linkEntries({ ...chain, seq: 2, hash: second?.hash ?? '' }, [
    { at, kind: 'case.closed', actor, payload: {} },
  ]);
  expect(third).toMatchObject({ seq: 3, prevHash: second?.hash });
});

test('the hashed text is plain JSON in a fixed order, so that any language can recompute it', () => {
  const [entry] = linkEntries(chain, [{ at, kind: 'case.acted', actor, payload: { b: '换行\n"引"', a: 1.5 } }]);
  const text = entry === undefined ? '' : entryText(entry);
  expect(JSON.parse(text)).toEqual([
    1,
    'ent-1',
    'case:P05-2025-0001',
    1,
    noHash,
    at,
    'case.acted',
    actor,
    { a: 1.5, b: '换行\n"引"' },
  ]);
  expect(entry?.hash).toBe(leafHash(text));
});

test('whatever is changed in an entry changes its hash', () => {
  const [entry] = linkEntries(chain, [{ at, kind: 'case.acted', actor, payload: { a: 1 } }]);
  if (entry === undefined) throw new Error('nothing linked');
  const changes = {
    entityId: 'e',
    chainId: 'c',
    seq: 9,
    prevHash: 'f'.repeat(64),
    at: instant(at + 1),
    kind: 'x',
    actor: '{}',
    payload: '{}',
  };
  const hashes = Object.entries(changes).map(([key, value]) => leafHash(entryText({ ...entry, [key]: value })));
  expect(new Set([entry.hash, ...hashes]).size).toBe(hashes.length + 1);
});

test('names that could be misread and entries without an actor are refused as defects', () => {
  const input = { at, kind: 'case.acted', actor, payload: {} };
  for (const name of ['', 'a b', 'a"b', 'a\\b', 'a\nb']) {
    expect(() => linkEntries(newChain('ent-1', name), [input])).toThrow('name');
    expect(() => linkEntries(newChain(name, 'c'), [input])).toThrow('name');
    expect(() => linkEntries(chain, [{ ...input, kind: name }])).toThrow('name');
  }
  expect(() => linkEntries(chain, [{ ...input, actor: { postId: 'x' } }])).toThrow('actor');
});

test('a line of an export gives back what was hashed, whatever the payload says', () => {
  const payloads = fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue()) as fc.Arbitrary<JsonObject>;
  fc.assert(
    fc.property(payloads, fc.nat(), fc.constantFrom('c', '案件:P05-1', "it's"), (payload, position, chainId) => {
      const [entry] = linkEntries({ ...newChain('甲', chainId), seq: 41, hash: 'ab'.repeat(32) }, [
        { at, kind: 'k', actor, payload },
      ]);
      if (entry === undefined) return false;
      const line = Buffer.from(entryLine(position, entry));
      const read = readLine(line);
      expect(read).toMatchObject({
        sort: 'entry',
        position,
        stated: entry.hash,
        leaf: entry.hash,
        entityId: '甲',
        chainId,
        seq: 42,
        prevHash: 'ab'.repeat(32),
      });
      expect(markOfLine(line, read)).toBe(markOf(entry));
      expect(line.toString()).toBe(entryLine(position, entry));
      return true;
    }),
    { numRuns: 200 },
  );
});

test('hidden, lost and unlogged lines are told apart, anything else is unreadable', () => {
  const [entry] = linkEntries(chain, [{ at, kind: 'k', actor, payload: {} }]);
  if (entry === undefined) throw new Error('nothing linked');
  const sortOf = (line: string) => readLine(Buffer.from(line));
  expect(sortOf(hiddenLine(3, entry.hash))).toMatchObject({ sort: 'hidden', position: 3, leaf: entry.hash });
  expect(sortOf(lostLine(4, entry))).toMatchObject({
    sort: 'lost',
    position: 4,
    chainId: chain.chainId,
    seq: 1,
    leaf: entry.hash,
  });
  expect(sortOf(entryLine(null, entry))).toMatchObject({ sort: 'entry', position: -1, leaf: entry.hash });
  const line = entryLine(5, entry);
  for (const bad of [
    '',
    '{}',
    line.slice(1),
    `${line} `,
    line.slice(0, -1),
    line.replace('[1,', '[2,'),
    line.replace('"hash"', '"Hash"'),
    line.slice(0, 60),
  ]) {
    expect(sortOf(bad).sort).toBe('unreadable');
  }
});
