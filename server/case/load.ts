import type { JsonObject } from '../../core/base/json.ts';
import type { CaseState } from '../../core/process/state.ts';
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
  readonly chain_seq: number;
  readonly chain_hash: string;
  readonly task_key: string | null;
  readonly task_changed: number | null;
  readonly seen_hash: string | null;
}

export interface Loaded {
  readonly case: LockedCase;
  readonly taskKey: string | null;
  /** Version of the case at which the task last changed. */
  readonly taskChanged: number | null;
  /** Hash of the request that used this idempotency key before; null where it is new. */
  readonly seen: string | null;
}

const SELECT = `
  select c.id, c.entity_id, c.process, c.definition_version, c.number, c.subject, c.party_id, c.parent_id, c.state,
         h.seq as chain_seq, encode(h.head, 'hex') as chain_hash, i.request_hash as seen_hash`;
const FROM_CHAIN = `join audit_chains h on h.chain_id = c.id::text
  left join idempotency_keys i on i.account_id = $2 and i.key = $3`;

const BY_TASK = `${SELECT}, t.key as task_key, t.changed_version as task_changed
  from case_tasks t join cases c on c.id = t.case_id ${FROM_CHAIN}
  where t.id = $1 for update of c`;

const BY_CASE = `${SELECT}, null as task_key, null::integer as task_changed
  from cases c ${FROM_CHAIN}
  where c.id = $1 for update of c`;

const loaded = (kernel: Kernel, row: Row | undefined): Loaded | null => {
  if (!row) return null;
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
      chain: { entityId: row.entity_id, chainId: row.id, seq: row.chain_seq, hash: row.chain_hash },
    },
    taskKey: row.task_key,
    taskChanged: row.task_changed,
    seen: row.seen_hash,
  };
};

/** Locks a case (and so its chain: only its holder appends), and looks up the idempotency key, in one round trip. */
export const loadByTask = async (
  kernel: Kernel,
  tx: Sql,
  taskId: string,
  accountId: string,
  key: string,
): Promise<Loaded | null> =>
  loaded(kernel, (await tx.prepared<Row>('case-load-by-task', BY_TASK, [taskId, accountId, key]))[0]);

export const loadByCase = async (
  kernel: Kernel,
  tx: Sql,
  caseId: string,
  accountId = '',
  key = '',
): Promise<Loaded | null> =>
  loaded(kernel, (await tx.prepared<Row>('case-load-by-case', BY_CASE, [caseId, accountId, key]))[0]);
