import { Defect } from '../base/result.ts';
import type { CaseEvent, EventOf } from './events.ts';
import type { CaseState, LimitState, StageState, TaskState } from './state.ts';
import { formKeyOf } from './state.ts';

type Fold<T extends CaseEvent['type']> = (state: CaseState, event: EventOf<T>) => Partial<CaseState>;

const withTask = (state: CaseState, key: string, change: Partial<TaskState>): Pick<CaseState, 'tasks'> => {
  const task = state.tasks[key];
  if (!task) throw new Defect(`no task ${key}`);
  return { tasks: { ...state.tasks, [key]: { ...task, ...change } } };
};

const withLimit = (state: CaseState, key: string, change: Partial<LimitState>): Pick<CaseState, 'limits'> => {
  const limit = state.limits[key];
  if (!limit) throw new Defect(`no limit ${key}`);
  return { limits: { ...state.limits, [key]: { ...limit, ...change } } };
};

const opened = (event: EventOf<'stageEntered'>): Record<string, TaskState> =>
  Object.fromEntries(
    event.tasks.map((task) => [
      task.key,
      {
        ...task,
        stageKey: event.key,
        stage: event.stage,
        state: 'open',
        openedAt: event.at,
        closedAt: null,
        claimedBy: null,
        assignedTo: null,
        signsFor: null,
        urgedAt: null,
        changed: 0,
      },
    ]),
  );

const stageOf = (event: EventOf<'stageEntered'>): StageState => ({
  key: event.key,
  stage: event.stage,
  item: event.item,
  round: event.round,
  state: 'open',
  items: event.items,
  enteredAt: event.at,
});

