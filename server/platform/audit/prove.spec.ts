import { createPublicKey } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { proofHolds, proveEntry } from './prove.ts';
import { syntheticAudit } from './synthetic.ts';

let folder: string;
let keys: ReturnType<typeof createPublicKey>[];
const path = (name: string): string => join(folder, name);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'audit-'));
  const audit = syntheticAudit({ entries: 95, chains: 5, perHead: 10 });
  writeFileSync(path('export'), [...audit.exported].join(''));
  writeFileSync(path('heads'), [...audit.heads].join(''));
  keys = [createPublicKey(audit.publicKey)];
});
afterAll(() => rmSync(folder, { recursive: true }));

test('one entry is proved by a path to a signed head that shows no other entry', async () => {
  const proof = await proveEntry(path('export'), path('heads'), 'case-3', 4);
  if (proof === null) throw new Error('no proof');
  expect(proof).toMatchObject({ position: 18, head: { size: 95 } });
  expect(proof.path.length).toBeLessThanOrEqual(7);
  expect(proofHolds(proof, keys)).toBe(true);
  expect(proofHolds({ ...proof, entry: proof.entry.replace('"n":', '"m":') }, keys)).toBe(false);
  expect(proofHolds({ ...proof, position: 17 }, keys)).toBe(false);
  expect(proofHolds({ ...proof, head: { ...proof.head, size: 94 } }, keys)).toBe(false);
  const other = `${proof.signature.startsWith('A') ? 'B' : 'A'}${proof.signature.slice(1)}`;
  expect(proofHolds({ ...proof, signature: other }, keys)).toBe(false);
  expect(proofHolds(proof, [])).toBe(false);
});

test('an entry that is not there has no proof', async () => {
  expect(await proveEntry(path('export'), path('heads'), 'case-3', 400)).toBeNull();
});
