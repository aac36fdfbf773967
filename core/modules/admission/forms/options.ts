import { text } from '../../../base/text.ts';
import type { Field, FieldOf, Option, When } from '../../../forms/form.ts';

/** Choices and kinds of fields that several forms of the admission share. */

export const option = (code: string, zh: string, en: string): Option => ({ code, label: text(zh, en) });

export const deviceClasses = [
  option('I', '第一类', 'Class I'),
  option('II', '第二类', 'Class II'),
  option('III', '第三类', 'Class III'),
];

export const grades = [
  option('A', 'A 级(低风险)', 'A (low risk)'),
  option('B', 'B 级(中风险)', 'B (medium risk)'),
  option('C', 'C 级(高风险)', 'C (high risk)'),
];

export const grade = {
  kind: 'choice',
  label: text('风险等级', 'Grade of risk'),
  options: grades,
  required: true,
} as const satisfies Field;

export const isClass = (...classes: string[]): When => ({ field: 'deviceClass', in: classes });
export const byMandate: When = { field: 'byMandate', in: [true] };

export const pdf = (zh: string, en: string, max: number, required: boolean | When): FieldOf<'files'> => ({
  kind: 'files',
  label: text(zh, en),
  accept: 'pdf',
  min: 1,
  max,
  ...(required === false ? {} : { required }),
  ...(typeof required === 'object' ? { showWhen: required } : {}),
});

/** What a reviewer thinks, typed by hand. */
export const opinion = (zh: string, en: string): FieldOf<'longText'> => ({
  kind: 'longText',
  label: text(zh, en),
  maxLength: 1000,
  minLength: 2,
  required: true,
  noPaste: true,
});
