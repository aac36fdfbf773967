import type { Instant } from '../../../core/base/time.ts';
import { formatInstant } from '../../../core/base/time.ts';
import type { TodoItem, TodoPage } from '../../../core/contract/todo-view.ts';
import type { Actor as Principal } from '../../../core/people/actor.ts';
import type { Sql } from '../../platform/postgres/sql.ts';
import type { Kernel } from '../kernel.ts';
import { decodeCursor, encodeCursor, orderAsTimestamp } from './cursor.ts';
import { enough, hasBeginning, NEAR, type Near, tsquery } from './search-words.ts';

interface Row {
  readonly id: string;
  readonly case_id: string;
  readonly number: string;
  readonly subject: string;
  readonly process: string;
  readonly definition_version: number;
  readonly entity_id: string;
  readonly role: string;
  readonly assigned_to: string | null;
  readonly stage: string;
  readonly task: string;
  readonly item: string | null;
  readonly opened_at: Instant;
  readonly due_at: Instant | null;
  readonly clock_from: Instant | null;
  readonly provisional: boolean;
  readonly breached: boolean;
  readonly clause: string | null;
  readonly claimed_by: string | null;
  readonly urged_at: Instant | null;
}

export interface TodoQuery {
  readonly cursor?: string | undefined;
  readonly limit: number;
  readonly q?: string | undefined;
  readonly process?: string | undefined;
}

const SHOWN =
  'id case_id entity_id role assigned_to stage task item opened_at due_at clock_from provisional breached clause claimed_by urged_at'.split(
    ' ',
  );
const shownOf = (alias: string): string => SHOWN.map((column) => `${alias}.${column}`).join(', ');
/** `due_order` orders and is not read: it is infinite for a task without a clock, which no instant can say. */
const COLUMNS = `${shownOf('t')}, t.due_order`;
const CASE = 'c.number, c.subject, c.process, c.definition_version';

/** What a person may act on and which falls due after the cursor; each of his roles is one index scan of `most` rows. */
const mine = (most: string): string => `
    select x.* from unnest($1::text[], $2::text[]) as r(entity_id, role)
    cross join lateral (
      select ${COLUMNS} from case_tasks t
      where t.state = 'open' and t.assigned_to is null and t.entity_id = r.entity_id and t.role = r.role
        and (t.due_order, t.id) > ($5, $6)
        and ($7::text is null or exists (select 1 from cases c where c.id = t.case_id and c.process = $7))
      order by t.due_order, t.id limit ${most}
    ) x
    union all
    (select ${COLUMNS} from case_tasks t
      where t.state = 'open' and t.assigned_to = any($3) and (t.due_order, t.id) > ($5, $6)
      order by t.due_order, t.id limit ${most})
    union all
    (select ${COLUMNS} from case_tasks t
      where t.state = 'open' and t.party_id = $4 and t.role = 'merchant' and (t.due_order, t.id) > ($5, $6)
      order by t.due_order, t.id limit ${most})`;

/** The rows of each role are then merged, and they are few. */
const TODO = `
  with mine as (${mine('$8')})
  select ${shownOf('m')}, ${CASE} from mine m join cases c on c.id = m.case_id
  where $7::text is null or c.process = $7
  order by m.due_order, m.id limit $8`;

/** The cases of the first tasks: by their ids, or by the words too, whichever the planner holds for quicker. */
const casesOfNear = {
  byId: 'cross join lateral (select * from cases where id = near.case_id offset 0) c',
  asPlanned: 'join cases c on c.id = near.case_id',
};

/** As NEAR says: the words among the first tasks of the whole list. */
const nearTodo = (cases: string): string => `
  with near as (select * from (${mine('$10')}) m order by m.due_order, m.id limit $10)
  select looked.looked, ${shownOf('m')}, m.number, m.subject, m.process, m.definition_version
  from (select count(*)::int as looked from near) looked
  left join lateral (
    select near.*, ${CASE} from near ${cases}
    where c.search @@ $9::tsquery and ($7::text is null or c.process = $7)
    order by near.due_order, near.id limit $8) m on true
  order by m.due_order, m.id`;
/** Statistics know how rare a whole word is, and nothing of beginnings. */
const NEAR_TODO = { whole: nearTodo(casesOfNear.asPlanned), begun: nearTodo(casesOfNear.byId) };

