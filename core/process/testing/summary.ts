import type { Json } from '../../base/json.ts';
import type { CaseState } from '../state.ts';
import { openStages, openTasks } from '../state.ts';

/** What a recorded case comes to: what must not change when the code that reads it does. */
export const summaryOf = (state: CaseState): Json => ({
  ended: state.ended === null ? null : { end: state.ended.end, at: state.ended.at },
  stages: openStages(state).map((stage) => stage.key),
  tasks: openTasks(state).map((task) => task.key),
  acts: state.acts.map((act) => `${act.ref}${act.item === null ? '' : `[${act.item}]`} ${act.actor.personId}`),
  limits: Object.fromEntries(
    Object.values(state.limits).map((limit) => [
      limit.key,
      { state: limit.state, dueAt: limit.dueAt, breachedAt: limit.breachedAt },
    ]),
  ),
});
