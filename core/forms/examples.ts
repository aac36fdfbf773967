import type { IdentifierKind } from '../identifiers/kind.ts';
import { isShown, type Scope } from './conditions.ts';
import type { Field, FieldOf, Fields, Form, FormValues } from './form.ts';
import { cents } from './money.ts';

const IDENTIFIERS: Readonly<Record<IdentifierKind, string>> = {
  uscc: '91350100M000100Y43',
  residentId: '11010519491231002X',
  phone: '13800138000',
  email: 'zhiliang@example.com',
  registration: '国械注准20233140001',
  filing: '沪浦械备20210123',
  distributionLicence: '沪浦药监械经营许20210001号',
  distributionFiling: '沪浦药监械经营备20220001号',
  productionLicence: '苏药监械生产许20230077号',
  classification: '14-01-02',
};

const PAST = '2025-05-20';
const FAR = '2099-12-31';

/** Values that the form takes, invented, for documentation. Holds for forms that pass checkForm and whose dates can agree. */
export const exampleValues = (form: Form): FormValues => exampleIn(form.fields);

const exampleIn = (fields: Fields, outer?: Scope): FormValues => {
  const values = Object.fromEntries(
    Object.entries(fields).flatMap(([name, field]) => (field.kind === 'rows' ? [] : [[name, exampleOf(field)]])),
  );
  const scope: Scope = { fields, values, ...(outer ? { outer } : {}) };
  const shown = Object.entries(fields).filter(([name]) => isShown(scope, name));
  return Object.fromEntries(
    shown.map(([name, field]) => [name, field.kind === 'rows' ? exampleRows(field, scope) : values[name]]),
  );
};

const exampleRows = (field: FieldOf<'rows'>, outer: Scope): readonly FormValues[] =>
  Array.from({ length: Math.max(1, field.min ?? 1) }, () => exampleIn(field.columns, outer));

const words = (field: FieldOf<'text'> | FieldOf<'longText'>): string => {
  if (field.kind === 'text' && field.example !== undefined) return field.example;
  return '示例文字'.repeat(Math.ceil(Math.max(field.minLength ?? 0, 4) / 4)).slice(0, field.maxLength);
};

const amount = (field: FieldOf<'money'>): string => {
  const usual = '198.00';
  if (field.min !== undefined && cents(field.min) > cents(usual)) return field.min;
  return field.max !== undefined && cents(field.max) < cents(usual) ? field.max : usual;
};

const exampleOf = (field: Exclude<Field, FieldOf<'rows'>>): unknown => {
  switch (field.kind) {
    case 'text':
    case 'longText':
      return words(field);
    case 'identifier':
      return IDENTIFIERS[field.identifier];
    case 'number':
      return field.min ?? Math.min(1, field.max ?? 1);
    case 'money':
      return amount(field);
    case 'date':
      return field.notBefore === undefined ? PAST : FAR;
    case 'instant':
      return `${field.notBefore === undefined ? PAST : FAR}T14:30:00+08:00`;
    case 'yesNo':
      return true;
    case 'choice':
      return field.options[0]?.code;
    case 'choices':
      return field.options.slice(0, Math.max(1, field.min ?? 1)).map((o) => o.code);
    case 'checklist':
      return Object.fromEntries(field.items.map((item) => [item.code, { answer: 'pass' }]));
    case 'files':
      return Array.from({ length: Math.max(1, field.min ?? 1) }, (_, i) => `file-${i + 1}`);
  }
};
