import { Defect } from '../base/result.ts';
import type { Instant } from '../base/time.ts';
import { DAY_MS, formatMinute, parseInstant } from '../base/time.ts';
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
  if (settled) {
    emit(run, { type: settled, key: state.key });
    if (settled === 'limitMet') startAfter(run, state);
    return;
  }
  const pause = limit.pauses?.find((candidate) =>
    state.state === 'running' ? matches(candidate.from, happening) : candidate.until.some((m) => matches(m, happening)),
  );
  if (!pause) return;
  if (state.state === 'running') return emit(run, { type: 'limitPaused', key: state.key });
  const stoodUntil = run.lapsedAt ?? run.ctx.now;
  const pauses = state.pauses.map((p) => (p.to === null ? { ...p, to: Math.max(p.from, stoodUntil) as Instant } : p));
  const noticedLate = stoodUntil < run.ctx.now ? { stoodUntil: pauses.at(-1)?.to ?? stoodUntil } : {};
  emit(run, { type: 'limitResumed', key: state.key, ...noticedLate, ...reckon(run, limit, { ...state, pauses }) });
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
  if ('endOf' in moment) return false;
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
    start(run, name, item, anchorAt, run.lapsedAt === anchorAt);
    if (limit.until?.some((moment) => matches(moment, happening))) meetLate(run, name, item);
  }
};

const start = (run: Run, name: string, item: string | null, anchorAt: Instant, fromLapse: boolean): void => {
  const limit = run.process.limits[name] as Limit;
  // A time that the form leaves open (a hidden field) starts no clock; the form demands it where there must be one.
  if ('named' in limit.within && typedAt(run, limit.within.named, item) === null) return;
  const earlier = Object.values(run.state.limits).filter((l) => l.limit === name && l.item === item);
  const key = `${name}${item === null ? '' : `[${item}]`}#${earlier.length + 1}`;
  const on = { anchorAt, item, pauses: [], ...(fromLapse ? { fromLapse } : {}) };
  emit(run, {
    type: 'limitStarted',
    key,
    limit: name,
    item,
    anchorAt,
    ...(fromLapse ? { fromLapse } : {}),
    ...reckon(run, limit, on),
  });
};

/** What happened at the moment that the act reports, and was due before the act: the act meets it, in time or late. */
const meetLate = (run: Run, name: string, item: string | null): void => {
  const state = Object.values(run.state.limits).findLast((l) => l.limit === name && l.item === item);
  if (state?.state !== 'running' || state.dueAt === null) return;
  const ifMissed = run.process.limits[name]?.ifMissed;
  if (state.dueAt < run.ctx.now) {
    const escalateTo = typeof ifMissed === 'object' && 'escalate' in ifMissed ? ifMissed.escalate : null;
    emit(run, { type: 'limitBreached', key: state.key, dueAt: state.dueAt, escalateTo });
  }
  emit(run, { type: 'limitMet', key: state.key });
};

/** Starts the clocks that count from the end of this one's period. */
export const startAfter = (run: Run, ended: LimitState): void => {
  for (const [name, limit] of Object.entries(run.process.limits)) {
    if (!('endOf' in limit.from) || limit.from.endOf !== ended.limit || ended.dueAt === null) continue;
    const known = Object.values(run.state.limits).some(
      (l) => l.limit === name && l.item === ended.item && l.anchorAt === ended.dueAt,
    );
    if (!known) start(run, name, ended.item, ended.dueAt, true);
  }
};

/** A date or instant that was typed into a form; of the item's own form where there is one. */
const typedAt = (run: Run, moment: string, item: string | null): { at: Instant; isDay: boolean } | null => {
  const { ref, field } = splitMoment(moment);
  const value = (run.state.forms[formKeyOf(ref, item)] ?? run.state.forms[ref])?.[field];
  const at = typeof value === 'string' ? parseInstant(value) : null;
  return at === null ? null : { at, isDay: String(value).length === 10 };
};

