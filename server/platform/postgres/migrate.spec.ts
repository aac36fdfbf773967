import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { migrate, readMigrations } from './migrate.ts';
import { type TestDatabase, testDatabase } from './testing.ts';

let db: TestDatabase;
const known = readMigrations();
const extra = (sql: string, number = 9_001) => ({ number, name: 'spec', sql, checksum: `of ${sql}` });

beforeAll(async () => {
  db = await testDatabase();
  await db.app.query(
    `insert into legal_entities (id, kind, name, name_en, uscc) values
       ('north', 'platform', '北平台', 'North', '91110000MA00000001'), ('south', 'distributor', '南经销', 'South', '91440000MA00000002')`,
  );
});
afterAll(() => db.drop());

describe('migrations', () => {
  test('run once, however many processes start together', async () => {
    const more = [...known, extra('create table spec_once (id int)')];
    const applied = await Promise.all([1, 2, 3].map(() => migrate(db.urls.owner, more)));
    expect(applied.flat().map(({ number }) => number)).toEqual([9_001]);
  });

  test('one that was edited after it was applied is named', async () => {
    await expect(migrate(db.urls.owner, [...known, extra('create table other (id int)')])).rejects.toThrow(
      'migration 9001 (spec) was changed',
    );
  });

  test('an older program refuses a newer database', async () => {
    await expect(migrate(db.urls.owner, known)).rejects.toThrow('older than the database');
  });

  test('a failing one leaves nothing behind', async () => {
    const broken = [
      ...known,
      extra('create table spec_once (id int)'),
      extra('create table half (id int); select 1/0', 9_002),
    ];
    await expect(migrate(db.urls.owner, broken)).rejects.toThrow('migration 9002');
    expect(await db.owner.query(`select to_regclass('half') as half`)).toEqual([{ half: null }]);
  });
});

describe('number series', () => {
  const next = (sql: { query: TestDatabase['app']['query'] }, entity: string, period = '2025') =>
    sql.query<{ n: number }>('select next_number($1, $2, $3) as n', [entity, 'notice', period]).then(([row]) => row?.n);

  test('a rolled-back number is given out again, so that the series has no gap', async () => {
    await next(db.app, 'north');
    await db.app
      .transaction(async (tx) => {
        await next(tx, 'north');
        throw new Error('no');
      })
      .catch(() => {});
    expect(await next(db.app, 'north')).toBe(2);
  });

  test('thirty takers at once get thirty successive numbers', async () => {
    const numbers = await Promise.all(Array.from({ length: 30 }, () => next(db.app, 'south')));
    expect(numbers.sort((a, b) => Number(a) - Number(b))).toEqual(Array.from({ length: 30 }, (_, i) => i + 1));
  });

  test('each entity and period counts on its own', async () => {
    expect(await next(db.app, 'north', '2026')).toBe(1);
  });
});

test.each([
  ['set a series back', `update number_series set last = 1`],
  ['delete an entity', `delete from legal_entities`],
  ['create a table', `create table mine (id int)`],
  ['create a temporary table that would shadow one of ours', `create temporary table legal_entities (id int)`],
  ['become the owner', `set role plumbline_owner`],
  ['forget a migration', `delete from schema_migrations`],
  ['drop a table', `drop table legal_entities`],
  ['read a file of the server', `select pg_read_file('PG_VERSION')`],
])('the application cannot %s', async (_what, statement) => {
  await expect(db.app.query(statement)).rejects.toMatchObject({ code: '42501' });
});
