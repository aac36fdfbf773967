import type { Text } from '../base/text.ts';
import type { Instant } from '../base/time.ts';
import type { DayTable } from '../calendar/day-table.ts';
import type { Form } from '../forms/form.ts';
import { carries } from '../manual/carriers.ts';
import type { ParameterIdOf } from '../manual/parameters.ts';
import type { RoleId } from '../manual/roles.ts';
import type { Because } from './because.ts';
import { rowsOf } from './because.ts';
import type { Rule } from './definition.ts';
import { type Occurrence, occurrencesOf, type Recurs } from './recurrence.ts';

/** What a duty looks through: a population by name, which the server knows how to read, and the share drawn from it. */
export interface Drawing {
  readonly from: string;
  /** In percent, of the whole or of each group of it; rounded up, and never none where there are any. */
  readonly share: ParameterIdOf<'number'> | Readonly<Record<string, ParameterIdOf<'number'>>>;
}

/** Something that recurs without anybody starting it; what is not done in its window is a breach. */
export interface Duty {
  /** In kebab-case; the procedure of its occurrences is called `duty-` and this. */
  readonly name: string;
  /** As of a procedure: a duty that reads differently is a new version. Default 1. */
  readonly version?: number;
  readonly title: Text;
  readonly by: RoleId;
  readonly recurs: Recurs;
  readonly draws?: Drawing;
  /** Proves that it was done; filled, it is a quality record, numbered and printed with the act. */
  readonly form: Form;
  /** What must be true of the proof before it is taken. */
  readonly rules?: Readonly<Record<string, Rule>>;
  /** What the signature says under the proof. Present = it must be signed. */
  readonly sign?: Text;
  /** To whom a missed one is brought. */
  readonly escalatesTo: RoleId;
  /**
   * How long after its window it may still be made up, where doing it later would prove nothing (the reading of a day): then
   * it is closed as it stands, in breach. Absent: it waits until it is done, however late.
   */
  readonly lateFor?: ParameterIdOf<'span'>;
  readonly because: Because;
}

export type DeclaredDuty = Duty & { readonly idle?: true };

/** Declares a recurring duty and registers it as the carrier of its rows; forgotten, it never falls due. */
export const defineDuty = (duty: Duty): DeclaredDuty => {
  const name = `duty.${duty.name}`;
  const rules = Object.entries(duty.rules ?? {}).map(([key, rule]): [string, Rule] => [
    key,
    carries({ kind: 'rule', name: `${name}.rule.${key}`, obligations: rowsOf(rule.because) }, rule, (one) => ({
      ...one,
      check: () => true,
    })),
  ]);
  return carries<DeclaredDuty>(
    { kind: 'duty', name, obligations: rowsOf(duty.because) },
    { ...duty, ...(duty.rules ? { rules: Object.fromEntries(rules) } : {}) },
    (one) => ({ ...one, idle: true }),
  );
};

/** Occurrences whose due instant lies in `from` (not included) to `to` (included), earliest first. */
export const occurrences = (duty: DeclaredDuty, from: Instant, to: Instant, table: DayTable): readonly Occurrence[] =>
  duty.idle ? [] : occurrencesOf(duty.recurs, from, to, table);

/** The manual of the platform binds platforms, the distributor's binds distributors. */
export const bindsKind = (duty: Duty): 'platform' | 'distributor' =>
  rowsOf(duty.because)[0]?.startsWith('D') ? 'distributor' : 'platform';
