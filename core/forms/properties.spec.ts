import fc from 'fast-check';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { text } from '../base/text.ts';
import { changedFields } from './changes.ts';
import { checkForm } from './check-form.ts';
import { readText } from './clean-text.ts';
import { describeForm, describeValues } from './describe.ts';
import { exampleValues } from './examples.ts';
import type { Field, Form } from './form.ts';
import { jsonSchemaOf } from './json-schema.ts';
import { paperOf } from './paper.ts';
import { maskValues, personalPaths } from './personal.ts';
import { prefillValues } from './prefill.ts';
import { NOW, sampleForm, sampleValues } from './testing/sample-form.ts';
import { validateForm } from './validate.ts';

const label = text('名', 'Name');
const options = ['a', 'b', 'c'].map((code) => ({ code, label }));
const flag = fc.boolean();

/** Any field that needs nothing outside itself. */
const simpleField: fc.Arbitrary<Field> = fc.oneof(
  fc.record({
    kind: fc.constant('text' as const),
    label: fc.constant(label),
    maxLength: fc.integer({ min: 3, max: 12 }),
    minLength: fc.integer({ min: 0, max: 3 }),
    required: flag,
  }),
  fc.record({
    kind: fc.constant('longText' as const),
    label: fc.constant(label),
    maxLength: fc.integer({ min: 3, max: 40 }),
    required: flag,
  }),
  fc.record({
    kind: fc.constant('identifier' as const),
    identifier: fc.constantFrom('uscc' as const, 'registration' as const, 'email' as const),
    label: fc.constant(label),
    required: flag,
  }),
  fc.record({
    kind: fc.constant('number' as const),
    label: fc.constant(label),
    decimals: fc.constantFrom(0, 2),
    min: fc.integer({ min: -5, max: 0 }),
    max: fc.integer({ min: 1, max: 9 }),
    required: flag,
  }),
  fc.record({
    kind: fc.constant('money' as const),
    label: fc.constant(label),
    max: fc.constant('1000.00'),
    required: flag,
  }),
  fc.record({
    kind: fc.constant('date' as const),
    label: fc.constant(label),
    notAfter: fc.constant('today' as const),
    required: flag,
  }),
  fc.record({ kind: fc.constant('instant' as const), label: fc.constant(label), required: flag }),
  fc.record({ kind: fc.constant('yesNo' as const), label: fc.constant(label), required: flag }),
  fc.record({
    kind: fc.constant('choice' as const),
    label: fc.constant(label),
    options: fc.constant(options),
    required: flag,
  }),
  fc.record({
    kind: fc.constant('choices' as const),
    label: fc.constant(label),
    options: fc.constant(options),
    max: fc.integer({ min: 1, max: 3 }),
    required: flag,
  }),
  fc.record({
    kind: fc.constant('files' as const),
    label: fc.constant(label),
    accept: fc.constant('pdf' as const),
    max: fc.integer({ min: 1, max: 3 }),
    required: flag,
  }),
);

const fieldsOf = (field: fc.Arbitrary<Field>) =>
  fc.dictionary(fc.constantFrom('f1', 'f2', 'f3', 'f4', 'f5'), field, { minKeys: 1, noNullPrototype: true });

const rows: fc.Arbitrary<Field> = fieldsOf(simpleField).map((columns) => ({ kind: 'rows', label, max: 3, columns }));
const checklist: fc.Arbitrary<Field> = flag.map((required) => ({ kind: 'checklist', label, required, items: options }));

const formOf = (fields: Form['fields']): Form => ({ id: 'any', version: 1, title: label, fields });
const simpleForm = fieldsOf(simpleField).map(formOf);
const anyForm = fieldsOf(fc.oneof({ weight: 4, arbitrary: simpleField }, rows, checklist)).map((fields) =>
  formOf({
    switch: { kind: 'yesNo', label },
    ...fields,
    last: {
      kind: 'text',
      label,
      maxLength: 5,
      personal: 'name',
      showWhen: { field: 'switch', in: [true] },
      required: true,
    },
  }),
);

/** Values that are often nearly right. */
const leaf = fc.oneof(
  fc.constantFrom<unknown>(
    'a',
    'b',
    '',
    ' ',
    '准绳',
    'a\u202eb',
    '198',
    '1,000.5',
    '2024-02-29',
    '2025-05-20 14:30',
    '91350100M000100Y43',
    'q@example.com',
    true,
    false,
    0,
    3,
    0.25,
    null,
    undefined,
  ),
  fc.string({ unit: 'binary', maxLength: 15 }),
  fc.double(),
);
const value: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 6, arbitrary: leaf },
  fc.array(fc.oneof(fc.constantFrom<unknown>('a', 'b', 'file-1'), leaf), { maxLength: 4 }),
  fc.array(fc.dictionary(fc.constantFrom('f1', 'f2', 'f3', 'f4', 'f5'), leaf, { noNullPrototype: true }), {
    maxLength: 4,
  }),
  fc.dictionary(
    fc.constantFrom('a', 'b', 'c'),
    fc.record({ answer: fc.constantFrom('pass', 'fail', 'x'), note: leaf }, { requiredKeys: [] }),
  ),
  fc.anything(),
);
const filled = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.dictionary(fc.constantFrom('f1', 'f2', 'f3', 'f4', 'f5', 'switch', 'last'), value, {
      noNullPrototype: true,
    }),
  },
  fc.anything(),
);

