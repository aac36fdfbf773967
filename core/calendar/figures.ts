import type { Text } from '../base/text.ts';
import type { Instant } from '../base/time.ts';

/** One of several figures for the same limit: the manual's own, and what a law says (DECISIONS 4). */
export interface Figure {
  readonly origin: 'manual' | 'law';
  /** Clause shown beside the figure, e.g. `P09 §4.1` or `条例 art. 46`. */
  readonly source: string;
  readonly within: string;
  readonly due: Instant;
  readonly note?: Text;
}

export interface Weighed<F extends Figure> {
  /** The earliest. Of equals the law's, since it cannot be changed by us; else the first given. */
  readonly binding: F;
  /** All others, the earliest first: they stay visible. */
  readonly others: readonly F[];
}

export const earliest = <F extends Figure>(figures: readonly [F, ...F[]]): Weighed<F> => {
  const rank = (f: F): number => (f.origin === 'law' ? 0 : 1);
  const sorted = figures.toSorted((a, b) => a.due - b.due || rank(a) - rank(b));
  return { binding: sorted[0] ?? figures[0], others: sorted.slice(1) };
};
