import { text } from '../../../base/text.ts';
import * as outcome from '../forms/outcome.ts';

/** Summary, notice of refusal, result and archive (P05 §3.3.3–3.4). */
export const outcomeStages = {
  summary: {
    title: text('审核汇总', 'Summary'),
    mayReturnTo: ['professional'],
    tasks: {
      summarise: {
        title: text('汇总审核意见', 'Summarise the opinions'),
        by: 'qualificationReviewer',
        actions: {
          summarise: {
            title: text('提交汇总表', 'File the summary'),
            tone: 'primary',
            form: outcome.summaryForm,
            sign: text('专业审核通过,提交结果反馈', 'Passed the professional review; tell the merchant'),
            requires: ['gradeAsAssessed'],
            then: ['summaryTable', 'qualificationRecord'],
            to: 'result',
            because: ['P05-3.3.3-01', 'P05-3.3.3-04'],
          },
        },
      },
    },
  },
  refusal: {
    title: text('出具不通过通知', 'Notice of refusal'),
    tasks: {
      issue: {
        title: text('出具不通过通知书', 'Issue the notice'),
        by: 'qualificationReviewer',
        actions: {
          issue: {
            title: text('签发不通过通知书', 'Issue the notice of refusal'),
            tone: 'danger',
            form: outcome.refusalForm,
            sign: text('签发《专业审核不通过通知书》', 'Issues the notice of refusal'),
            then: ['refusalNotice', 'barMerchant', 'qualificationRecord'],
            to: 'refused',
            because: ['P05-3.3.3-05', 'P05-3.4-09'],
          },
        },
      },
    },
  },
  result: {
    title: text('结果反馈', 'Result'),
    mayReturnTo: ['professional'],
    tasks: {
      notify: {
        title: text('反馈审核结果', 'Tell the merchant'),
        by: 'admissionClerk',
        actions: {
          notify: {
            title: text('发出通过通知书并开通账号', 'Send the notice and open the account'),
            tone: 'primary',
            form: outcome.resultForm,
            requires: ['businessLicenceInDate', 'permitInDate', 'registrationsInDate'],
            then: ['admissionNotice', 'admitMerchant'],
            to: 'archive',
            because: ['P05-3.4-01', 'P05-3.4-04'],
          },
        },
      },
    },
  },
  archive: {
    title: text('资质归档', 'Filing'),
    tasks: {
      archive: {
        title: text('资质归档', 'File the qualifications'),
        by: 'archivist',
        actions: {
          archive: {
            title: text('完成归档', 'Filed'),
            tone: 'primary',
            form: outcome.archiveForm,
            then: ['archiveFile'],
            to: 'admitted',
            because: ['P05-3.4-06', 'P05-3.4-08'],
          },
        },
      },
    },
  },
} as const;
