import type { Json } from '../base/json.ts';
import type { Refusal } from '../base/result.ts';
import type { Text } from '../base/text.ts';
import type { Instant } from '../base/time.ts';
import type { Party } from '../calendar/limit.ts';
import type { Form, FormValues } from '../forms/form.ts';
import type { ParameterId, ParameterIdOf, ParameterValue } from '../manual/parameters.ts';
import type { RoleId } from '../manual/roles.ts';
import type { Because } from './because.ts';
import type { Recurs } from './recurrence.ts';
import type { CaseState, Item } from './state.ts';

/** `stage.action`, or `start` for the act that opens the case. */
export type ActionRef<S extends string = string> = `${S}.${string}` | 'start';

/** What a rule, a list or a choice may look at. Nothing else: so it can be replayed. */
export interface View {
  readonly state: CaseState;
  /** Values of the form that is being filled now; empty outside an act. */
  readonly form: FormValues;
  readonly item: Item | null;
  /** Facts that the rule declares in `needs`, read by the server inside the act's own transaction. */
  readonly facts: Readonly<Record<string, Json>>;
  readonly now: Instant;
  /** A parameter as it stands now: dated data, so that a replay finds the same. */
  readonly value: <Id extends ParameterId>(id: Id) => ParameterValue<Id>;
  /** Latest values of the form filled in an action (of the same item, where the stage has items). */
  readonly filled: (ref: ActionRef, item?: string) => FormValues;
}

/** A sentence that is true when satisfied. `check` answers true or what is wrong. */
export interface Rule {
  readonly title: Text;
  readonly because: Because;
  readonly needs?: readonly string[];
  readonly check: (view: View) => true | Omit<Refusal, 'obligation'>;
}

/** Where the case goes. A stage or end by name leaves the present stage. */
export type Target<S extends string = string, E extends string = string, R extends string = string> =
  | S
  | E
  /** Several stages at once; `[]`: the stage is over, and nothing follows from it. */
  | readonly S[]
  /** The whole case goes there: every other stage is left as it stands. */
  | { readonly only: S }
  /** The same item goes on to another stage, alone; the other items stay where they are. */
  | { readonly next: S }
  /** Opens a stage beside the present one, which stays; the task that did it waits (`reopen` brings it back), unless
   * it says `stays`. What was opened beside a stage ends with it. */
  | { readonly open: S }
  /** Brings the waiting task of the same item back in a stage that is still open; its clock has gone on. */
  | { readonly reopen: S }
  | { readonly when: R; readonly then: Target<S, E, R>; readonly else: Target<S, E, R> };

export interface Action<
  S extends string = string,
  E extends string = string,
  R extends string = string,
  F extends string = string,
> {
  readonly title: Text;
  readonly tone?: 'primary' | 'danger';
  readonly form?: Form;
  /** What the signature says. Present = the person re-authenticates. */
  readonly sign?: Text;
  readonly requires?: readonly R[];
  readonly then?: readonly F[];
  /** Leaves the stage at once. Absent: the task is closed with `outcome` and the stage's join decides. */
  readonly to?: Target<S, E, R>;
  readonly outcome?: 'agreed' | 'refused';
  /** The task stays open: a note, a call, one more piece of evidence. */
  readonly stays?: true;
  /** The natural persons who did one of these may not do this (delegators included). */
  readonly notBy?: readonly ActionRef<S>[];
  readonly because: Because;
}

export interface Task<
  S extends string = string,
  E extends string = string,
  R extends string = string,
  F extends string = string,
> {
  readonly title: Text;
  readonly by: RoleId;
  readonly notBy?: readonly ActionRef<S>[];
  readonly actions: Readonly<Record<string, Action<S, E, R, F>>>;
}

export type Join = 'all' | 'any' | 'firstRefusal' | { readonly atLeast: number };

export interface Stage<
  S extends string = string,
  E extends string = string,
  R extends string = string,
  F extends string = string,
> {
  readonly title: Text;
  readonly tasks: Readonly<Record<string, Task<S, E, R, F>>>;
  /** One set of tasks for each item of a list that is fixed on entry. */
  readonly forEach?: string;
  readonly join?: Join;
  readonly to?: Target<S, E, R>;
  readonly ifRefused?: Target<S, E, R>;
  /** Opens only when none of these stages is open any more. */
  readonly waitsFor?: readonly S[];
  /** Looked at after every act in the stage: the first rule that is satisfied takes the case elsewhere. */
  readonly interrupts?: readonly { readonly when: R; readonly to: Target<S, E, R>; readonly because: Because }[];
  /** 退回: stages that a task of this one may be sent back to. */
  readonly mayReturnTo?: readonly S[];
  /** What the stage does when it is told something (a sub-case ended, a command was acknowledged). */
  readonly on?: Readonly<Record<string, Target<S, E, R>>>;
  /** Effects of entering. */
  readonly then?: readonly F[];
}

