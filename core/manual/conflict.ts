import type { Text } from '../base/text.ts';
import type { ParameterId } from './parameters.ts';

/**
 * `contradiction`: two clauses of the manuals disagree. `law`: a clause and a statute disagree. `gap`: a clause says too
 * little, or the text breaks off.
 */
export type ConflictKind = 'contradiction' | 'law' | 'gap';

/** What one source says, in our words. */
export interface ConflictText {
  /** `P05 §3.1`, or the statute with its article. */
  readonly source: string;
  readonly figure: Text;
}

/** A defect of the manuals that is shown and not hidden, with the reading that binds and who approved it. */
export interface Conflict {
  readonly id: string;
  /** Number of the decision; parameters with the clause `决定 <n>` come from it. */
  readonly decision: number;
  readonly kind: ConflictKind;
  readonly title: Text;
  readonly texts: readonly ConflictText[];
  readonly binding: Text;
  readonly because: Text;
  readonly approvedBy: Text;
  readonly parameters: readonly ParameterId[];
}
