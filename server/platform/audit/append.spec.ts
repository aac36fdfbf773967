import { afterAll, beforeAll, expect, test } from 'vitest';
import { instant } from '../../../core/base/time.ts';
import { type TestDatabase, testDatabase } from '../postgres/testing.ts';
import { sqlState } from '../postgres/transaction.ts';
import { appendToChain, insertEntries } from './append.ts';
import { type AuditInput, linkEntries, newChain } from './entry.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());

const at = instant(1_763_700_000_123);
const input = (n: number): AuditInput => ({
  at,
  kind: 'case.acted',
  actor: { personId: 'p-1' },
  payload: { n, note: '换行\n 制表\t "引号" \u0000 \u2028 😀 \\' },
});
const chainOf = (chainId: string) => ({ entityId: 'demo', chainId });
const stateOf = (work: Promise<unknown>): Promise<string | undefined> => work.then(() => 'done', sqlState);

test('P04-3.1-05 entries reach the database as they were linked, and the chain moves to the last', async () => {
  const written = await db.app.transaction((tx) => appendToChain(tx, chainOf('people'), [input(1), input(2)]));
  await db.app.transaction((tx) => appendToChain(tx, chainOf('people'), [input(3)]));
  const rows = await db.app.query(
    `select seq, encode(prev_hash, 'hex') as prev, encode(hash, 'hex') as hash, at, payload from audit_entries
     where chain_id = 'people' order by seq`,
  );
  expect(rows.slice(0, 2)).toEqual(
    written.map((e) => ({ seq: e.seq, prev: e.prevHash, hash: e.hash, at: e.at, payload: e.payload })),
  );
  const [chain] = await db.app.query(
    `select seq, encode(head, 'hex') as head from audit_chains where chain_id = 'people'`,
  );
  expect(chain).toEqual({ seq: 3, head: (rows[2] as { hash: string }).hash });
});

test('twenty writers on one chain leave one unbroken chain', async () => {
  await Promise.all(
    Array.from({ length: 20 }, (_, n) =>
      db.app.transaction((tx) => appendToChain(tx, chainOf('busy'), [input(n), input(n)])),
    ),
  );
  const [row] = await db.app.query(
    `select count(*) as entries, count(*) filter (where prev_hash = before) as linked from
       (select prev_hash, lag(hash) over (order by seq) as before from audit_entries where chain_id = 'busy') as e`,
  );
  expect(row).toEqual({ entries: 40, linked: 39 });
});

test('the database refuses an entry whose hash, number, predecessor or legal entity is wrong', async () => {
  const tip = newChain('demo', 'strict');
  const [entry] = linkEntries(tip, [input(1)]);
  if (entry === undefined) throw new Error('nothing linked');
  const insert = (changed: object) => stateOf(insertEntries(db.app, [{ ...entry, ...changed }]));
  const checkViolation = '23514';
  for (const change of [
    { payload: '{"n":2}' },
    { at: instant(at + 1) },
    { actor: '{}' },
    { kind: 'other' },
    { hash: 'ab'.repeat(32) },
  ]) {
    expect(await insert(change)).toBe(checkViolation);
  }
  const doesNotContinue = '40001';
  const [skipped] = linkEntries({ ...tip, seq: 1 }, [input(1)]);
  const [unlinked] = linkEntries({ ...tip, hash: 'ab'.repeat(32) }, [input(1)]);
  expect(await insert(skipped ?? {})).toBe(doesNotContinue);
  expect(await insert(unlinked ?? {})).toBe(doesNotContinue);
  expect(await insert({})).toBe('done');
  const [foreign] = linkEntries({ ...tip, entityId: 'other', seq: 1, hash: entry.hash }, [input(2)]);
  expect(await insert(foreign ?? {})).toBe(doesNotContinue);
  await expect(
    db.app.transaction((tx) => appendToChain(tx, { entityId: 'other', chainId: 'strict' }, [input(2)])),
  ).rejects.toThrow('legal entity');
  expect(await insert({})).toBe(doesNotContinue);
});

test('several chains may be continued by one statement', async () => {
  const texts = ['a', 'b'].flatMap((id) => linkEntries(newChain('demo', `many-${id}`), [input(1), input(2)]));
  await db.app.query(
    `insert into audit_entries (chain_id, entity_id, seq, prev_hash, at, kind, actor, payload, hash)
     select e->>'chainId', e->>'entityId', (e->>'seq')::int8, decode(e->>'prevHash', 'hex'), to_timestamp((e->>'at')::int8 / 1000.0),
       e->>'kind', e->>'actor', e->>'payload', decode(e->>'hash', 'hex') from json_array_elements($1::json) as e`,
    [JSON.stringify(texts)],
  );
  const rows = await db.app.query(
    `select chain_id, seq from audit_chains where chain_id like 'many-%' order by chain_id`,
  );
  expect(rows).toEqual([
    { chain_id: 'many-a', seq: 2 },
    { chain_id: 'many-b', seq: 2 },
  ]);
});

test('a writer whose tip was overtaken is tried again with the new one', async () => {
  const tips: number[] = [];
  await db.app.transaction(async (tx) => {
    const [row] = await tx.query<{ seq: number; head: string }>(
      `select seq, encode(head, 'hex') as head from audit_chains where chain_id = 'people'`,
    );
    tips.push(row?.seq ?? 0);
    if (tips.length === 1) await db.app.transaction((other) => appendToChain(other, chainOf('people'), [input(4)]));
    await insertEntries(
      tx,
      linkEntries({ ...chainOf('people'), seq: row?.seq ?? 0, hash: row?.head ?? '' }, [input(5)]),
    );
  });
  expect(tips).toEqual([3, 4]);
});

test('a chain or legal entity with a name that could be misread is refused by the database too', async () => {
  for (const name of ['a b', 'a"b', 'a\\b', 'a\nb', '', 'x'.repeat(201)]) {
    for (const [entity, chain] of [
      ['demo', name],
      [name, 'fine'],
    ]) {
      expect(await stateOf(db.app.query('select audit_lock_chain($1, $2)', [entity, chain]))).toBe('23514');
    }
  }
});