it('no form and no junk makes any face throw, and problems always have a code and two languages', () => {
  fc.assert(
    fc.property(anyForm, filled, (form, values) => {
      const result = validateForm(form, values, { now: NOW });
      if (!result.ok) {
        expect(result.problems.length).toBeGreaterThan(0);
        for (const p of result.problems) expect(p.code && p.message.zh && p.message.en).toBeTruthy();
      }
      const draft = (typeof values === 'object' && values !== null ? values : {}) as Record<string, unknown>;
      describeValues(form, maskValues(form, draft));
      paperOf(form, draft, { locale: 'zh' });
      prefillValues(form, values, NOW);
      expect(checkForm(form)).toEqual([]);
      expect(describeForm(form).length).toBeGreaterThan(1);
      expect(personalPaths(form)).toHaveLength(1);
    }),
    { numRuns: 300 },
  );
});

/** A form with its example, of which a few values are replaced by others of any kind. */
const nearlyRight = (form: fc.Arbitrary<Form>) =>
  form.chain((f) => {
    const names = Object.keys(f.fields);
    const changes = fc.dictionary(fc.constantFrom(...names), value, { maxKeys: 2, noNullPrototype: true });
    return changes.map((c): [Form, unknown] => [f, { ...exampleValues(f), ...c }]);
  });

it('what validation keeps, it keeps again unchanged, and a correction to the same changes nothing', () => {
  let accepted = 0;
  fc.assert(
    fc.property(nearlyRight(anyForm), ([form, values]) => {
      const result = validateForm(form, values, { now: NOW });
      if (!result.ok) return;
      accepted += 1;
      expect(validateForm(form, result.values, { now: NOW })).toEqual(result);
      expect(JSON.parse(JSON.stringify(result.values))).toEqual(result.values);
      expect(changedFields(form, result.values, result.values)).toEqual([]);
    }),
    { numRuns: 300 },
  );
  expect(accepted).toBeGreaterThan(60);
});

it('a text that is kept reads the same when read again', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 30 }),
      fc.constantFrom('one' as const, 'many' as const),
      (raw, lines) => {
        const first = readText(raw, { maxLength: 90, lines });
        if (first.ok) expect(readText(first.value, { maxLength: 90, lines })).toEqual(first);
      },
    ),
    { numRuns: 500 },
  );
});

it('every form takes its own example, and its schema takes what validation keeps', () => {
  fc.assert(
    fc.property(nearlyRight(simpleForm), ([form, values]) => {
      const schema = z.fromJSONSchema(jsonSchemaOf(form) as z.core.JSONSchema.JSONSchema);
      const example = validateForm(form, exampleValues(form), { now: NOW });
      expect(example).toMatchObject({ ok: true });
      if (example.ok) expect(schema.safeParse(example.values)).toMatchObject({ success: true });
      const result = validateForm(form, values, { now: NOW });
      if (result.ok) expect(schema.safeParse(result.values)).toMatchObject({ success: true });
    }),
    { numRuns: 300 },
  );
});

it('a schema refuses what has another shape, and says conditions as if and then', () => {
  const { allOf, ...plain } = jsonSchemaOf(sampleForm);
  expect(allOf).toEqual([
    implied([{ properties: { hasAgent: { enum: [true] } }, required: ['hasAgent'] }], 'agentName'),
    implied(
      [
        { properties: { hasAgent: { enum: [true] } }, required: ['hasAgent'] },
        { properties: { applicantType: { enum: ['enterprise'] } }, required: ['applicantType'] },
      ],
      'agentPhone',
    ),
  ]);
  const { checks: _conditional, ...properties } = plain.properties as Record<string, unknown>;
  const schema = z.fromJSONSchema({ ...plain, properties } as z.core.JSONSchema.JSONSchema);
  const { checks: _answers, ...values } = sampleValues;
  expect(schema.safeParse(values).success).toBe(true);
  for (const wrong of [
    { extra: 1 },
    { uscc: undefined },
    { staff: '3' },
    { turnover: '1980' },
    { devices: [{}] },
    { applicantType: 'x' },
  ])
    expect(schema.safeParse({ ...values, ...wrong }).success, JSON.stringify(wrong)).toBe(false);
});

const implied = (conditions: readonly unknown[], name: string) =>
  Object.fromEntries([
    ['if', { allOf: conditions }],
    ['then', { required: [name] }],
  ]);
