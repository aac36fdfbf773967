import { ok, type Refusal, type Result, refused } from '../../../core/base/result.ts';
import { formatInstant, type LocalDate } from '../../../core/base/time.ts';
import type { ActionView, TaskView } from '../../../core/contract/case-view.ts';
import type { AllowedView } from '../../../core/contract/common.ts';
import type { FormValues } from '../../../core/forms/form.ts';
import { roles } from '../../../core/manual/roles.ts';
import type { Actor as Principal } from '../../../core/people/actor.ts';
import { rowsOf } from '../../../core/process/because.ts';
import type { Task } from '../../../core/process/definition.ts';
import type { CaseEvent } from '../../../core/process/events.ts';
import { mayAct, mayWork } from '../../../core/process/permit.ts';
import type { Context } from '../../../core/process/run.ts';
import type { CaseState, TaskState } from '../../../core/process/state.ts';
import { contextFor } from '../act.ts';
import type { Kernel, LockedCase } from '../kernel.ts';
import { type MoveName, moveRefusal, unless } from '../subject.ts';
import { taskId } from '../task-id.ts';
import { iso } from './limit-view.ts';
import { masked } from './masked.ts';
import type { PageSources, Shown } from './page-sources.ts';

const allowed = (answer: Result<unknown>): AllowedView =>
  answer.ok
    ? { allowed: true }
    : {
        allowed: false,
        code: answer.refusal.code,
        why: answer.refusal.message,
        ...(answer.refusal.obligation === undefined ? {} : { obligation: answer.refusal.obligation }),
      };

const actionViews = (locked: LockedCase, task: TaskState, definition: Task, context: Context): ActionView[] =>
  Object.entries(definition.actions).map(([name, action]) => ({
    name,
    title: action.title,
    tone: action.tone ?? 'default',
    form: action.form ?? null,
    sign: action.sign ?? null,
    allowed: allowed(mayAct(locked.process, locked.state, task, name, context)),
    obligations: [...rowsOf(action.because)],
  }));

/** What a form may start with of the case itself, as `case.today` and `case.documents`, the number of its files. */
export interface CaseFacts {
  readonly today: LocalDate;
  readonly documents: number;
}

/** Values that a form starts with: what was said before under the field's `prefill` path, e.g. `start.merchantName`. */
const prefillOf = (state: CaseState, definition: Task, facts: CaseFacts): Record<string, unknown> => {
  const known: Readonly<Record<string, FormValues>> = { ...state.forms, case: { ...facts } };
  const values: Record<string, unknown> = {};
  for (const action of Object.values(definition.actions)) {
    for (const [name, field] of Object.entries(action.form?.fields ?? {})) {
      if (!field.prefill) continue;
      const at = field.prefill.lastIndexOf('.');
      const value = known[field.prefill.slice(0, at)]?.[field.prefill.slice(at + 1)];
      if (value !== undefined) values[name] = value;
    }
  }
  return values;
};

const SIGNER_ONLY: Refusal = {
  code: 'task.signerOnly',
  message: {
    zh: '加签任务只能同意、不同意或转办。',
    en: 'An added signer can only agree, refuse or transfer.',
  },
};
const NO_WAY_BACK: Refusal = {
  code: 'sendBack.notAllowed',
  message: {
    zh: '本流程的此环节不设退回;请从办理按钮中选择结论。',
    en: 'The procedure has no way back from this stage; choose one of the actions instead.',
  },
};

/** What a stage may be entered upon. */
const OPENS_STAGES: ReadonlySet<CaseEvent['type']> = new Set<CaseEvent['type']>([
  'caseOpened',
  'acted',
  'sentBack',
  'told',
  'limitLapsed',
  'definitionChanged',
]);

/** The 退回 that opened this task, where one did. */
const sentBackTo = (task: TaskState, history: readonly CaseEvent[], names: Shown['names']): TaskView['sentBack'] => {
  const entered = history.findIndex(
    (event) => event.type === 'stageEntered' && event.tasks.some(({ key }) => key === task.key),
  );
  const cause = history.slice(0, Math.max(0, entered)).findLast(({ type }) => OPENS_STAGES.has(type));
  if (cause?.type !== 'sentBack' || cause.to !== task.stage) return null;
  const { at, actor, reason } = cause;
  const by = actor.system ? null : { personId: actor.personId, name: names.get(actor.personId) ?? actor.personId };
  return { at: formatInstant(at), by, reason };
};

const moveViews = (
  principal: Principal,
  locked: LockedCase,
  task: TaskState,
  context: Context,
  withdraw: AllowedView,
): TaskView['moves'] => {
  const may = (move: MoveName) => moveRefusal(principal, locked, task, move);
  const work = mayWork(locked.process, locked.state, task, context);
  const own = task.signsFor === null ? work : refused(SIGNER_ONLY);
  const back = locked.process.stages[task.stage]?.mayReturnTo ?? [];
  return {
    claim: allowed(unless(may('claim'), work)),
    release: allowed(unless(may('release'), own)),
    transfer: allowed(unless(may('transfer'), work)),
    addSigner: allowed(unless(may('addSigner'), own)),
    sendBack: allowed(unless(may('sendBack'), back.length > 0 ? own : refused(NO_WAY_BACK))),
    urge: allowed(unless(may('urge'), ok(undefined))),
    copy: allowed(unless(may('copy'), ok(undefined))),
    withdraw,
  };
};

export const taskView = (
  kernel: Kernel,
  principal: Principal,
  locked: LockedCase,
  task: TaskState,
  {
    names,
    masks,
    undo,
    vacant,
    facts,
    draft,
    history,
  }: Pick<Shown, 'names' | 'masks'> & {
    readonly draft: TaskView['draft'];
    readonly undo: AllowedView;
    readonly vacant: Awaited<ReturnType<PageSources['vacancies']>>;
    readonly facts: CaseFacts;
    /** What this reader may know of it; a party is shown no reasons of the house. */
    readonly history: readonly CaseEvent[];
  },
): TaskView => {
  const definition = locked.process.stages[task.stage]?.tasks[task.task] as Task;
  const context = contextFor(kernel, locked, principal, definition.by, {}, task);
  const id = taskId(locked.id, task.key);
  const stage = Object.values(locked.state.stages).find((s) => s.key === task.stageKey);
  const item = stage?.items?.find((one) => one.key === task.item);
  return {
    id,
    key: task.key,
    stage: task.stage,
    title: definition.title,
    item: task.item === null ? null : { key: task.item, label: item?.label ?? task.item },
    role: { zh: roles[definition.by].zh, en: roles[definition.by].en },
    roleId: definition.by,
    climbed: task.assignedTo === null ? (vacant.get(definition.by) ?? null) : null,
    state: 'open',
    claimedBy: task.claimedBy === null ? null : { personId: task.claimedBy, name: names.get(task.claimedBy) ?? '' },
    openedAt: formatInstant(task.openedAt),
    urgedAt: iso(task.urgedAt),
    prefill: masked(prefillOf(locked.state, definition, facts), masks) as Record<string, unknown>,
    draft,
    actions: actionViews(locked, task, definition, context),
    mayReturnTo: (locked.process.stages[task.stage]?.mayReturnTo ?? []).map((stage) => ({
      stage,
      title: locked.process.stages[stage]?.title ?? definition.title,
    })),
    sentBack: sentBackTo(task, history, names),
    moves: moveViews(principal, locked, task, context, undo),
  };
};
