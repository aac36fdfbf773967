import type { Text } from '../base/text.ts';

/** What is wrong in one place of a filled form. `field` is a path: `licence`, `devices[2].model`, `checks.seal.note`. */
export interface FieldProblem {
  readonly field: string;
  /** `form.required`, `form.tooLong`, …, or the code of an identifier such as `uscc.checkDigit`. */
  readonly code: string;
  readonly message: Text;
}

export type Complaint = Omit<FieldProblem, 'field'>;

export const complaint = (code: string, zh: string, en: string): Complaint => ({ code, message: { zh, en } });

export const required = (label: Text): Complaint =>
  complaint('form.required', `请填写“${label.zh}”。`, `Fill in “${label.en}”.`);

export const wrongShape = (zh: string, en: string): Complaint =>
  complaint('form.shape', `此处应为${zh}，请重新填写。`, `This must be ${en}; enter it again.`);
