import { formatInstant, type Instant } from '../../../core/base/time.ts';
import type { LimitView } from '../../../core/contract/case-view.ts';
import { rowsOf } from '../../../core/process/because.ts';
import type { Process } from '../../../core/process/definition.ts';
import type { CaseState, LimitState } from '../../../core/process/state.ts';
import { taskId } from '../task-id.ts';

export const iso = (at: Instant | null): string | null => (at === null ? null : formatInstant(at));

export const limitView = (
  process: Process,
  caseId: string,
  state: CaseState,
  limit: LimitState,
  now: Instant,
): LimitView => {
  const definition = process.limits[limit.limit];
  const latest = limit.figures.length === 0 ? null : limit.figures.reduce((a, b) => (b.dueAt < a.dueAt ? b : a));
  const end = limit.settledAt ?? now;
  const due = limit.dueAt ?? latest?.dueAt ?? limit.anchorAt;
  const span = Math.max(1, due - limit.anchorAt);
  const stage = definition && 'enters' in definition.from ? definition.from.enters : null;
  const task =
    stage === null
      ? null
      : Object.values(state.tasks).find((t) => t.stage === stage && t.item === limit.item && t.state === 'open');
  return {
    name: limit.key,
    title: definition?.title ?? { zh: limit.limit, en: limit.limit },
    state: limit.state === 'running' && limit.breachedAt !== null ? 'breached' : limit.state,
    startedAt: formatInstant(limit.anchorAt),
    dueAt: iso(limit.dueAt),
    provisional: limit.provisional,
    settledAt: iso(limit.settledAt),
    breachedAt: iso(limit.breachedAt),
    used: Math.max(0, (end - limit.anchorAt) / span),
    within: latest?.within ?? '',
    clause: latest?.clause ?? '',
    obligation: definition ? (rowsOf(definition.because)[0] ?? '') : '',
    party: latest?.party ?? 'own',
    taskId: task ? taskId(caseId, task.key) : null,
    figures: limit.figures.map((figure) => ({
      within: figure.within,
      clause: figure.clause,
      dueAt: formatInstant(figure.dueAt),
      binding: figure === latest,
    })),
  };
};
