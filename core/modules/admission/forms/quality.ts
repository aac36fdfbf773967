import { text } from '../../../base/text.ts';
import { demanded } from '../../../forms/demanded.ts';
import { defineForm, type Field } from '../../../forms/form.ts';
import { grade, opinion, option } from './options.ts';

/** Forms of the review by quality management (P05 §3.3.1). */

const riskFields = {
  categoryRisk: {
    kind: 'choice',
    label: text('经营品类风险', 'Risk of the categories'),
    options: [option('Low', '低', 'Low'), option('Medium', '中', 'Medium'), option('High', '高', 'High')],
    required: true,
  },
  companySize: {
    kind: 'choice',
    label: text('企业规模', 'Size of the company'),
    options: [option('Large', '大', 'Large'), option('Medium', '中', 'Medium'), option('Small', '小', 'Small')],
    required: true,
  },
  grade,
} as const satisfies Record<string, Field>;

/** One row for each look-up on an official site. */
const verifications = {
  kind: 'rows',
  label: text('资质验证结果', 'Results of verification'),
  min: 1,
  max: 60,
  required: true,
  columns: {
    credential: {
      kind: 'choice',
      label: text('证照', 'Credential'),
      options: [
        option('businessLicence', '营业执照', 'Business licence'),
        option('permit', '经营许可证/备案凭证', 'Distribution licence or filing'),
        option('registration', '注册证/产品备案凭证', 'Registration or product filing'),
      ],
      required: true,
    },
    number: { kind: 'text', label: text('证照编号', 'Number'), maxLength: 60, required: true },
    platform: { kind: 'text', label: text('查询平台', 'Official site'), maxLength: 80, required: true },
    checkedAt: { kind: 'instant', label: text('查询时间', 'Looked up at'), notAfter: 'now', required: true },
    status: {
      kind: 'choice',
      label: text('查询状态', 'Status found'),
      options: [
        option('valid', '有效', 'Valid'),
        option('invalid', '无效', 'Invalid'),
        option('doubtful', '存在疑点', 'Doubtful'),
      ],
      required: true,
    },
    scope: demanded('merchant-risk-assessment.scope', 'P05-3.3.1-02', {
      kind: 'text',
      label: text('许可/备案范围', 'Scope'),
      maxLength: 200,
      required: true,
    }),
  },
} as const satisfies Field;

export const qualityReviewForm = defineForm({
  id: 'merchant-risk-assessment',
  version: 1,
  title: text('经营者风险评估表', 'Risk assessment of the merchant'),
  source: 'P05 §3.3.1',
  fields: {
    verifications,
    evidence: {
      kind: 'files',
      label: text('查询页面截图', 'Pictures of the pages found'),
      accept: 'pdfOrImage',
      min: 1,
      max: 60,
    },
    ...riskFields,
    opinion: opinion('审核意见', 'Opinion'),
  },
});

export const qualityRefusalForm = defineForm({
  id: 'admission-quality-refusal',
  version: 1,
  title: text('质量审核不通过意见', 'Quality review: opinion against'),
  source: 'P05 §3.3.1',
  fields: { verifications, ...riskFields, reasons: opinion('不通过原因', 'Reasons') },
});

export const siteVisitOrderForm = defineForm({
  id: 'admission-site-visit-order',
  version: 1,
  title: text('实地核查安排', 'Order of a site visit'),
  source: 'P05 §3.3.1',
  fields: { verifications, ...riskFields, reason: opinion('核查原因与疑点', 'Reason and doubts') },
});
