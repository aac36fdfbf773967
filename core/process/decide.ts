import type { Refusal, Result } from '../base/result.ts';
import { ok, refused } from '../base/result.ts';
import { formatMinute } from '../base/time.ts';
import { rowsOf } from './because.ts';
import type { Command } from './command.ts';
import type { Process } from './definition.ts';
import type { CaseEvent } from './events.ts';
import { enterStage, goTo, openAwaited, request, settleStage } from './flow.ts';
import { happen, recompute } from './limits.ts';
import { decideMove } from './moves.ts';
import { mayAct } from './permit.ts';
import type { Context, Run } from './run.ts';
import { askRule, emit } from './run.ts';
import type { CaseState } from './state.ts';
import { catchUp, wake } from './wake.ts';

/**
 * What follows from a command: the events, or a refusal and nothing at all. Pure: the same case, command and context
 * always give the same answer.
 */
export const decide = (
  process: Process,
  state: CaseState,
  command: Command,
  ctx: Context,
): Result<readonly CaseEvent[]> => {
  const form = command.do === 'open' || command.do === 'act' ? command.form.clear : {};
  const run: Run = { process, ctx, form, state, events: [], lapsedAt: null };
  const refusal = dispatch(run, command);
  if (refusal) return refused(refusal);
  if (command.do !== 'recompute') {
    openAwaited(run);
    if (!run.state.ended) recompute(run, 'choice');
  }
  return ok(run.events);
};

/** Null when decided; the events are in the run. */
const dispatch = (run: Run, command: Command): Refusal | null => {
  switch (command.do) {
    case 'open':
      return open(run, command);
    case 'act':
      return act(run, command);
    case 'tell':
      return tell(run, command);
    case 'wake':
      return wake(run);
    case 'recompute':
      recompute(run, command.why);
      return null;
    case 'changeDefinition':
      return changeDefinition(run, command.approvedBy);
    default:
      return decideMove(run, command);
  }
};

const unmet = (run: Run, rules: readonly string[] | undefined, item: string | null): Refusal | null => {
  for (const name of rules ?? []) {
    const answer = askRule(run, name, item);
    if (answer === true) continue;
    const rule = run.process.rules[name];
    const obligation = rule ? rowsOf(rule.because)[0] : undefined;
    return obligation ? { ...answer, obligation } : answer;
  }
  return null;
};

const open = (run: Run, command: Extract<Command, { do: 'open' }>): Refusal | null => {
  const start = run.process.start;
  if (!run.ctx.holds(start.by)) {
    return {
      code: 'start.notYourRole',
      message: { zh: '您的岗位不能发起此流程。', en: 'Your post may not start this procedure.' },
    };
  }
  const refusal = unmet(run, start.requires, null);
  if (refusal) return refusal;
  emit(run, {
    type: 'caseOpened',
    definitionVersion: run.process.version,
    form: command.form.stored,
    actor: run.ctx.actor,
    facts: run.ctx.facts,
    signature: command.signature,
  });
  request(run, start.then, null);
  happen(run, { act: 'start', item: null });
  for (const stage of typeof start.to === 'string' ? [start.to] : start.to) enterStage(run, stage, null);
  return null;
};

const act = (run: Run, command: Extract<Command, { do: 'act' }>): Refusal | null => {
  const task = run.state.tasks[command.task];
  if (!task)
    return {
      code: 'task.unknown',
      message: { zh: '没有这个任务,请刷新页面。', en: 'There is no such task. Refresh the page.' },
    };
  const lapsed = catchUp(run, task);
  if (lapsed) return lapsed;
  const permitted = mayAct(run.process, run.state, task, command.action, run.ctx);
  if (!permitted.ok) return permitted.refusal;
  const action = permitted.value;
  const refusal = unmet(run, action.requires, task.item);
  if (refusal) return refusal;
  const waits = typeof action.to === 'object' && 'open' in action.to;
  const outcome = action.stays ? 'stays' : waits ? 'waiting' : (action.outcome ?? 'agreed');
  emit(run, {
    type: 'acted',
    taskKey: task.key,
    stage: task.stage,
    item: task.item,
    action: command.action,
    outcome,
    form: command.form.stored,
    actor: run.ctx.actor,
    facts: run.ctx.facts,
    signature: command.signature,
  });
  request(run, action.then, task.item);
  happen(run, { act: `${task.stage}.${command.action}`, item: task.item });
  if (outcome === 'agreed' || outcome === 'refused') happen(run, { closes: task.stage, item: task.item });
  const stage = run.state.stages[task.stageKey];
  if (action.to !== undefined && stage?.state === 'open') goTo(run, action.to, stage, task.item);
  if (!run.state.ended && stage && outcome !== 'stays') settleStage(run, stage.key);
  return null;
};

const tell = (run: Run, command: Extract<Command, { do: 'tell' }>): Refusal | null => {
  if (run.state.ended) return null;
  emit(run, { type: 'told', event: command.event, data: command.data, cause: command.cause });
  happen(run, { told: command.event, item: command.item });
  for (const stage of Object.values(run.state.stages)) {
    const target = run.process.stages[stage.stage]?.on?.[command.event];
    const concerns = command.item === null || stage.item === null || stage.item === command.item;
    // A stage that is open for a whole list goes on for the item alone; the item's own task stays until somebody acts.
    const listed = stage.items?.some((one) => one.key === command.item) ?? false;
    const item = listed ? command.item : stage.item;
    if (stage.state === 'open' && target !== undefined && concerns) goTo(run, target, stage, item);
    if (run.state.ended) return null;
  }
  return null;
};

const changeDefinition = (run: Run, approvedBy: string): Refusal | null => {
  const from = run.state.definitionVersion;
  const policy = run.process.openCases;
  const map = typeof policy === 'object' ? policy.moveFrom[from] : undefined;
  if (!map) {
    return {
      code: 'definition.finishesAsBegun',
      message: {
        zh: `版本 ${from} 的在办案件按原版本办结,不迁移。`,
        en: `Open cases of version ${from} finish as they began.`,
      },
      params: { from, at: formatMinute(run.ctx.now) },
    };
  }
  const unmapped = Object.values(run.state.stages).find(
    (stage) =>
      stage.state !== 'left' && (map[stage.stage] === undefined || !run.process.stages[map[stage.stage] ?? '']),
  );
  if (unmapped) {
    return {
      code: 'definition.stageUnmapped',
      message: {
        zh: `新版本未说明环节“${unmapped.stage}”迁移至何处,请补充迁移表后再迁移。`,
        en: `The new version does not say where stage ${unmapped.stage} moves to; complete its map first.`,
      },
      params: { stage: unmapped.stage },
    };
  }
  emit(run, { type: 'definitionChanged', from, to: run.process.version, approvedBy, stages: map });
  return null;
};
