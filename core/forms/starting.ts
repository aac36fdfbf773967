import type { Form, FormValues } from './form.ts';

/** A masked value (138****5678) can be read but not handed in again. */
export const isMasked = (value: unknown): boolean => typeof value === 'string' && /[*＊]/.test(value);

/** What a form may start with: known fields only, and no masked value where the person is to type one. */
export const startingValues = (form: Form, values: FormValues): FormValues =>
  Object.fromEntries(
    Object.entries(values).filter(([name, value]) => {
      const field = form.fields[name];
      return field !== undefined && !(field.personal !== undefined && field.readOnly !== true && isMasked(value));
    }),
  );
