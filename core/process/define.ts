import type { Party } from '../calendar/limit.ts';
import type { ParameterIdOf } from '../manual/parameters.ts';
import { carried } from './carried.ts';
import type { DeclaredEffect, End, Figure, Limit, Process, Rule, Stage, View } from './definition.ts';

/** The figure of a limit, by the name of its parameter. */
export const limit = (parameter: ParameterIdOf<'span'>, party?: Party): Figure =>
  party ? { parameter, party } : { parameter };

/**
 * Declares a procedure. A wrong stage, end, rule, effect, choice, role, parameter or obligation does not compile; what
 * types cannot see, `checkProcess` finds at build.
 */
export const defineProcess = <
  const S extends string,
  const E extends string,
  const R extends string = never,
  const F extends string = never,
  const L extends string = never,
  const C extends string = never,
>(
  process: Omit<Process, 'stages' | 'ends' | 'rules' | 'effects' | 'limits' | 'choices' | 'start' | 'openCases'> & {
    readonly start: Process<NoInfer<S>, NoInfer<E>, NoInfer<R>, NoInfer<F>>['start'];
    readonly stages: Readonly<Record<S, Stage<NoInfer<S>, NoInfer<E>, NoInfer<R>, NoInfer<F>>>>;
    readonly ends: Readonly<Record<E, End>>;
    readonly rules: Readonly<Record<R, Rule>>;
    readonly effects: Readonly<Record<F, DeclaredEffect>>;
    readonly limits: Readonly<Record<L, Limit<NoInfer<S>, NoInfer<E>, NoInfer<R>, NoInfer<L>, NoInfer<C>, NoInfer<F>>>>;
    readonly choices?: Readonly<Record<C, (view: View) => string>>;
    readonly openCases?:
      | 'finishAsBegun'
      | { readonly moveFrom: Readonly<Record<number, Readonly<Record<string, NoInfer<S>>>>> };
  },
): Process => carried(process as unknown as Process);
