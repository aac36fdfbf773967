import type { ObligationId } from '../manual/obligation-id.ts';

/** One or several rows of the manual; never none: whatever has no row has no place in a procedure. */
export type Because = ObligationId | readonly [ObligationId, ...ObligationId[]];

/** The rows that a `because` names. */
export const rowsOf = (because: Because): readonly ObligationId[] =>
  typeof because === 'string' ? [because] : because;
