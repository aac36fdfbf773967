import { text } from '../../../base/text.ts';
import { demanded } from '../../../forms/demanded.ts';
import { defineForm } from '../../../forms/form.ts';
import { grade, opinion, option } from './options.ts';

/** Forms of the summary, the result and the archive (P05 §3.3.3–3.4). */

export const summaryForm = defineForm({
  id: 'admission-summary',
  version: 1,
  title: text('专业审核汇总表', 'Summary of the professional review'),
  source: 'P05 §3.3.3',
  fields: {
    qualityOpinion: demanded('admission-summary.qualityOpinion', 'P05-3.3.3-03', {
      ...opinion('质量管理部审核意见', 'Opinion of quality management'),
      prefill: 'professional.passQuality.opinion',
    }),
    complianceOpinion: demanded('admission-summary.complianceOpinion', 'P05-3.3.3-03', {
      ...opinion('合规部审核意见', 'Opinion of compliance'),
      prefill: 'professional.passCompliance.opinion',
    }),
    grade: { ...grade, prefill: 'professional.passQuality.grade' },
  },
});

export const refusalForm = defineForm({
  id: 'admission-refusal',
  version: 1,
  title: text('专业审核不通过通知书', 'Notice of failed professional review'),
  source: 'P05 §3.3.3',
  fields: {
    department: demanded('admission-refusal.department', 'P05-3.3.3-06', {
      kind: 'choice',
      label: text('不通过部门', 'Department that refused'),
      options: [
        option('quality', '质量管理部', 'Quality management'),
        option('compliance', '合规部', 'Compliance'),
        option('siteVisit', '质量管理部(实地核查)', 'Quality management (site visit)'),
      ],
      required: true,
    }),
    reasons: demanded('admission-refusal.reasons', ['P05-3.3.3-06', 'P05-3.4-09'], opinion('不通过原因', 'Reasons')),
    appealable: demanded('admission-refusal.appealable', 'P05-3.3.3-06', {
      kind: 'yesNo',
      label: text('可申诉', 'May be appealed'),
      required: true,
    }),
    reapplication: demanded('admission-refusal.reapplication', 'P05-3.4-09', {
      kind: 'choice',
      label: text('可否重新申请', 'May apply again'),
      options: [
        option('afterWait', '满等待期后可重新申请', 'After the wait'),
        option('never', '永久禁止申请(提供虚假材料等重大违规)', 'Never (false documents or another grave violation)'),
      ],
      required: true,
    }),
  },
});

export const resultForm = defineForm({
  id: 'admission-result',
  version: 1,
  title: text('入网审核通过通知书', 'Notice of admission'),
  source: 'P05 §3.4',
  fields: {
    remark: { kind: 'longText', label: text('提示事项', 'Remarks for the merchant'), maxLength: 500 },
  },
});

const PAPER_KEPT = { field: 'paperKept', in: [true] } as const;

export const archiveForm = defineForm({
  id: 'admission-archive',
  version: 1,
  title: text('资质归档登记', 'Filing of the qualifications'),
  source: 'P05 §3.4',
  fields: {
    paperKept: { kind: 'yesNo', label: text('有纸质材料', 'There is paper'), required: true },
    cabinet: demanded('admission-archive.cabinet', 'P05-3.4-08', {
      kind: 'text',
      label: text('专用档案柜号', 'Cabinet'),
      help: text('库房 D、柜组 G、柜 C 各两位数字', 'Two digits each for store D, group G and cabinet C'),
      example: 'D01-G05-C03',
      maxLength: 20,
      pattern: 'D\\d{2}-G\\d{2}-C\\d{2}',
      showWhen: PAPER_KEPT,
      required: PAPER_KEPT,
    }),
    documentCount: {
      kind: 'number',
      decimals: 0,
      min: 1,
      max: 500,
      label: text('归档份数', 'Number of documents'),
      prefill: 'case.documents',
      required: true,
    },
  },
});
