import { carries } from '../manual/carriers.ts';
import type { ObligationId } from '../manual/obligation-id.ts';
import type { Field } from './form.ts';

/**
 * A required field that carries rows of the manual by itself: what must be filed, or what a record must say. Named
 * `form.field`. Without it the form would go through with the field left empty.
 */
export const demanded = <const F extends Field>(
  name: string,
  because: ObligationId | readonly [ObligationId, ...ObligationId[]],
  field: F,
): F =>
  carries<F>(
    { kind: 'field', name: `field.${name}`, obligations: typeof because === 'string' ? [because] : because },
    field,
    (whole) => ({ ...whole, required: false }),
  );
