import { Defect } from '../base/result.ts';
import type { Instant } from '../base/time.ts';
import { parseInstant } from '../base/time.ts';
import type { Anchor, Figure, Limit, Moment } from './definition.ts';
import type { Run } from './run.ts';
import { emit, viewOf } from './run.ts';
import type { LimitFigure, LimitState } from './state.ts';
import { formKeyOf } from './state.ts';

/** Something has happened that clocks may hang on. `cut` = a stage was left before it was finished. */
export type Happening =
  | {
      readonly enters: string;
      readonly item: string | null;
      readonly items: readonly string[] | null;
      readonly continuing?: true;
    }
  | { readonly leaves: string; readonly item: string | null; readonly cut: boolean }
  | { readonly closes: string; readonly item: string | null }
  | { readonly act: string; readonly item: string | null }
  | { readonly told: string; readonly item: string | null }
  | { readonly lapses: string; readonly item: string | null };

/** Starts, pauses, resumes and settles the clocks that hang on a happening. */
export const happen = (run: Run, happening: Happening): void => {
  for (const state of Object.values(run.state.limits)) {
    const limit = run.process.limits[state.limit];
    if (!limit || state.state === 'met' || state.state === 'cancelled') continue;
    if (state.item !== null && happening.item !== null && state.item !== happening.item) continue;
    advance(run, limit, state, happening);
  }
  for (const [name, limit] of Object.entries(run.process.limits)) startIfAnchored(run, name, limit, happening);
};

const advance = (run: Run, limit: Limit, state: LimitState, happening: Happening): void => {
  const settled = settles(run, limit, state, happening);
  if (settled) return emit(run, { type: settled, key: state.key });
  const pause = limit.pauses?.find((candidate) =>
    state.state === 'running' ? matches(candidate.from, happening) : candidate.until.some((m) => matches(m, happening)),
  );
  if (!pause) return;
  if (state.state === 'running') return emit(run, { type: 'limitPaused', key: state.key });
  const pauses = state.pauses.map((p) => (p.to === null ? { ...p, to: run.ctx.now } : p));
  emit(run, { type: 'limitResumed', key: state.key, ...reckon(run, limit, { ...state, pauses }) });
};

const settles = (
  run: Run,
  limit: Limit,
  state: LimitState,
  happening: Happening,
): 'limitMet' | 'limitCancelled' | null => {
  if (limit.until) {
    if (limit.until.some((moment) => matches(moment, happening))) return 'limitMet';
    return null;
  }
  if (!('enters' in limit.from)) return null;
  const stage = limit.from.enters;
  const perItem = run.process.stages[stage]?.forEach !== undefined;
  if (perItem && 'closes' in happening && happening.closes === stage && happening.item === state.item)
    return 'limitMet';
  if ('leaves' in happening && happening.leaves === stage)
    return happening.cut || perItem ? 'limitCancelled' : 'limitMet';
  return null;
};

const matches = (moment: Moment | Anchor, happening: Happening): boolean => {
  if ('enters' in moment) return 'enters' in happening && happening.enters === moment.enters;
  if ('leaves' in moment) return 'leaves' in happening && happening.leaves === moment.leaves;
  if ('told' in moment) return 'told' in happening && happening.told === moment.told;
  if ('lapses' in moment) return 'lapses' in happening && happening.lapses === moment.lapses;
  if ('act' in moment) return 'act' in happening && happening.act === moment.act;
  return 'act' in happening && happening.act === splitMoment(moment.moment).ref;
};

/** `assess.declare.happenedAt` -> the action and the field of its form. */
export const splitMoment = (moment: string): { ref: string; field: string } => {
  const at = moment.lastIndexOf('.');
  return { ref: moment.slice(0, at), field: moment.slice(at + 1) };
};

const startIfAnchored = (run: Run, name: string, limit: Limit, happening: Happening): void => {
  if (!matches(limit.from, happening)) return;
  const items = 'enters' in happening && happening.items ? happening.items : [happening.item];
  for (const item of items) {
    const earlier = Object.values(run.state.limits).filter((l) => l.limit === name && l.item === item);
    if (earlier.some((l) => l.state === 'running' || l.state === 'paused')) continue;
    const last = earlier.at(-1);
    if ('enters' in happening && happening.continuing && last) {
      emit(run, { type: 'limitMoved', key: last.key, why: 'sentBack', was: last.dueAt, ...reckon(run, limit, last) });
      continue;
    }
    const anchorAt = anchorOf(run, limit, item);
    if (anchorAt === null) continue;
    const key = `${name}${item === null ? '' : `[${item}]`}#${earlier.length + 1}`;
    emit(run, {
      type: 'limitStarted',
      key,
      limit: name,
      item,
      anchorAt,
      ...reckon(run, limit, { anchorAt, item, pauses: [] }),
    });
  }
};

