import type { Field, Fields, FormValues, When } from './form.ts';

/** Fields of a form or of a row, with the values as typed so far; `outer` is the form that a row stands in. */
export interface Scope {
  readonly fields: Fields;
  readonly values: FormValues;
  readonly outer?: Scope;
}

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const fieldOf = (fields: Fields, name: string): Field | undefined =>
  Object.hasOwn(fields, name) ? fields[name] : undefined;

export const valueIn = (values: FormValues, name: string): unknown =>
  Object.hasOwn(values, name) ? values[name] : undefined;

/** Whether a field is asked for at all: its condition holds and the field it looks at is itself shown. */
export const isShown = (scope: Scope, name: string): boolean => shown(scope, name, new Set());

const shown = (scope: Scope, name: string, seen: Set<string>): boolean => {
  const when = fieldOf(scope.fields, name)?.showWhen;
  if (when === undefined) return true;
  // A circle is a defect that checkForm finds; here it only must not hang.
  if (seen.has(name)) return false;
  seen.add(name);
  return holds(scope, when, seen);
};

const holds = (scope: Scope, when: When, seen: Set<string>): boolean => {
  if (fieldOf(scope.fields, when.field) === undefined) return scope.outer ? holds(scope.outer, when, new Set()) : false;
  if (!shown(scope, when.field, seen)) return false;
  const value = valueIn(scope.values, when.field);
  const wanted: readonly unknown[] = when.in;
  return Array.isArray(value) ? value.some((v) => wanted.includes(v)) : wanted.includes(value);
};

/** Whether a shown field must be filled, given the values so far. */
export const isRequired = (scope: Scope, field: Field): boolean =>
  typeof field.required === 'object' ? holds(scope, field.required, new Set()) : field.required === true;
