import { text } from '../../base/text.ts';
import { defineForm } from '../../forms/form.ts';

/** Forms of the findings of an internal audit (P13 §2.3–2.4). */

const words = (zh: string, en: string) =>
  ({ kind: 'longText', label: text(zh, en), maxLength: 2000, required: true }) as const;

export const reportForm = defineForm({
  id: 'audit-report',
  version: 1,
  title: text('内部审核报告', 'Report of an internal audit'),
  source: 'P13 §2.3',
  fields: {
    department: { kind: 'text', label: text('被审核部门', 'Audited department'), maxLength: 40, required: true },
    findings: {
      kind: 'rows',
      label: text('不符合项', 'Nonconformities'),
      min: 1,
      max: 200,
      required: true,
      columns: {
        fact: words('事实描述', 'Fact'),
        basis: words('不符合依据', 'Basis'),
        severity: {
          kind: 'choice',
          label: text('严重程度', 'Severity'),
          required: true,
          options: [
            { code: 'severe', label: text('严重不符合项', 'Severe') },
            { code: 'ordinary', label: text('一般不符合项', 'Ordinary') },
          ],
        },
      },
    },
  },
});

export const planForm = defineForm({
  id: 'audit-rectification-plan',
  version: 1,
  title: text('整改计划', 'Plan of rectification'),
  source: 'P13 §2.4.1',
  fields: {
    measures: words('整改措施', 'Measures'),
    responsible: { kind: 'text', label: text('责任人(岗位)', 'Responsible post'), maxLength: 60, required: true },
    completeBy: { kind: 'date', label: text('完成时限', 'To be completed by'), required: true },
    verification: words('验证方式', 'How it is verified'),
  },
});

export const remarkForm = defineForm({
  id: 'audit-remark',
  version: 1,
  title: text('意见', 'Remark'),
  source: 'P13 §2.4',
  fields: { remark: words('说明', 'Remark') },
});

export const completionForm = defineForm({
  id: 'audit-completion-report',
  version: 1,
  title: text('整改完成报告', 'Report of completion'),
  source: 'P13 §2.4.2',
  fields: {
    report: words('整改完成情况', 'What was done'),
    proof: { kind: 'files', label: text('证明材料', 'Proof'), accept: 'pdfOrImage', min: 1, max: 20, required: true },
  },
});

export const verificationForm = defineForm({
  id: 'audit-verification',
  version: 1,
  title: text('整改验证记录表', 'Record of verification'),
  source: 'P13 §2.4.2',
  fields: {
    methods: {
      kind: 'choices',
      label: text('验证方式', 'Methods'),
      min: 2,
      required: true,
      options: [
        { code: 'papers', label: text('文件审查', 'Papers') },
        { code: 'onSite', label: text('现场抽查', 'On site') },
      ],
    },
    finding: words('验证情况', 'What was found'),
  },
});
