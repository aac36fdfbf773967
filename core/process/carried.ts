import { type CarrierKind, carries } from '../manual/carriers.ts';
import type { Because } from './because.ts';
import { rowsOf } from './because.ts';
import type { Effect, Process, Stage, Task } from './definition.ts';

type Loose<T> = { -readonly [K in keyof T]: T[K] };

const map = <T>(
  record: Readonly<Record<string, T>>,
  change: (key: string, value: T) => T | null,
): Record<string, T> => {
  const result: Record<string, T> = {};
  for (const [key, value] of Object.entries(record)) {
    const changed = change(key, value);
    if (changed !== null) result[key] = changed;
  }
  return result;
};

const carrying = <T>(kind: CarrierKind, name: string, because: Because, construct: T, without: T): T =>
  carries({ kind, name, obligations: rowsOf(because) }, construct, () => without);

/**
 * Registers every construct of a procedure as the carrier of its obligations. What each would be if it were forgotten:
 * an action is missing, a limit never starts, a rule is always satisfied, an effect does not happen.
 */
export const carried = (process: Process): Process => {
  const at = (rest: string): string => `${process.name}@${process.version}.${rest}`;
  const task = (stage: string, name: string, definition: Task): Task => ({
    ...definition,
    actions: map(definition.actions, (action, value) =>
      carrying('action', at(`${stage}.${name}.${action}`), value.because, value as typeof value | null, null),
    ),
  });
  const stage = (name: string, definition: Stage): Stage => {
    const result: Loose<Stage> = {
      ...definition,
      tasks: map(definition.tasks, (key, value) => task(name, key, value)),
    };
    if (definition.interrupts) {
      result.interrupts = definition.interrupts.filter((one) =>
        carrying('rule', at(`${name}.interrupt.${one.when}`), one.because, true, false),
      );
    }
    return result;
  };
  return {
    ...process,
    start: carrying('action', at('start'), process.start.because, process.start, { ...process.start, by: 'system' }),
    stages: map(process.stages, stage),
    limits: map(process.limits, (name, limit) =>
      carrying('limit', at(`limit.${name}`), limit.because, limit, { ...limit, from: { told: 'never' } }),
    ),
    rules: map(process.rules, (name, rule) =>
      carrying('rule', at(`rule.${name}`), rule.because, rule, { ...rule, check: () => true }),
    ),
    effects: map(process.effects, (name, effect) =>
      effect.kind === 'nothing'
        ? effect
        : carrying<Effect>('effect', at(`effect.${name}`), effect.because, effect, { kind: 'nothing' }),
    ),
  };
};
