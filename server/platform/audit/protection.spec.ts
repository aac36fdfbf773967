import { afterAll, beforeAll, expect, test } from 'vitest';
import { instant } from '../../../core/base/time.ts';
import { type Database, openDatabase } from '../postgres/sql.ts';
import { type TestDatabase, testDatabase } from '../postgres/testing.ts';
import { sqlState } from '../postgres/transaction.ts';
import { appendToChain } from './append.ts';
import { headSigner, newHeadKey } from './head.ts';
import { createSequencer } from './sequencer.ts';
import { attempts, column, onTables, stateOf, tables } from './testing/attempts.ts';

let db: TestDatabase;
let superuser: Database;
const at = instant(1_763_700_000_000);

beforeAll(async () => {
  db = await testDatabase();
  superuser = openDatabase(db.superuserUrl, { connections: 1 });
  const input = { at, kind: 'case.acted', actor: { system: 'test' }, payload: {} };
  await db.app.transaction((tx) => appendToChain(tx, { entityId: 'demo', chainId: 'case-a' }, [input, input]));
  await createSequencer({ db: db.app, signer: headSigner(newHeadKey()), places: [], now: () => at }).tick();
});
afterAll(async () => {
  await superuser.close();
  await db.drop();
});

const contents = async (): Promise<unknown> =>
  Promise.all(
    tables.map((table) =>
      superuser.query(`select md5(string_agg(t::text, '|' order by t::text)) as sum from ${table} as t`),
    ),
  );

test.each(Object.keys(attempts))('%s is refused to the application', async (group) => {
  const before = await contents();
  const passed: string[] = [];
  for (const statement of attempts[group] ?? []) {
    const state = await stateOf(db.app, statement);
    if (state !== '42501') passed.push(`${state}: ${statement}`);
  }
  expect(passed).toEqual([]);
  expect(await contents()).toEqual(before);
});

test("the owner's mistakes are refused too, whatever the session's replication role", async () => {
  const before = await contents();
  const mistakes = onTables(
    (t) => `update ${t} set ${column[t]} = ${column[t]}`,
    (t) => `delete from ${t}`,
    (t) => `truncate ${t} cascade`,
  );
  for (const role of ['origin', 'replica']) {
    for (const statement of mistakes) {
      const state = await superuser
        .transaction(async (tx) => {
          await tx.query(`set local session_replication_role = ${role}`);
          await tx.query(`set local role plumbline_owner`);
          await tx.query(statement);
        })
        .then(() => statement, sqlState);
      expect(state, `${role}: ${statement}`).toBe('42501');
    }
  }
  expect(await contents()).toEqual(before);
});

test('the application still writes after all this', async () => {
  const input = { at, kind: 'case.acted', actor: { system: 'test' }, payload: {} };
  const [entry] = await db.app.transaction((tx) => appendToChain(tx, { entityId: 'demo', chainId: 'case-a' }, [input]));
  expect(entry?.seq).toBe(3);
});
