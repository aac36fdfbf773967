import type { Refusal } from '../base/result.ts';
import { formatMinute } from '../base/time.ts';
import { goTo, request } from './flow.ts';
import { happen, startAfter, wakeAt } from './limits.ts';
import type { Run } from './run.ts';
import { emit } from './run.ts';
import type { LimitState, TaskState } from './state.ts';
import { stageKeyOf } from './state.ts';

const isOver = (run: Run, limit: LimitState): boolean =>
  limit.state === 'running' &&
  limit.dueAt !== null &&
  limit.dueAt <= run.ctx.now &&
  !limit.provisional &&
  limit.breachedAt === null;

/** Does all that falls due now: reminders, breaches, lapses; in the order of their due instants. */
export const wake = (run: Run): Refusal | null => {
  const over = Object.values(run.state.limits)
    .filter((limit) => isOver(run, limit))
    .sort((a, b) => Number(a.dueAt) - Number(b.dueAt));
  for (const { key } of over) {
    const limit = run.state.limits[key];
    if (limit && !run.state.ended && isOver(run, limit)) miss(run, limit);
  }
  if (!run.state.ended) remind(run);
  return null;
};

const miss = (run: Run, limit: LimitState): void => {
  const definition = run.process.limits[limit.limit];
  if (!definition || limit.dueAt === null) return;
  const { ifMissed } = definition;
  if (ifMissed === 'breach' || 'escalate' in ifMissed) {
    const escalateTo = ifMissed === 'breach' ? null : ifMissed.escalate;
    emit(run, { type: 'limitBreached', key: limit.key, dueAt: limit.dueAt, escalateTo });
    return startAfter(run, limit);
  }
  run.lapsedAt = limit.dueAt;
  emit(run, { type: 'limitLapsed', key: limit.key, dueAt: limit.dueAt });
  startAfter(run, limit);
  request(run, ifMissed.then, limit.item);
  happen(run, { lapses: limit.limit, item: limit.item });
  const anchor = definition.from;
  const stage = 'enters' in anchor ? run.state.stages[stageKeyOf(anchor.enters, limit.item)] : undefined;
  if (ifMissed.lapse !== null && stage?.state === 'open') goTo(run, ifMissed.lapse, stage, limit.item, true);
  run.lapsedAt = null;
};

const remind = (run: Run): void => {
  for (const limit of Object.values(run.state.limits)) {
    const definition = run.process.limits[limit.limit];
    if (!definition || limit.dueAt === null) continue;
    const at = wakeAt(definition, limit);
    if (at === null || at > run.ctx.now || at >= limit.dueAt) continue;
    const share = (run.ctx.now - limit.anchorAt) / Math.max(1, limit.dueAt - limit.anchorAt);
    emit(run, { type: 'limitReminded', key: limit.key, share: Math.round(share * 100) / 100 });
  }
};

/**
 * Before an act: what the machine should have noticed already. A breach of our own goes on record and the act proceeds;
 * a period whose lapse ends the task refuses the act, even when the machine is late to say so.
 */
export const catchUp = (run: Run, task: TaskState): Refusal | null => {
  for (const limit of Object.values(run.state.limits)) {
    if (!isOver(run, limit) || limit.dueAt === null) continue;
    const definition = run.process.limits[limit.limit];
    const ifMissed = definition?.ifMissed;
    if (!definition || !ifMissed) continue;
    if (typeof ifMissed === 'object' && 'lapse' in ifMissed) {
      const ends = 'enters' in definition.from && definition.from.enters === task.stage && ifMissed.lapse !== null;
      if (!ends || (limit.item !== null && limit.item !== task.item)) continue;
      const at = formatMinute(limit.dueAt);
      return {
        code: 'limit.lapsed',
        message: {
          zh: `期限已于 ${at} 届满,不能再提交。`,
          en: `The period ended at ${at}; nothing more can be handed in.`,
        },
        params: { dueAt: at },
      };
    }
    miss(run, limit);
  }
  return null;
};
