import { Defect } from '../base/result.ts';
import type { ObligationId } from './obligation-id.ts';
import { isSwitchedOff } from './switched-off.ts';

/** What carries an obligation in code. A row that only people can keep is carried by the duty or record that proves it. */
export type CarrierKind =
  | 'process'
  | 'stage'
  | 'action'
  | 'limit'
  | 'pause'
  | 'rule'
  | 'duty'
  | 'record'
  | 'parameter'
  | 'form'
  | 'field'
  | 'access'
  | 'notice'
  | 'effect'
  | 'number'
  | 'retention'
  | 'file'
  | 'screen'
  | 'job'
  | 'security';

export interface Carrier {
  readonly kind: CarrierKind;
  /** Unique and lasting, e.g. `admission.completeness.accept`; what `PLUMBLINE_DISABLE` names. */
  readonly name: string;
  readonly obligations: readonly ObligationId[];
}

const registered = new Map<string, Carrier>();

/**
 * Says that a construct carries obligations, and hands the construct back. `without` says what the product would be if
 * the construct were forgotten: an action that is missing, a limit that never starts, a rule that is always satisfied,
 * a field that is not required, access that is always allowed, a notice that is not sent. It is called only in a proof
 * (`npm run obligations -- --prove`) and then gives what the construct is replaced by; the tests of the obligations
 * must notice. Replace as little as possible, and after the checks of the build, so that the tests see it and not the
 * loader. Throws a Defect where two constructs have one name or one carries nothing.
 */
export const carries = <T>(carrier: Carrier, construct: T, without: (construct: T) => T): T => {
  if (carrier.obligations.length === 0) throw new Defect(`${carrier.name} carries no obligation`);
  if (registered.has(carrier.name)) throw new Defect(`two constructs are named ${carrier.name}`);
  registered.set(carrier.name, carrier);
  return isSwitchedOff(carrier.name) ? without(construct) : construct;
};

/** All constructs of the modules that have been loaded, in the order of their names. */
export const carriers = (): readonly Carrier[] =>
  [...registered.values()].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
