import { DAY_MS, formatInstant, type Instant } from '../../core/base/time.ts';
import type { DutyItem, DutyPage, MissedPage } from '../../core/contract/duty-view.ts';
import { roles } from '../../core/manual/roles.ts';
import { bindsKind, type DeclaredDuty, occurrences } from '../../core/process/duty.ts';
import { clauseOf, processNameOf } from '../../core/process/duty-process.ts';
import { rhythmOf } from '../../core/process/rhythm.ts';
import { decodeCursor, encodeCursor, orderAsTimestamp } from '../case/read/cursor.ts';
import type { DutyDeps } from './open-due.ts';

const AHEAD_MS = 400 * DAY_MS;

type Names = (personIds: readonly string[]) => Promise<ReadonlyMap<string, string>>;

interface Standing {
  readonly place: number;
  readonly open_case: string | null;
  readonly open_period: string;
  readonly open_total: number;
  readonly due_at: Instant | null;
  readonly provisional: boolean;
  readonly breached_at: Instant | null;
  readonly done_case: string | null;
  readonly done_period: string;
  readonly done_at: Instant;
  readonly done_by: string | null;
  readonly missed: number;
}

const STANDING = `
  select w.place, o.*, d.*, m.missed
  from jsonb_to_recordset($1) as w(place int, entity text, duty text)
  left join lateral (
    select c.id as open_case, o.period as open_period, l.due_at, l.provisional, l.breached_at, (count(*) over ())::int as open_total
    from duty_occurrences o join cases c on c.id = o.case_id join case_limits l on l.case_id = c.id and l.limit_name = 'window'
    where o.entity_id = w.entity and o.duty = w.duty and c.ended_at is null order by o.opens_at limit 1) o on true
  left join lateral (
    select c.id as done_case, o.period as done_period, c.ended_at as done_at, c.state #>> '{acts,-1,actor,personId}' as done_by
    from duty_occurrences o join cases c on c.id = o.case_id
    where o.entity_id = w.entity and o.duty = w.duty and c.ended_as = 'done' order by o.opens_at desc limit 1) d on true
  cross join lateral (
    select count(*)::int as missed from duty_occurrences o join case_limits l on l.case_id = o.case_id
    where o.entity_id = w.entity and o.duty = w.duty and l.limit_name = 'window' and l.breached_at is not null) m
  order by w.place`;

interface Row {
  readonly entity: { readonly id: string; readonly name: string };
  readonly duty: DeclaredDuty;
}

const rowsFor = async ({ kernel, duties }: DutyDeps, entityIds: readonly string[]): Promise<readonly Row[]> => {
  const entities = await kernel.db.query<{ id: string; kind: string; name: string }>(
    'select id, kind, name from legal_entities where id = any($1) order by created_at, id',
    [entityIds],
  );
  return entities.flatMap(({ id, kind, name }) =>
    duties.filter((duty) => bindsKind(duty) === kind).map((duty) => ({ entity: { id, name }, duty })),
  );
};

const nextOf = ({ table }: DutyDeps, duty: DeclaredDuty, now: Instant): DutyItem['next'] => {
  const next = occurrences(duty, now, (now + AHEAD_MS) as Instant, table()).find(({ opens }) => opens > now);
  if (!next) return null;
  const { key: period, opens, due, provisional } = next;
  return { period, opensAt: formatInstant(opens), dueAt: formatInstant(due), provisional };
};

const itemOf = (
  deps: DutyDeps,
  { entity, duty }: Row,
  row: Standing | undefined,
  names: ReadonlyMap<string, string>,
): DutyItem => ({
  name: duty.name,
  process: processNameOf(duty),
  entity,
  title: duty.title,
  clause: clauseOf(duty),
  by: { zh: roles[duty.by].zh, en: roles[duty.by].en },
  rhythm: rhythmOf(duty.recurs),
  open: row?.open_case
    ? {
        caseId: row.open_case,
        period: row.open_period,
        dueAt: row.due_at === null ? null : formatInstant(row.due_at),
        provisional: row.provisional,
        breached: row.breached_at !== null,
        total: row.open_total,
      }
    : null,
  next: nextOf(deps, duty, deps.kernel.clock()),
  lastDone: row?.done_case
    ? {
        caseId: row.done_case,
        period: row.done_period,
        at: formatInstant(row.done_at),
        by: row.done_by === null ? null : { personId: row.done_by, name: names.get(row.done_by) ?? row.done_by },
      }
    : null,
  missed: row?.missed ?? 0,
});

/** Duties of these legal entities, in the order in which they are declared; `cursor` is how many were shown. */
export const listDuties = async (
  deps: DutyDeps,
  entityIds: readonly string[],
  page: { readonly cursor: number; readonly limit: number },
  namesOf: Names,
): Promise<DutyPage> => {
  const all = await rowsFor(deps, entityIds);
  const shown = all.slice(page.cursor, page.cursor + page.limit);
  const asked = shown.map(({ entity, duty }, place) => ({ place, entity: entity.id, duty: duty.name }));
  const standing = await deps.kernel.db.query<Standing>(STANDING, [JSON.stringify(asked)]);
  const names = await namesOf(standing.flatMap((row) => row.done_by ?? []));
  const end = page.cursor + page.limit;
  return {
    items: shown.map((row, place) =>
      itemOf(
        deps,
        row,
        standing.find((one) => one.place === place),
        names,
      ),
    ),
    nextCursor: end < all.length ? String(end) : null,
    total: all.length,
  };
};

const MISSED = `
  select c.id, c.number, o.period, o.opens_at, l.due_at, c.ended_at, c.ended_as
  from duty_occurrences o join cases c on c.id = o.case_id join case_limits l on l.case_id = c.id and l.limit_name = 'window'
  where o.entity_id = $1 and o.duty = $2 and l.breached_at is not null and o.opens_at <= $3 and (o.opens_at < $3 or c.id > $4)
  order by o.opens_at desc, c.id limit $5`;

interface MissedRow {
  readonly id: string;
  readonly number: string;
  readonly period: string;
  readonly opens_at: Instant;
  readonly due_at: Instant;
  readonly ended_at: Instant | null;
  readonly ended_as: string | null;
}

/** What was missed of one duty, newest first. */
export const listMissed = async (
  { kernel }: DutyDeps,
  entityId: string,
  duty: string,
  page: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<MissedPage> => {
  const from = decodeCursor(page.cursor) ?? { order: 'infinity', id: '00000000-0000-0000-0000-000000000000' };
  const rows = await kernel.db.query<MissedRow>(MISSED, [
    entityId,
    duty,
    orderAsTimestamp(from.order),
    from.id,
    page.limit + 1,
  ]);
  const shown = rows.slice(0, page.limit);
  const last = shown.at(-1);
  return {
    items: shown.map((row) => ({
      caseId: row.id,
      number: row.number,
      period: row.period,
      dueAt: formatInstant(row.due_at),
      state: row.ended_at === null ? 'open' : row.ended_as === 'done' ? 'done' : 'lapsed',
      doneAt: row.ended_as === 'done' && row.ended_at !== null ? formatInstant(row.ended_at) : null,
    })),
    nextCursor: rows.length > page.limit && last ? encodeCursor({ order: String(last.opens_at), id: last.id }) : null,
  };
};
