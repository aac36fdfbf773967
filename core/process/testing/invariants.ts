import { Defect } from '../../base/result.ts';
import type { Process } from '../definition.ts';
import type { CaseEvent } from '../events.ts';
import type { CaseState } from '../state.ts';
import { openStages, openTasks } from '../state.ts';

/** What is true of every case of every procedure, whatever has happened in it. Throws with what is not. */
export const holdInvariants = (
  process: Process,
  before: CaseState,
  events: readonly CaseEvent[],
  now: CaseState,
): void => {
  const broken = (what: string): never => {
    throw new Defect(`${process.name}: ${what}, after ${events.map((event) => event.type).join(', ')}`);
  };
  for (const task of Object.values(now.tasks)) {
    const live = task.state === 'open' || task.state === 'waiting';
    if (live && now.stages[task.stageKey]?.state !== 'open') broken(`${task.key} is open in a stage that is not`);
  }
  for (const limit of Object.values(before.limits)) {
    const after = now.limits[limit.key];
    if (!after) broken(`${limit.key} is gone`);
    else if (limit.breachedAt !== null && after.breachedAt !== limit.breachedAt)
      broken(`${limit.key} is no breach any more`);
  }
  for (const key of newKeys(events)) {
    if (before.tasks[key] || before.limits[key]) broken(`${key} is used twice`);
  }
  if (now.ended) {
    if (openTasks(now).length + openStages(now).length > 0) broken('the case has ended with something open');
    if (Object.values(now.limits).some((l) => l.state === 'running' || l.state === 'paused'))
      broken('a clock outlives its case');
  } else if (isStuck(process, now)) broken('nobody and nothing can move the case');
};

const newKeys = (events: readonly CaseEvent[]): readonly string[] =>
  events.flatMap((event) => {
    if (event.type === 'stageEntered') return event.tasks.map((task) => task.key);
    return event.type === 'taskReopened' || event.type === 'signerAdded' || event.type === 'limitStarted'
      ? [event.key]
      : [];
  });

/** An open case is moved by a person, by a clock that lapses, or by an event that it waits for. */
const isStuck = (process: Process, state: CaseState): boolean => {
  if (openTasks(state).length > 0) return false;
  const lapses = Object.values(state.limits).some((limit) => {
    const ifMissed = process.limits[limit.limit]?.ifMissed;
    return limit.state === 'running' && typeof ifMissed === 'object' && 'lapse' in ifMissed && ifMissed.lapse !== null;
  });
  return !lapses && !openStages(state).some((stage) => process.stages[stage.stage]?.on !== undefined);
};
