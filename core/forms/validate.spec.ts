import { describe, expect, it } from 'vitest';
import { text } from '../base/text.ts';
import { defineForm, type Field, type FormValues } from './form.ts';
import { NOW, sampleForm, sampleValues } from './testing/sample-form.ts';
import { validateForm } from './validate.ts';

const problems = (changes: FormValues): Record<string, string> => {
  const result = validateForm(sampleForm, { ...sampleValues, ...changes }, { now: NOW });
  return result.ok ? {} : Object.fromEntries(result.problems.map((p) => [p.field, p.code]));
};

const kept = (changes: FormValues): FormValues => {
  const result = validateForm(sampleForm, { ...sampleValues, ...changes }, { now: NOW });
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.values;
};

/** One field alone: its kept value, or the code of what is wrong. */
const one = (field: object, value: unknown): unknown => {
  const form = defineForm({
    id: 'one',
    version: 1,
    title: text('一', 'One'),
    fields: { it: { ...field, label: text('它', 'It') } as Field },
  });
  const result = validateForm(form, { it: value }, { now: NOW });
  return result.ok ? result.values.it : result.problems[0]?.code;
};

describe('a filled form', () => {
  it('is kept as it is where nothing needs changing', () => {
    expect(validateForm(sampleForm, sampleValues, { now: NOW })).toEqual({ ok: true, values: sampleValues });
  });

  it('is told every problem at once, each with its path, in both languages', () => {
    const result = validateForm(
      sampleForm,
      {
        hasAgent: true,
        uscc: '91350100M000100Y4A',
        staff: 1,
        devices: [{ model: 'A' }, {}],
        extra: 1,
        checks: { copy: { answer: 'fail' } },
      },
      { now: NOW },
    );
    expect(result.ok).toBe(false);
    if (result.ok) return;
    expect(Object.fromEntries(result.problems.map((p) => [p.field, p.code]))).toEqual({
      extra: 'form.unknownField',
      merchantName: 'form.required',
      uscc: 'uscc.checkDigit',
      applicantType: 'form.required',
      agentName: 'form.required',
      staff: 'form.range',
      licence: 'form.required',
      'checks.copy.note': 'form.note',
      'devices[1].model': 'form.required',
    });
    for (const p of result.problems) {
      expect(p.message.zh).toMatch(/\p{Script=Han}.*。$/u);
      expect(p.message.en).toMatch(/\.$/);
    }
  });

  it('drops what a condition hides, and asks for what a condition requires', () => {
    expect(kept({ hasAgent: false, agentName: 'x'.repeat(99) })).not.toHaveProperty('agentName');
    expect(problems({ agentPhone: undefined })).toEqual({ agentPhone: 'form.required' });
    expect(problems({ agentPhone: null, applicantType: 'soleTrader' })).toEqual({});
  });

  it('keeps empty fields absent', () => {
    expect(kept({ remarks: ' \n ', scope: [], foundedOn: '', turnover: null, devices: [], checks: {} })).toEqual(
      Object.fromEntries(
        Object.entries(sampleValues).filter(
          ([k]) => !['remarks', 'scope', 'foundedOn', 'turnover', 'devices', 'checks'].includes(k),
        ),
      ),
    );
  });

  it('holds dates and moments to their bounds, also from a row to the form', () => {
    expect(problems({ foundedOn: '2025-10-12' })).toEqual({
      foundedOn: 'form.tooLate',
      'devices[0].madeOn': 'form.tooEarly',
    });
    expect(problems({ validUntil: '2020-01-05' })).toEqual({ validUntil: 'form.tooEarly' });
    expect(problems({ receivedAt: '2025-10-11T10:01:00+08:00' })).toEqual({ receivedAt: 'form.tooLate' });
    expect(problems({ receivedAt: '2025-10-11T02:00:00Z' })).toEqual({});
    expect(problems({ foundedOn: undefined, validUntil: '2001-01-01' })).toEqual({});
  });

  it('counts rows and does not read what is far too much', () => {
    expect(problems({ devices: Array.from({ length: 4 }, () => ({})) })).toEqual({ devices: 'form.tooMany' });
    expect(problems({ devices: ['x'] })).toEqual({ 'devices[0]': 'form.shape' });
    expect(problems({ devices: { model: 'A' } })).toEqual({ devices: 'form.shape' });
    expect(problems({ devices: [{ model: 'A', price: 1 }] })).toEqual({ 'devices[0].price': 'form.unknownField' });
  });

  it('judges checklists item by item', () => {
    expect(problems({ checks: { seal: { answer: 'notApplicable' } } })).toEqual({ 'checks.seal': 'form.answer' });
    expect(problems({ checks: { copy: { answer: 'notApplicable' } } })).toEqual({});
    expect(problems({ checks: { seal: 'pass' } })).toEqual({ 'checks.seal': 'form.answer' });
    expect(problems({ checks: { stamp: { answer: 'pass' } } })).toEqual({ 'checks.stamp': 'form.unknownField' });
    expect(problems({ checks: { seal: { answer: 'fail', note: ' ' } } })).toEqual({ 'checks.seal.note': 'form.note' });
    const field = { kind: 'checklist', required: true, items: sampleForm.fields.checks.items } as const;
    expect(one(field, { seal: { answer: 'pass' } })).toBe('form.required');
  });

  it('repeats no invented name that could carry anything else, and survives names of the language itself', () => {
    const hostile = JSON.parse('{"__proto__": {"a": 1}, "constructor": 1, "<script>": 1}') as FormValues;
    const result = validateForm(sampleForm, { ...sampleValues, ...hostile, ['__proto__']: 1 }, { now: NOW });
    expect(result.ok ? [] : result.problems.map((p) => p.field)).toEqual(expect.arrayContaining(['constructor', '?']));
    expect(JSON.stringify(result)).not.toContain('script');
  });

  it.each([[null], [undefined], ['text'], [[1]], [7]])('%j is no filled form', (values) => {
    const result = validateForm(sampleForm, values, { now: NOW });
    expect(result.ok ? [] : result.problems[0]?.code).toBe('form.shape');
  });
});

