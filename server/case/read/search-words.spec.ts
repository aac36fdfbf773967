import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Instant, parseInstant } from '../../../core/base/time.ts';
import { parallel } from '../../../core/process/testing/parallel.ts';
import { type TestDatabase, testDatabase } from '../../platform/postgres/testing.ts';
import type { Kernel } from '../kernel.ts';
import { addHouse, kernelFor, merchant, staff } from '../testing.ts';
import { searchVector } from '../write.ts';
import { listCases } from './case-list.ts';
import { enough, NEAR } from './search-words.ts';
import { todo } from './todo.ts';

const COUNT = NEAR + 600;
/** The last and oldest of all, far beyond what is looked at first. */
const RARE = '青岛海雁医疗器械有限公司';
/** Some of those beyond it, more than two pages. */
const isSome = (n: number): boolean => n >= NEAR && n < COUNT - 1 && n % 5 === 0;
const SOME = Array.from({ length: COUNT }, (_, n) => n).filter(isSome);

const begun = parseInstant('2025-03-03T09:00') as Instant;
const clerk = staff('ann', 'admissionClerk');
const reviewer = staff('bob', 'qualificationReviewer');
const numberOf = (n: number): string => `T-20250303-${String(n).padStart(5, '0')}`;
const subjectOf = (n: number): string => (n === COUNT - 1 ? RARE : `${isSome(n) ? '康达' : '明泰'}医疗器械有限公司`);

let db: TestDatabase;
let kernel: Kernel;

/** Case `n` falls due `n` minutes later and was opened `n` minutes earlier than the first, so that both lists run alike. */
const fill = async (): Promise<void> => {
  const rows = Array.from({ length: COUNT }, (_, n) => {
    const number = numberOf(n);
    return {
      id: randomUUID(),
      task: randomUUID(),
      number,
      subject: subjectOf(n),
      search: searchVector(number, subjectOf(n)),
      party: n % 2 === 0 ? 'even' : 'odd',
      role: n % 100 === 0 ? 'qualificationReviewer' : 'admissionClerk',
      n,
    };
  });
  const recordset = `jsonb_to_recordset($1::jsonb) as r (id uuid, task uuid, number text, subject text, search text, party text,
    role text, n int)`;
  await db.owner.query(
    `insert into cases (id, entity_id, process, definition_version, number, subject, party_id, state, version, position, opened_at, search)
     select id, 'house', 'parallel', 1, number, subject, party, '{}', 1, '{check}', $2::timestamptz - n * interval '1 min', search::tsvector
     from ${recordset}`,
    [JSON.stringify(rows), new Date(begun)],
  );
  await db.owner.query(
    `insert into case_tasks (id, case_id, key, entity_id, party_id, role, stage, task, state, opened_at, due_at)
     select task, id, 'check.check#1', 'house', party, role, 'check', 'check', 'open', $2, $2::timestamptz + n * interval '1 min'
     from ${recordset}`,
    [JSON.stringify(rows), new Date(begun)],
  );
  await db.owner.query('analyze cases, case_tasks');
};

beforeAll(async () => {
  db = await testDatabase();
  await addHouse(db.owner);
  kernel = kernelFor(db.app, { now: begun }, [parallel]);
  await fill();
}, 30_000);
afterAll(() => db.drop());

interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
}

const allPages = async <Item>(page: (cursor: string | undefined) => Promise<Page<Item>>): Promise<Item[]> => {
  const items: Item[] = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const next = await page(cursor);
    items.push(...next.items);
    cursor = next.nextCursor;
  }
  return items;
};
const listed = async (who: typeof clerk, q: string, limit = 50): Promise<string[]> =>
  (await allPages((cursor) => todo(kernel, who, { q, limit, cursor }, async () => new Map()))).map(
    (item) => item.caseNumber,
  );
const cases = async (q: string, partyId: string | null = null, limit = 50): Promise<string[]> => {
  const may = { entityIds: ['house'], partyId, processes: null };
  return (await allPages((cursor) => listCases(kernel, may, { q, limit, cursor }))).map((item) => item.number);
};
const numbers = (of: readonly number[], role?: 'clerk' | 'reviewer'): string[] =>
  of.filter((n) => role === undefined || (role === 'reviewer') === (n % 100 === 0)).map(numberOf);
const everybody = Array.from({ length: COUNT }, (_, n) => n);

describe('a word in the todo list', () => {
  it.each([
    ['部分文字', '海雁'],
    ['整名', RARE],
    ['拼音首字母', 'qdhy'],
    ['其中一段的首字母', 'hyyl'],
    ['案号', numberOf(COUNT - 1)],
    ['案号末段', numberOf(COUNT - 1).slice(-5)],
  ])('finds the one that falls due last, by %s', async (_, q) => {
    expect(await listed(clerk, q)).toEqual([numberOf(COUNT - 1)]);
  });

  it('that some are called gives all of them, page by page, none twice, the first due on top', async () => {
    expect(await listed(clerk, '康达')).toEqual(numbers(SOME, 'clerk'));
    expect(await listed(reviewer, '康达')).toEqual(numbers(SOME, 'reviewer'));
  });

  it('that all are called gives the whole list', async () => {
    expect(await listed(clerk, '医疗器械', 200)).toEqual(numbers(everybody, 'clerk'));
    expect(await listed(reviewer, 't', 7)).toEqual(numbers(everybody, 'reviewer'));
    expect(await listed(staff('cy', 'admissionClerk', 'qualificationReviewer'), '2025', 200)).toEqual(
      numbers(everybody),
    );
  });

  it('shows nobody what is not his', async () => {
    expect(await listed(reviewer, '海雁')).toEqual([]);
    expect(await listed(staff('dan', 'archivist'), '医疗器械')).toEqual([]);
    expect(await listed(merchant('mia', 'even'), '医疗器械')).toEqual([]);
    expect(await listed(clerk, '没有这家')).toEqual([]);
  });
});

describe('a word in the list of cases', () => {
  it('finds few, some or all of them, newest first', async () => {
    expect(await cases('海雁')).toEqual([numberOf(COUNT - 1)]);
    expect(await cases('康达')).toEqual(numbers(SOME));
    expect(await cases('医疗器械', null, 200)).toEqual(numbers(everybody));
  });

  it('finds a party its own', async () => {
    expect(await cases('康达', 'even')).toEqual(numbers(SOME.filter((n) => n % 2 === 0)));
  });
});

it('what was looked at first is the answer only where it holds a page or was everything', () => {
  const found = { looked: NEAR, id: 'a' };
  expect(enough([found, found], 2)).toHaveLength(2);
  expect(enough([found], 2)).toBeNull();
  expect(enough([{ ...found, looked: NEAR - 1 }], 2)).toHaveLength(1);
  expect(enough([{ looked: 3, id: null }], 2)).toEqual([]);
});
