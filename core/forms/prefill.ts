import type { Instant } from '../base/time.ts';
import { isObject } from './conditions.ts';
import type { Form, FormValues } from './form.ts';
import { validateForm } from './validate.ts';

/** Values of an untouched form: as many empty rows as it wants at least; everything else is absent. */
export const emptyValues = (form: Form): FormValues => {
  const values: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(form.fields))
    if (field.kind === 'rows' && (field.min ?? 0) > 0)
      values[name] = Array.from({ length: field.min ?? 0 }, () => ({}));
  return values;
};

/**
 * The values a form starts with: empty ones and, for each `prefill` path, what the facts hold there. A fact that the field
 * would not take as it is (too long, no longer an option) is left out rather than shown and refused later.
 */
export const prefillValues = (form: Form, facts: unknown, now: Instant): FormValues => {
  const values: Record<string, unknown> = { ...emptyValues(form) };
  for (const [name, field] of Object.entries(form.fields)) {
    const fact = field.prefill === undefined ? undefined : factAt(facts, field.prefill);
    if (fact === undefined || fact === null) continue;
    const { showWhen: _shown, ...alone } = field;
    const checked = validateForm({ ...form, fields: { [name]: alone } }, { [name]: fact }, { now });
    if (checked.ok && Object.hasOwn(checked.values, name)) values[name] = checked.values[name];
  }
  return values;
};

/**
 * What was filled in with every `readOnly` field set back to its fact: what a browser sends for those is not believed. Used
 * before validation, so that a missing required fact is told like any other gap.
 */
export const withReadOnly = (form: Form, values: FormValues, facts: unknown): FormValues => {
  const kept: Record<string, unknown> = { ...values };
  for (const [name, field] of Object.entries(form.fields)) {
    if (field.readOnly !== true || field.prefill === undefined) continue;
    delete kept[name];
    const fact = factAt(facts, field.prefill);
    if (fact !== undefined && fact !== null) kept[name] = fact;
  }
  return kept;
};

const factAt = (facts: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((at, key) => (isObject(at) && Object.hasOwn(at, key) ? at[key] : undefined), facts);
