import type { Text } from '../../../core/base/text.ts';
import type { Instant } from '../../../core/base/time.ts';
import type { Form, FormValues } from '../../../core/forms/form.ts';
import { validateForm } from '../../../core/forms/validate.ts';

/** What is wrong, by path (`licence`, `devices[2].model`, `checks.seal.note`). */
export type FormErrors = ReadonlyMap<string, Text>;

export interface Checked {
  readonly errors: FormErrors;
  /** What to hand in: the spelling that is kept where all is well, else what was typed. */
  readonly values: FormValues;
}

/**
 * The server's own check, run while typing. What a read-only field lacks is no fault of the person's: the server sets
 * those back to its facts, and here they may be masked.
 */
export const checkForm = (form: Form, values: FormValues, now: number): Checked => {
  const checked = validateForm(form, values, { now: now as Instant });
  if (checked.ok) return { errors: new Map(), values: checked.values };
  const errors = new Map<string, Text>();
  for (const problem of checked.problems) {
    const name = problem.field.split(/[.[]/)[0] ?? '';
    if (form.fields[name]?.readOnly !== true && !errors.has(problem.field)) errors.set(problem.field, problem.message);
  }
  return { errors, values };
};
