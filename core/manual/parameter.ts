import type { Text } from '../base/text.ts';
import type { LocalDate } from '../base/time.ts';
import type { ObligationId } from './obligation-id.ts';

/** `manual`: a figure of the manuals. `law`: of a statute. `ours`: a default of this product, for a company to confirm. */
export type Origin = 'manual' | 'law' | 'ours';

/**
 * What a figure of each kind looks like.
 * - `span`: a length of statutory time, `30m` `24h` `5d` `3wd` `6mo`
 * - `retention`: whole years from the anchor of the parameter, or for ever
 * - `range`: lowest and highest, both included
 * - `items`: a list that people tick or choose from, in both languages
 */
export interface ParameterValues {
  readonly span: `${number}${'m' | 'h' | 'd' | 'wd' | 'mo'}`;
  readonly number: number;
  readonly range: readonly [number, number];
  readonly text: string;
  readonly list: readonly string[];
  readonly items: readonly Item[];
  readonly table: Readonly<Record<string, number>>;
  readonly retention: `${number}y` | 'permanent';
}
export type ParameterKind = keyof ParameterValues;

export interface Item {
  readonly code: string;
  readonly label: Text;
}

/** From which event the years of a retention run. */
export type RetentionAnchor =
  | 'created'
  | 'bound'
  | 'traded'
  | 'deviceExpiry'
  | 'marketExit'
  | 'platformExit'
  | 'refused'
  | 'employmentEnd'
  | 'cooperationEnd'
  | 'withdrawn';

/** One source's figure. */
export interface Figure<V> {
  readonly value: V;
  /** `P05 §3.1`, a statute and its article, or `决定 9` for a choice of this product (conflicts.ts). */
  readonly clause: string;
  readonly origin: Origin;
  readonly obligation?: ObligationId;
}

/** A figure with the time in which it is valid: `from` included, `to` excluded. `null`: the company must set it. */
export interface ParameterVersion<V> extends Figure<V | null> {
  readonly from: LocalDate;
  readonly to?: LocalDate;
  readonly approvedBy: Text;
  /**
   * Figures of other sources for the same thing. Of spans the earliest due binds and of retentions the latest
   * (decisions 4 and 19); all are shown. The other kinds bind by `value` alone.
   */
  readonly beside?: readonly Figure<V>[];
}

export interface ParameterDefinition<K extends ParameterKind = ParameterKind> {
  readonly kind: K;
  readonly title: Text;
  readonly unit?: Text;
  readonly anchor?: RetentionAnchor;
  /** Oldest first; each begins after the one before it. */
  readonly versions: readonly ParameterVersion<ParameterValues[K]>[];
  /** True where the manuals leave the figure open: a company cannot go live before it has set it (decision 41). */
  readonly mustBeSet?: boolean;
}