const folds: { [T in CaseEvent['type']]: Fold<T> } = {
  caseOpened: (state, e) => ({
    definitionVersion: e.definitionVersion,
    openedAt: e.at,
    forms: { ...state.forms, start: e.form },
    acts: [
      ...state.acts,
      { seq: state.version + 1, ref: 'start', item: null, taskKey: null, at: e.at, actor: e.actor },
    ],
  }),
  acted: (state, e) => {
    const ref = `${e.stage}.${e.action}`;
    return {
      acts: [
        ...state.acts,
        { seq: state.version + 1, ref, item: e.item, taskKey: e.taskKey, at: e.at, actor: e.actor },
      ],
      forms: { ...state.forms, [formKeyOf(ref, e.item)]: e.form },
      ...(e.outcome === 'stays' ? {} : withTask(state, e.taskKey, { state: e.outcome, closedAt: e.at })),
    };
  },
  stageEntered: (state, e) => ({
    stages: { ...state.stages, [e.key]: stageOf(e) },
    tasks: { ...state.tasks, ...opened(e) },
  }),
  stageAwaited: (state, e) => ({
    stages: {
      ...state.stages,
      [e.key]: {
        key: e.key,
        stage: e.stage,
        item: e.item,
        round: state.stages[e.key]?.round ?? 0,
        state: 'awaited',
        items: null,
        enteredAt: e.at,
      },
    },
  }),
  stageLeft: (state, e) => {
    const stage = state.stages[e.key];
    if (!stage) throw new Defect(`no stage ${e.key}`);
    const cancelled = Object.fromEntries(
      e.cancelled.map((key) => [
        key,
        { ...(state.tasks[key] as TaskState), state: 'cancelled' as const, closedAt: e.at },
      ]),
    );
    return {
      stages: { ...state.stages, [e.key]: { ...stage, state: 'left' } },
      tasks: { ...state.tasks, ...cancelled },
    };
  },
  taskReopened: (state, e) => {
    const before = state.tasks[e.from];
    if (!before) throw new Defect(`no task ${e.from}`);
    const task: TaskState = {
      ...before,
      key: e.key,
      round: Number(/#(\d+)$/.exec(e.key)?.[1] ?? before.round + 1),
      state: 'open',
      openedAt: e.at,
      closedAt: null,
      claimedBy: null,
      urgedAt: null,
    };
    return { tasks: { ...state.tasks, [e.from]: { ...before, state: 'cancelled' }, [e.key]: task } };
  },
  taskClaimed: (state, e) => withTask(state, e.key, { claimedBy: e.actor.personId }),
  taskReleased: (state, e) => withTask(state, e.key, { claimedBy: null, assignedTo: null }),
  taskTransferred: (state, e) => withTask(state, e.key, { claimedBy: null, assignedTo: e.to }),
  signerAdded: (state, e) => {
    const parent = state.tasks[e.forTask];
    if (!parent) throw new Defect(`no task ${e.forTask}`);
    const task: TaskState = {
      ...parent,
      key: e.key,
      openedAt: e.at,
      claimedBy: null,
      assignedTo: e.to,
      signsFor: e.forTask,
      urgedAt: null,
    };
    return { tasks: { ...state.tasks, [e.key]: task } };
  },
  signerAnswered: (state, e) => withTask(state, e.key, { state: e.answer, closedAt: e.at }),
  sentBack: () => ({}),
  urged: (state, e) => withTask(state, e.key, { urgedAt: e.at }),
  copied: () => ({}),
  withdrawn: (_state, e) => e.restored,
  told: () => ({}),
  limitStarted: (state, e) => ({
    limits: {
      ...state.limits,
      [e.key]: {
        key: e.key,
        limit: e.limit,
        item: e.item,
        state: 'running',
        anchorAt: e.anchorAt,
        startedAt: e.at,
        ...(e.fromLapse ? { fromLapse: true as const } : {}),
        figures: e.figures,
        dueAt: e.dueAt,
        provisional: e.provisional,
        pauses: [],
        settledAt: null,
        breachedAt: null,
        reminded: 0,
      },
    },
  }),
  limitPaused: (state, e) =>
    withLimit(state, e.key, {
      state: 'paused',
      dueAt: null,
      pauses: [...(state.limits[e.key]?.pauses ?? []), { from: e.at, to: null }],
    }),
  limitResumed: (state, e) =>
    withLimit(state, e.key, {
      state: 'running',
      dueAt: e.dueAt,
      figures: e.figures,
      provisional: e.provisional,
      pauses: (state.limits[e.key]?.pauses ?? []).map((pause) =>
        pause.to === null ? { ...pause, to: e.stoodUntil ?? e.at } : pause,
      ),
    }),
  limitMoved: (state, e) =>
    withLimit(state, e.key, {
      state: 'running',
      settledAt: null,
      dueAt: e.dueAt,
      figures: e.figures,
      provisional: e.provisional,
    }),
  limitReminded: (state, e) => withLimit(state, e.key, { reminded: (state.limits[e.key]?.reminded ?? 0) + 1 }),
  limitMet: (state, e) => withLimit(state, e.key, { state: 'met', settledAt: e.at }),
  limitBreached: (state, e) => withLimit(state, e.key, { breachedAt: e.at }),
  limitLapsed: (state, e) => withLimit(state, e.key, { state: 'met', breachedAt: e.at, settledAt: e.at }),
  limitCancelled: (state, e) => withLimit(state, e.key, { state: 'cancelled', settledAt: e.at }),
  effectRequested: () => ({}),
  caseEnded: (_state, e) => ({ ended: { end: e.end, at: e.at } }),
  definitionChanged: (state, e) => ({
    definitionVersion: e.to,
    stages: Object.fromEntries(
      Object.values(state.stages).map((stage) => {
        const name = e.stages[stage.stage] ?? stage.stage;
        const key = stage.key.replace(stage.stage, name);
        return [key, { ...stage, key, stage: name }];
      }),
    ),
    tasks: Object.fromEntries(
      Object.entries(state.tasks).map(([key, task]) => {
        const name = e.stages[task.stage] ?? task.stage;
        return [key, { ...task, stage: name, stageKey: task.stageKey.replace(task.stage, name) }];
      }),
    ),
  }),
};

export const unopened: CaseState = {
  version: 0,
  definitionVersion: 0,
  openedAt: 0 as CaseState['openedAt'],
  stages: {},
  tasks: {},
  limits: {},
  acts: [],
  forms: {},
  ended: null,
};

/** Notes at which version a task changed, so that two people on one task are in conflict and two on two are not. */
const stamped = (before: CaseState['tasks'], after: CaseState['tasks'], version: number): CaseState['tasks'] => {
  const changed = Object.entries(after).filter(([key, task]) => before[key] !== task);
  return { ...after, ...Object.fromEntries(changed.map(([key, task]) => [key, { ...task, changed: version }])) };
};

/** What the case looks like after an event. Pure; the same for an act of today and for a replay in ten years. */
export const evolve = (state: CaseState, event: CaseEvent): CaseState => {
  const fold = folds[event.type] as Fold<CaseEvent['type']>;
  const version = state.version + 1;
  const next = { ...state, ...fold(state, event as never), version };
  return next.tasks === state.tasks ? next : { ...next, tasks: stamped(state.tasks, next.tasks, version) };
};

export const replay = (history: readonly CaseEvent[], from: CaseState = unopened): CaseState =>
  history.reduce(evolve, from);
