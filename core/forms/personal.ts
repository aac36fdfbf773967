import type { Text } from '../base/text.ts';
import type { PersonalKind } from '../identifiers/kind.ts';
import { HIDDEN, mask } from '../identifiers/mask.ts';
import { isObject } from './conditions.ts';
import type { Fields, Form, FormValues } from './form.ts';

/** Where a form holds personal values; a column of rows is `devices[].contact`. */
export interface PersonalPath {
  readonly path: string;
  readonly kind: PersonalKind;
  readonly label: Text;
}

export const personalPaths = (form: Form): readonly PersonalPath[] => pathsIn(form.fields, '');

const pathsIn = (fields: Fields, prefix: string): readonly PersonalPath[] =>
  Object.entries(fields).flatMap(([name, field]) => {
    const own = field.personal ? [{ path: `${prefix}${name}`, kind: field.personal, label: field.label }] : [];
    return field.kind === 'rows' ? [...own, ...pathsIn(field.columns, `${prefix}${name}[].`)] : own;
  });

/** Gives what stands in place of a personal value; `path` says which one, e.g. `devices[2].contact`. */
export type Replace = (value: unknown, kind: PersonalKind, path: string) => unknown;

/** The same values with every personal one replaced. Takes drafts too: what has another shape than the form is left as it is. */
export const replacePersonal = (form: Form, values: FormValues, replace: Replace): FormValues =>
  replaceIn(form.fields, values, '', replace);

const replaceIn = (fields: Fields, values: FormValues, prefix: string, replace: Replace): FormValues => {
  const replaced: Record<string, unknown> = { ...values };
  for (const [name, field] of Object.entries(fields)) {
    if (!Object.hasOwn(values, name)) continue;
    const value = values[name];
    const path = `${prefix}${name}`;
    if (field.personal) replaced[name] = replace(value, field.personal, path);
    else if (field.kind === 'rows' && Array.isArray(value))
      replaced[name] = value.map((row: unknown, i) =>
        isObject(row) ? replaceIn(field.columns, row, `${path}[${i}].`, replace) : row,
      );
  }
  return replaced;
};

/** Values fit for showing: every personal one masked (138****5678); a personal value that is no text is hidden whole. */
export const maskValues = (form: Form, values: FormValues): FormValues =>
  replacePersonal(form, values, (value, kind) => (typeof value === 'string' ? mask(kind, value) : HIDDEN));
