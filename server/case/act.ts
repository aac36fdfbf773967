import type { Json } from '../../core/base/json.ts';
import type { Result } from '../../core/base/result.ts';
import type { Text } from '../../core/base/text.ts';
import type { Form, FormValues } from '../../core/forms/form.ts';
import { validateForm } from '../../core/forms/validate.ts';
import type { RoleId } from '../../core/manual/roles.ts';
import type { Actor as Principal } from '../../core/people/actor.ts';
import type { Command } from '../../core/process/command.ts';
import type { Process } from '../../core/process/definition.ts';
import type { SignatureRecord } from '../../core/process/events.ts';
import { mayAct, mayWork } from '../../core/process/permit.ts';
import type { Context } from '../../core/process/run.ts';
import type { TaskState } from '../../core/process/state.ts';
import type { Sql, Tx } from '../platform/postgres/sql.ts';
import { Conflict, decideAndWrite, leavesWord, type Outcome, Refused } from './commit.ts';
import { dropDraft } from './drop-draft.ts';
import { fileInCase } from './filing.ts';
import type { Kernel, LockedCase } from './kernel.ts';
import { type Loaded, loadByTask } from './load.ts';
import { oncePerKey, refuseIfReused } from './one-press.ts';
import { actorFor, holdsRole } from './principal.ts';
import type { Idempotency } from './write.ts';

/** A verified signature: what the event says of it, and its own rows, written with the act. */
export interface Signed {
  readonly record: SignatureRecord;
  readonly write: (tx: Sql) => Promise<void>;
}

/** Asked once the write path knows what is signed; `subject` is the id of the task, or `start`. */
export type Signer = (what: {
  readonly meaning: Text;
  readonly form: FormValues;
  readonly subject: string;
}) => Promise<Result<Signed>>;

export interface ActRequest {
  readonly taskId: string;
  readonly action: string;
  readonly form: FormValues;
  /** Version of the case that the person saw. */
  readonly version: number;
  /** Checks the proof against what is signed; null where none was sent. */
  readonly sign: Signer | null;
  readonly idempotency: Idempotency;
}

export const UNKNOWN_TASK = {
  code: 'task.unknown',
  message: { zh: '没有这个任务,请返回待办刷新。', en: 'There is no such task. Go back to your list and refresh.' },
};
const SIGNATURE_MISSING = {
  code: 'signature.missing',
  message: {
    zh: '此操作须签名:请再次验证身份后提交。',
    en: 'This act must be signed: confirm who you are and submit again.',
  },
};

/** Was this request not seen before? One that was is answered with the case as it is; with other content it is refused. */
export const isNew = (loaded: Loaded, idempotency: Idempotency): boolean => {
  refuseIfReused(loaded.seen, idempotency);
  return loaded.seen === null;
};

/** Whoever does not carry the task at all hears that, and nothing of what has become of it. */
const refuseOthers = (kernel: Kernel, { case: locked, taskKey }: Loaded, principal: Principal): void => {
  const task = locked.state.tasks[taskKey ?? ''];
  const definition = task && locked.process.stages[task.stage]?.tasks[task.task];
  if (!task || !definition) throw new Refused(UNKNOWN_TASK);
  if (task.assignedTo === principal.personId || holdsRole(principal, definition.by, locked)) return;
  const open = { ...task, state: 'open' as const, assignedTo: null, claimedBy: null };
  const state = { ...locked.state, ended: null, tasks: { ...locked.state.tasks, [task.key]: open } };
  const may = mayWork(locked.process, state, open, contextFor(kernel, locked, principal, definition.by, {}));
  if (!may.ok) throw new Refused(may.refusal);
};

/** Conflict where the task itself has changed since the person saw it; what happened beside it does not matter. */
export const refuseIfChanged = ({ case: locked, taskKey }: Loaded, seenVersion: number): void => {
  const changed = locked.state.tasks[taskKey ?? '']?.changed ?? 0;
  if (seenVersion < changed) throw new Conflict(locked.state.version);
};

