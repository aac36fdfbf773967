import type { JsonObject } from '../base/json.ts';
import type { Instant } from '../base/time.ts';
import type { Party } from '../calendar/limit.ts';
import type { FormValues } from '../forms/form.ts';

/** One of the things that a stage is opened for: a buyer, a department, a finding. */
export interface Item {
  readonly key: string;
  readonly label: string;
  readonly data?: JsonObject;
}

/** Who acts. Separation of duties compares `personId` and `onBehalfOf`, never posts. */
export interface Actor {
  readonly personId: string;
  readonly accountId: string;
  readonly postId: string | null;
  readonly onBehalfOf: string | null;
  /** The machine itself: a lapse, a told event. */
  readonly system?: true;
}

export const SYSTEM_ACTOR: Actor = {
  personId: 'system',
  accountId: 'system',
  postId: null,
  onBehalfOf: null,
  system: true,
};

export interface TaskState {
  readonly key: string;
  /** Key of the stage instance: the stage's name, with the item in brackets where it was opened for one item alone. */
  readonly stageKey: string;
  readonly stage: string;
  readonly task: string;
  readonly item: string | null;
  readonly round: number;
  readonly state: 'open' | 'waiting' | 'agreed' | 'refused' | 'cancelled';
  readonly openedAt: Instant;
  readonly closedAt: Instant | null;
  readonly claimedBy: string | null;
  /** 转办 or 加签: only this person, instead of everyone who holds the role. */
  readonly assignedTo: string | null;
  /** 加签: the task that waits for this signature. */
  readonly signsFor: string | null;
  readonly urgedAt: Instant | null;
  /** Version of the case at which this task last changed: what optimistic locking compares. */
  readonly changed: number;
}

export interface StageState {
  readonly key: string;
  readonly stage: string;
  readonly item: string | null;
  readonly round: number;
  /** `awaited`: somebody has arrived, but a stage that it waits for is still open. */
  readonly state: 'open' | 'awaited' | 'left';
  readonly items: readonly Item[] | null;
  readonly enteredAt: Instant;
}

export interface LimitFigure {
  readonly parameter: string;
  readonly within: string;
  readonly clause: string;
  readonly party: Party;
  readonly dueAt: Instant;
}

export interface LimitState {
  readonly key: string;
  readonly limit: string;
  readonly item: string | null;
  readonly state: 'running' | 'paused' | 'met' | 'cancelled';
  /** The anchor: trigger of a forward limit, target of a backward one. */
  readonly anchorAt: Instant;
  readonly startedAt: Instant;
  /** The anchor is where another period ran out: the day after it is the first to count. */
  readonly fromLapse?: true;
  readonly figures: readonly LimitFigure[];
  readonly dueAt: Instant | null;
  readonly provisional: boolean;
  readonly pauses: readonly { readonly from: Instant; readonly to: Instant | null }[];
  readonly settledAt: Instant | null;
  readonly breachedAt: Instant | null;
  /** How many of its reminders have gone out. */
  readonly reminded: number;
}

export interface Act {
  readonly seq: number;
  readonly ref: string;
  readonly item: string | null;
  readonly taskKey: string | null;
  readonly at: Instant;
  readonly actor: Actor;
}

/** Everything the engine knows of a case. Derived from its events alone; kept as a snapshot beside them. */
export interface CaseState {
  /** Number of events so far; also what optimistic locking compares. */
  readonly version: number;
  readonly definitionVersion: number;
  readonly openedAt: Instant;
  readonly stages: Readonly<Record<string, StageState>>;
  readonly tasks: Readonly<Record<string, TaskState>>;
  readonly limits: Readonly<Record<string, LimitState>>;
  readonly acts: readonly Act[];
  /** Latest form per `ref` or `ref[item]`, personal values sealed. */
  readonly forms: Readonly<Record<string, FormValues>>;
  readonly ended: { readonly end: string; readonly at: Instant } | null;
}

export const stageKeyOf = (stage: string, item: string | null): string => (item === null ? stage : `${stage}[${item}]`);

export const formKeyOf = (ref: string, item: string | null): string => (item === null ? ref : `${ref}[${item}]`);

export const openTasks = (state: CaseState): readonly TaskState[] =>
  Object.values(state.tasks).filter((task) => task.state === 'open');

export const openStages = (state: CaseState): readonly StageState[] =>
  Object.values(state.stages).filter((stage) => stage.state === 'open');
