import type { JsonObject } from '../../core/base/json.ts';
import type { CaseState } from '../../core/process/state.ts';
import { noHash } from '../platform/audit/entry.ts';
import type { Sql } from '../platform/postgres/sql.ts';
import type { Kernel, LockedCase } from './kernel.ts';

interface Row {
  readonly id: string;
  readonly entity_id: string;
  readonly process: string;
  readonly definition_version: number;
  readonly number: string;
  readonly subject: string;
  readonly party_id: string | null;
  readonly parent_id: string | null;
  readonly state: JsonObject;
  readonly task_key: string | null;
}

interface Beside {
  readonly chain_seq: number | null;
  readonly chain_hash: string | null;
  readonly seen_hash: string | null;
  readonly calendar_version: number | null;
}

export interface Loaded {
  readonly case: LockedCase;
  readonly taskKey: string | null;
  /** Hash of the request that used this idempotency key before; null where it is new. */
  readonly seen: string | null;
}

const CASE =
  'c.id, c.entity_id, c.process, c.definition_version, c.number, c.subject, c.party_id, c.parent_id, c.state';
const BESIDE = `
  select h.seq as chain_seq, encode(h.head, 'hex') as chain_hash, i.request_hash as seen_hash,
    (select max(version) from calendar_years) as calendar_version
  from (select 1) as one
  left join audit_chains h on h.chain_id = $1::text
  left join idempotency_keys i on i.account_id = $2 and i.key = $3`;

const BY_TASK = `select ${CASE}, t.key as task_key from case_tasks t join cases c on c.id = t.case_id where t.id = $1 for update of c`;
const BESIDE_TASK = BESIDE.replace('$1::text', '(select case_id::text from case_tasks where id = $1)');
const BY_CASE = `select ${CASE}, null as task_key from cases c where c.id = $1 for update of c`;

/**
 * Two statements in one round trip: whoever waited for the lock must read chain and idempotency key with a snapshot
 * taken after he got it, or he would see them as they were before the act that he waited for.
 */
const load = async (
  kernel: Kernel,
  tx: Sql,
  locking: Promise<Row[]>,
  reading: Promise<Beside[]>,
): Promise<Loaded | null> => {
  const [[row], [beside]] = await Promise.all([locking, reading]);
  if (!row) return null;
  // An import that was committed a moment ago binds this act too, whether or not this process has heard of it.
  await kernel.keepUp(beside?.calendar_version ?? null, tx);
  return {
    case: {
      id: row.id,
      entityId: row.entity_id,
      process: kernel.processes.version(row.process, row.definition_version),
      number: row.number,
      subject: row.subject,
      partyId: row.party_id,
      parentId: row.parent_id,
      state: row.state as unknown as CaseState,
      chain: {
        entityId: row.entity_id,
        chainId: row.id,
        seq: beside?.chain_seq ?? 0,
        hash: beside?.chain_hash ?? noHash,
      },
    },
    taskKey: row.task_key,
    seen: beside?.seen_hash ?? null,
  };
};

/** Locks the case of a task (and so its chain: only the holder of the lock appends) and looks up the idempotency key. */
export const loadByTask = (
  kernel: Kernel,
  tx: Sql,
  taskId: string,
  accountId: string,
  key: string,
): Promise<Loaded | null> =>
  load(
    kernel,
    tx,
    tx.prepared('case-load-by-task', BY_TASK, [taskId]),
    tx.prepared('case-beside-task', BESIDE_TASK, [taskId, accountId, key]),
  );

export const loadByCase = (kernel: Kernel, tx: Sql, caseId: string, accountId = '', key = ''): Promise<Loaded | null> =>
  load(
    kernel,
    tx,
    tx.prepared('case-load-by-case', BY_CASE, [caseId]),
    tx.prepared('case-beside-case', BESIDE, [caseId, accountId, key]),
  );