const anchorOf = (run: Run, limit: Limit, item: string | null): Instant | null => {
  if ('moment' in limit.from) return typedAt(run, limit.from.moment, item)?.at ?? null;
  const since = 'enters' in limit.from ? limit.from.since : undefined;
  const act = run.state.acts.findLast((a) => a.ref === since && (a.item === null || item === null || a.item === item));
  return act?.at ?? run.lapsedAt ?? run.ctx.now;
};

const figuresOf = (run: Run, limit: Limit, item: string | null): readonly Figure[] => {
  const within = limit.within;
  if ('parameter' in within) return [within];
  if ('named' in within || 'window' in within) return [];
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
  on: Pick<LimitState, 'anchorAt' | 'item' | 'pauses' | 'fromLapse'> & { readonly startedAt?: Instant },
): { figures: readonly LimitFigure[]; dueAt: Instant; provisional: boolean } => {
  if ('named' in limit.within) return namedDue(run, limit, limit.within.named, on.item);
  if ('window' in limit.within) return windowDue(run, limit, limit.within);
  // A clock takes its parameter as of its trigger, a clock that runs backward as of the day it is started.
  const asOf = limit.direction === 'before' ? (on.startedAt ?? run.ctx.now) : on.anchorAt;
  const reckoned = figuresOf(run, limit, on.item).flatMap((figure) =>
    run.ctx.parameter(figure.parameter, asOf).map((base) => {
      const { value, clause } = figure.plus ? added(base, run.ctx.parameter(figure.plus, asOf)[0]) : base;
      const party = figure.party ?? limit.party ?? 'own';
      const direction = limit.direction ?? 'after';
      const due = run.ctx.time.due({
        from: on.anchorAt,
        within: value,
        party,
        direction,
        pauses: on.pauses,
        ...(on.fromLapse ? { fromLapse: true } : {}),
      });
      const shown = { parameter: figure.parameter, within: value, clause, party, dueAt: due.dueAt };
      return { figure: shown, provisional: due.provisional };
    }),
  );
  const binding = reckoned.reduce((a, b) => (b.figure.dueAt < a.figure.dueAt ? b : a));
  return { figures: reckoned.map((r) => r.figure), dueAt: binding.figure.dueAt, provisional: binding.provisional };
};

/** A day that a person has set is meant as it stands: it ends at its own 24:00 and does not roll. */
const namedDue = (run: Run, limit: Limit, named: string, item: string | null): ReturnType<typeof reckon> => {
  const typed = typedAt(run, named, item);
  if (typed === null) throw new Defect(`${named} holds no day`);
  const dueAt = (typed.isDay ? typed.at + DAY_MS : typed.at) as Instant;
  const party = limit.party ?? 'own';
  const shown = { parameter: `form:${named}`, within: formatMinute(dueAt), clause: run.process.clause, party, dueAt };
  return { figures: [shown], dueAt, provisional: false };
};

/** The end of a duty's window; as long as a year is not published it is an estimate, which nobody can miss. */
const windowDue = (
  run: Run,
  limit: Limit,
  { window, of }: Extract<Limit['within'], { window: unknown }>,
): ReturnType<typeof reckon> => {
  const { ref, field } = splitMoment(of);
  const { due: dueAt, provisional } = run.ctx.time.window(window, String(run.state.forms[ref]?.[field]));
  const party = limit.party ?? 'own';
  const shown = { parameter: `form:${of}`, within: formatMinute(dueAt), clause: run.process.clause, party, dueAt };
  return { figures: [shown], dueAt, provisional };
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
  // After the breach a reminder that it draws near would come too late, as when the machine slept through both.
  if (share !== undefined && limit.direction !== 'before' && state.breachedAt === null) {
    const at = Math.round(state.anchorAt + (state.dueAt - state.anchorAt) * share) as Instant;
    if (at < state.dueAt) return at;
  }
  if (state.breachedAt !== null || state.provisional) return null;
  return state.dueAt;
};
