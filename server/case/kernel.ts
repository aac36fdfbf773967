import type { Json } from '../../core/base/json.ts';
import type { Instant } from '../../core/base/time.ts';
import type { Form, FormValues } from '../../core/forms/form.ts';
import type { Process } from '../../core/process/definition.ts';
import type { CaseEvent, EventOf } from '../../core/process/events.ts';
import type { ProcessRegistry } from '../../core/process/registry.ts';
import type { Context, Timekeeper } from '../../core/process/run.ts';
import type { CaseState } from '../../core/process/state.ts';
import type { ChainTip } from '../platform/audit/entry.ts';
import type { Database, Sql } from '../platform/postgres/sql.ts';

export type Clock = () => Instant;

/** A case as locked by the act that works on it. */
export interface LockedCase {
  readonly id: string;
  readonly entityId: string;
  readonly process: Process;
  readonly number: string;
  readonly subject: string;
  readonly partyId: string | null;
  readonly parentId: string | null;
  readonly state: CaseState;
  readonly chain: ChainTip;
}

/** Reads a fact inside the act's transaction; what it answers is stored with the event. */
export type FactLoader = (
  tx: Sql,
  on: Pick<LockedCase, 'id' | 'entityId' | 'partyId'> & { readonly form: FormValues; readonly now: Instant },
) => Promise<Json>;

export interface EffectScene {
  readonly tx: Sql;
  readonly case: LockedCase;
  /** State after the act. */
  readonly state: CaseState;
  readonly event: EventOf<'effectRequested'>;
  /** All events of this act, in order. */
  readonly events: readonly CaseEvent[];
  readonly now: Instant;
  /** The clear form of the act, for what is made from it at once; never stored by a handler. */
  readonly form: FormValues;
  readonly personId: string;
  readonly seq: number;
  /** A parameter as it stands at the act. */
  readonly value: Context['value'];
}

export type EffectHandler = (scene: EffectScene) => Promise<void>;

/** What has come of an act or a clock, as those hear of it who tell people. */
export interface Announced {
  /** The case as it was before. */
  readonly case: LockedCase;
  /** State after it. */
  readonly state: CaseState;
  readonly events: readonly CaseEvent[];
  readonly now: Instant;
  readonly personId: string;
}

/** Has an effect of the case's act (its sequence number) left the house? Asked inside the transaction of a 撤回. */
export type EffectsLeft = (tx: Sql, caseId: string, act: number) => Promise<boolean>;

/** Seals the personal values of a form; `rows` go into the same transaction. */
export interface Sealer {
  readonly seal: (
    form: Form,
    values: FormValues,
    on: { readonly entityId: string; readonly subject: string; readonly holder: string },
  ) => Promise<{ readonly stored: FormValues; readonly write: (tx: Sql) => Promise<void> }>;
}

/** What the write path needs from outside. Made once at start. */
export interface Kernel {
  readonly db: Database;
  readonly clock: Clock;
  readonly processes: ProcessRegistry;
  /** The calendar as imported so far; asked anew for each act. */
  readonly timekeeper: () => Timekeeper;
  /** Makes sure that `timekeeper` knows the calendar's table of this version; null where nothing was ever imported. */
  readonly keepUp: (calendarVersion: number | null, sql: Sql) => Promise<void>;
  readonly parameter: (entityId: string) => Context['parameter'];
  readonly value: (entityId: string) => Context['value'];
  readonly facts: Readonly<Record<string, FactLoader>>;
  /** By kind of effect: `notice`, `record`, `command`, `change` …; every kind that a definition uses is here. */
  readonly effects: Readonly<Record<string, EffectHandler>>;
  readonly sealer: Sealer;
  /** Writes messages to people and takes them back, in the act's own transaction. */
  readonly announce: (tx: Sql, on: Announced) => Promise<void>;
  /** Called after a commit that left word for somebody, with ids only: wakes whoever carries it away. */
  readonly committed: (caseId: string) => void;
}
