import { describe, expect, it } from 'vitest';
import type { LocalDate } from '../../base/time.ts';
import type { FormValues } from '../../forms/form.ts';
import { validateForm } from '../../forms/validate.ts';
import { recordNumber } from '../../papers/record.ts';
import { at } from '../../process/testing/given.ts';
import { admissionRecords, qualificationReviewForm } from './records.ts';
import * as filled from './testing/filled.ts';

const on = '2025-03-07' as LocalDate;

const reviewed = (ref: string, form: FormValues, of = filled.application()): FormValues => {
  const record = admissionRecords.find((one) => one.form.id === 'QR-QC-001');
  const scene = { ref, form, on, filled: () => of, reviewer: '何受理', due: () => '2025-03-14 24:00' };
  return record?.fill(scene) ?? {};
};
const problems = (values: FormValues): readonly string[] => {
  const checked = validateForm(qualificationReviewForm, values, { now: at('2025-03-07T18:00') });
  return checked.ok ? [] : checked.problems.map((problem) => problem.field);
};

describe('the qualification review record', () => {
  it.each(['I', 'II', 'III'] as const)('is complete for an application of class %s', (deviceClass) => {
    expect(problems(reviewed('summary.summarise', {}, filled.application(deviceClass)))).toEqual([]);
  });

  it('P04-2.2-02: its result is one of three', () => {
    const result = (ref: string, form: FormValues) => reviewed(ref, form).result;
    expect([
      result('summary.summarise', filled.summary()),
      result('refusal.issue', filled.refusal()),
      result('completeness.askSupplement', filled.supplement),
    ]).toEqual(['pass', 'fail', 'supplement']);
    expect(problems({ ...reviewed('summary.summarise', {}), result: undefined })).toEqual(['result']);
  });

  it('P04-2.2-03: what to put right stands in it wherever the result is not a pass', () => {
    const supplement = reviewed('completeness.askSupplement', filled.supplement);
    expect(supplement.requirement).toContain('2025-03-14 24:00');
    expect(reviewed('refusal.issue', filled.refusal()).requirement).toBe('营业执照登记状态为吊销');
    expect(problems({ ...supplement, requirement: '' })).toEqual(['requirement']);
  });

  it('P04-3.1-08: a record is named by kind, day and serial', () => {
    const series = { prefix: '资质审核记录', digits: 3 };
    expect(recordNumber(series, on, 1)).toBe('资质审核记录-20250307-001');
    expect(recordNumber(series, on, 1000)).toBe('资质审核记录-20250307-1000');
  });
});
