import type { Json } from '../base/json.ts';
import type { Instant } from '../base/time.ts';
import type { Party } from '../calendar/limit.ts';
import type { FormValues } from '../forms/form.ts';
import type { ParameterId } from '../manual/parameters.ts';
import type { RoleId } from '../manual/roles.ts';
import type { Process, Rule, View } from './definition.ts';
import type { CaseEvent } from './events.ts';
import { evolve } from './evolve.ts';
import type { Occurrence, Recurs } from './recurrence.ts';
import type { Actor, CaseState } from './state.ts';
import { formKeyOf } from './state.ts';

/** Statutory time, handed in so that the engine stays free of tables: see core/calendar. */
export interface Timekeeper {
  due(question: {
    readonly from: Instant;
    readonly within: string;
    readonly party: Party;
    readonly direction: 'after' | 'before';
    readonly pauses: readonly { readonly from: Instant; readonly to: Instant | null }[];
    /** `from` is where another period ran out, so that the next day is the first to count. */
    readonly fromLapse?: boolean;
  }): { readonly dueAt: Instant; readonly provisional: boolean };
  /** The window of one occurrence of a recurring duty. */
  window(recurs: Recurs, key: string): Occurrence;
}

/** Everything that a decision may depend on besides the case itself. */
export interface Context {
  readonly now: Instant;
  readonly actor: Actor;
  /** Does the actor hold the role now, by a post, a delegation, or because the post is empty and the task climbed? */
  readonly holds: (role: RoleId) => boolean;
  readonly eligible: (personId: string, role: RoleId) => boolean;
  readonly facts: Readonly<Record<string, Json>>;
  readonly time: Timekeeper;
  /** Figures of a parameter as of an instant: the manual's, and a law's beside it; spans are written like `3wd`. */
  readonly parameter: (id: ParameterId, at: Instant) => readonly { readonly value: string; readonly clause: string }[];
  readonly value: View['value'];
  /** How a rule is asked. Random walks answer by chance instead. */
  readonly judge?: (name: string, rule: Rule, view: View) => ReturnType<Rule['check']>;
}

/** A decision being made: events so far and the state they lead to. Lives for one call of `decide`. */
export interface Run {
  readonly process: Process;
  readonly ctx: Context;
  readonly form: FormValues;
  state: CaseState;
  readonly events: CaseEvent[];
  /** While a lapse takes effect: when the period ran out, which may be before the machine noticed. */
  lapsedAt: Instant | null;
}

type Unstamped<T> = T extends CaseEvent ? Omit<T, 'at'> : never;

export const emit = (run: Run, event: Unstamped<CaseEvent>): void => {
  const stamped = { at: run.ctx.now, ...event } as CaseEvent;
  run.events.push(stamped);
  run.state = evolve(run.state, stamped);
};

export const viewOf = (run: Pick<Run, 'state' | 'form' | 'ctx'>, itemKey: string | null): View => ({
  state: run.state,
  form: run.form,
  item: itemKey === null ? null : findItem(run.state, itemKey),
  facts: run.ctx.facts,
  now: run.ctx.now,
  value: run.ctx.value,
  filled: (ref, item) => run.state.forms[formKeyOf(ref, item ?? null)] ?? {},
});

const findItem = (state: CaseState, key: string): View['item'] => {
  for (const stage of Object.values(state.stages)) {
    const item = stage.items?.find((candidate) => candidate.key === key);
    if (item) return item;
  }
  return { key, label: key };
};

export const askRule = (run: Run, name: string, itemKey: string | null): ReturnType<Rule['check']> => {
  const rule = run.process.rules[name] as Rule;
  const view = viewOf(run, itemKey);
  return run.ctx.judge ? run.ctx.judge(name, rule, view) : rule.check(view);
};
