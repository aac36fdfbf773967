import { text } from '../../../base/text.ts';
import * as intake from '../forms/intake.ts';
import * as preliminary from '../forms/preliminary.ts';

/** Receipt, supplement, preliminary review and its correction (P05 §3.1–3.2). */
export const intakeStages = {
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
} as const;
