import type { Text } from '../../../core/base/text.ts';
import type { Field, Form, FormValues, When } from '../../../core/forms/form.ts';
import { words } from '../../words.ts';

/** What is wrong, by path (`licence`, `devices[2].model`). */
export type FormErrors = ReadonlyMap<string, Text>;

const holds = (when: When, values: FormValues): boolean =>
  when.in.includes(values[when.field] as string | number | boolean);

export const isShown = (field: Field, values: FormValues): boolean => !field.showWhen || holds(field.showWhen, values);

export const isRequired = (field: Field, values: FormValues): boolean =>
  typeof field.required === 'object' ? holds(field.required, values) : field.required === true;

export const isEmpty = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  (typeof value === 'string' && value.trim() === '') ||
  (Array.isArray(value) && value.length === 0);

const missing = (field: Field): Text => ({
  zh: words['form.required'].zh.replace('{label}', field.label.zh),
  en: words['form.required'].en.replace('{label}', field.label.en),
});

/** Everything that keeps this form from being handed in. */
export const checkForm = (form: Form, values: FormValues): FormErrors => {
  const errors = new Map<string, Text>();
  for (const [name, field] of Object.entries(form.fields))
    if (isShown(field, values) && isRequired(field, values) && isEmpty(values[name])) errors.set(name, missing(field));
  return errors;
};
