import { describe, expect, it } from 'vitest';
import { text } from '../base/text.ts';
import { checkForm } from './check-form.ts';
import type { Field, Form } from './form.ts';
import { sampleForm } from './testing/sample-form.ts';

const label = text('名', 'Name');
const option = (code: string) => ({ code, label });
const problemsOf = (fields: Record<string, unknown>, changes: Partial<Form> = {}) =>
  checkForm({ id: 'a', version: 1, title: label, fields: fields as Record<string, Field>, ...changes }).map(
    (p) => `${p.field}: ${p.problem}`,
  );
const line = { kind: 'text', label, maxLength: 9 };

describe('the check of a form definition', () => {
  it('finds nothing in a sound form', () => expect(checkForm(sampleForm)).toEqual([]));

  it.each<[string, Record<string, unknown>, string]>([
    ['no fields', {}, ': there are no fields'],
    ['a label without English', { a: { ...line, label: { zh: '名', en: ' ' } } }, 'a: the label lacks a language'],
    ['a help without Chinese', { a: { ...line, help: { zh: '', en: 'x' } } }, 'a: the help lacks a language'],
    ['a name that is not camelCase', { 'a-b': line }, 'a-b: the name is not in camelCase, or belongs to the language'],
    [
      'a name of the language',
      { constructor: line },
      'constructor: the name is not in camelCase, or belongs to the language',
    ],
    [
      'a condition on nothing',
      { a: { ...line, showWhen: { field: 'b', in: [true] } } },
      'a: showWhen looks at b, which does not exist',
    ],
    [
      'a condition that cannot hold',
      { a: { ...line, showWhen: { field: 'b', in: ['x'] } }, b: { kind: 'yesNo', label } },
      'a: showWhen: b can never be "x"',
    ],
    [
      'an empty condition',
      { a: { ...line, required: { field: 'b', in: [] } }, b: { kind: 'yesNo', label } },
      'a: required can never hold: in is empty',
    ],
    [
      'a requirement on itself',
      { a: { kind: 'yesNo', label, required: { field: 'a', in: [true] } } },
      'a: required looks at the field itself',
    ],
    [
      'a circle of conditions',
      {
        a: { kind: 'yesNo', label, showWhen: { field: 'b', in: [true] } },
        b: { kind: 'yesNo', label, showWhen: { field: 'a', in: [true] } },
      },
      'a: showWhen goes in a circle',
    ],
    ['crossed lengths', { a: { ...line, minLength: 10 } }, 'a: min is above max'],
    [
      'a pattern that does not compile',
      { a: { ...line, help: label, pattern: '(', example: 'x' } },
      'a: the pattern does not compile',
    ],
    [
      'a pattern whose example fails',
      { a: { ...line, help: label, pattern: '\\d', example: 'x' } },
      'a: a pattern needs an example that matches it',
    ],
    [
      'a pattern without help',
      { a: { ...line, pattern: '\\d', example: '1' } },
      'a: a pattern needs help that says what it asks for',
    ],
    ['crossed numbers', { a: { kind: 'number', label, decimals: 0, min: 2, max: 1 } }, 'a: min is above max'],
    ['odd decimals', { a: { kind: 'number', label, decimals: 7 } }, 'a: decimals lie between 0 and 6'],
    ['a bound that is no amount', { a: { kind: 'money', label, max: '5' } }, 'a: "5" is no amount like 198.00'],
    ['crossed amounts', { a: { kind: 'money', label, min: '10.00', max: '9.00' } }, 'a: min is above max'],
    [
      'a date bound by text',
      { a: { kind: 'date', label, notAfter: { field: 'b' } }, b: line },
      'a: its bound b is no date field here',
    ],
    [
      'a date bound by itself',
      { a: { kind: 'date', label, notAfter: { field: 'a' } } },
      'a: its bound is the field itself',
    ],
    [
      'an option twice',
      { a: { kind: 'choice', label, options: [option('x'), option('x')] } },
      'a: the option x stands twice',
    ],
    ['no options', { a: { kind: 'choices', label, options: [] } }, 'a: there is no option'],
    ['more than there are', { a: { kind: 'choices', label, options: [option('x')], min: 2 } }, 'a: min is above max'],
    ['an odd item code', { a: { kind: 'checklist', label, items: [option('x y')] } }, 'a: "x y" is no code of an item'],
    ['no files', { a: { kind: 'files', label, accept: 'pdf', max: 0 } }, 'a: a bound is no whole number or too small'],
    [
      'rows in rows',
      { a: { kind: 'rows', label, max: 1, columns: { b: { kind: 'rows', label, max: 1, columns: { c: line } } } } },
      'a[].b: rows cannot hold rows',
    ],
    [
      'personal rows',
      { a: { kind: 'rows', label, max: 1, personal: 'other', columns: { c: line } } },
      'a: rows cannot be personal as a whole: mark what stands inside',
    ],
    [
      'an open resident number',
      { a: { kind: 'identifier', identifier: 'residentId', label } },
      "a: it must be personal: 'residentId'",
    ],
    [
      'an open phone number',
      { a: { kind: 'rows', label, max: 1, columns: { c: { kind: 'identifier', identifier: 'phone', label } } } },
      "a[].c: it must be personal: 'phone'",
    ],
    [
      'a read-only field without a fact',
      { a: { ...line, readOnly: true } },
      'a: readOnly without prefill can never be filled',
    ],
    ['an odd prefill', { a: { ...line, prefill: 'a..b' } }, 'a: prefill is no path'],
    [
      'a prefilled column',
      { a: { kind: 'rows', label, max: 1, columns: { c: { ...line, prefill: 'x' } } } },
      'a[].c: a column cannot be prefilled: prefill the rows',
    ],
  ])('finds %s', (_, fields, problem) => expect(problemsOf(fields)).toContain(problem));

  it('finds a poor head', () => {
    expect(problemsOf({ a: line }, { id: 'a b', version: 0, title: { zh: '', en: '' } })).toEqual([
      ': the id "a b" is no code',
      ': the version counts from 1',
      ': the title lacks a language',
    ]);
  });
});
