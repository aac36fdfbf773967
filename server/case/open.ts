import { randomUUID } from 'node:crypto';
import type { Result } from '../../core/base/result.ts';
import { dateOf } from '../../core/base/time.ts';
import type { FormValues } from '../../core/forms/form.ts';
import { validateForm } from '../../core/forms/validate.ts';
import type { Actor as Principal } from '../../core/people/actor.ts';
import { authorise } from '../../core/people/authorise.ts';
import type { Process } from '../../core/process/definition.ts';
import { unopened } from '../../core/process/evolve.ts';
import { newChain } from '../platform/audit/entry.ts';
import type { Sql } from '../platform/postgres/sql.ts';
import { contextFor, factsFor, type Signed } from './act.ts';
import { decideAndWrite, Refused } from './commit.ts';
import { fileInCase } from './filing.ts';
import { inTurn } from './in-turn.ts';
import type { Kernel, LockedCase } from './kernel.ts';
import { oncePerKey, refuseIfReused } from './one-press.ts';
import type { Idempotency } from './write.ts';
import { insertCase } from './write.ts';

export interface OpenRequest {
  readonly process: string;
  readonly entityId: string;
  readonly partyId: string | null;
  readonly parentId?: string;
  /** Item of the parent for which it is opened; null for all of it. */
  readonly parentItem?: string | null;
  readonly form: FormValues;
  readonly signed: Signed | null;
  readonly idempotency: Idempotency | null;
}

export interface Opened {
  readonly caseId: string;
  readonly number: string;
}

const refuse = (code: string, zh: string, en: string, params?: Record<string, string>): Refused =>
  new Refused({ code, message: { zh, en }, ...(params ? { params } : {}) });

/** `RW-20261121-0001`; four digits widen after 9,999 (DECISIONS 44). */
const nextNumber = async (tx: Sql, entityId: string, series: string, date: string): Promise<string> => {
  const period = date.replaceAll('-', '');
  const [row] = await tx.prepared<{ n: number }>('next-number', 'select next_number($1, $2, $3) as n', [
    entityId,
    series,
    period,
  ]);
  return `${series}-${period}-${String(row?.n).padStart(4, '0')}`;
};

/** As `load` does for a case that is there: a new one is reckoned by the table of this moment. */
const keepUp = async (kernel: Kernel, tx: Sql): Promise<void> => {
  const [row] = await tx.prepared<{ version: number | null }>(
    'calendar-version',
    'select max(version) as version from calendar_years',
  );
  await kernel.keepUp(row?.version ?? null, tx);
};

const seenBefore = async (tx: Sql, idempotency: Idempotency): Promise<Opened | null> => {
  const [row] = await tx.query<{ case_id: string; number: string; request_hash: string }>(
    `select i.case_id, c.number, i.request_hash from idempotency_keys i join cases c on c.id = i.case_id
     where i.account_id = $1 and i.key = $2`,
    [idempotency.accountId, idempotency.key],
  );
  if (!row) return null;
  refuseIfReused(row.request_hash, idempotency);
  return { caseId: row.case_id, number: row.number };
};

/** Opens a case inside a transaction, which has to bear being run again. */
export const openIn = async (
  kernel: Kernel,
  tx: Sql,
  principal: Principal,
  process: Process,
  request: OpenRequest,
): Promise<Opened> => {
  if (request.idempotency) {
    const seen = await seenBefore(tx, request.idempotency);
    if (seen) return seen;
  }
  const now = kernel.clock();
  const checked = validateForm(process.start.form, request.form, { now });
  if (!checked.ok) {
    throw refuse(
      'form.invalid',
      '表单有未填或不符合要求之处,请按提示更正后再提交;已填内容均已保留。',
      'Some fields are missing or wrong. Correct them as shown; what you typed is kept.',
      {
        fields: JSON.stringify(checked.problems),
      },
    );
  }
  const id = randomUUID();
  const [number] = await Promise.all([
    nextNumber(tx, request.entityId, process.series, dateOf(now)),
    keepUp(kernel, tx),
  ]);
  const locked: LockedCase = {
    id,
    entityId: request.entityId,
    process,
    number,
    subject: String(checked.values[process.start.subject] ?? process.title.zh),
    partyId: request.partyId,
    parentId: request.parentId ?? null,
    state: unopened,
    chain: newChain(request.entityId, id),
  };
  const facts = await factsFor(kernel, tx, locked, process.start.requires ?? [], checked.values);
  if (process.start.sign && !request.signed) throw SIGNATURE_MISSING();
  const sealed = await kernel.sealer.seal(process.start.form, checked.values, {
    entityId: locked.entityId,
    subject: locked.partyId ?? id,
    holder: id,
  });
  await insertCase(tx, locked, now, request.parentItem ?? null);
  await fileInCase(tx, process.start.form, checked.values, {
    caseId: id,
    entityId: locked.entityId,
    accountId: principal.accountId,
    seq: 1,
    now,
  });
  await sealed.write(tx);
  await request.signed?.write(tx);
  const command = {
    do: 'open',
    form: { clear: checked.values, stored: sealed.stored },
    signature: request.signed?.record ?? null,
  } as const;
  await decideAndWrite(
    kernel,
    tx,
    locked,
    command,
    contextFor(kernel, locked, principal, process.start.by, facts),
    request.idempotency,
  );
  return { caseId: id, number: locked.number };
};

const SIGNATURE_MISSING = (): Refused =>
  refuse(
    'signature.missing',
    '此操作须签名:请再次验证身份后提交。',
    'This act must be signed: confirm who you are and submit again.',
  );

const refuseOthers = (principal: Principal, process: Process, request: OpenRequest): void => {
  const answer = authorise(principal, 'case.start', {
    entityId: request.entityId,
    process: process.name,
    roles: [process.start.by],
    ...(request.partyId === null ? {} : { partyId: request.partyId }),
  });
  if (!answer.allowed) throw new Refused(answer.refusal);
};

/** As for an act: what a rule reads outside the new case must still hold at the commit. */
const readsFacts = ({ start, rules }: Process): boolean =>
  start.requires?.some((rule) => rules[rule]?.needs !== undefined) ?? false;

/** Processes of one database that open cases of one series at once wait for each other's number and then start anew. */
const RETRIES = 20;

/**
 * Opens a case for a person. Within this process those of one series open in turn: all of them take its next number, and
 * under a serializable snapshot every one but the first would have to start anew.
 */
export const open = (
  kernel: Kernel,
  principal: Principal,
  request: OpenRequest & { readonly idempotency: Idempotency },
): Promise<Result<Opened>> =>
  oncePerKey(request.idempotency, async () => {
    const process = kernel.processes.current(request.process);
    if (!process) throw refuse('process.unknown', '没有这个流程。', 'There is no such procedure.');
    refuseOthers(principal, process, request);
    const isolation = readsFacts(process) ? 'serializable' : 'read committed';
    const opened = await inTurn(`series\n${request.entityId}\n${process.series}`, () =>
      kernel.db.transaction((tx) => openIn(kernel, tx, principal, process, request), { isolation, retries: RETRIES }),
    );
    kernel.committed(opened.caseId);
    return opened;
  });
