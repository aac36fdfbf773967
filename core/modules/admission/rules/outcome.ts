import { text } from '../../../base/text.ts';
import type { Rule } from '../../../process/definition.ts';
import { wrong } from './reading.ts';

/** Compliance review and summary (P05 §3.3.2–3.3.3). */

const noComplianceRisk: Rule = {
  title: text('无合规风险', 'There is no risk of compliance'),
  because: ['P05-3.3.2-01', 'P05-3.3.2-03', 'P05-3.3.2-05', 'P05-2.1.1-06'],
  check: (view) =>
    view.form.scopeFits === true && view.form.papersValid === true && view.form.creditResult === 'clean'
      ? true
      : wrong(
          'complianceRisk',
          '存在合规风险(范围、授权文件或信用记录),不能出具“合规审核通过”意见。',
          'There is a risk of compliance; an opinion in favour cannot be given.',
        ),
};

const gradeAsAssessed: Rule = {
  title: text('汇总等级与评估一致', 'The summary bears the grade that was assessed'),
  because: 'P05-3.3.3-03',
  check: (view) =>
    view.form.grade === view.filled('professional.passQuality').grade
      ? true
      : wrong(
          'gradeDiffers',
          '汇总表的风险等级须与《经营者风险评估表》一致。',
          'The grade must be the one of the risk assessment.',
          'grade',
        ),
};

export const outcomeRules = { noComplianceRisk, gradeAsAssessed };
