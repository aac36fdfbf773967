import { describe, expect, it } from 'vitest';
import { defineForm } from '../../../core/forms/form.ts';
import { startingValues } from '../../../core/forms/starting.ts';
import { checkForm } from './check-form.ts';

const form = defineForm({
  id: 'contact',
  version: 1,
  title: { zh: '联系', en: 'Contact' },
  fields: {
    applicantPhone: {
      kind: 'identifier',
      identifier: 'phone',
      personal: 'phone',
      readOnly: true,
      prefill: 'start.phone',
      required: true,
      label: { zh: '申请人电话', en: 'Phone' },
    },
    phone: {
      kind: 'identifier',
      identifier: 'phone',
      personal: 'phone',
      required: true,
      label: { zh: '电话', en: 'Phone' },
    },
    note: { kind: 'text', maxLength: 5, label: { zh: '备注', en: 'Note' } },
  },
});
const now = Date.parse('2026-11-20T10:00:00+08:00');

describe('a form checked while typing', () => {
  it('is not held up by a masked value that only the server can change', () => {
    const checked = checkForm(form, { applicantPhone: '138****5678', phone: '13800138000' }, now);
    expect([...checked.errors]).toEqual([]);
  });
  it('hands in the spelling that is kept', () => {
    const whole = { applicantPhone: '13800138000', phone: '138 0013 8000', note: ' 好 ' };
    expect(checkForm(form, whole, now).values).toEqual({
      applicantPhone: '13800138000',
      phone: '13800138000',
      note: '好',
    });
  });
  it('says by path what is wrong', () => {
    expect([...checkForm(form, { phone: '1', note: '一二三四五六' }, now).errors.keys()]).toEqual(['phone', 'note']);
  });
  it('starts without masked values that would have to be typed anew, and without fields it does not know', () => {
    const facts = { applicantPhone: '138****5678', phone: '138****5678', note: '*', other: 1 };
    expect(startingValues(form, facts)).toEqual({ applicantPhone: '138****5678', note: '*' });
  });
});
