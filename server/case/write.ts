import type { CaseEvent } from '../../core/process/events.ts';
import type { CaseState } from '../../core/process/state.ts';
import { searchTerms } from '../../core/search/terms.ts';
import { insertEntries } from '../platform/audit/append.ts';
import { type AuditActor, type AuditInput, linkEntries } from '../platform/audit/entry.ts';
import type { Sql } from '../platform/postgres/sql.ts';
import { pinyinInitials } from '../platform/search/pinyin.ts';
import type { LockedCase } from './kernel.ts';
import { caseColumns, changedRows } from './rows.ts';

export interface Idempotency {
  readonly accountId: string;
  readonly key: string;
  readonly requestHash: string;
}

/** An event is an audit entry: its type the kind, the rest its payload. */
export const entryOf = (event: CaseEvent, actor: AuditActor): AuditInput => {
  const { type, at, ...rest } = event;
  const { actor: _stands, ...payload } = rest as typeof rest & { actor?: unknown };
  return { at, kind: type, actor, payload: payload as AuditInput['payload'] };
};

const UPDATE = `
with c as (
  update cases set state = $2, version = $3, definition_version = $4, position = $5, due_at = $6, breaches = $7,
    ended_at = $8, ended_as = $9
  where id = $1 returning entity_id, party_id
), t as (
  insert into case_tasks (id, case_id, key, entity_id, party_id, role, stage, task, item, state, claimed_by, assigned_to,
    opened_at, closed_at, urged_at, due_at, clock_from, provisional, breached, clause)
  select r.id, $1, r.key, c.entity_id, c.party_id, r.role, r.stage, r.task, r.item, r.state, r.claimed_by, r.assigned_to,
    r.opened_at, r.closed_at, r.urged_at, r.due_at, r.clock_from, r.provisional, r.breached, r.clause
  from c, jsonb_to_recordset($10) as r(id uuid, key text, role text, stage text, task text, item text, state text,
    claimed_by text, assigned_to text, opened_at timestamptz, closed_at timestamptz, urged_at timestamptz,
    due_at timestamptz, clock_from timestamptz, provisional boolean, breached boolean, clause text)
  on conflict (id) do update set state = excluded.state, claimed_by = excluded.claimed_by, role = excluded.role,
    assigned_to = excluded.assigned_to, closed_at = excluded.closed_at, urged_at = excluded.urged_at,
    due_at = excluded.due_at, clock_from = excluded.clock_from, provisional = excluded.provisional,
    breached = excluded.breached, clause = excluded.clause
), l as (
  insert into case_limits (case_id, key, limit_name, item, state, anchor_at, due_at, provisional, breached_at, settled_at, wake_at)
  select $1, r.key, r.limit_name, r.item, r.state, r.anchor_at, r.due_at, r.provisional, r.breached_at, r.settled_at, r.wake_at
  from jsonb_to_recordset($11) as r(key text, limit_name text, item text, state text, anchor_at timestamptz,
    due_at timestamptz, provisional boolean, breached_at timestamptz, settled_at timestamptz, wake_at timestamptz)
  on conflict (case_id, key) do update set state = excluded.state, due_at = excluded.due_at,
    provisional = excluded.provisional, breached_at = excluded.breached_at, settled_at = excluded.settled_at,
    wake_at = excluded.wake_at
), i as (
  insert into idempotency_keys (account_id, key, request_hash, case_id, at)
  select $12, $13, $14, $1, $15 where $12 <> ''
)
select 1`;

/** Writes the outcome of an act: snapshot, open work, clocks, idempotency key, and the events as audit entries. */
export const writeEvents = async (
  tx: Sql,
  locked: LockedCase,
  after: CaseState,
  events: readonly CaseEvent[],
  actor: AuditActor,
  idempotency: Idempotency | null,
): Promise<void> => {
  const last = events.at(-1);
  if (!last) return;
  const rows = changedRows(locked.id, locked.process, locked.state, after);
  const columns = caseColumns(after);
  const linked = linkEntries(
    locked.chain,
    events.map((event) => entryOf(event, actor)),
  );
  await Promise.all([
    tx.prepared('case-write', UPDATE, [
      locked.id,
      JSON.stringify(after),
      after.version,
      after.definitionVersion,
      columns.position,
      instantOrNull(columns.dueAt),
      columns.breaches,
      instantOrNull(columns.endedAt),
      columns.endedAs,
      JSON.stringify(rows.tasks),
      JSON.stringify(rows.limits),
      idempotency?.accountId ?? '',
      idempotency?.key ?? '',
      idempotency?.requestHash ?? '',
      new Date(last.at),
    ]),
    insertEntries(tx, linked),
  ]);
};

const instantOrNull = (at: number | null): Date | null => (at === null ? null : new Date(at));

/** Number, subject and pinyin initials, as terms of the search index. */
export const searchVector = (number: string, subject: string): string =>
  [...searchTerms(`${number} ${subject}`), ...pinyinInitials(subject)]
    .map((term) => `'${term.replaceAll("'", '')}'`)
    .join(' ');

const INSERT = `
  insert into cases (id, entity_id, process, definition_version, number, subject, party_id, parent_id, state, version,
    position, opened_at, search, parent_item)
  values ($1, $2, $3, $4, $5, $6, $7, $8, '{}', 0, '{}', $9, $10::tsvector, $11)`;

/** The empty row that `writeEvents` then fills: opening and acting write the same way. */
export const insertCase = async (
  tx: Sql,
  locked: LockedCase,
  openedAt: number,
  parentItem: string | null,
): Promise<void> => {
  await tx.prepared('case-insert', INSERT, [
    locked.id,
    locked.entityId,
    locked.process.name,
    locked.process.version,
    locked.number,
    locked.subject,
    locked.partyId,
    locked.parentId,
    new Date(openedAt),
    searchVector(locked.number, locked.subject),
    parentItem,
  ]);
};
