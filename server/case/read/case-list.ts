import type { Instant } from '../../../core/base/time.ts';
import { formatInstant } from '../../../core/base/time.ts';
import type { CaseListItem, CasePage } from '../../../core/contract/todo-view.ts';
import type { Process } from '../../../core/process/definition.ts';
import type { Sql } from '../../platform/postgres/sql.ts';
import type { Kernel } from '../kernel.ts';
import { decodeCursor, encodeCursor, orderAsTimestamp } from './cursor.ts';
import { enough, NEAR, type Near, tsquery } from './search-words.ts';

interface Row {
  readonly id: string;
  readonly number: string;
  readonly subject: string;
  readonly process: string;
  readonly definition_version: number;
  readonly position: readonly string[];
  readonly opened_at: Instant;
  readonly ended_at: Instant | null;
  readonly ended_as: string | null;
  readonly due_at: Instant | null;
  readonly breaches: number;
}

export interface CaseQuery {
  readonly cursor?: string | undefined;
  readonly limit: number;
  readonly q?: string | undefined;
  readonly process?: string | undefined;
  readonly state?: 'open' | 'ended' | undefined;
}

/** Which cases somebody may list. */
export interface Listable {
  readonly entityIds: readonly string[];
  /** Only this outside party's. */
  readonly partyId: string | null;
  /** Only of these procedures. */
  readonly processes: readonly string[] | null;
}

const COLUMNS =
  'id, number, subject, process, definition_version, position, opened_at, ended_at, ended_as, due_at, breaches';
/** After the cursor in the order of the indexes: newest first, then by id. */
const AFTER = 'opened_at <= $2 and (opened_at < $2 or id > $3)';
const WANTED = `($4::text is null or process = $4) and ($5::text is null or (ended_at is null) = ($5 = 'open'))
    and ($7::text[] is null or process = any($7))`;
const ORDER = 'order by opened_at desc, id limit';

/** One statement for each way in, because one that serves all of them reads the whole table: each is an index scan. */
const STATEMENTS = {
  entities: `select x.* from unnest($1::text[]) as e (entity) cross join lateral (
    select ${COLUMNS} from cases where entity_id = e.entity and ${AFTER} and ${WANTED} ${ORDER} $6) x ${ORDER} $6`,
  party: `select ${COLUMNS} from cases where party_id = $8 and entity_id = any($1::text[]) and ${AFTER} and ${WANTED} ${ORDER} $6`,
} as const;

/** As NEAR says: the words among the first cases of the whole list, then among all. */
const NEAR_LIST = `
  with near as (
    select x.* from unnest($1::text[]) as e (entity) cross join lateral (
      select ${COLUMNS}, search from cases where entity_id = e.entity and ${AFTER} ${ORDER} $9) x ${ORDER} $9)
  select looked.looked, m.* from (select count(*)::int as looked from near) looked
  left join lateral (select ${COLUMNS} from near where search @@ $8::tsquery and ${WANTED} ${ORDER} $6) m on true
  order by m.opened_at desc, m.id`;
const ALL_LIST = `select ${COLUMNS} from cases
  where search @@ $8::tsquery and entity_id = any($1::text[]) and ${AFTER} and ${WANTED} ${ORDER} $6`;
const PARTY_SEARCHED = `select ${COLUMNS} from cases
  where party_id = $8 and entity_id = any($1::text[]) and search @@ $9::tsquery and ${AFTER} and ${WANTED} ${ORDER} $6`;

/** Not prepared where words are searched for: only a plan made for these words knows whether they are rare. */
const rowsOf = async (
  sql: Sql,
  values: readonly unknown[],
  partyId: string | null,
  words: string | null,
  wanted: number,
): Promise<Row[]> => {
  if (words === null && partyId === null) return sql.prepared<Row>('case-list-entities', STATEMENTS.entities, values);
  if (words === null) return sql.prepared<Row>('case-list-party', STATEMENTS.party, [...values, partyId]);
  if (partyId !== null) return sql.query<Row>(PARTY_SEARCHED, [...values, partyId, words]);
  const near = await sql.query<Near<Row>>(NEAR_LIST, [...values, words, NEAR]);
  return enough(near, wanted) ?? sql.query<Row>(ALL_LIST, [...values, words]);
};

/** Titles of the stages that a case stands in, or of its end. */
export const positionTitles = (process: Process, position: readonly string[]) =>
  position.map((name) => process.stages[name]?.title ?? process.ends[name]?.title ?? { zh: name, en: name });

/** Cases that somebody may list, newest first. */
export const listCases = async (kernel: Kernel, may: Listable, query: CaseQuery): Promise<CasePage> => {
  const cursor = decodeCursor(query.cursor) ?? { order: 'infinity', id: '00000000-0000-0000-0000-000000000000' };
  const wanted = query.limit + 1;
  const values = [
    may.entityIds,
    orderAsTimestamp(cursor.order),
    cursor.id,
    query.process ?? null,
    query.state ?? null,
    wanted,
    may.processes,
  ];
  const rows = await rowsOf(kernel.db, values, may.partyId, tsquery(query.q), wanted);
  const shown = rows.slice(0, query.limit);
  const last = shown.at(-1);
  return {
    items: shown.map((row) => itemOf(kernel, row)),
    nextCursor: rows.length > query.limit && last ? encodeCursor({ order: String(last.opened_at), id: last.id }) : null,
  };
};

const itemOf = (kernel: Kernel, row: Row): CaseListItem => {
  const process = kernel.processes.version(row.process, row.definition_version);
  return {
    id: row.id,
    number: row.number,
    subject: row.subject,
    process: { name: process.name, title: process.title },
    state: row.ended_at === null ? 'open' : 'ended',
    position: positionTitles(process, row.position),
    openedAt: formatInstant(row.opened_at),
    endedAt: row.ended_at === null ? null : formatInstant(row.ended_at),
    dueAt: row.due_at === null ? null : formatInstant(row.due_at),
    breaches: row.breaches,
  };
};
