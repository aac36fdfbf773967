import type { JsonObject } from '../base/json.ts';
import { exampleValues } from './examples.ts';
import type { Field, FieldOf, Fields, Form, When } from './form.ts';
import { MONEY } from './money.ts';
import { NOTE_LENGTH } from './validate.ts';

/**
 * JSON Schema 2020-12 of a form's values as they are kept, for OpenAPI. It says shapes, lengths and conditions; what a schema
 * cannot say (check digits, today, totals) validateForm alone decides. Values kept by validateForm always fit it.
 */
export const jsonSchemaOf = (form: Form): JsonObject => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: both(form.title),
  ...(form.source === undefined ? {} : { description: form.source }),
  ...objectSchema(form.fields),
  examples: [exampleValues(form) as JsonObject],
});

const both = (words: { readonly zh: string; readonly en: string }): string => `${words.zh} / ${words.en}`;

const objectSchema = (fields: Fields): JsonObject => {
  const always = Object.entries(fields).filter(([, f]) => f.required === true && f.showWhen === undefined);
  const conditions = Object.entries(fields).flatMap(([name, field]) => conditionsOf(name, field, fields));
  return {
    type: 'object',
    properties: Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, fieldSchema(field)])),
    ...(always.length === 0 ? {} : { required: always.map(([name]) => name) }),
    additionalProperties: false,
    ...(conditions.length === 0 ? {} : { allOf: conditions }),
  };
};

/** `if` the conditions on fields beside it hold `then` it is required. A condition on the form around a row is left out. */
const conditionsOf = (name: string, field: Field, fields: Fields): readonly JsonObject[] => {
  if (field.required === undefined || field.required === false) return [];
  const whens = [field.showWhen, field.required].filter((w) => typeof w === 'object');
  if (whens.length === 0 || whens.some((w) => !Object.hasOwn(fields, w.field))) return [];
  return [implies({ allOf: whens.map((w) => whenSchema(w, fields[w.field])) }, { required: [name] })];
};

/** Made from entries, because an object literal with `then` looks like a promise. */
const implies = (condition: JsonObject, consequence: JsonObject): JsonObject =>
  Object.fromEntries([
    ['if', condition],
    ['then', consequence],
  ]);

const whenSchema = (when: When, other: Field | undefined): JsonObject => {
  const among = { enum: when.in };
  return {
    properties: { [when.field]: other?.kind === 'choices' ? { contains: among } : among },
    required: [when.field],
  };
};

const fieldSchema = (field: Field): JsonObject => ({
  title: both(field.label),
  ...(field.help ? { description: both(field.help) } : {}),
  ...(field.personal ? { 'x-personal': field.personal } : {}),
  ...kindSchema(field),
});

const textSchema = (field: FieldOf<'text'> | FieldOf<'longText'>): JsonObject => ({
  type: 'string',
  minLength: Math.max(1, field.minLength ?? 1),
  maxLength: field.maxLength,
  ...(field.kind === 'text' && field.pattern !== undefined ? { pattern: `^(?:${field.pattern})$` } : {}),
});

const listSchema = (items: JsonObject, min: number | undefined, max: number | undefined): JsonObject => ({
  type: 'array',
  items,
  minItems: Math.max(1, min ?? 1),
  ...(max === undefined ? {} : { maxItems: max }),
});

const optionSchema = (field: FieldOf<'choice'> | FieldOf<'choices'>): JsonObject => ({
  oneOf: field.options.map((o) => ({ const: o.code, title: both(o.label) })),
});

const kindSchema = (field: Field): JsonObject => {
  switch (field.kind) {
    case 'text':
    case 'longText':
      return textSchema(field);
    case 'identifier':
      return { type: 'string', minLength: 1, maxLength: 320, 'x-identifier': field.identifier };
    case 'number':
      return {
        type: field.decimals === 0 ? 'integer' : 'number',
        ...(field.min === undefined ? {} : { minimum: field.min }),
        ...(field.max === undefined ? {} : { maximum: field.max }),
      };
    case 'money':
      return { type: 'string', pattern: MONEY.source };
    case 'date':
      return { type: 'string', format: 'date' };
    case 'instant':
      return { type: 'string', format: 'date-time' };
    case 'yesNo':
      return { type: 'boolean' };
    case 'choice':
      return optionSchema(field);
    case 'choices':
      return { ...listSchema(optionSchema(field), field.min, field.max), uniqueItems: true };
    case 'checklist':
      return checklistSchema(field);
    case 'files':
      return {
        ...listSchema({ type: 'string', pattern: '^[A-Za-z0-9_-]{1,100}$' }, field.min, field.max),
        uniqueItems: true,
      };
    case 'rows':
      return listSchema(objectSchema(field.columns), field.min, field.max);
  }
};

const checklistSchema = (field: FieldOf<'checklist'>): JsonObject => ({
  type: 'object',
  properties: Object.fromEntries(
    field.items.map((item) => [
      item.code,
      {
        title: both(item.label),
        type: 'object',
        properties: {
          answer: { enum: item.notApplicableAllowed === true ? ['pass', 'fail', 'notApplicable'] : ['pass', 'fail'] },
          note: { type: 'string', minLength: 1, maxLength: NOTE_LENGTH },
        },
        required: ['answer'],
        additionalProperties: false,
        ...implies({ properties: { answer: { const: 'fail' } } }, { required: ['note'] }),
      },
    ]),
  ),
  ...(field.required === true ? { required: field.items.map((item) => item.code) } : {}),
  additionalProperties: false,
});