/** What an act sets off outside the case's own position. The engine only passes the name on. */
export type Effect =
  | { readonly kind: 'notice'; readonly notice: string; readonly to: RoleId; readonly because: Because }
  | { readonly kind: 'record'; readonly record: string; readonly because: Because }
  | { readonly kind: 'command'; readonly command: string; readonly because: Because }
  /**
   * Opens a case of another procedure in the act's own transaction, for this item where there is one. `hands` fills its opening
   * form: field there ← `start.field` or `stage.action.field` here, nothing personal.
   */
  | {
      readonly kind: 'subCase';
      readonly process: string;
      readonly hands: Readonly<Record<string, string>>;
      readonly because: Because;
    }
  /** Tells the case that this one was opened for, which hears it as `told`; one that was opened for itself tells nobody. */
  | { readonly kind: 'tell'; readonly event: string; readonly because: Because }
  | { readonly kind: 'change'; readonly change: string; readonly because: Because }
  /** What is left of an effect that a proof has switched off; never declared. */
  | { readonly kind: 'nothing' };

export type DeclaredEffect = Exclude<Effect, { kind: 'nothing' }>;

/** A span from the table of parameters; a case takes the value that holds at the clock's trigger. */
export interface Figure {
  readonly parameter: ParameterIdOf<'span'>;
  /** A second span of the same unit that is added (a grade of risk that adds a working day). */
  readonly plus?: ParameterIdOf<'span'>;
  /** Whose period it is decides when the day ends and whether it rolls (DECISIONS 1). Default: the limit's own. */
  readonly party?: Party;
}
export type Anchor<S extends string = string, L extends string = string> =
  /** `since`: the clock is opened (for each item) on entering, and counts from an act that came before. */
  | { readonly enters: S; readonly since?: ActionRef<S> }
  | { readonly act: ActionRef<S> }
  /** A date or instant that was typed into a form: `start.receivedAt`, `assess.declare.happenedAt`. */
  | { readonly moment: string }
  | { readonly told: string }
  /** The end of another limit's period: its due instant, whether it was met earlier, missed or lapsed. */
  | { readonly endOf: L };

export type Moment<S extends string = string, L extends string = string> =
  | { readonly enters: S }
  | { readonly leaves: S }
  | { readonly act: ActionRef<S> }
  | { readonly told: string }
  | { readonly lapses: L };

export interface Limit<
  S extends string = string,
  E extends string = string,
  R extends string = string,
  L extends string = string,
  C extends string = string,
  F extends string = string,
> {
  readonly title: Text;
  readonly from: Anchor<S, L>;
  /** The binding figure is the earliest of these; `by` chooses one by a named choice of the case's state. */
  readonly within:
    | Figure
    | readonly [Figure, ...Figure[]]
    | { readonly by: C; readonly of: Readonly<Record<string, Figure>> }
    /** A day or instant that a form names (a time set in a notice): `quality.fail.rectifyBy`. A day ends at 24:00. */
    | { readonly named: string }
    /** The window of a recurring duty, by the calendar as it stands; a field of the form names the period: `start.period`. */
    | { readonly window: Recurs; readonly of: string };
  /** `before`: the figure is counted back from a moment still to come; a rest day rolls earlier. */
  readonly direction?: 'after' | 'before';
  readonly party?: Party;
  /** When it is met. Default: the stage it hangs on is left (or the item's task is closed). */
  readonly until?: readonly Moment<S, L>[];
  readonly pauses?: readonly {
    readonly from: Moment<S, L>;
    readonly until: readonly Moment<S, L>[];
    readonly because: Text;
  }[];
  /** Shares of the time used at which the holders are reminded. */
  readonly remindAt?: readonly number[];
  readonly ifMissed:
    | 'breach'
    | { readonly escalate: RoleId }
    | { readonly lapse: Target<S, E, R> | null; readonly then?: readonly F[] };
  readonly because: Because;
}

export interface End {
  readonly title: Text;
  readonly tone?: 'good' | 'bad';
}

export interface Process<
  S extends string = string,
  E extends string = string,
  R extends string = string,
  F extends string = string,
  L extends string = string,
  C extends string = string,
> {
  readonly name: string;
  readonly version: number;
  readonly title: Text;
  /** Clause that it carries out, e.g. `P05 §3`. */
  readonly clause: string;
  /** Number of a case: prefix of the series, e.g. `RW` for RW-20261121-0001. */
  readonly series: string;
  readonly start: {
    readonly title: Text;
    readonly by: RoleId;
    readonly form: Form;
    readonly sign?: Text;
    readonly requires?: readonly R[];
    readonly then?: readonly F[];
    readonly to: S | readonly S[];
    /** Path in the form's values that names the case for people, e.g. `merchantName`. */
    readonly subject: string;
    readonly because: Because;
  };
  readonly stages: Readonly<Record<S, Stage<S, E, R, F>>>;
  readonly ends: Readonly<Record<E, End>>;
  readonly rules: Readonly<Record<R, Rule>>;
  readonly effects: Readonly<Record<F, Effect>>;
  readonly limits: Readonly<Record<L, Limit<S, E, R, L, C, F>>>;
  /** Lists that stages are opened for, fixed on entry. */
  readonly lists?: Readonly<Record<string, (view: View) => readonly Item[]>>;
  /** Named choices for limits whose figure depends on the case (class of recall, grade of risk). */
  readonly choices?: Readonly<Record<C, (view: View) => string>>;
  /**
   * Open cases of an earlier version: finish as begun, or move by a map from each old stage to a stage of this version
   * (the move itself is an approved, audited act).
   */
  readonly openCases?: 'finishAsBegun' | { readonly moveFrom: Readonly<Record<number, Readonly<Record<string, S>>>> };
}
