import type { Process } from '../../core/process/definition.ts';
import { wakeAt } from '../../core/process/limits.ts';
import type { CaseState, LimitState, TaskState } from '../../core/process/state.ts';
import { openStages } from '../../core/process/state.ts';
import { taskId } from './task-id.ts';

/** Rows that mirror the engine's state, so that lists and waking are index scans. */

/** The clock that binds a task: the earliest that runs for its stage (and item); a clock of the whole case binds last. */
const bindingLimit = (process: Process, state: CaseState, task: TaskState): LimitState | null => {
  let best: LimitState | null = null;
  for (const limit of Object.values(state.limits)) {
    if (limit.state !== 'running' || limit.dueAt === null || (limit.item !== null && limit.item !== task.item))
      continue;
    const from = process.limits[limit.limit]?.from;
    const elsewhere = from && 'enters' in from && from.enters !== task.stage;
    if (!elsewhere && (best === null || limit.dueAt < (best.dueAt ?? 0))) best = limit;
  }
  return best;
};

const when = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());

const taskRow = (caseId: string, process: Process, state: CaseState, task: TaskState) => {
  const limit = task.state === 'open' ? bindingLimit(process, state, task) : null;
  const binding = limit?.figures.find((figure) => figure.dueAt === limit.dueAt) ?? limit?.figures[0];
  return {
    id: taskId(caseId, task.key),
    key: task.key,
    role: process.stages[task.stage]?.tasks[task.task]?.by ?? 'system',
    stage: task.stage,
    task: task.task,
    item: task.item,
    state: task.state,
    claimed_by: task.claimedBy,
    assigned_to: task.assignedTo,
    opened_at: when(task.openedAt),
    closed_at: when(task.closedAt),
    urged_at: when(task.urgedAt),
    due_at: when(limit?.dueAt ?? null),
    clock_from: when(limit?.anchorAt ?? null),
    provisional: limit?.provisional ?? false,
    breached: limit !== null && limit.breachedAt !== null,
    clause: binding?.clause ?? null,
  };
};

const limitRow = (process: Process, limit: LimitState) => {
  const definition = process.limits[limit.limit];
  return {
    key: limit.key,
    limit_name: limit.limit,
    item: limit.item,
    state: limit.state,
    anchor_at: when(limit.anchorAt),
    due_at: when(limit.dueAt),
    provisional: limit.provisional,
    breached_at: when(limit.breachedAt),
    settled_at: when(limit.settledAt),
    wake_at: when(definition ? wakeAt(definition, limit) : null),
  };
};

/** Tasks that changed, and all that are open (a clock that moved binds them anew), and limits that changed. */
export const changedRows = (caseId: string, process: Process, before: CaseState, after: CaseState) => {
  const limits = Object.values(after.limits).filter((limit) => before.limits[limit.key] !== limit);
  const changed = Object.values(after.tasks).filter((task) => before.tasks[task.key] !== task);
  const changedKeys = new Set(changed.map((task) => task.key));
  const rebound =
    limits.length === 0
      ? []
      : Object.values(after.tasks).filter((task) => task.state === 'open' && !changedKeys.has(task.key));
  return {
    tasks: [
      ...changed.map((task) => taskRow(caseId, process, after, task)),
      ...rebound.map((task) => taskRow(caseId, process, after, task)),
    ],
    limits: limits.map((limit) => limitRow(process, limit)),
  };
};

export const caseColumns = (state: CaseState) => {
  const running = Object.values(state.limits).filter((limit) => limit.state === 'running' && limit.dueAt !== null);
  return {
    position: state.ended ? [state.ended.end] : openStages(state).map((stage) => stage.stage),
    dueAt: running.length === 0 ? null : Math.min(...running.map((limit) => Number(limit.dueAt))),
    breaches: Object.values(state.limits).filter((limit) => limit.breachedAt !== null).length,
    endedAt: state.ended?.at ?? null,
    endedAs: state.ended?.end ?? null,
  };
};