/** Facts that the rules of an act declare, read inside its transaction. */
export const factsFor = async (
  kernel: Kernel,
  tx: Sql,
  locked: LockedCase,
  rules: readonly string[],
  form: FormValues,
): Promise<Record<string, Json>> => {
  const names = new Set(rules.flatMap((name) => locked.process.rules[name]?.needs ?? []));
  const facts: Record<string, Json> = {};
  for (const name of names) {
    const load = kernel.facts[name];
    if (load)
      facts[name] = await load(tx, {
        id: locked.id,
        entityId: locked.entityId,
        partyId: locked.partyId,
        form,
        now: kernel.clock(),
      });
  }
  return facts;
};

export const contextFor = (
  kernel: Kernel,
  locked: LockedCase,
  principal: Principal,
  role: RoleId | null,
  facts: Record<string, Json>,
  task: Pick<TaskState, 'assignedTo' | 'claimedBy'> | null = null,
): Context => ({
  now: kernel.clock(),
  actor: actorFor(principal, role, locked.entityId, task?.assignedTo ?? task?.claimedBy ?? null),
  holds: (asked) => holdsRole(principal, asked, locked),
  eligible: () => true,
  facts,
  time: kernel.timekeeper(),
  parameter: kernel.parameter(locked.entityId),
  value: kernel.value(locked.entityId),
});

/** Rules that an action may lead to asking: its own, and those that decide where the case goes. */
const rulesOf = (process: Process, stage: string, requires: readonly string[]): readonly string[] => {
  const interrupts = process.stages[stage]?.interrupts?.map((interrupt) => interrupt.when) ?? [];
  return [...requires, ...interrupts];
};

const checkedForm = (form: Form | undefined, values: FormValues, now: Context['now']): FormValues => {
  if (!form) return {};
  const checked = validateForm(form, values, { now });
  if (checked.ok) return checked.values;
  throw new Refused({
    code: 'form.invalid',
    message: {
      zh: '表单有未填或不符合要求之处,请按提示更正后再提交;已填内容均已保留。',
      en: 'Some fields are missing or wrong. Correct them as shown; what you typed is kept.',
    },
    params: { fields: JSON.stringify(checked.problems) },
  });
};

/** Facts outside the case are read serializably, so that they still hold at the commit; a case alone is held by its lock. */
const readsFacts = (kernel: Kernel, action: string): boolean =>
  kernel.processes.all.some((process) =>
    Object.values(process.stages).some((stage) =>
      Object.values(stage.tasks).some((task) =>
        task.actions[action]?.requires?.some((rule) => process.rules[rule]?.needs !== undefined),
      ),
    ),
  );

/** What somebody wants to read behind the act, on its connection: his page of the case as the act has left it. */
export type ReadBehind<R> = (caseId: string, sql: Sql) => Promise<R>;

/**
 * Does one act on one task: locks the case, reads facts, decides, writes. The only way a case moves by a person's hand.
 * `readBehind` is sent with the commit; a refusal of what it reads undoes nothing.
 */
export const perform = <R = null>(
  kernel: Kernel,
  principal: Principal,
  request: ActRequest,
  readBehind: ReadBehind<R | null> = async () => null,
): Promise<Result<{ caseId: string; outcome: Outcome | null; read: R | null }>> =>
  oncePerKey(request.idempotency, async () => {
    const isolation = readsFacts(kernel, request.action) ? 'serializable' : 'read committed';
    // Before the transaction: hashing a password must not hold the lock of a case.
    const signed = await signature(kernel, request);
    let caseId: string | null = null;
    const { done, read } = await kernel.db.commitAndRead(
      async (tx) => {
        const { taskId, idempotency } = request;
        const loaded = await loadByTask(kernel, tx, taskId, idempotency.accountId, idempotency.key);
        if (!loaded) throw new Refused(UNKNOWN_TASK);
        const locked = loaded.case;
        caseId = locked.id;
        if (!isNew(loaded, idempotency)) return { caseId, outcome: null };
        refuseOthers(kernel, loaded, principal);
        refuseIfChanged(loaded, request.version);
        return { caseId, outcome: await actOn(kernel, tx, loaded, principal, request, signed) };
      },
      async (sql) => (caseId === null ? null : readBehind(caseId, sql)),
      { isolation },
    );
    if (done.outcome && leavesWord(done.outcome.events)) kernel.committed(done.caseId);
    return { ...done, read };
  });

