import { text } from '../../base/text.ts';
import { departments } from '../../manual/departments.ts';
import { defineProcess, limit } from '../../process/define.ts';
import * as forms from './forms.ts';
import { documentRules } from './rules.ts';
import { stages } from './stages.ts';

/** Review and approval of a document of the quality system (P03 §3–4). */
export const documentReview = defineProcess({
  name: 'document-review',
  version: 1,
  title: text('体系文件审核批准', 'Review and approval of a document'),
  clause: 'P03 §3–4',
  series: 'WS',
  start: {
    title: text('文件送审', 'Hand in a draft'),
    by: 'draftingDepartment',
    form: forms.draftForm,
    subject: 'documentName',
    to: 'internalReview',
    because: ['P03-3.1-01', 'P03-3.2-01'],
  },
  lists: {
    departments: (view) =>
      ((view.filled('start').departments ?? []) as readonly (keyof typeof departments)[]).map((key) => ({
        key,
        label: departments[key].zh,
      })),
  },
  stages,
  ends: { approved: { title: text('已批准', 'Approved'), tone: 'good' } },
  rules: documentRules,
  effects: {
    reviewNotice: {
      kind: 'notice',
      notice: 'documents.review',
      to: 'participatingDepartment',
      because: 'P03-3.2-03',
    },
    rectificationNotice: {
      kind: 'notice',
      notice: 'documents.rectification',
      to: 'draftingDepartment',
      because: 'P03-3.3-07',
    },
  },
  limits: {
    internalReview: {
      title: text('部门内部审核', 'Internal review'),
      from: { enters: 'internalReview' },
      within: limit('document.internalReview'),
      ifMissed: 'breach',
      because: 'P03-3.1-07',
    },
    circulation: {
      title: text('发送跨部门审核', 'Circulation'),
      from: { enters: 'circulation' },
      within: limit('document.circulation'),
      ifMissed: 'breach',
      because: 'P03-3.2-02',
    },
    crossReview: {
      title: text('部门审核', 'Review by the department'),
      from: { enters: 'crossReview' },
      within: limit('document.crossReview'),
      until: [{ act: 'crossReview.agree' }, { act: 'crossReview.object' }, { leaves: 'crossReview' }],
      ifMissed: 'breach',
      because: 'P03-3.2-04',
    },
    rework: {
      title: text('按部门意见修改', 'Rework'),
      from: { enters: 'rework' },
      within: limit('document.rework'),
      ifMissed: 'breach',
      because: 'P03-3.2-06',
    },
    secondReview: {
      title: text('部门复审', 'Second review by the department'),
      from: { act: 'rework.resubmit' },
      within: limit('document.crossReview'),
      until: [{ act: 'crossReview.agree' }, { act: 'crossReview.object' }, { leaves: 'crossReview' }],
      ifMissed: 'breach',
      because: 'P03-3.2-04',
    },
    meeting: {
      title: text('安排协调会', 'Arranging the meeting'),
      from: { enters: 'meeting' },
      within: limit('document.meeting'),
      ifMissed: 'breach',
      because: 'P03-3.2-08',
    },
    qualityReview: {
      title: text('质量管理部审核', 'Quality review'),
      from: { enters: 'qualityReview' },
      within: limit('document.qualityReview'),
      ifMissed: 'breach',
      because: 'P03-3.3-05',
    },
    rectification: {
      title: text('按整改通知修改', 'Rectification'),
      from: { enters: 'rectification' },
      within: { named: 'qualityReview.fail.rectifyBy' },
      ifMissed: 'breach',
      because: 'P03-3.3-08',
    },
    submission: {
      title: text('报送批准', 'Submission'),
      from: { enters: 'submission' },
      within: limit('document.submission'),
      ifMissed: 'breach',
      because: 'P03-4.2-01',
    },
    approval: {
      title: text('批准', 'Approval'),
      from: { act: 'submission.submit' },
      within: limit('document.approval'),
      until: [
        { leaves: 'manualApproval' },
        { leaves: 'procedureApproval' },
        { leaves: 'instructionApproval' },
        { leaves: 'recordApproval' },
      ],
      ifMissed: 'breach',
      because: 'P03-4.2-03',
    },
  },
});
