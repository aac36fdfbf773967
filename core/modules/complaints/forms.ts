import { text } from '../../base/text.ts';
import { defineForm } from '../../forms/form.ts';

/** Forms of an urgent complaint (P11 §2–3.1). */

const words = (zh: string, en: string) =>
  ({ kind: 'longText', label: text(zh, en), maxLength: 4000, required: true }) as const;
const yesNo = (zh: string, en: string) => ({ kind: 'yesNo', label: text(zh, en), required: true }) as const;

export const registrationForm = defineForm({
  id: 'complaint-registration',
  version: 1,
  title: text('医疗器械质量安全投诉举报登记表', 'Registration of a complaint'),
  source: 'P11 §2.2',
  fields: {
    receivedAt: { kind: 'instant', label: text('接收时间', 'Received at'), notAfter: 'now', required: true },
    complainant: {
      kind: 'text',
      label: text('投诉人', 'Complainant'),
      maxLength: 40,
      personal: 'name',
      required: true,
    },
    merchantName: { kind: 'text', label: text('涉事经营者', 'Merchant'), maxLength: 100, required: true },
    device: { kind: 'text', label: text('涉事器械', 'Device'), maxLength: 200, required: true },
    injured: yesNo('致人受伤', 'Somebody was injured'),
    persons: { kind: 'number', label: text('投诉人数', 'Complainants'), decimals: 0, min: 1, required: true },
    problem: words('问题描述', 'Problem'),
  },
});

export const talkForm = defineForm({
  id: 'complaint-emergency-talk',
  version: 1,
  title: text('紧急投诉应急沟通记录', 'Record of the first talk'),
  source: 'P11 §3.1.1',
  fields: { treated: yesNo('已就医', 'A doctor was seen'), talk: words('沟通内容', 'What was said') },
});

export const noteForm = defineForm({
  id: 'complaint-note',
  version: 1,
  title: text('办理记录', 'Note'),
  source: 'P11 §3.1',
  fields: { note: words('办理情况', 'What was done') },
});

export const sampleForm = defineForm({
  id: 'complaint-sample',
  version: 1,
  title: text('抽样送检', 'Sample for the laboratory'),
  source: 'P11 §3.1.2',
  fields: {
    laboratory: { kind: 'text', label: text('检测机构', 'Laboratory'), maxLength: 100, required: true },
    accredited: yesNo('具备 CNAS 资质', 'Accredited by CNAS'),
    sentAt: { kind: 'instant', label: text('送检时间', 'Sent at'), notAfter: 'now', required: true },
  },
});

export const settlementForm = defineForm({
  id: 'complaint-settlement',
  version: 1,
  title: text('处置方案', 'Settlement'),
  source: 'P11 §3.1.2',
  fields: {
    defect: yesNo('确认器械质量问题', 'The device is defective'),
    price: { kind: 'money', label: text('商品价款', 'Price'), required: true },
    refund: { kind: 'money', label: text('退款', 'Refund'), required: true },
    compensation: { kind: 'money', label: text('赔偿', 'Compensation'), required: true },
  },
});

export const feedbackForm = defineForm({
  id: 'complaint-urgent-report',
  version: 1,
  title: text('紧急投诉处理报告', 'Report on an urgent complaint'),
  source: 'P11 §3.1.2',
  fields: {
    byPhone: yesNo('已电话告知', 'Told by telephone'),
    inWriting: yesNo('已书面告知', 'Told in writing'),
    satisfied: yesNo('投诉人满意', 'The complainant is satisfied'),
    result: words('处理结果', 'Result'),
  },
});
