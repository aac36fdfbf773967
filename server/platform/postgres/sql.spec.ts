import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { instant } from '../../../core/base/time.ts';
import { type TestDatabase, testDatabase } from './testing.ts';
import { sqlState } from './transaction.ts';
import { jsonb, timestamptz } from './values.ts';

let db: TestDatabase;

beforeAll(async () => {
  db = await testDatabase();
  await db.owner.query(`create table counters (id text primary key, n int not null);
    grant select, insert, update on counters to plumbline_app`);
  await db.owner.query(`insert into counters values ('a', 0), ('b', 0)`);
});
afterAll(() => db.drop());

describe('values', () => {
  test('bigint, instants, dates and json arrive as the core has them', async () => {
    const [row] = await db.app.query(
      `select 9007199254740991::int8 as big, timestamptz '2025-10-11 18:00:00.123456+08' as at, date '2025-02-28' as day,
         '{"a":[1]}'::jsonb as data, 1.10::numeric(5,2) as money,
         array[1,2]::int8[] as bigs, array[timestamptz '1970-01-01Z', null] as moments, array[date '2025-01-01'] as days`,
    );
    expect(row).toEqual({
      big: 9007199254740991,
      at: Date.parse('2025-10-11T10:00:00.123Z'),
      day: '2025-02-28',
      data: { a: [1] },
      money: '1.10',
      bigs: [1, 2],
      moments: [0, null],
      days: ['2025-01-01'],
    });
  });

  test('a bigint that a number cannot hold throws instead of lying', async () => {
    await expect(db.app.query('select 9007199254740993::int8')).rejects.toThrow('larger than');
  });

  test('an instant and a list go back in', async () => {
    const at = instant(1_760_176_800_123);
    const rows = await db.app.query('select $1::timestamptz as at, $2::jsonb as list', [
      timestamptz(at),
      jsonb(['甲', 2]),
    ]);
    expect(rows).toEqual([{ at, list: ['甲', 2] }]);
  });

  test('Chinese sorts by pinyin on request and text search by trigrams sees it', async () => {
    const rows = await db.app.query<{ x: string }>(
      `select x from (values ('张'), ('李'), ('安')) as v (x) order by x collate "zh-x-icu"`,
    );
    expect(rows.map(({ x }) => x)).toEqual(['安', '李', '张']);
    await db.owner.query('create extension pg_trgm');
    const [trigrams] = await db.owner.query<{ n: number }>(`select cardinality(show_trgm('医疗器械'))::int as n`);
    expect(trigrams?.n).toBe(5);
  });
});