/** Every case with the words, and of those the tasks that are this person's. */
const ALL_TODO = `
  with hits as materialized (
    select c.id, ${CASE} from cases c
    where c.search @@ $9::tsquery and c.ended_at is null and ($7::text is null or c.process = $7))
  select ${shownOf('t')}, c.number, c.subject, c.process, c.definition_version from hits c join case_tasks t on t.case_id = c.id
  where t.state = 'open' and (t.due_order, t.id) > ($5, $6) and (
    t.assigned_to = any($3) or (t.party_id = $4 and t.role = 'merchant') or (t.assigned_to is null
      and exists (select 1 from unnest($1::text[], $2::text[]) as r(entity_id, role) where r.entity_id = t.entity_id and r.role = t.role)))
  order by t.due_order, t.id limit $8`;

/** Not prepared where words are searched for: only a plan made for these words knows whether they are rare. */
const rowsOf = async (sql: Sql, values: readonly unknown[], words: string | null, wanted: number): Promise<Row[]> => {
  if (words === null) return sql.prepared<Row>('todo', TODO, [...values, wanted]);
  const near = await sql.query<Near<Row>>(NEAR_TODO[hasBeginning(words) ? 'begun' : 'whole'], [
    ...values,
    wanted,
    words,
    NEAR,
  ]);
  return enough(near, wanted) ?? sql.query<Row>(ALL_TODO, [...values, wanted, words]);
};

/** 待办: the open tasks that a person may act on, the one that falls due first on top. */
export const todo = async (
  kernel: Kernel,
  principal: Principal,
  query: TodoQuery,
  nameOf: (ids: readonly string[]) => Promise<ReadonlyMap<string, string>>,
): Promise<TodoPage> => {
  const pairs = principal.posts.flatMap((post) =>
    post.entityIds.flatMap((entity) => post.roles.map((role) => [entity, role] as const)),
  );
  const climbed = climbedPairs(principal);
  const distinct = [...new Map(pairs.map((pair) => [pair.join(' '), pair])).values()];
  const cursor = decodeCursor(query.cursor) ?? { order: '-infinity', id: '00000000-0000-0000-0000-000000000000' };
  const values = [
    distinct.map(([entity]) => entity),
    distinct.map(([, role]) => role),
    personsOf(principal),
    principal.partyId ?? null,
    orderAsTimestamp(cursor.order),
    cursor.id,
    query.process ?? null,
  ];
  const rows = await rowsOf(kernel.db, values, tsquery(query.q), query.limit + 1);
  const shown = rows.slice(0, query.limit);
  const names = await nameOf(shown.flatMap((row) => (row.claimed_by === null ? [] : [row.claimed_by])));
  const last = shown.at(-1);
  const more = rows.length > query.limit && last !== undefined;
  return {
    items: shown.map((row) => itemOf(kernel, row, names, climbed)),
    nextCursor: more
      ? encodeCursor({ order: last.due_at === null ? 'infinity' : String(last.due_at), id: last.id })
      : null,
  };
};

/** Whose tasks by name are on the list: the person's own, and those of everybody he stands in for. */
const personsOf = (principal: Principal): readonly string[] => [
  ...new Set([principal.personId, ...principal.posts.flatMap((post) => post.onBehalfOf ?? [])]),
];

/** Roles that are on the list only because nobody holds them. */
const climbedPairs = (principal: Principal): ReadonlySet<string> =>
  new Set(
    principal.posts
      .filter((post) => post.climbed)
      .flatMap((post) => post.entityIds.flatMap((entity) => post.roles.map((role) => `${entity} ${role}`))),
  );

const itemOf = (
  kernel: Kernel,
  row: Row,
  names: ReadonlyMap<string, string>,
  climbed: ReadonlySet<string>,
): TodoItem => {
  const process = kernel.processes.version(row.process, row.definition_version);
  const title = process.stages[row.stage]?.tasks[row.task]?.title ?? process.title;
  const span = row.due_at === null || row.clock_from === null ? 0 : row.due_at - row.clock_from;
  return {
    taskId: row.id,
    caseId: row.case_id,
    caseNumber: row.number,
    subject: row.subject,
    process: { name: process.name, title: process.title },
    title,
    item: row.item,
    openedAt: formatInstant(row.opened_at),
    dueAt: row.due_at === null ? null : formatInstant(row.due_at),
    provisional: row.provisional,
    breached: row.breached,
    used: span <= 0 ? 0 : Math.max(0, (kernel.clock() - (row.clock_from as number)) / span),
    clause: row.clause,
    claimedBy:
      row.claimed_by === null ? null : { personId: row.claimed_by, name: names.get(row.claimed_by) ?? row.claimed_by },
    urged: row.urged_at !== null,
    climbed: row.assigned_to === null && climbed.has(`${row.entity_id} ${row.role}`),
  };
};
