import type { Form } from '../forms/form.ts';
import type { Action, Process, Target } from './definition.ts';

/** Taking a definition apart, for the checks of the build. */

/** A mistake in a definition, for the developer who wrote it. */
export interface Problem {
  readonly where: string;
  readonly problem: string;
}

export type Say = (where: string, problem: string) => void;

export interface NamedAction {
  readonly ref: string;
  readonly stage: string;
  readonly action: Action;
}

export const actionsOf = (process: Process): readonly NamedAction[] =>
  Object.entries(process.stages).flatMap(([stage, { tasks }]) =>
    Object.values(tasks).flatMap((task) =>
      Object.entries(task.actions).map(([name, action]) => ({ ref: `${stage}.${name}`, stage, action })),
    ),
  );

export const actionAt = (process: Process, ref: string): { readonly form?: Form } | undefined =>
  ref === 'start' ? process.start : actionsOf(process).find((one) => one.ref === ref)?.action;

export const formAt = (process: Process, ref: string): Form | undefined => actionAt(process, ref)?.form;

/** One way that a target may take. */
export type Way =
  | { readonly to: string }
  | { readonly only: string }
  | { readonly next: string }
  | { readonly open: string }
  | { readonly reopen: string };

/** Every way of a target, conditions taken apart. `[]` has none. */
export const targetsIn = (target: Target | undefined): readonly Way[] => {
  if (target === undefined) return [];
  if (typeof target === 'string') return [{ to: target }];
  if (Array.isArray(target)) return (target as readonly string[]).map((to) => ({ to }));
  const one = target as Exclude<Target, string | readonly string[]>;
  return 'when' in one ? [...targetsIn(one.then), ...targetsIn(one.else)] : [one];
};

export const rulesIn = (target: Target | undefined): readonly string[] =>
  typeof target === 'object' && 'when' in target ? [target.when, ...rulesIn(target.then), ...rulesIn(target.else)] : [];

/** Does the target, or a branch of it, lead nowhere (`[]`)? */
export const leadsNowhere = (target: Target | undefined): boolean => {
  if (Array.isArray(target)) return target.length === 0;
  return typeof target === 'object' && 'when' in target
    ? leadsNowhere(target.then as Target) || leadsNowhere(target.else as Target)
    : false;
};