const anchorOf = (run: Run, limit: Limit, item: string | null): Instant | null => {
  if (!('moment' in limit.from)) return run.ctx.now;
  const { ref, field } = splitMoment(limit.from.moment);
  const values = run.state.forms[formKeyOf(ref, item)] ?? run.state.forms[ref];
  const value = values?.[field];
  // A moment that the form did not ask for (hidden field) starts no clock; checkForm demands it where it must.
  return typeof value === 'string' ? parseInstant(value) : null;
};

const figuresOf = (run: Run, limit: Limit, item: string | null): readonly Figure[] => {
  const within = limit.within;
  if ('parameter' in within) return [within];
  if (!('by' in within)) return within;
  const choice = run.process.choices?.[within.by]?.(viewOf(run, item));
  const figure = choice === undefined ? undefined : within.of[choice];
  if (!figure) throw new Defect(`choice ${within.by} answered ${String(choice)}, which the limit does not know`);
  return [figure];
};

type Valued = { readonly value: string; readonly clause: string };

/** `5wd` and `1wd` make `6wd`; spans of different units have no sum. */
const added = (base: Valued, more: Valued | undefined): Valued => {
  const [, a, unit] = /^(\d+)([a-z]+)$/.exec(base.value) ?? [];
  const [, b, other] = /^(\d+)([a-z]+)$/.exec(more?.value ?? '') ?? [];
  if (unit === undefined || unit !== other) throw new Defect(`${base.value} and ${more?.value} have no sum`);
  return { value: `${Number(a) + Number(b)}${unit}`, clause: `${base.clause}, ${more?.clause}` };
};

/** Due instants of all figures; the earliest binds (DECISIONS 4), for a backward limit too. */
export const reckon = (
  run: Run,
  limit: Limit,
  on: Pick<LimitState, 'anchorAt' | 'item' | 'pauses'> & { readonly startedAt?: Instant },
): { figures: readonly LimitFigure[]; dueAt: Instant; provisional: boolean } => {
  // A clock takes its parameter as of its trigger, a clock that runs backward as of the day it is started.
  const asOf = limit.direction === 'before' ? (on.startedAt ?? run.ctx.now) : on.anchorAt;
  const reckoned = figuresOf(run, limit, on.item).flatMap((figure) =>
    run.ctx.parameter(figure.parameter, asOf).map((base) => {
      const { value, clause } = figure.plus ? added(base, run.ctx.parameter(figure.plus, asOf)[0]) : base;
      const party = figure.party ?? limit.party ?? 'own';
      const direction = limit.direction ?? 'after';
      const due = run.ctx.time.due({ from: on.anchorAt, within: value, party, direction, pauses: on.pauses });
      const shown = { parameter: figure.parameter, within: value, clause, party, dueAt: due.dueAt };
      return { figure: shown, provisional: due.provisional };
    }),
  );
  const binding = reckoned.reduce((a, b) => (b.figure.dueAt < a.figure.dueAt ? b : a));
  return { figures: reckoned.map((r) => r.figure), dueAt: binding.figure.dueAt, provisional: binding.provisional };
};

/** After every act: a choice may have changed (grade C adds a day), a calendar or a binding parameter too. */
export const recompute = (run: Run, why: 'calendar' | 'parameter' | 'choice'): void => {
  for (const state of Object.values(run.state.limits)) {
    const limit = run.process.limits[state.limit];
    if (!limit || state.state !== 'running') continue;
    if (why === 'choice' && !('by' in limit.within)) continue;
    const next = reckon(run, limit, state);
    if (next.dueAt === state.dueAt && next.provisional === state.provisional) continue;
    emit(run, { type: 'limitMoved', key: state.key, why, was: state.dueAt, ...next });
  }
};

const DEFAULT_REMINDERS: readonly number[] = [0.8];

/** When the machine next has something to do for this clock; null while it is paused, settled or only provisional. */
export const wakeAt = (limit: Limit, state: LimitState): Instant | null => {
  if (state.state !== 'running' || state.dueAt === null) return null;
  const share = (limit.remindAt ?? DEFAULT_REMINDERS)[state.reminded];
  if (share !== undefined && limit.direction !== 'before') {
    const at = Math.round(state.anchorAt + (state.dueAt - state.anchorAt) * share) as Instant;
    if (at < state.dueAt) return at;
  }
  if (state.breachedAt !== null || state.provisional) return null;
  return state.dueAt;
};
