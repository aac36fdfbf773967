import type { Instant } from '../../../core/base/time.ts';
import { formatInstant } from '../../../core/base/time.ts';
import type { CaseListItem, CasePage } from '../../../core/contract/todo-view.ts';
import type { Process } from '../../../core/process/definition.ts';
import type { Kernel } from '../kernel.ts';
import { decodeCursor, encodeCursor, orderAsTimestamp } from './cursor.ts';
import { tsquery } from './todo.ts';

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

const LIST = `
  select id, number, subject, process, definition_version, position, opened_at, ended_at, ended_as, due_at, breaches
  from cases
  where entity_id = any($1)
    and ($2::text is null or party_id = $2)
    and ($9::text[] is null or process = any($9))
    and (opened_at, id) < ($3, $4)
    and ($5::text is null or process = $5)
    and ($6::text is null or (ended_at is null) = ($6 = 'open'))
    and ($7::tsquery is null or search @@ $7)
  order by opened_at desc, id desc limit $8`;

/** Titles of the stages that a case stands in, or of its end. */
export const positionTitles = (process: Process, position: readonly string[]) =>
  position.map((name) => process.stages[name]?.title ?? process.ends[name]?.title ?? { zh: name, en: name });

/** Cases that somebody may list, newest first. */
export const listCases = async (kernel: Kernel, may: Listable, query: CaseQuery): Promise<CasePage> => {
  const cursor = decodeCursor(query.cursor) ?? { order: 'infinity', id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' };
  const rows = await kernel.db.prepared<Row>('case-list', LIST, [
    may.entityIds,
    may.partyId,
    orderAsTimestamp(cursor.order),
    cursor.id,
    query.process ?? null,
    query.state ?? null,
    tsquery(query.q),
    query.limit + 1,
    may.processes,
  ]);
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
