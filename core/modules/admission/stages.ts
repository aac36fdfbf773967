import { text } from '../../base/text.ts';
import * as compliance from './forms/compliance.ts';
import * as intake from './forms/intake.ts';
import * as outcome from './forms/outcome.ts';
import * as preliminary from './forms/preliminary.ts';
import * as quality from './forms/quality.ts';
import * as visit from './forms/site-visit.ts';

/** Stages of the admission in the order in which a file passes them. */
export const stages = {
  completeness: {
    title: text('材料接收', 'Receipt of material'),
    tasks: {
      check: {
        title: text('核对材料完整性', 'Check completeness'),
        by: 'admissionClerk',
        actions: {
          accept: {
            title: text('材料完整,转初步审核', 'Complete: to preliminary review'),
            tone: 'primary',
            form: intake.receiptForm,
            requires: ['materialComplete'],
            then: ['receiptRegister'],
            to: 'preliminary',
            because: ['P05-3.1-02', 'P05-3.1-03'],
          },
          askSupplement: {
            title: text('退回补正', 'Return for supplement'),
            form: intake.supplementForm,
            requires: ['notSupplementedYet'],
            then: ['supplementNotice', 'qualificationRecord'],
            to: 'supplement',
            because: ['P05-3.1-05', 'P05-3.1-06'],
          },
          reject: {
            title: text('补正不合格,驳回', 'Reject: the supplement falls short'),
            tone: 'danger',
            form: intake.rejectionForm,
            requires: ['supplementedOnce'],
            then: ['rejectionNotice'],
            to: 'rejected',
            because: ['P05-3.1-09', 'P05-3.1-10'],
          },
        },
      },
    },
  },
  supplement: {
    title: text('经营者补正', 'Supplement by the merchant'),
    tasks: {
      supplement: {
        title: text('补正材料', 'Supplement the material'),
        by: 'merchant',
        actions: {
          resubmit: {
            title: text('提交补正材料', 'File the supplement'),
            tone: 'primary',
            form: intake.resubmissionForm,
            requires: ['filesNamedAsRequired'],
            to: 'completeness',
            because: 'P05-3.1-08',
          },
          withdraw: {
            title: text('撤回申请', 'Withdraw the application'),
            tone: 'danger',
            to: 'withdrawn',
            because: 'P05-3.1-08',
          },
        },
      },
    },
  },
  preliminary: {
    title: text('初步审核', 'Preliminary review'),
    mayReturnTo: ['completeness'],
    tasks: {
      review: {
        title: text('初步审核', 'Preliminary review'),
        by: 'qualityLiaison',
        actions: {
          pass: {
            title: text('初步审核通过', 'Pass'),
            tone: 'primary',
            form: preliminary.preliminaryForm,
            sign: text('初步审核通过,提交专业审核', 'Passed the preliminary review; to the professional review'),
            requires: ['papersAgree', 'checklistPassed'],
            then: ['preliminaryReport'],
            to: 'professional',
            because: ['P05-3.2-05', 'P05-3.2-06', 'P05-3.2-08'],
          },
          fail: {
            title: text('初步审核不通过', 'Fail'),
            tone: 'danger',
            form: preliminary.preliminaryRefusalForm,
            sign: text('初步审核不通过', 'Failed the preliminary review'),
            requires: ['checklistFailed'],
            then: ['preliminaryNotice'],
            to: 'correction',
            because: 'P05-3.2-09',
          },
        },
      },
    },
  },
  correction: {
    title: text('经营者修改', 'Correction by the merchant'),
    tasks: {
      correct: {
        title: text('修改后重新提交', 'Correct and file again'),
        by: 'merchant',
        actions: {
          resubmit: {
            title: text('重新提交', 'File again'),
            tone: 'primary',
            form: intake.resubmissionForm,
            requires: ['filesNamedAsRequired'],
            to: 'preliminary',
            because: 'P05-3.2-10',
          },
          withdraw: {
            title: text('撤回申请', 'Withdraw the application'),
            tone: 'danger',
            to: 'withdrawn',
            because: 'P05-3.2-10',
          },
        },
      },
    },
  },
  professional: {
    title: text('专业审核', 'Professional review'),
    join: 'firstRefusal',
    to: 'summary',
    ifRefused: 'refusal',
    mayReturnTo: ['preliminary'],
    tasks: {
      quality: {
        title: text('质量审核', 'Quality review'),
        by: 'qualificationReviewer',
        actions: {
          passQuality: {
            title: text('专业审核通过', 'Pass'),
            tone: 'primary',
            form: quality.qualityReviewForm,
            sign: text('质量管理部审核通过', 'Quality management: passed'),
            requires: [
              'businessLicenceInDate',
              'permitInDate',
              'registrationsInDate',
              'everyCredentialVerified',
              'nothingInvalid',
              'gradeNotBelowPoints',
              'passableWithoutVisit',
            ],
            then: ['riskAssessment'],
            because: ['P05-3.3.1-01', 'P05-3.3.1-04', 'P05-3.3.1-07'],
          },
          orderVisit: {
            title: text('安排实地核查', 'Order a site visit'),
            form: quality.siteVisitOrderForm,
            requires: ['gradeNotBelowPoints'],
            to: { open: 'siteVisit' },
            because: 'P05-3.3.1-08',
          },
          refuseQuality: {
            title: text('质量审核不通过', 'Fail'),
            tone: 'danger',
            form: quality.qualityRefusalForm,
            sign: text('质量管理部审核不通过', 'Quality management: failed'),
            outcome: 'refused',
            because: 'P05-3.3.3-05',
          },
        },
      },
      compliance: {
        title: text('合规审核', 'Compliance review'),
        by: 'complianceOfficer',
        actions: {
          passCompliance: {
            title: text('合规审核通过', 'Pass'),
            tone: 'primary',
            form: compliance.complianceForm,
            sign: text('合规审核通过', 'Compliance: passed'),
            requires: ['noComplianceRisk'],
            then: ['complianceOpinion'],
            because: ['P05-3.3.2-04', 'P05-3.3.2-05'],
          },
          refuseCompliance: {
            title: text('合规审核不通过', 'Fail'),
            tone: 'danger',
            form: compliance.complianceRefusalForm,
            sign: text('合规审核不通过', 'Compliance: failed'),
            outcome: 'refused',
            because: 'P05-3.3.2-06',
          },
        },
      },
    },
  },
  siteVisit: {
    title: text('实地核查', 'Site visit'),
    tasks: {
      visit: {
        title: text('实地核查', 'Site visit'),
        by: 'qualificationReviewer',
        actions: {
          arrange: {
            title: text('排定核查日期', 'Fix the date'),
            form: visit.siteVisitDateForm,
            stays: true,
            because: 'P05-3.3.1-09',
          },
          report: {
            title: text('提交核查报告', 'File the report'),
            tone: 'primary',
            form: visit.siteVisitForm,
            sign: text('实地核查属实', 'The visit was made as reported'),
            requires: ['twoInspectors', 'resultFollowsFindings'],
            then: ['siteVisitReport'],
            to: { when: 'visitPassed', then: { reopen: 'professional' }, else: { only: 'refusal' } },
            because: ['P05-3.3.1-15', 'P05-3.3.1-17'],
          },
        },
      },
    },
  },
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
