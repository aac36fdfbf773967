import { createPublicKey } from 'node:crypto';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { syntheticAudit } from '../server/platform/audit/synthetic.ts';
import { verifyExport } from '../server/platform/audit/verify.ts';
import type { BenchResult } from './bench-result.ts';

const entries = 500_000;

/** Lines gathered to larger pieces, so that writing the files does not take longer than what is measured. */
function* pieces(lines: Iterable<string>): Generator<string> {
  let piece = '';
  for (const line of lines) {
    piece += line;
    if (piece.length < 1 << 20) continue;
    yield piece;
    piece = '';
  }
  yield piece;
}

export const run = async (): Promise<BenchResult[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'audit-bench-'));
  try {
    const [exported, heads] = [join(folder, 'export.ndjson'), join(folder, 'heads.ndjson')];
    const audit = syntheticAudit({ entries, chains: 20_000, perHead: 10 });
    await writeFile(exported, pieces(audit.exported));
    await writeFile(heads, pieces(audit.heads));
    const started = performance.now();
    const verdict = await verifyExport({ exported, heads: [heads], keys: [createPublicKey(audit.publicKey)] });
    const seconds = (performance.now() - started) / 1_000;
    if (verdict.outcome !== 'sound') throw new Error('the generated audit does not verify');
    const megabytes = Math.round(statSync(exported).size / 1e6);
    const note = `${entries.toLocaleString('en')} entries in 20,000 chains, ${megabytes} MB, a head every 10 entries`;
    return [{ name: 'audit verify', value: entries / seconds, unit: 'entries/s', atLeast: 100_000, note }];
  } finally {
    rmSync(folder, { recursive: true });
  }
};
