import type { Text } from './text.ts';

/**
 * An expected "no": the rules forbid what was asked. It is a value, never thrown; only server/http turns it into a
 * status. `message` says what happened and what to do next; `params` are figures for machines and never hold personal data.
 */
export interface Refusal {
  readonly code: string;
  readonly message: Text;
  readonly obligation?: string;
  /** Path of the form field that is at fault, e.g. `licence.number` or `devices[2].model`. */
  readonly field?: string;
  readonly params?: Readonly<Record<string, string | number | boolean | null>>;
}

export type Result<T, E = Refusal> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusal: E };

export const ok = <T>(value: T): Result<T, never> => ({ ok: true, value });

export const refused = (refusal: Refusal): Result<never> => ({ ok: false, refusal });

/** For the "cannot happen": a defect in our own code, not in what a user sent. */
export class Defect extends Error {
  override readonly name = 'Defect';
}
