import { text } from '../../base/text.ts';
import * as forms from './forms.ts';

/** The way of a finding; from `plan` on each goes alone. */
export const stages = {
  receipt: {
    title: text('确认收到报告', 'Receipt of the report'),
    tasks: {
      confirm: {
        title: text('确认收到报告', 'Confirm receipt'),
        by: 'auditedDepartment',
        actions: {
          confirm: { title: text('确认收到', 'Received'), tone: 'primary', to: 'plan', because: 'P13-2.3.2-04' },
        },
      },
    },
  },
  plan: {
    title: text('整改计划', 'Plan'),
    forEach: 'findings',
    tasks: {
      draft: {
        title: text('编制整改计划', 'Draw up the plan'),
        by: 'auditedDepartment',
        actions: {
          draft: {
            title: text('提交计划', 'Hand in'),
            tone: 'primary',
            form: forms.planForm,
            requires: ['withinPeriod'],
            to: { next: 'planReview' },
            because: 'P13-2.4.1-01',
          },
        },
      },
    },
  },
  planReview: {
    title: text('计划审批', 'Approval of the plan'),
    tasks: {
      review: {
        title: text('审批整改计划', 'Approve the plan'),
        by: 'auditTeam',
        notBy: ['plan.draft'],
        actions: {
          approve: {
            title: text('同意', 'Approve'),
            tone: 'primary',
            sign: text('同意整改计划', 'Approves the plan'),
            to: { next: 'rectify' },
            because: 'P13-2.4.1-03',
          },
          reject: {
            title: text('退回重做', 'Send back'),
            form: forms.remarkForm,
            to: { next: 'plan' },
            because: 'P13-2.4.1-05',
          },
        },
      },
    },
  },
  rectify: {
    title: text('实施整改', 'Rectification'),
    tasks: {
      rectify: {
        title: text('实施整改', 'Rectify'),
        by: 'auditedDepartment',
        actions: {
          done: {
            title: text('提交完成报告', 'Report completion'),
            tone: 'primary',
            form: forms.completionForm,
            to: { next: 'verify' },
            because: ['P13-2.4.2-01', 'P13-2.4.2-02'],
          },
        },
      },
    },
  },
  verify: {
    title: text('整改验证', 'Verification'),
    tasks: {
      verify: {
        title: text('验证整改', 'Verify'),
        by: 'auditTeam',
        notBy: ['rectify.done'],
        actions: {
          pass: {
            title: text('通过,关闭', 'Passed: close'),
            tone: 'primary',
            form: forms.verificationForm,
            sign: text('整改验证通过', 'The rectification is verified'),
            then: ['verificationRecord'],
            to: 'closing',
            because: ['P13-2.4.2-05', 'P13-2.4.2-06'],
          },
          fail: {
            title: text('未通过,督办', 'Failed: urge'),
            tone: 'danger',
            form: forms.verificationForm,
            then: ['verificationRecord', 'urgingNotice'],
            to: { next: 'again' },
            because: ['P13-2.4.2-05', 'P13-2.4.2-08'],
          },
        },
      },
    },
  },
  again: {
    title: text('重新整改', 'Rectification again'),
    tasks: {
      rectify: {
        title: text('重新整改', 'Rectify again'),
        by: 'auditedDepartment',
        actions: {
          done: {
            title: text('再次提交完成报告', 'Report completion again'),
            tone: 'primary',
            form: forms.completionForm,
            to: { next: 'verifyAgain' },
            because: 'P13-2.4.2-09',
          },
        },
      },
    },
  },
  verifyAgain: {
    title: text('再次验证', 'Second verification'),
    tasks: {
      verify: {
        title: text('再次验证', 'Verify again'),
        by: 'auditTeam',
        notBy: ['again.done'],
        actions: {
          pass: {
            title: text('通过,关闭', 'Passed: close'),
            tone: 'primary',
            form: forms.verificationForm,
            then: ['verificationRecord'],
            to: 'closing',
            because: 'P13-2.4.2-06',
          },
          fail: {
            title: text('仍未通过,追责', 'Failed again: hold to account'),
            tone: 'danger',
            form: forms.verificationForm,
            then: ['verificationRecord', 'holdToAccount'],
            to: 'closing',
            because: 'P13-2.4.2-10',
          },
        },
      },
    },
  },
  closing: {
    title: text('关闭审核', 'Closing'),
    waitsFor: ['plan', 'planReview', 'rectify', 'verify', 'again', 'verifyAgain'],
    tasks: {
      close: {
        title: text('关闭整改', 'Close'),
        by: 'leadAuditor',
        actions: {
          close: {
            title: text('全部处理完毕', 'All settled'),
            tone: 'primary',
            sign: text('整改全部处理完毕', 'Every finding has been settled'),
            to: 'closed',
            because: 'P13-2.4.2-06',
          },
        },
      },
    },
  },
} as const;