describe('transactions', () => {
  test('a thrown error leaves nothing behind', async () => {
    const work = db.app.transaction(async (tx) => {
      await tx.query(`update counters set n = 99 where id = 'a'`);
      throw new Error('no');
    });
    await expect(work).rejects.toThrow('no');
    expect(await db.app.query(`select n from counters where id = 'a'`)).toEqual([{ n: 0 }]);
  });

  test('an error swallowed by the work still fails the transaction', async () => {
    const work = db.app.transaction(async (tx) => {
      await tx.query(`insert into counters values ('a', 1)`).catch(() => {});
    });
    await expect(work).rejects.toMatchObject({ code: '23505' });
  });

  test('twenty serializable increments at once all count', async () => {
    const increment = () =>
      db.app.transaction(
        async (tx) => {
          const [row] = await tx.prepared<{ n: number }>('read-counter', `select n from counters where id = $1`, ['a']);
          await tx.prepared('set-counter', `update counters set n = $2 where id = $1`, ['a', (row?.n ?? 0) + 1]);
        },
        { isolation: 'serializable', retries: 50 },
      );
    await Promise.all(Array.from({ length: 20 }, increment));
    expect(await db.app.query(`select n from counters where id = 'a'`)).toEqual([{ n: 20 }]);
  });

  test('a row made since the snapshot was taken is there when the transaction is begun anew', async () => {
    await db.owner.query(`create table parts (of text not null references counters (id));
      grant insert on parts to plumbline_app`);
    let tries = 0;
    await db.app.transaction(
      async (tx) => {
        tries += 1;
        await tx.query('select 1');
        await db.app.query(`insert into counters values ('young', 0) on conflict do nothing`);
        await tx.query(`insert into parts values ('young')`);
      },
      { isolation: 'serializable' },
    );
    expect(tries).toBe(2);
    const wrong = db.app.transaction((tx) => tx.query(`insert into parts values ('nothing')`), { retries: 1 });
    await expect(wrong).rejects.toMatchObject({ code: '23503' });
  });

  test('a deadlock is resolved by trying again', async () => {
    const both = (first: string, second: string) =>
      db.app.transaction(async (tx) => {
        await tx.query('update counters set n = n + 1 where id = $1', [first]);
        await tx.query('select pg_sleep(0.05)');
        await tx.query('update counters set n = n + 1 where id = $1', [second]);
      });
    await Promise.all([both('a', 'b'), both('b', 'a')]);
    expect(await db.app.query(`select n from counters where id = 'b'`)).toEqual([{ n: 2 }]);
  });

  test('statements sent together, the same prepared one among them, answer in their order', async () => {
    const rows = await db.app.transaction((tx) =>
      Promise.all([1, 2, 3].map((n) => tx.prepared<{ n: number }>('say-number', 'select $1::int as n', [n]))),
    );
    expect(rows.flat().map(({ n }) => n)).toEqual([1, 2, 3]);
  });

  test('statements outside of a transaction that are sent together answer each for itself', async () => {
    const answers = await db.app.together((sql) =>
      Promise.allSettled([
        sql.prepared<{ pid: number }>('say-pid', 'select pg_backend_pid() as pid'),
        sql.query('select 1 / 0'),
        sql.prepared<{ pid: number }>('say-pid', 'select pg_backend_pid() as pid'),
      ]),
    );
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    const [first, , last] = answers.map((answer) => (answer.status === 'fulfilled' ? answer.value : answer.reason));
    expect(first).toEqual(last);
  });

  describe('the last statements of a transaction', () => {
    const numberOf = async (id: string) =>
      (await db.app.query<{ n: number }>('select n from counters where id = $1', [id]))[0]?.n;

    test('take the commit with them, also where more statements are sent in the same tick, and what is read behind sees them', async () => {
      const { done, read } = await db.app.commitAndRead(
        async (tx) => {
          const first = tx.query(`insert into counters values ('c', 1)`);
          tx.last();
          await Promise.all([first, tx.query(`insert into counters values ('d', 1)`)]);
          return 'done';
        },
        async (sql) => (await sql.query<{ n: number }>(`select n from counters where id in ('c', 'd')`)).length,
      );
      expect({ done, read }).toEqual({ done: 'done', read: 2 });
    });

    test('fail together: none of them stays, the failure itself is heard, and the connection serves on', async () => {
      const work = db.app.commitAndRead(
        async (tx) => {
          tx.last();
          await Promise.all([
            tx.query(`update counters set n = 77 where id = 'c'`),
            tx.query(`insert into counters values ('c', 1)`),
          ]);
        },
        async (sql) => {
          await sql.query('select 1');
          await sql.query('select 2');
        },
      );
      await expect(work).rejects.toMatchObject({ code: '23505' });
      expect(await numberOf('c')).toBe(1);
    });

    test('are the last: a statement after them is a defect', async () => {
      const work = db.app.transaction(async (tx) => {
        tx.last();
        await tx.query(`update counters set n = 2 where id = 'c'`);
        await tx.query(`update counters set n = 3 where id = 'd'`);
      });
      await expect(work).rejects.toThrow('after the last');
      expect(await numberOf('d')).toBe(1);
    });

    test('are tried again where the commit itself is refused as not serializable', async () => {
      const increment = () =>
        db.app.transaction(
          async (tx) => {
            const [row] = await tx.query<{ n: number }>(`select n from counters where id = 'd'`);
            tx.last();
            await tx.query(`update counters set n = $1 where id = 'd'`, [(row?.n ?? 0) + 1]);
          },
          { isolation: 'serializable', retries: 50 },
        );
      await Promise.all(Array.from({ length: 10 }, increment));
      expect(await numberOf('d')).toBe(11);
    });

    test('stand although what is read behind them fails', async () => {
      const work = db.app.commitAndRead(
        async (tx) => {
          tx.last();
          await tx.query(`update counters set n = 5 where id = 'c'`);
        },
        () => Promise.reject(new Error('not readable')),
      );
      await expect(work).rejects.toThrow('not readable');
      expect(await numberOf('c')).toBe(5);
    });
  });

  test('an exhausted retry gives the serialization failure itself', async () => {
    const failure = db.app.transaction(
      async (tx) => {
        await tx.query(`do $$ begin raise exception 'again' using errcode = '40001'; end $$`);
      },
      { retries: 1 },
    );
    expect(sqlState(await failure.catch((error: unknown) => error))).toBe('40001');
  });

  test('a connection killed in mid-transaction fails that transaction and no later one', async () => {
    const killed = db.app.transaction(async (tx) => {
      const [row] = await tx.query<{ pid: number }>('select pg_backend_pid() as pid');
      await db.owner.query('select 1');
      const { Client } = await import('pg');
      const admin = new Client({ connectionString: db.superuserUrl });
      await admin.connect();
      await admin.query('select pg_terminate_backend($1)', [row?.pid]);
      await admin.end();
      await tx.query(`update counters set n = 1000 where id = 'b'`);
    });
    await expect(killed).rejects.toThrow();
    expect(await db.app.query(`select n from counters where id = 'b'`)).toEqual([{ n: 2 }]);
  });
});

test('a notification reaches the listener, until it stops', async () => {
  const heard: string[] = [];
  const stop = await db.app.listen('spec channel', (payload) => heard.push(payload));
  await db.owner.query(`select pg_notify('spec channel', 'one')`);
  await expect.poll(() => heard).toEqual(['one']);
  await stop();
  await db.owner.query(`select pg_notify('spec channel', 'two')`);
  expect(heard).toEqual(['one']);
});
