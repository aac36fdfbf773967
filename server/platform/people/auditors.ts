import { randomUUID } from 'node:crypto';
import type { Instant } from '../../../core/base/time.ts';
import { timestamptz } from '../postgres/values.ts';
import { type Change, record } from './change.ts';
import { endRows } from './dated.ts';
import { rotateSessions } from './session-ends.ts';

export interface Admission {
  readonly accountId: string;
  readonly entityId: string;
  /** Null: every procedure. */
  readonly processes: readonly string[] | null;
  /** Number of the notice of inspection or letter (P04 §5.2; DECISIONS 50). */
  readonly basis: string;
  readonly from: Instant;
  readonly to: Instant;
}

/** Lets an outside reader see what the letter names, for as long as it says. The caller has asked `authorise`. */
export const admitAuditor = async (change: Change, admission: Admission): Promise<string> => {
  const id = randomUUID();
  await change.tx.query(
    `insert into auditor_grants (id, account_id, entity_id, processes, basis, granted_by, valid_from, valid_to)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      id,
      admission.accountId,
      admission.entityId,
      admission.processes === null ? null : [...admission.processes],
      admission.basis,
      change.by?.personId ?? null,
      timestamptz(admission.from),
      timestamptz(admission.to),
    ],
  );
  await record(change, admission.entityId, 'auditorAdmitted', {
    subject: { grantId: id, accountId: admission.accountId },
    before: null,
    after: { processes: admission.processes, basis: admission.basis, from: admission.from, to: admission.to },
  });
  return id;
};

export const endAdmission = async (change: Change, grantId: string): Promise<void> => {
  const rows = await endRows<{ account_id: string; entity_id: string }>(
    change.tx,
    'auditor_grants',
    { id: grantId },
    change.now,
  );
  for (const row of rows) {
    await rotateSessions(change.tx, [row.account_id]);
    await record(change, row.entity_id, 'admissionEnded', {
      subject: { grantId, accountId: row.account_id },
      before: { open: true },
      after: { to: change.now },
    });
  }
};
