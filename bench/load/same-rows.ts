import { Defect } from '../../core/base/result.ts';
import type { FormValues } from '../../core/forms/form.ts';
import type { Actor as Principal } from '../../core/people/actor.ts';
import { decide } from '../../core/process/decide.ts';
import { replay } from '../../core/process/evolve.ts';
import { contextFor } from '../../server/case/act.ts';
import type { Kernel } from '../../server/case/kernel.ts';
import { loadByCase } from '../../server/case/load.ts';
import { auditActorOf } from '../../server/case/principal.ts';
import { caseColumns, changedRows } from '../../server/case/rows.ts';
import { entryOf } from '../../server/case/write.ts';
import { linkEntries } from '../../server/platform/audit/entry.ts';
import type { Database, Sql } from '../../server/platform/postgres/sql.ts';

interface Statement {
  readonly name: string;
  readonly text: string;
  readonly values: readonly unknown[];
}
/** What one act writes, statement by statement. */
export type Rows = readonly Statement[];

const CASE = `update cases set state = $2, version = $3, definition_version = $4, position = $5, due_at = $6, breaches = $7,
  ended_at = $8, ended_as = $9 where id = $1`;
const TASK = `insert into case_tasks (id, key, role, stage, task, item, state, claimed_by, assigned_to, opened_at, closed_at, urged_at,
    due_at, clock_from, provisional, breached, clause, case_id, entity_id, party_id)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)
  on conflict (id) do update set state = excluded.state, claimed_by = excluded.claimed_by, role = excluded.role,
    assigned_to = excluded.assigned_to, closed_at = excluded.closed_at, urged_at = excluded.urged_at, due_at = excluded.due_at,
    clock_from = excluded.clock_from, provisional = excluded.provisional, breached = excluded.breached, clause = excluded.clause`;
const LIMIT = `insert into case_limits (key, limit_name, item, state, anchor_at, due_at, provisional, breached_at, settled_at, wake_at, case_id)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
  on conflict (case_id, key) do update set state = excluded.state, due_at = excluded.due_at, provisional = excluded.provisional,
    breached_at = excluded.breached_at, settled_at = excluded.settled_at, wake_at = excluded.wake_at`;
const ENTRY = `insert into audit_entries (chain_id, entity_id, seq, prev_hash, at, kind, actor, payload, hash)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`;
const KEY = 'insert into idempotency_keys (account_id, key, request_hash, case_id, at) values ($1, $2, $3, $4, $5)';

const when = (at: number | null): Date | null => (at === null ? null : new Date(at));
const bytes = (hex: string): Buffer => Buffer.from(hex, 'hex');

/** The rows that `action` on this task would write, decided beforehand: the comparison only writes. */
export const rowsOfAct = async (
  kernel: Kernel,
  principal: Principal,
  caseId: string,
  taskKey: string,
  action: string,
  form: FormValues,
): Promise<Rows> => {
  const loaded = await kernel.db.transaction((tx) => loadByCase(kernel, tx, caseId));
  if (!loaded) throw new Defect(`no case ${caseId}`);
  const locked = loaded.case;
  const context = contextFor(kernel, locked, principal, null, {});
  const command = { do: 'act', task: taskKey, action, form: { clear: form, stored: form }, signature: null } as const;
  const decided = decide(locked.process, locked.state, command, context);
  if (!decided.ok) throw new Defect(decided.refusal.code);
  const state = replay(decided.value, locked.state);
  const { tasks, limits } = changedRows(caseId, locked.process, locked.state, state);
  const columns = caseColumns(state);
  const actor = auditActorOf(context.actor);
  const entries = linkEntries(
    locked.chain,
    decided.value.map((event) => entryOf(event, actor)),
  );
  const { dueAt, endedAt, ...rest } = columns;
  const { version, definitionVersion } = state;
  const of = [caseId, JSON.stringify(state), version, definitionVersion, rest.position, when(dueAt), rest.breaches];
  return [
    { name: 'one-case', text: CASE, values: [...of, when(endedAt), rest.endedAs] },
    ...tasks.map((row) => ({
      name: 'one-task',
      text: TASK,
      values: [...Object.values(row), caseId, locked.entityId, locked.partyId],
    })),
    ...limits.map((row) => ({ name: 'one-limit', text: LIMIT, values: [...Object.values(row), caseId] })),
    ...entries.map((e) => ({
      name: 'one-entry',
      text: ENTRY,
      values: [e.chainId, e.entityId, e.seq, bytes(e.prevHash), when(e.at), e.kind, e.actor, e.payload, bytes(e.hash)],
    })),
    { name: 'one-key', text: KEY, values: ['bench', crypto.randomUUID(), '0'.repeat(64), caseId, when(context.now)] },
  ];
};

/** Statement after statement, each answered before the next is sent, in one transaction. */
export const writeOneByOne = (db: Database, rows: Rows): Promise<void> =>
  db.transaction(async (tx: Sql) => {
    for (const { name, text, values } of rows) await tx.prepared(name, text, values);
  });
