import { describe, expect, it } from 'vitest';
import type { LocalDate } from '../../base/time.ts';
import type { FormValues } from '../../forms/form.ts';
import { parameterAt } from '../../manual/parameters.ts';
import { admissionNotices } from './notices.ts';
import * as filled from './testing/filled.ts';

const today = '2025-03-07' as LocalDate;

const words = (code: string, form: FormValues = {}): string => {
  const notice = admissionNotices.find((one) => one.code === `admission.${code}`);
  const blocks = notice?.write({
    caseNumber: 'RW-20250307-0001',
    subject: String(filled.application().merchantName),
    issuedOn: today,
    filled: () => filled.application(),
    form,
    due: () => '2025-03-14 24:00',
    value: (id) => parameterAt(id, today).value,
  });
  return JSON.stringify(blocks);
};

const says = (text: string, ...parts: readonly string[]) =>
  expect(parts.filter((part) => !text.includes(part))).toEqual([]);

describe('the words of the notices', () => {
  it('P05-3.1-01: receipt says the number of the case and when it will be checked', () => {
    says(words('receipt'), 'RW-20250307-0001', '2025-03-14 24:00');
  });

  it('P05-3.1-06: a supplement names document, requirement and time', () => {
    says(
      words('supplement', filled.supplement),
      '营业执照',
      '补充加盖公章的经营范围页',
      '5个工作日',
      '2025-03-14 24:00',
    );
  });

  it('P05-3.1-10: a rejection says why, by the clock or by the clerk', () => {
    says(words('rejection'), '申请驳回原因:逾期未补正');
    says(words('rejection', { reason: '经营范围页仍未提交' }), '申请驳回原因:补正后仍不合格。经营范围页仍未提交');
  });

  it('P05-3.2-09: a failed preliminary review names the points and what to change', () => {
    says(words('preliminaryRefusal', filled.preliminaryRefusal), '公章不清晰', '请重新加盖公章后扫描上传');
  });

  it('P05-3.3.3-06 P05-3.4-09: a refusal names stage, department, reason, appeal and reapplication', () => {
    const text = words('refusal', filled.refusal());
    says(text, '专业审核', '质量管理部', '营业执照登记状态为吊销', '5个工作日', '满 30天后可重新申请');
    says(words('refusal', filled.refusal({ reapplication: 'never', appealable: false })), '永久不受理', '不可申诉');
  });

  it('P05-3.4-03: an admission says account, first password and guide', () => {
    says(words('admitted'), '91350100M000100Y43', '初始密码', '平台操作指南下载');
  });
});
