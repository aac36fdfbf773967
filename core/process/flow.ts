import { Defect } from '../base/result.ts';
import type { Stage, Target } from './definition.ts';
import { happen } from './limits.ts';
import type { Run } from './run.ts';
import { askRule, emit, viewOf } from './run.ts';
import type { StageState, TaskState } from './state.ts';
import { openStages, stageKeyOf } from './state.ts';

const definitionOf = (run: Run, stage: string): Stage => {
  const found = run.process.stages[stage];
  if (!found) throw new Defect(`${run.process.name} has no stage ${stage}`);
  return found;
};

/** Tasks of the present round of a stage; those of earlier rounds are history. */
const tasksOf = (run: Run, stageKey: string): readonly TaskState[] => {
  const round = run.state.stages[stageKey]?.round ?? 0;
  return Object.values(run.state.tasks).filter((task) => task.stageKey === stageKey && task.round >= round);
};

export const request = (run: Run, effects: readonly string[] | undefined, item: string | null): void => {
  for (const effect of effects ?? []) {
    if (run.process.effects[effect]?.kind !== 'nothing') emit(run, { type: 'effectRequested', effect, item });
  }
};

/** A reopened task has counted its round up already, so the next round stands above every task of the stage. */
const nextRound = (run: Run, stage: string, item: string | null): number =>
  1 +
  Math.max(
    0,
    ...Object.values(run.state.tasks)
      .filter((task) => task.stage === stage && (item === null || task.item === null || task.item === item))
      .map((task) => task.round),
  );

/** Opens a stage: its list is fixed now, one set of tasks for each item. */
export const enterStage = (run: Run, name: string, item: string | null, continuing = false): void => {
  const stage = definitionOf(run, name);
  const key = stageKeyOf(name, item);
  if (run.state.stages[key]?.state === 'open') return;
  if (stage.waitsFor?.some((other) => openStages(run.state).some((s) => s.stage === other))) {
    if (run.state.stages[key]?.state !== 'awaited') emit(run, { type: 'stageAwaited', key, stage: name, item });
    return;
  }
  // An item that comes back alone opens the stage for itself, not for the list.
  const items = stage.forEach && item === null ? (run.process.lists?.[stage.forEach]?.(viewOf(run, item)) ?? []) : null;
  const round = Math.max(nextRound(run, name, item), (run.state.stages[key]?.round ?? 0) + 1);
  const tasks = (items ?? [null]).flatMap((one) =>
    Object.keys(stage.tasks).map((task) => {
      const on = one?.key ?? item;
      return { key: `${name}.${task}${on === null ? '' : `[${on}]`}#${round}`, task, item: on, round };
    }),
  );
  emit(run, { type: 'stageEntered', key, stage: name, item, round, items, tasks });
  request(run, stage.then, item);
  happen(run, {
    enters: name,
    item,
    items: items?.map((one) => one.key) ?? null,
    ...(continuing ? { continuing: true } : {}),
  });
  if (items?.length === 0) settleStage(run, key);
};

/** Leaves a stage. `cut`: it was not finished (a lapse, an interruption, a refusal that ends it). */
export const leaveStage = (run: Run, key: string, cut: boolean): void => {
  const stage = run.state.stages[key];
  if (stage?.state !== 'open') return;
  const cancelled = tasksOf(run, key)
    .filter((task) => task.state === 'open' || task.state === 'waiting')
    .map((task) => task.key);
  emit(run, { type: 'stageLeft', key, cancelled });
  happen(run, { leaves: stage.stage, item: stage.item, cut });
  const beside = besideOf(definitionOf(run, stage.stage));
  for (const side of openStages(run.state)) {
    if (beside.has(side.stage) && (stage.item === null || side.item === stage.item)) leaveStage(run, side.key, true);
  }
};

/** Stages that the tasks of a stage open beside it; they end with it, for nothing could come back from them. */
const besideOf = (stage: Stage): ReadonlySet<string> =>
  new Set(
    [
      ...Object.values(stage.on ?? {}),
      ...Object.values(stage.tasks).flatMap((task) => Object.values(task.actions).map((action) => action.to)),
    ].flatMap(opens),
  );

const opens = (target: Target | undefined): readonly string[] => {
  if (typeof target !== 'object') return [];
  if ('when' in target) return [...opens(target.then), ...opens(target.else)];
  return 'open' in target ? [target.open] : [];
};

const isStage = (run: Run, name: string): boolean => Object.hasOwn(run.process.stages, name);

