import type { HistoryEntryView } from '../../../core/contract/case-view.ts';
import type { Process } from '../../../core/process/definition.ts';
import type { CaseEvent } from '../../../core/process/events.ts';
import type { TaskState } from '../../../core/process/state.ts';
import type { LockedCase } from '../kernel.ts';

/** What an outside party sees of its own case: what it did itself, what waits for it, and that the house has acted. */

const SHOWN = new Set<CaseEvent['type']>(['caseOpened', 'acted', 'sentBack', 'caseEnded', 'limitLapsed']);

/** Did the party do this itself? */
export const isPartyAct = (process: Process, event: CaseEvent): boolean => {
  if (event.type === 'caseOpened') return process.start.by === 'merchant';
  if (event.type !== 'acted') return false;
  const tasks = Object.values(process.stages[event.stage]?.tasks ?? {});
  return tasks.some((task) => task.by === 'merchant' && Object.hasOwn(task.actions, event.action));
};

/** The party's own acts whole; of the house's only that they happened: opinions reach the party in notices. */
export const partyEntry = (process: Process, event: CaseEvent, entry: HistoryEntryView): HistoryEntryView[] => {
  if (!SHOWN.has(event.type)) return [];
  if (isPartyAct(process, event)) return [entry];
  return [
    {
      ...entry,
      actor: null,
      post: null,
      onBehalfOf: null,
      form: null,
      values: null,
      signature: null,
      reason: null,
    },
  ];
};

/** Is this task asked of the party itself? */
export const isPartyTask = ({ process }: LockedCase, task: TaskState): boolean =>
  process.stages[task.stage]?.tasks[task.task]?.by === 'merchant';
