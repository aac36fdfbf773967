import type { Refusal, Result } from '../../core/base/result.ts';
import { Defect, ok } from '../../core/base/result.ts';
import type { FormValues } from '../../core/forms/form.ts';
import type { Command } from '../../core/process/command.ts';
import { decide } from '../../core/process/decide.ts';
import type { CaseEvent } from '../../core/process/events.ts';
import { replay } from '../../core/process/evolve.ts';
import type { Context } from '../../core/process/run.ts';
import type { CaseState } from '../../core/process/state.ts';
import type { Sql } from '../platform/postgres/sql.ts';
import type { Kernel, LockedCase } from './kernel.ts';
import { auditActorOf } from './principal.ts';
import type { Idempotency } from './write.ts';
import { writeEvents } from './write.ts';

/** A refusal inside a transaction: rolls everything back, and the caller gets the value. */
export class Refused extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.code);
    this.refusal = refusal;
  }
}

/** Somebody else was quicker: the task has changed since the version the client saw. */
export class Conflict extends Error {
  readonly currentVersion: number;
  constructor(currentVersion: number) {
    super('conflict');
    this.currentVersion = currentVersion;
  }
}

/** Turns a thrown refusal into a value at the edge of a transaction. */
export const refusable = async <T>(work: () => Promise<T>): Promise<Result<T>> => {
  try {
    return ok(await work());
  } catch (error) {
    if (error instanceof Refused) return { ok: false, refusal: error.refusal };
    throw error;
  }
};

export interface Outcome {
  readonly state: CaseState;
  readonly events: readonly CaseEvent[];
}

/** Events that somebody is told of; the others cost nothing. */
const ANNOUNCED: ReadonlySet<CaseEvent['type']> = new Set<CaseEvent['type']>([
  'limitBreached',
  'limitReminded',
  'urged',
  'copied',
  'taskTransferred',
  'signerAdded',
  'effectRequested',
  'withdrawn',
]);

/** Is there anything to carry away after the commit: a message, a command, word to another case? */
export const leavesWord = (events: readonly CaseEvent[]): boolean => events.some((event) => ANNOUNCED.has(event.type));

/**
 * Decides, writes, and carries out the effects: all of it in the caller's transaction. `last` is called once the rows are on
 * their way and nothing will follow them, for callers who add nothing of their own afterwards.
 */
export const decideAndWrite = async (
  kernel: Kernel,
  tx: Sql,
  locked: LockedCase,
  command: Command,
  context: Context,
  idempotency: Idempotency | null,
  last: () => void = () => {},
): Promise<Outcome> => {
  const decided = decide(locked.process, locked.state, command, context);
  if (!decided.ok) throw new Refused(decided.refusal);
  const events = decided.value;
  const state = replay(events, locked.state);
  const told = leavesWord(events);
  const written = writeEvents(tx, locked, state, events, auditActorOf(context.actor), idempotency);
  if (!told) last();
  await written;
  if (!told) return { state, events };
  const form = command.do === 'open' || command.do === 'act' ? command.form.clear : {};
  await carryOut(kernel, tx, locked, { state, events }, context, form);
  await kernel.announce(tx, { case: locked, state, events, now: context.now, personId: context.actor.personId });
  return { state, events };
};

const carryOut = async (
  kernel: Kernel,
  tx: Sql,
  locked: LockedCase,
  outcome: Outcome,
  context: Context,
  form: FormValues,
): Promise<void> => {
  for (const [index, event] of outcome.events.entries()) {
    if (event.type !== 'effectRequested') continue;
    const effect = locked.process.effects[event.effect];
    const handler = effect && kernel.effects[effect.kind];
    if (!handler) throw new Defect(`nobody carries out effect ${event.effect} of ${locked.process.name}`);
    await handler({
      tx,
      case: locked,
      state: outcome.state,
      event,
      events: outcome.events,
      now: context.now,
      form,
      personId: context.actor.personId,
      seq: locked.state.version + index + 1,
      value: context.value,
    });
  }
};
