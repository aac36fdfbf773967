import { text } from '../../base/text.ts';
import { instant } from '../../base/time.ts';
import { defineForm, type FormValues } from '../form.ts';

/** 2025-10-11 10:00 in Shanghai. */
export const NOW = instant(Date.parse('2025-10-11T10:00:00+08:00'));

/** A form with every kind of field, for the tests of this folder. */
export const sampleForm = defineForm({
  id: 'sample-admission',
  version: 1,
  title: text('入网申请（样例）', 'Application (sample)'),
  source: 'P05 §3.1',
  fields: {
    merchantName: { kind: 'text', label: text('经营者名称', 'Merchant'), maxLength: 20, minLength: 2, required: true },
    uscc: { kind: 'identifier', identifier: 'uscc', label: text('统一社会信用代码', 'Credit code'), required: true },
    applicantType: {
      kind: 'choice',
      label: text('主体类型', 'Applicant type'),
      required: true,
      options: [
        { code: 'enterprise', label: text('企业法人', 'Enterprise') },
        { code: 'soleTrader', label: text('个体工商户', 'Sole trader') },
      ],
    },
    hasAgent: { kind: 'yesNo', label: text('是否委托办理', 'By an agent'), required: true },
    agentName: {
      kind: 'text',
      label: text('受托人姓名', 'Agent'),
      maxLength: 30,
      personal: 'name',
      showWhen: { field: 'hasAgent', in: [true] },
      required: true,
    },
    agentPhone: {
      kind: 'identifier',
      identifier: 'phone',
      label: text('受托人电话', 'Phone of the agent'),
      personal: 'phone',
      showWhen: { field: 'hasAgent', in: [true] },
      required: { field: 'applicantType', in: ['enterprise'] },
    },
    foundedOn: { kind: 'date', label: text('成立日期', 'Founded on'), notAfter: 'today' },
    validUntil: {
      kind: 'date',
      label: text('有效期至', 'Valid until'),
      notBefore: { field: 'foundedOn' },
    },
    receivedAt: { kind: 'instant', label: text('收到时间', 'Received at'), notAfter: 'now' },
    staff: {
      kind: 'number',
      label: text('销售人员数', 'Sales staff'),
      decimals: 0,
      min: 2,
      max: 500,
      unit: text('人', 'people'),
    },
    turnover: { kind: 'money', label: text('上年销售额', 'Turnover last year'), max: '100000000.00' },
    scope: {
      kind: 'choices',
      label: text('申请品类', 'Categories applied for'),
      options: [
        { code: '14', label: text('注输护理', 'Injection and nursing') },
        { code: '20', label: text('中医器械', 'Chinese medicine') },
        { code: '21', label: text('医用软件', 'Software') },
      ],
      min: 1,
      max: 2,
    },
    remarks: { kind: 'longText', label: text('备注', 'Remarks'), maxLength: 200, noPaste: true },
    licence: {
      kind: 'files',
      label: text('营业执照', 'Business licence'),
      accept: 'pdf',
      required: true,
      min: 1,
      max: 2,
    },
    checks: {
      kind: 'checklist',
      label: text('完整性检查', 'Completeness'),
      items: [
        { code: 'seal', label: text('公章清晰', 'Seal legible') },
        { code: 'copy', label: text('副本齐全', 'Copy complete'), notApplicableAllowed: true },
      ],
    },
    devices: {
      kind: 'rows',
      label: text('器械', 'Devices'),
      max: 3,
      columns: {
        model: { kind: 'text', label: text('规格型号', 'Model'), maxLength: 10, required: true },
        registration: { kind: 'identifier', identifier: 'registration', label: text('注册证编号', 'Registration') },
        madeOn: { kind: 'date', label: text('生产日期', 'Made on'), notBefore: { field: 'foundedOn' } },
        contact: { kind: 'text', label: text('联系人', 'Contact'), maxLength: 10, personal: 'name' },
      },
    },
  },
});

/** Values that the sample form takes as they are. */
export const sampleValues: FormValues = {
  merchantName: '准绳医疗器械公司',
  uscc: '91350100M000100Y43',
  applicantType: 'enterprise',
  hasAgent: true,
  agentName: '张三丰',
  agentPhone: '13812345678',
  foundedOn: '2020-01-06',
  validUntil: '2030-01-05',
  receivedAt: '2025-10-10T16:00:00+08:00',
  staff: 3,
  turnover: '1980000.50',
  scope: ['14', '20'],
  remarks: '第一行\n第二行',
  licence: ['file-1'],
  checks: { seal: { answer: 'pass' }, copy: { answer: 'fail', note: '缺变更页' } },
  devices: [
    { model: 'A-1', registration: '国械注准20233140001', madeOn: '2024-05-01', contact: '李四' },
    { model: 'B-2' },
  ],
};
