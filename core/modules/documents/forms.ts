import { text } from '../../base/text.ts';
import { defineForm, type Option } from '../../forms/form.ts';
import { departments } from '../../manual/departments.ts';

/** Forms of the review of a document (P03 §3–4). */

const levels: readonly Option[] = [
  { code: 'manual', label: text('质量手册', 'Quality manual') },
  { code: 'procedure', label: text('程序文件', 'Procedure') },
  { code: 'instruction', label: text('作业指导书', 'Work instruction') },
  { code: 'record', label: text('质量记录表单', 'Record form') },
];

const departmentOptions: readonly Option[] = Object.entries(departments).map(([code, { zh, en }]) => ({
  code,
  label: text(zh, en),
}));

const points: readonly Option[] = Array.from({ length: 20 }, (_, i) => ({
  code: `p${i + 1}`,
  label: text(`审核要点 ${i + 1}`, `Point ${i + 1}`),
}));

const opinion = { kind: 'longText', label: text('意见(具体到条款)', 'Opinion, by clause'), maxLength: 2000 } as const;

export const draftForm = defineForm({
  id: 'document-draft',
  version: 1,
  title: text('文件送审', 'Draft for review'),
  source: 'P03 §2.3',
  fields: {
    documentName: { kind: 'text', label: text('文件名称', 'Document'), maxLength: 100, required: true },
    level: { kind: 'choice', label: text('文件级别', 'Level'), options: levels, required: true },
    departments: {
      kind: 'choices',
      label: text('参与会审部门', 'Departments that review it'),
      options: departmentOptions,
      min: 1,
      required: true,
    },
  },
});

export const panelForm = defineForm({
  id: 'document-panel-opinion',
  version: 1,
  title: text('部门内部审核意见表', 'Opinion of the internal panel'),
  source: 'P03 §3.1',
  fields: {
    members: {
      kind: 'rows',
      label: text('审核小组', 'Panel'),
      max: 20,
      required: true,
      columns: {
        name: { kind: 'text', label: text('姓名', 'Name'), maxLength: 40, required: true, personal: 'name' },
        expert: { kind: 'yesNo', label: text('业务骨干', 'Expert'), required: true },
      },
    },
    opinion: { ...opinion, required: true },
  },
});

export const opinionForm = defineForm({
  id: 'document-opinion',
  version: 1,
  title: text('审核意见', 'Opinion'),
  source: 'P03 §3',
  fields: { opinion: { ...opinion, required: true } },
});

export const objectionForm = defineForm({
  id: 'document-objection',
  version: 1,
  title: text('跨部门审核意见反馈表', 'Objection of a department'),
  source: 'P03 §3.2',
  fields: {
    weight: {
      kind: 'choice',
      label: text('意见程度', 'Weight'),
      required: true,
      options: [
        { code: 'minor', label: text('一般修改意见', 'Minor') },
        { code: 'major', label: text('重大修改意见', 'Major') },
      ],
    },
    opinion: { ...opinion, required: true },
  },
});

export const checklistForm = defineForm({
  id: 'document-quality-checklist',
  version: 1,
  title: text('质量管理体系文件审核要点表', 'Checklist of the quality review'),
  source: 'P03 §3.3',
  fields: { points: { kind: 'checklist', label: text('审核要点', 'Points'), items: points, required: true } },
});

export const rectificationNoticeForm = defineForm({
  id: 'document-rectification-notice',
  version: 1,
  title: text('质量审核整改通知书', 'Notice of rectification'),
  source: 'P03 §3.3',
  fields: {
    demand: { ...opinion, required: true },
    rectifyBy: { kind: 'date', label: text('整改时限', 'To be done by'), notBefore: 'today', required: true },
  },
});
