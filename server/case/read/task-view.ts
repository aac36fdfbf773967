import { ok, type Result } from '../../../core/base/result.ts';
import { formatInstant, type LocalDate } from '../../../core/base/time.ts';
import type { ActionView, TaskView } from '../../../core/contract/case-view.ts';
import type { AllowedView } from '../../../core/contract/common.ts';
import type { FormValues } from '../../../core/forms/form.ts';
import { roles } from '../../../core/manual/roles.ts';
import type { Actor as Principal } from '../../../core/people/actor.ts';
import { rowsOf } from '../../../core/process/because.ts';
import type { Task } from '../../../core/process/definition.ts';
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

const moveViews = (
  principal: Principal,
  locked: LockedCase,
  task: TaskState,
  context: Context,
  withdraw: AllowedView,
): TaskView['moves'] => {
  const may = (move: MoveName) => moveRefusal(principal, locked, task, move);
  const work = mayWork(locked.process, locked.state, task, context);
  return {
    claim: allowed(unless(may('claim'), work)),
    release: allowed(unless(may('release'), work)),
    transfer: allowed(unless(may('transfer'), work)),
    addSigner: allowed(unless(may('addSigner'), work)),
    urge: allowed(unless(may('urge'), ok(undefined))),
    copy: allowed(unless(may('copy'), ok(undefined))),
    withdraw,
  };
};

export const taskView = async (
  kernel: Kernel,
  principal: Principal,
  locked: LockedCase,
  task: TaskState,
  {
    names,
    masks,
    sources,
    undo,
    vacant,
    facts,
  }: Pick<Shown, 'names' | 'masks'> & {
    readonly sources: PageSources;
    readonly undo: AllowedView;
    readonly vacant: Awaited<ReturnType<PageSources['vacancies']>>;
    readonly facts: CaseFacts;
  },
): Promise<TaskView> => {
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
    draft: await sources.draft(id, principal.personId),
    actions: actionViews(locked, task, definition, context),
    moves: moveViews(principal, locked, task, context, undo),
  };
};