describe('text', () => {
  const line = { kind: 'text', maxLength: 5 } as const;
  it.each([
    ['  准绳 ', '准绳'],
    ["<b>'", "<b>'"],
    ['\ufeff准\u200b绳', '准绳'],
    ['𠮷𠮷𠮷𠮷𠮷', '𠮷𠮷𠮷𠮷𠮷'],
    ['e\u200b\u0301', 'é'],
    ['abcdef', 'form.tooLong'],
    ['a'.repeat(100_000), 'form.tooLong'],
    ['a\nb', 'form.oneLine'],
    ['a\tb', 'form.oneLine'],
    ['a\u0000b', 'form.character'],
    ['a\u202eb', 'form.direction'],
    ['a\ud800', 'form.character'],
    [5, 'form.shape'],
  ])('%j is kept as %j', (typed, expected) => expect(one(line, typed)).toBe(expected));

  it('keeps SQL and markup as plain text, and lines in long text', () => {
    const hostile = "'); DROP TABLE cases; --<script>alert(1)</script>{{7*7}}";
    expect(one({ kind: 'longText', maxLength: 100 } as const, `${hostile}\r\n二\u2028三`)).toBe(`${hostile}\n二\n三`);
  });

  it('fits its pattern as a whole and its shortest length', () => {
    const code = { kind: 'text', maxLength: 20, pattern: 'QR-[A-Z]+-\\d{3}', example: 'QR-QC-001' } as const;
    expect(one(code, 'QR-QC-001')).toBe('QR-QC-001');
    expect(one(code, 'xQR-QC-001')).toBe('form.pattern');
    expect(one({ kind: 'text', maxLength: 9, minLength: 3 } as const, 'ab')).toBe('form.tooShort');
  });
});

describe('simple values', () => {
  it.each([
    [{ kind: 'number', decimals: 0 }, 3, 3],
    [{ kind: 'number', decimals: 0 }, 3.5, 'form.decimals'],
    [{ kind: 'number', decimals: 2 }, 0.29, 0.29],
    [{ kind: 'number', decimals: 2 }, 0.295, 'form.decimals'],
    [{ kind: 'number', decimals: 0 }, -0, 0],
    [{ kind: 'number', decimals: 0 }, '3', 'form.shape'],
    [{ kind: 'number', decimals: 0 }, Number.NaN, 'form.shape'],
    [{ kind: 'number', decimals: 0 }, 1e15, 'form.range'],
    [{ kind: 'number', decimals: 0, max: 5 }, 6, 'form.range'],
    [{ kind: 'money' }, '198', '198.00'],
    [{ kind: 'money' }, '￥１，９８０．５', '1980.50'],
    [{ kind: 'money' }, '1,98', 'form.money'],
    [{ kind: 'money' }, '1.005', 'form.money'],
    [{ kind: 'money' }, '-1.00', 'form.range'],
    [{ kind: 'money', min: '-5.00' }, '-1', '-1.00'],
    [{ kind: 'money', max: '999999999999.99' }, '1000000000000', 'form.range'],
    [{ kind: 'money' }, 198, 'form.money'],
    [{ kind: 'date' }, '2025/02/28', '2025-02-28'],
    [{ kind: 'date' }, '2025-02-29', 'form.date'],
    [{ kind: 'date' }, '0225-02-20', 'form.date'],
    [{ kind: 'date', notBefore: 'today' }, '2025-10-10', 'form.tooEarly'],
    [{ kind: 'instant' }, '2025-05-20 14:30', '2025-05-20T14:30:00+08:00'],
    [{ kind: 'instant' }, '2025-05-20', 'form.instant'],
    [{ kind: 'yesNo', required: true }, false, false],
    [{ kind: 'yesNo' }, 'yes', 'form.yesNo'],
    [{ kind: 'choice', options: sampleForm.fields.scope.options }, '22', 'form.choice'],
    [{ kind: 'choices', options: sampleForm.fields.scope.options }, ['21', '14', '14'], ['14', '21']],
    [{ kind: 'choices', options: sampleForm.fields.scope.options, max: 1 }, ['21', '14'], 'form.tooMany'],
    [{ kind: 'files', accept: 'pdf', max: 2 }, ['a', 'a'], 'form.duplicate'],
    [{ kind: 'files', accept: 'pdf', max: 2 }, ['../a'], 'form.file'],
    [{ kind: 'files', accept: 'pdf', min: 2, max: 2 }, ['a'], 'form.tooFew'],
    [{ kind: 'identifier', identifier: 'phone' }, '+86 138 1234 5678', '13812345678'],
    [{ kind: 'identifier', identifier: 'registration' }, '国械注准20263140001', 'registration.yearFuture'],
    [{ kind: 'identifier', identifier: 'uscc' }, {}, 'form.shape'],
  ] as [object, unknown, unknown][])('%j with %j gives %j', (field, value, expected) =>
    expect(one(field, value)).toEqual(expected),
  );
});
