import type { CaseState } from '../../../core/process/state.ts';
import { noHash } from '../../platform/audit/entry.ts';
import type { Sql } from '../../platform/postgres/sql.ts';
import type { Kernel, LockedCase } from '../kernel.ts';

interface Row {
  readonly id: string;
  readonly entity_id: string;
  readonly process: string;
  readonly definition_version: number;
  readonly number: string;
  readonly subject: string;
  readonly party_id: string | null;
  readonly parent_id: string | null;
  readonly state: CaseState;
}

/** A case as it stands, for reading: not locked, and with no chain to append to. */
export const readCase = async (kernel: Kernel, caseId: string, sql: Sql = kernel.db): Promise<LockedCase | null> => {
  const [row] = await sql.prepared<Row>(
    'case-read',
    'select id, entity_id, process, definition_version, number, subject, party_id, parent_id, state from cases where id = $1',
    [caseId],
  );
  if (!row) return null;
  return {
    id: row.id,
    entityId: row.entity_id,
    process: kernel.processes.version(row.process, row.definition_version),
    number: row.number,
    subject: row.subject,
    partyId: row.party_id,
    parentId: row.parent_id,
    state: row.state,
    chain: { entityId: row.entity_id, chainId: row.id, seq: row.state.version, hash: noHash },
  };
};