const actOn = async (
  kernel: Kernel,
  tx: Tx,
  loaded: Loaded,
  principal: Principal,
  request: ActRequest,
  signed: Signed | null,
): Promise<Outcome> => {
  const locked = loaded.case;
  const task = locked.state.tasks[loaded.taskKey ?? ''];
  const definition = task && locked.process.stages[task.stage]?.tasks[task.task];
  const action = definition?.actions[request.action];
  if (!task || !definition || !action) throw new Refused(UNKNOWN_TASK);
  // Whoever may not act hears that first, not what is wrong with his form; decide() asks again with the facts at hand.
  const may = mayAct(
    locked.process,
    locked.state,
    task,
    request.action,
    contextFor(kernel, locked, principal, definition.by, {}),
  );
  if (!may.ok) throw new Refused(may.refusal);
  const clear = checkedForm(action.form, request.form, kernel.clock());
  const facts = await factsFor(kernel, tx, locked, rulesOf(locked.process, task.stage, action.requires ?? []), clear);
  if (action.sign && !signed) throw new Refused(SIGNATURE_MISSING);
  const sealed = action.form
    ? await kernel.sealer.seal(action.form, clear, {
        entityId: locked.entityId,
        subject: locked.partyId ?? locked.id,
        holder: locked.id,
      })
    : null;
  const command: Command = {
    do: 'act',
    task: task.key,
    action: request.action,
    form: { clear, stored: sealed?.stored ?? {} },
    signature: signed?.record ?? null,
  };
  const context = contextFor(kernel, locked, principal, definition.by, facts, task);
  await fileInCase(tx, action.form, clear, {
    caseId: locked.id,
    entityId: locked.entityId,
    accountId: principal.accountId,
    seq: locked.state.version + 1,
    now: context.now,
  });
  await sealed?.write(tx);
  await signed?.write(tx);
  const [outcome] = await Promise.all([
    decideAndWrite(kernel, tx, locked, command, context, request.idempotency, tx.last),
    dropDraft(tx, request.taskId, principal.personId),
  ]);
  return outcome;
};

interface ToSign {
  readonly process: string;
  readonly definition_version: number;
  readonly stage: string;
  readonly task: string;
  readonly seen: string | null;
}

const TO_SIGN = `
  select c.process, c.definition_version, t.stage, t.task, i.request_hash as seen
  from case_tasks t join cases c on c.id = t.case_id left join idempotency_keys i on i.account_id = $2 and i.key = $3
  where t.id = $1`;

/** What the action means to sign, read without a lock: a definition never changes under a case. */
const signature = async (kernel: Kernel, request: ActRequest): Promise<Signed | null> => {
  if (!request.sign) return null;
  const [row] = await kernel.db.prepared<ToSign>('act-definition', TO_SIGN, [
    request.taskId,
    request.idempotency.accountId,
    request.idempotency.key,
  ]);
  if (!row) throw new Refused(UNKNOWN_TASK);
  // A press repeated after a lost answer: it was signed when it was made, and a code of an authenticator serves once only.
  if (row.seen !== null) return null;
  const stage = kernel.processes.version(row.process, row.definition_version).stages[row.stage];
  const meaning = stage?.tasks[row.task]?.actions[request.action]?.sign;
  if (!meaning) return null;
  const verified = await request.sign({ meaning, form: request.form, subject: request.taskId });
  if (!verified.ok) throw new Refused(verified.refusal);
  return verified.value;
};
