import type { Refusal, Result } from '../base/result.ts';
import { ok, refused } from '../base/result.ts';
import { rowsOf } from './because.ts';
import type { Action, ActionRef, Process, Task } from './definition.ts';
import type { Context } from './run.ts';
import type { CaseState, TaskState } from './state.ts';

const no = (code: string, zh: string, en: string, extra: Partial<Refusal> = {}) =>
  refused({ code, message: { zh, en }, ...extra });

export const taskDefinition = (process: Process, task: TaskState): Task | undefined =>
  process.stages[task.stage]?.tasks[task.task];

/** Whoever acts for another counts as both. */
const persons = (actor: { personId: string; onBehalfOf: string | null }): readonly string[] =>
  actor.onBehalfOf === null ? [actor.personId] : [actor.personId, actor.onBehalfOf];

/** May this person work on the task at all? The same answer disables the button and refuses the act. */
export const mayWork = (process: Process, state: CaseState, task: TaskState, ctx: Context): Result<Task> => {
  const definition = taskDefinition(process, task);
  if (!definition)
    return no(
      'task.unknown',
      '该任务在当前流程版本中不存在,请刷新页面。',
      'This task does not exist in the present version of the procedure. Refresh the page.',
    );
  if (state.ended)
    return no('case.ended', '案件已结束,不能再办理。', 'The case has ended; nothing more can be done in it.');
  if (task.state !== 'open')
    return no(
      'task.closed',
      '该任务已办结或已取消,请刷新查看最新进展。',
      'This task has been closed. Refresh to see what happened.',
    );
  if (task.assignedTo !== null && !persons(ctx.actor).includes(task.assignedTo)) {
    return no('task.assignedElsewhere', '该任务已转给他人办理。', 'This task has been handed to somebody else.');
  }
  if (task.assignedTo === null && !ctx.holds(definition.by)) {
    return no(
      'task.notYourRole',
      '您的岗位不办理此任务;如需代办,请由本岗位授权或转办。',
      'Your post does not carry this task; ask its holder to delegate or transfer it.',
    );
  }
  if (task.claimedBy !== null && !persons(ctx.actor).includes(task.claimedBy)) {
    return no(
      'task.claimedElsewhere',
      '该任务已由同事认领;可请其释放,或催办。',
      'A colleague has claimed this task; ask for its release, or urge.',
    );
  }
  return ok(definition);
};

/** Separation of duties compares natural persons, delegators included (DECISIONS 42). */
const separated = (state: CaseState, refs: readonly ActionRef[], item: string | null, ctx: Context): boolean => {
  const mine = new Set(persons(ctx.actor));
  return !state.acts.some(
    (act) =>
      refs.includes(act.ref as ActionRef) &&
      (act.item === null || item === null || act.item === item) &&
      persons(act.actor).some((p) => mine.has(p)),
  );
};

/** May this person take this action? `requires` rules are asked at the act itself, since they look at the form. */
export const mayAct = (
  process: Process,
  state: CaseState,
  task: TaskState,
  name: string,
  ctx: Context,
): Result<Action> => {
  const permitted = mayWork(process, state, task, ctx);
  if (!permitted.ok) return permitted;
  if (task.signsFor !== null)
    return no('task.signerOnly', '加签任务只能同意或不同意。', 'An added signer can only agree or refuse.');
  const action = permitted.value.actions[name];
  if (!action)
    return no('action.unknown', '该任务没有此操作,请刷新页面。', 'This task has no such action. Refresh the page.');
  if (Object.values(state.tasks).some((other) => other.signsFor === task.key && other.state === 'open')) {
    return no('task.signerPending', '加签人尚未答复,答复后方可办理。', 'The added signer has not answered yet.');
  }
  const refs = [...(permitted.value.notBy ?? []), ...(action.notBy ?? [])];
  if (!separated(state, refs, task.item, ctx)) {
    const obligation = rowsOf(action.because)[0];
    return no(
      'duty.separation',
      '您(或您代理的人)已办理过前序环节,依职责分离要求须由他人办理。',
      'You (or the person you stand in for) acted in an earlier step; somebody else must do this one.',
      obligation ? { obligation } : {},
    );
  }
  return ok(action);
};