const endCase = (run: Run, end: string): void => {
  for (const stage of openStages(run.state)) leaveStage(run, stage.key, true);
  for (const limit of Object.values(run.state.limits)) {
    if (limit.state === 'running' || limit.state === 'paused') emit(run, { type: 'limitCancelled', key: limit.key });
  }
  emit(run, { type: 'caseEnded', end });
};

/** Goes where a target says, from a stage (null: from no stage, as at the start). `cut` as in `leaveStage`. */
export const goTo = (run: Run, target: Target, from: StageState | null, item: string | null, cut = false): void => {
  if (typeof target === 'object' && 'when' in target) {
    return goTo(run, askRule(run, target.when, item) === true ? target.then : target.else, from, item, cut);
  }
  if (typeof target === 'object' && 'open' in target) return enterStage(run, target.open, item);
  if (typeof target === 'object' && 'next' in target) return goOn(run, target.next, from, item);
  if (typeof target === 'object' && 'only' in target) {
    for (const stage of Object.values(run.state.stages)) {
      if (stage.state === 'awaited') emit(run, { type: 'stageLeft', key: stage.key, cancelled: [] });
      else leaveStage(run, stage.key, true);
    }
    return enterStage(run, target.only, null);
  }
  if (typeof target === 'object' && 'reopen' in target) {
    if (from) leaveStage(run, from.key, false);
    return reopenTask(run, target.reopen, item);
  }
  if (from) leaveStage(run, from.key, cut);
  // An item that a stage was opened for alone ends with that stage; the next stage belongs to the whole case.
  for (const name of typeof target === 'string' ? [target] : (target as readonly string[])) {
    if (isStage(run, name)) enterStage(run, name, null);
    else endCase(run, name);
  }
  openAwaited(run);
};

/** An item's own stage is left for the next; a stage that is open for the whole list stays until its join. */
const goOn = (run: Run, next: string, from: StageState | null, item: string | null): void => {
  if (from && from.item !== null) leaveStage(run, from.key, false);
  enterStage(run, next, item);
};

export const openAwaited = (run: Run): void => {
  if (run.state.ended) return;
  for (const stage of Object.values(run.state.stages)) {
    if (stage.state === 'awaited') enterStage(run, stage.stage, stage.item);
  }
};

const reopenTask = (run: Run, stage: string, item: string | null): void => {
  const waiting = Object.values(run.state.tasks).find(
    (t) => t.stage === stage && t.item === item && t.state === 'waiting',
  );
  if (!waiting) throw new Defect(`no task of ${stage} waits for ${item ?? 'the case'}`);
  // A reopening that was withdrawn has used its number; it stands there as cancelled.
  const used = Object.values(run.state.tasks).filter(
    (t) => t.stageKey === waiting.stageKey && t.task === waiting.task && t.item === item,
  );
  const round = 1 + Math.max(...used.map((t) => t.round));
  emit(run, { type: 'taskReopened', key: waiting.key.replace(/#\d+$/, `#${round}`), from: waiting.key });
};

/** After a task was closed: interruptions first, then the join. */
export const settleStage = (run: Run, key: string): void => {
  const state = run.state.stages[key];
  if (state?.state !== 'open') return;
  const stage = definitionOf(run, state.stage);
  const interrupt = stage.interrupts?.find((candidate) => askRule(run, candidate.when, state.item) === true);
  if (interrupt) {
    return goTo(run, interrupt.to, state, state.item, true);
  }
  const decided = joined(stage, tasksOf(run, key));
  if (decided === null) return;
  const target = decided === 'refused' ? (stage.ifRefused ?? stage.to) : stage.to;
  if (target !== undefined) goTo(run, target, state, state.item, decided === 'refused');
  else leaveStage(run, key, false);
};

const joined = (stage: Stage, tasks: readonly TaskState[]): 'agreed' | 'refused' | null => {
  const own = tasks.filter((task) => task.signsFor === null);
  const agreed = own.filter((task) => task.state === 'agreed').length;
  const refused = own.filter((task) => task.state === 'refused').length;
  const pending = own.filter((task) => task.state === 'open' || task.state === 'waiting').length;
  const join = stage.join ?? 'all';
  if (join === 'any') return agreed > 0 ? 'agreed' : pending === 0 ? 'refused' : null;
  if (join === 'firstRefusal' && refused > 0) return 'refused';
  if (typeof join === 'object') {
    if (agreed >= join.atLeast) return 'agreed';
    return agreed + pending < join.atLeast ? 'refused' : null;
  }
  if (pending > 0) return null;
  return refused > 0 ? 'refused' : 'agreed';
};
