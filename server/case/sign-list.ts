import { createHash } from 'node:crypto';
import { canonicalJson, type Json } from '../../core/base/json.ts';
import { ok, type Result } from '../../core/base/result.ts';
import type { Text } from '../../core/base/text.ts';
import type { FormValues } from '../../core/forms/form.ts';
import type { Actor as Principal } from '../../core/people/actor.ts';
import { MAX_SIGNED } from '../../core/people/signed-content.ts';
import { listTooLong } from '../platform/people/signing.ts';
import { perform, type Signed, UNKNOWN_TASK } from './act.ts';
import { Conflict, Refused } from './commit.ts';
import type { Kernel } from './kernel.ts';
import { oncePerKey } from './one-press.ts';
import type { Idempotency } from './write.ts';

/** Asked once for the whole list; answers with the signature of each task. */
export type ListSigner = (what: {
  readonly meaning: Text;
  readonly contents: readonly { readonly subject: string; readonly form: FormValues }[];
}) => Promise<Result<(taskId: string) => Signed>>;

export interface ListedAct {
  readonly taskId: string;
  /** Version of the case that the person saw. */
  readonly version: number;
  readonly form: FormValues;
  /** Idempotency key of this act alone. */
  readonly key: string;
}

export interface SignListRequest {
  readonly action: string;
  readonly items: readonly ListedAct[];
  readonly sign: ListSigner;
  /** Key and hash of the list. */
  readonly idempotency: Idempotency;
}

export interface ListedOutcome {
  readonly taskId: string;
  /** Null where it was done, now or when the list was sent before. */
  readonly problem: Refused | Conflict | null;
}

const TWICE = {
  code: 'signature.listedTwice',
  message: {
    zh: '同一任务在清单中出现了两次,请刷新页面后重新选择。',
    en: 'One task stands in the list twice. Refresh the page and choose again.',
  },
};
const MIXED = {
  code: 'signature.mixedList',
  message: {
    zh: '一次只能签署同一种操作。请把含义不同的各项分开签署。',
    en: 'One signature covers one kind of act. Sign items of different meaning separately.',
  },
};

interface Row {
  readonly id: string;
  readonly process: string;
  readonly definition_version: number;
  readonly stage: string;
  readonly task: string;
}

/** What the action means to sign on each of these tasks: one meaning, or a refusal. */
const meaningOf = async (kernel: Kernel, { action, items }: SignListRequest): Promise<Text> => {
  if (items.length > MAX_SIGNED) throw new Refused(listTooLong());
  const ids = [...new Set(items.map((item) => item.taskId))];
  if (ids.length < items.length) throw new Refused(TWICE);
  const rows = await kernel.db.query<Row>(
    `select t.id, c.process, c.definition_version, t.stage, t.task
       from case_tasks t join cases c on c.id = t.case_id where t.id = any ($1::uuid[])`,
    [ids],
  );
  if (rows.length < ids.length) throw new Refused(UNKNOWN_TASK);
  const meanings = rows.map(
    (row) =>
      kernel.processes.version(row.process, row.definition_version).stages[row.stage]?.tasks[row.task]?.actions[action]
        ?.sign,
  );
  const [first] = meanings;
  if (first === undefined || meanings.some((one) => one?.zh !== first.zh || one.en !== first.en))
    throw new Refused(MIXED);
  return first;
};

const hashOf = (action: string, { taskId, version, form }: ListedAct): string =>
  createHash('sha256')
    .update(canonicalJson({ taskId, action, version, form: form as Readonly<Record<string, Json>> }))
    .digest('hex');

const actOnOne = async (
  kernel: Kernel,
  principal: Principal,
  request: SignListRequest,
  item: ListedAct,
  signed: (taskId: string) => Signed,
): Promise<ListedOutcome> => {
  const { taskId, version, form, key } = item;
  try {
    const { accountId } = request.idempotency;
    const done = await perform(kernel, principal, {
      taskId,
      action: request.action,
      form,
      version,
      sign: async () => ok(signed(taskId)),
      idempotency: { accountId, key, requestHash: hashOf(request.action, item) },
    });
    return { taskId, problem: done.ok ? null : new Refused(done.refusal) };
  } catch (error) {
    if (error instanceof Conflict) return { taskId, problem: error };
    throw error;
  }
};

/**
 * One re-authentication for several acts of one kind (ADR 0169): each is an act of its own, with its own key and
 * transaction, so that one which fails fails alone. Sent again, the list goes on where it stood. A fault of ours ends the
 * request; what was done before it stays done.
 */
export const signList = (
  kernel: Kernel,
  principal: Principal,
  request: SignListRequest,
): Promise<Result<readonly ListedOutcome[]>> =>
  // A name of its own: each act takes its turn under its own key, which may be spelt like the list's.
  oncePerKey({ ...request.idempotency, key: `list ${request.idempotency.key}` }, async () => {
    const meaning = await meaningOf(kernel, request);
    const contents = request.items.map(({ taskId, form }) => ({ subject: taskId, form }));
    const signed = await request.sign({ meaning, contents });
    if (!signed.ok) throw new Refused(signed.refusal);
    const outcomes: ListedOutcome[] = [];
    for (const item of request.items) outcomes.push(await actOnOne(kernel, principal, request, item, signed.value));
    return outcomes;
  });
