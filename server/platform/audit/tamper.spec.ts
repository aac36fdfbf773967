import { createPublicKey } from 'node:crypto';
import { createWriteStream, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { instant } from '../../../core/base/time.ts';
import { type Database, openDatabase } from '../postgres/sql.ts';
import { type TestDatabase, testDatabase } from '../postgres/testing.ts';
import { appendToChain, insertEntries } from './append.ts';
import { entryText, type LinkedEntry, leafHash, linkEntries, newChain } from './entry.ts';
import { exportAudit } from './export.ts';
import { filePlace } from './file-place.ts';
import { headSigner, newHeadKey } from './head.ts';
import { createSequencer } from './sequencer.ts';
import { readAll as readEverything, rehash, rewriteAll } from './testing.ts';
import { verdictText } from './verdict-text.ts';
import { verifyExport } from './verify.ts';

/** Somebody who may do everything in the database, and even has the key, against heads that were published before. */
let db: TestDatabase;
let superuser: Database;
let folder: string;
const at = instant(1_763_700_000_000);
const signer = headSigner(newHeadKey());
const path = (name: string): string => join(folder, name);

const act = (chainId: string, step: number, count = 2) =>
  db.app.transaction((tx) =>
    appendToChain(
      tx,
      { entityId: 'demo', chainId },
      Array.from({ length: count }, (_, n) => ({
        at: instant(at + step),
        kind: 'case.acted',
        actor: { personId: 'p-1' },
        payload: { step, n, ...(step === 1 && { caseNumber: `P05-2025-${chainId}` }) },
      })),
    ),
  );

const sequencer = () =>
  createSequencer({ db: db.app, signer, now: () => at, places: [filePlace('off', path('heads.ndjson'))] });

const exported = async (): Promise<string> => {
  const out = createWriteStream(path('export.ndjson'));
  await exportAudit(superuser, out, { at });
  out.end();
  await finished(out);
  return path('export.ndjson');
};

const verify = async (file?: string) =>
  verifyExport({
    exported: file ?? (await exported()),
    heads: [path('heads.ndjson')],
    keys: [createPublicKey(signer.publicKey)],
  });

/** Three cases with six entries each in the order a1 a2 b1 b2 c1 c2 | a3 a4 b3 b4 c3 c4 | a5 …; a head after each round. */
beforeEach(async () => {
  db = await testDatabase();
  superuser = openDatabase(db.superuserUrl, { connections: 1 });
  folder = mkdtempSync(join(tmpdir(), 'audit-'));
  for (const round of [1, 2, 3]) {
    for (const chain of ['a', 'b', 'c']) await act(chain, round);
    await sequencer().tick();
  }
  expect(await verify()).toMatchObject({ outcome: 'sound', entries: 18, published: { size: 18 } });
  for (const table of ['audit_entries', 'audit_log', 'audit_heads', 'audit_chains']) {
    await superuser.query(`alter table ${table} disable trigger all`);
  }
  await superuser.query('alter table audit_entries drop constraint audit_entry_hash');
});
afterEach(async () => {
  rmSync(folder, { recursive: true });
  await superuser.close();
  await db.drop();
});

const readAll = () => readEverything(superuser);
const rewrite = (entries: readonly LinkedEntry[]) => rewriteAll(superuser, signer, at, entries);

const forged = (chainId: string): LinkedEntry => {
  const [entry] = linkEntries(newChain('demo', chainId), [
    { at, kind: 'case.forged', actor: { personId: 'p-9' }, payload: {} },
  ]);
  if (entry === undefined) throw new Error('nothing linked');
  return entry;
};

const expectFinding = async (finding: object, file?: string): Promise<void> => {
  const verdict = await verify(file);
  expect(verdict).toMatchObject({ outcome: 'tampered', finding });
};

// Position 7 holds entry 4 of case a, 8 and 9 entries 3 and 4 of case b.
const a4 = { ordinal: 7, chainId: 'a', seq: 4, caseNumber: 'P05-2025-a' };

test('a payload that was edited in place is named', async () => {
  await superuser.query(`update audit_entries set payload = '{"n":9}' where chain_id = 'a' and seq = 4`);
  await expectFinding({ kind: 'edited', ...a4 });
});

test('an entry that was edited and rehashed is named, not the one after it', async () => {
  const a = (await readAll())[7];
  if (a === undefined) throw new Error('no entry');
  const changed = { ...a, actor: '{"personId":"p-2"}' };
  await superuser.query(
    `update audit_entries set actor = $1, hash = decode($2, 'hex') where chain_id = 'a' and seq = 4`,
    [changed.actor, leafHash(entryText(changed))],
  );
  await expectFinding({ kind: 'edited', ...a4 });
});

test('an edit is named though the whole chain was rehashed', async () => {
  const entries = rehash((await readAll()).map((e, i) => (i === 7 ? { ...e, payload: '{"n":9}' } : e)));
  await superuser.query('truncate audit_entries');
  for (const entry of entries) await insertEntries(superuser, [entry]);
  await expectFinding({ kind: 'edited', ...a4 });
});

test('P04-1.1-01 an edit is named though chain, tree and heads were rewritten and signed with the true key', async () => {
  await rewrite(rehash((await readAll()).map((e, i) => (i === 7 ? { ...e, at: instant(e.at + 1) } : e))));
  await expectFinding({ kind: 'edited', ...a4 });
});

test('an edit of the very first entry is named after a complete rewrite', async () => {
  await rewrite(rehash((await readAll()).map((e, i) => (i === 0 ? { ...e, kind: 'case.opened' } : e))));
  await expectFinding({ kind: 'edited', ordinal: 0, chainId: 'a', seq: 1 });
});

test('a hash column that was altered alone is named', async () => {
  await superuser.query(`update audit_entries set hash = sha256('x') where chain_id = 'a' and seq = 4`);
  await expectFinding({ kind: 'edited', ...a4 });
});

test('P04-1.1-01 an entry deleted from the middle is named, whether or not the rest was rewritten', async () => {
  const before = await readAll();
  await superuser.query(`delete from audit_entries where chain_id = 'a' and seq = 4`);
  await expectFinding({ kind: 'dropped', ...a4 });
  await superuser.query(`delete from audit_log where chain_id = 'a' and seq = 4`);
  await expectFinding({ kind: 'dropped', ...a4, missing: 1 });
  await rewrite(rehash(before.filter((_, i) => i !== 7)));
  await expectFinding({ kind: 'dropped', ...a4, missing: 1 });
});

test('a deleted end of a chain is named', async () => {
  await rewrite((await readAll()).filter((e) => e.chainId !== 'a' || e.seq < 5));
  await expectFinding({ kind: 'dropped', ordinal: 12, chainId: 'a', seq: 5, missing: 2 });
});

test('a deleted end of the log is named as a truncation', async () => {
  await rewrite((await readAll()).slice(0, 15));
  await expectFinding({ kind: 'truncated', ordinal: 15, chainId: 'b', seq: 6, missing: 3 });
  await rewrite((await readAll()).slice(0, 12));
  await expectFinding({ kind: 'truncated', ordinal: 12, chainId: 'a', seq: 5, missing: 6 });
});

test('a case that was dropped as a whole is named', async () => {
  await rewrite((await readAll()).filter((e) => e.chainId !== 'b'));
  await expectFinding({ kind: 'dropped', ordinal: 2, chainId: 'b', seq: 1, missing: 6, wholeChain: true });
});

test('an inserted entry is named: in a chain, as a new chain, and one that the log was not told of', async () => {
  const before = await readAll();
  await rewrite(rehash(before.toSpliced(7, 0, forged('a'))));
  await expectFinding({ kind: 'inserted', ordinal: 7, chainId: 'a', seq: 4 });
  await rewrite(rehash(before.toSpliced(7, 0, forged('ghost'))));
  await expectFinding({ kind: 'inserted', ordinal: 7, chainId: 'ghost', seq: 1 });
  await rewrite(before);
  await insertEntries(superuser, [forged('ghost')]);
  await superuser.query(`update audit_entries set xid = '3' where chain_id = 'ghost'`);
  await expectFinding({ kind: 'inserted', ordinal: 18, chainId: 'ghost', seq: 1 });
});

test('entries that changed places are named: in the log, and within a chain that was rehashed', async () => {
  const before = await readAll();
  const [six, seven, eight] = before.slice(6, 9);
  if (six === undefined || seven === undefined || eight === undefined) throw new Error('no entries');
  await rewrite(before.toSpliced(7, 2, eight, seven));
  await expectFinding({ kind: 'reordered', ...a4, found: { chainId: 'b', seq: 3 } });
  await rewrite(rehash(before.toSpliced(6, 2, seven, six)));
  await expectFinding({ kind: 'reordered', ordinal: 6, chainId: 'a', seq: 3, found: { chainId: 'a', seq: 3 } });
});

test('an export that was cut off, shortened in the middle or edited by hand is found out', async () => {
  const lines = readFileSync(await exported(), 'utf8').split('\n');
  const cases: [string, object][] = [
    [lines.slice(0, 8).join('\n'), { kind: 'truncated', ...a4, missing: 11 }],
    [`${lines.slice(0, 8).join('\n')}\n${lines[8]?.slice(0, 200)}`, { kind: 'truncated', ...a4 }],
    [lines.toSpliced(19, 1).join('\n'), { kind: 'truncated', ordinal: 18 }],
    [lines.toSpliced(8, 1).join('\n'), { kind: 'dropped', ...a4 }],
    [lines.with(8, lines[8]?.replace('"n":1', '"n":2') ?? '').join('\n'), { kind: 'edited', ...a4 }],
    [lines.with(8, '{"nonsense":1}').join('\n'), { kind: 'edited', ...a4 }],
    [
      lines
        .with(8, lines[9] ?? '')
        .with(9, lines[8] ?? '')
        .join('\n'),
      { kind: 'reordered', ...a4 },
    ],
    [lines.toSpliced(8, 0, lines[8] ?? '').join('\n'), { kind: 'inserted', ordinal: 8, chainId: 'a', seq: 4 }],
  ];
  for (const [text, finding] of cases) {
    writeFileSync(path('edited.ndjson'), text);
    await expectFinding(finding, path('edited.ndjson'));
  }
});

test('a process that goes on over a rewritten log does not get its heads past those that were published', async () => {
  await rewrite(rehash((await readAll()).map((e, i) => (i === 7 ? { ...e, payload: '{}' } : e))));
  await superuser.query('alter table audit_chains enable trigger all');
  const published = readFileSync(path('heads.ndjson'), 'utf8');
  const told: string[] = [];
  const next = createSequencer({
    db: db.app,
    signer,
    now: () => at,
    places: [filePlace('off', path('heads.ndjson'))],
    onProblem: (part, problem) => told.push(`${part}: ${problem}`),
  });
  await next.tick();
  expect(told).toEqual([expect.stringContaining('place:off: it holds a head of size 18')]);
  expect(readFileSync(path('heads.ndjson'), 'utf8')).toBe(published);
});

test('a running process notices that the log was rewritten under it, or an entry altered before it was logged', async () => {
  const running = sequencer();
  await running.tick();
  const before = await readAll();
  await rewrite(rehash(before.map((e, i) => (i === 7 ? { ...e, payload: '{}' } : e))));
  await expect(running.tick()).rejects.toThrow('rewritten');
  await rewrite(before);
  await superuser.query('truncate audit_entries, audit_log, audit_heads, audit_chains');
  await act('x', 4);
  await superuser.query(`update audit_entries set payload = '{}' where chain_id = 'x' and seq = 2`);
  await expect(sequencer().tick()).rejects.toThrow('entry 2 of chain x was altered');
});

test('heads that were dropped, altered or signed by another are themselves found out', async () => {
  const file = await exported();
  const lines = readFileSync(path('heads.ndjson'), 'utf8').trimEnd().split('\n');
  const faultOf = async (changed: string[], more: string[] = []) => {
    writeFileSync(path('changed.ndjson'), `${changed.join('\n')}\n`);
    const verdict = await verifyExport({
      exported: file,
      heads: [path('changed.ndjson'), ...more],
      keys: [createPublicKey(signer.publicKey)],
    });
    return verdict.headsFault?.kind;
  };
  const headAt = (n: number) => lines.flatMap((line, i) => (line.startsWith('{"head"') ? [i] : []))[n] ?? 0;
  expect(await faultOf(lines)).toBeUndefined();
  expect(await faultOf(lines.toSpliced(headAt(1), 1))).toBe('gap');
  expect(await faultOf(lines.toSpliced(headAt(0), 1))).toBe('gap');
  expect(await faultOf(lines.with(headAt(1), lines[headAt(1)]?.replace('"size":12', '"size":11') ?? ''))).toBe('gap');
  expect(await faultOf(lines.with(headAt(2), lines[headAt(2)]?.replace('"size":18', '"size":17') ?? ''))).toBe(
    'signature',
  );
  expect(await faultOf([])).toBe('none');
  expect(await faultOf(['{"head":nonsense}', ...lines])).toBe('unreadable');
  expect(await faultOf([...lines, '{"head":{"at":"2025'])).toBeUndefined();
  const other = headSigner(newHeadKey());
  await rewrite(rehash((await readAll()).map((e, i) => (i === 0 ? { ...e, payload: '{}' } : e))));
  rmSync(path('heads.ndjson'));
  await sequencer().tick();
  expect(await faultOf(lines, [path('heads.ndjson')])).toBe('fork');
  const verdict = await verifyExport({
    exported: file,
    heads: [path('heads.ndjson')],
    keys: [createPublicKey(other.publicKey)],
  });
  expect(verdict.headsFault?.kind).toBe('unknownKey');
});

test('without the published index the range is named at least', async () => {
  const lines = readFileSync(path('heads.ndjson'), 'utf8')
    .split('\n')
    .filter((line) => !line.includes('"index":['));
  writeFileSync(path('heads.ndjson'), lines.join('\n'));
  await rewrite(rehash((await readAll()).map((e, i) => (i === 7 ? { ...e, payload: '{}' } : e))));
  await expectFinding({ kind: 'edited', ordinal: 6, before: 12 });
});

test('the sentence says in both languages which entry of which case, where, and what happened', async () => {
  await superuser.query(`update audit_entries set payload = '{"n":9}' where chain_id = 'a' and seq = 4`);
  const text = verdictText(await verify());
  expect(text.zh).toContain('日志位置 7，链 P05-2025-a (a) 第 4 条记录被修改');
  expect(text.en).toContain('log position 7, entry 4 of chain P05-2025-a (a): it was edited');
});
