import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Result } from '../../../core/base/result.ts';
import type { FormValues } from '../../../core/forms/form.ts';
import * as filled from '../../../core/modules/admission/testing/filled.ts';
import { wakeAllDue } from '../../case/wake.ts';
import { type AdmissionHouse, openAdmissionHouse } from './testing.ts';

let house: AdmissionHouse;
beforeAll(async () => {
  house = await openAdmissionHouse();
}, 60_000);
afterAll(() => house.close());
beforeEach(() => {
  house.on('2025-03-07T16:00');
  house.diskFails(false);
});

const codeOf = (answer: Result<unknown>): string => (answer.ok ? 'taken' : answer.refusal.code);
const refused = async (form: FormValues, changes: FormValues = {}): Promise<string> => {
  const caseId = await house.opened(form);
  await house.toProfessional(caseId);
  await house.acts(
    caseId,
    ['reviewer', 'professional.refuseQuality', filled.qualityRefusal],
    ['reviewer', 'refusal.issue', filled.refusal(changes)],
  );
  return caseId;
};
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

describe('an admission that is refused', () => {
  it('P05-3.4-10: bars the enterprise for thirty days and not a day longer', async () => {
    const form = await house.application();
    const caseId = await refused(form);
    expect((await house.state(caseId)).ended?.end).toBe('refused');
    const said = await house.said(caseId, 'admission.refusal');
    for (const part of ['质量管理部', '营业执照登记状态为吊销', '5个工作日', '满30天后可重新申请'])
      expect(said).toContain(part);
    house.on('2025-04-06T23:59');
    expect(codeOf(await house.apply(form))).toBe('admission.barred');
    house.on('2025-04-07T00:00');
    expect(codeOf(await house.apply(form))).toBe('taken');
  });

  it('P05-3.4-11: bars it for good after false documents', async () => {
    const form = await house.application();
    await refused(form, { reapplication: 'never' });
    house.on('2026-11-01T09:00');
    expect(codeOf(await house.apply(form))).toBe('admission.barredForGood');
  });

  it('P05-3.1-09: is rejected by the clock when the supplement does not come, with a notice', async () => {
    const caseId = await house.opened(await house.application());
    await house.acts(caseId, ['clerk', 'completeness.askSupplement', filled.supplement]);
    house.on('2025-03-14T23:59');
    await wakeAllDue(house.kernel);
    expect((await house.state(caseId)).ended).toBeNull();
    house.on('2025-03-17T09:00');
    await wakeAllDue(house.kernel);
    expect((await house.state(caseId)).ended?.end).toBe('rejected');
    expect(await house.said(caseId, 'admission.rejection')).toContain('申请驳回原因:逾期未补正');
  });
});

describe('what is handed in', () => {
  it('P05-2.4-01: a picture uploaded as something else does not pass for a PDF', async () => {
    const form = await house.application({}, { bytes: PNG });
    expect(codeOf(await house.apply(form))).toBe('file.wrongKind');
  });

  it('P05-2.4-04: a file that is not named as required does not pass', async () => {
    expect(codeOf(await house.apply(await house.application({}, { name: '扫描件(1).pdf' })))).toBe(
      'admission.fileName',
    );
  });
});

describe('numbers of notices', () => {
  it('run on without a gap after an act that could not be finished', async () => {
    const receipts = () =>
      house.db.app.query<{ number: string }>(
        `select number from papers where code = 'admission.receipt' order by number`,
      );
    const before = (await receipts()).length;
    const form = await house.application();
    house.diskFails(true);
    await expect(house.apply(form)).rejects.toThrow('no space left');
    expect(await receipts()).toHaveLength(before);
    house.diskFails(false);
    await house.opened(form);
    const numbers = (await receipts()).map(({ number }) => number);
    expect(numbers).toEqual(
      Array.from({ length: before + 1 }, (_, n) => `入收〔2025〕${String(n + 1).padStart(4, '0')}号`),
    );
  });
});
