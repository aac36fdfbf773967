import { text } from '../../../base/text.ts';
import { demanded } from '../../../forms/demanded.ts';
import { defineForm } from '../../../forms/form.ts';
import { opinion, option } from './options.ts';

/** Forms of the review by the compliance department (P05 §3.3.2). */

export const complianceForm = defineForm({
  id: 'admission-compliance',
  version: 1,
  title: text('合规审核意见', 'Compliance review'),
  source: 'P05 §3.3.2',
  fields: {
    scopeFits: {
      kind: 'yesNo',
      label: text('经营范围与申请品类相符,无超范围风险', 'Scope and categories applied for agree'),
      required: true,
    },
    papersValid: {
      kind: 'yesNo',
      label: text('授权文件签章齐全、事项明确', 'Mandates and authorisations are signed, sealed and clear'),
      required: true,
    },
    creditSite: {
      kind: 'text',
      label: text('信用查询平台', 'Site of the credit check'),
      maxLength: 80,
      required: true,
    },
    creditCheckedAt: demanded('admission-compliance.creditCheckedAt', 'P05-3.3.2-04', {
      kind: 'instant',
      label: text('信用查询时间', 'Credit checked at'),
      notAfter: 'now',
      required: true,
    }),
    creditResult: demanded('admission-compliance.creditResult', 'P05-3.3.2-04', {
      kind: 'choice',
      label: text('信用查询结果', 'Result of the credit check'),
      options: [
        option('clean', '无不良记录', 'Nothing found'),
        option('penalty', '有行政处罚', 'Administrative penalty'),
        option('dishonest', '失信被执行人', 'Dishonest debtor'),
      ],
      required: true,
    }),
    opinion: opinion('审核意见', 'Opinion'),
  },
});

export const complianceRefusalForm = defineForm({
  id: 'admission-compliance-refusal',
  version: 1,
  title: text('合规审核不通过意见', 'Compliance review: opinion against'),
  source: 'P05 §3.3.2',
  fields: {
    risks: demanded('admission-compliance-refusal.risks', 'P05-3.3.2-06', opinion('合规风险点', 'Risks of compliance')),
  },
});
