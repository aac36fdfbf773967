import { text } from '../../base/text.ts';
import { approvals } from './approvals.ts';
import * as forms from './forms.ts';

/** Stages of the review of a document, in the order in which it passes them. */
export const stages = {
  internalReview: {
    title: text('部门内部审核', 'Internal review'),
    tasks: {
      review: {
        title: text('部门内部审核', 'Internal review'),
        by: 'headOfDraftingDepartment',
        actions: {
          pass: {
            title: text('内部审核通过', 'Pass'),
            tone: 'primary',
            form: forms.panelForm,
            sign: text('部门内部审核通过', 'Passed the internal review'),
            requires: ['panelLargeEnough', 'panelHasExpert'],
            to: 'circulation',
            because: ['P03-3.1-08', 'P03-3.1-09'],
          },
          amend: {
            title: text('退回修改', 'Return for amendment'),
            form: forms.opinionForm,
            to: 'amendment',
            because: 'P03-3.1-08',
          },
        },
      },
    },
  },
  amendment: {
    title: text('按内审意见修改', 'Amendment'),
    tasks: {
      amend: {
        title: text('修改后重新送审', 'Amend and hand in again'),
        by: 'draftingDepartment',
        actions: {
          resubmit: { title: text('重新送审', 'Hand in again'), to: 'internalReview', because: 'P03-3.1-08' },
        },
      },
    },
  },
  circulation: {
    title: text('发起跨部门审核', 'Circulation'),
    tasks: {
      send: {
        title: text('发送各参与部门', 'Send to the departments'),
        by: 'draftingDepartment',
        actions: {
          send: {
            title: text('发出审核通知单', 'Send the notice of review'),
            tone: 'primary',
            then: ['reviewNotice'],
            to: 'crossReview',
            because: 'P03-3.2-02',
          },
        },
      },
    },
  },
  crossReview: {
    title: text('跨部门审核', 'Cross-department review'),
    forEach: 'departments',
    join: 'all',
    to: 'qualityReview',
    interrupts: [{ when: 'manyMajorObjections', to: 'meeting', because: 'P03-3.2-07' }],
    tasks: {
      review: {
        title: text('部门审核', 'Review by the department'),
        by: 'participatingDepartment',
        actions: {
          agree: {
            title: text('同意', 'Agree'),
            tone: 'primary',
            sign: text('部门负责人:同意', 'The head of the department agrees'),
            because: 'P03-3.2-05',
          },
          object: {
            title: text('提出修改意见', 'Object'),
            form: forms.objectionForm,
            sign: text('部门负责人:提出修改意见', 'The head of the department objects'),
            to: { open: 'rework' },
            because: ['P03-3.2-05', 'P03-3.2-06'],
          },
        },
      },
    },
  },
  rework: {
    title: text('按部门意见修改', 'Rework for one department'),
    tasks: {
      rework: {
        title: text('修改并送该部门复审', 'Rework and send to that department again'),
        by: 'draftingDepartment',
        actions: {
          resubmit: {
            title: text('送该部门复审', 'Send again'),
            tone: 'primary',
            to: { reopen: 'crossReview' },
            because: 'P03-3.2-06',
          },
        },
      },
    },
  },
  meeting: {
    title: text('跨部门协调会', 'Coordination meeting'),
    tasks: {
      meet: {
        title: text('组织协调会', 'Hold the meeting'),
        by: 'draftingDepartment',
        actions: {
          agreeOnText: {
            title: text('达成一致', 'Agreed'),
            form: forms.opinionForm,
            to: 'revision',
            because: ['P03-3.2-08', 'P03-3.2-09'],
          },
        },
      },
    },
  },
  revision: {
    title: text('重新修订', 'Revision'),
    tasks: {
      revise: {
        title: text('按会议意见修订', 'Revise as agreed'),
        by: 'draftingDepartment',
        actions: {
          handIn: { title: text('提交修订稿', 'Hand in'), to: 'qualityReview', because: 'P03-3.2-09' },
        },
      },
    },
  },
  qualityReview: {
    title: text('质量管理部审核', 'Quality review'),
    tasks: {
      review: {
        title: text('质量管理部审核', 'Quality review'),
        by: 'qualityStaff',
        notBy: ['start'],
        actions: {
          pass: {
            title: text('审核通过', 'Pass'),
            tone: 'primary',
            form: forms.checklistForm,
            sign: text('质量管理部意见:通过', 'Opinion of quality management: passed'),
            requires: ['allPointsPass'],
            to: 'submission',
            because: ['P03-3.3-04', 'P03-3.3-06'],
          },
          fail: {
            title: text('审核不通过', 'Fail'),
            tone: 'danger',
            form: forms.rectificationNoticeForm,
            then: ['rectificationNotice'],
            to: 'rectification',
            because: 'P03-3.3-07',
          },
        },
      },
    },
  },
  rectification: {
    title: text('按整改通知修改', 'Rectification'),
    tasks: {
      rectify: {
        title: text('按通知书整改', 'Rectify as demanded'),
        by: 'draftingDepartment',
        actions: {
          resubmit: { title: text('重新提交', 'Hand in again'), to: 'qualityReview', because: 'P03-3.3-08' },
        },
      },
    },
  },
  submission: {
    title: text('报送批准', 'Submission'),
    tasks: {
      submit: {
        title: text('报送批准人', 'Submit for approval'),
        by: 'draftingDepartment',
        actions: {
          submit: {
            title: text('报送', 'Submit'),
            tone: 'primary',
            to: {
              when: 'isManual',
              then: 'manualApproval',
              else: {
                when: 'isProcedure',
                then: 'procedureApproval',
                else: { when: 'isInstruction', then: 'instructionApproval', else: 'recordApproval' },
              },
            },
            because: ['P03-4.2-01', 'P03-4.2-02'],
          },
        },
      },
    },
  },
  ...approvals,
  correction: {
    title: text('按批准意见修改', 'Correction'),
    tasks: {
      correct: {
        title: text('修改后再报', 'Correct and submit again'),
        by: 'draftingDepartment',
        actions: {
          correct: { title: text('完成修改', 'Corrected'), to: 'submission', because: 'P03-4.2-06' },
        },
      },
    },
  },
} as const;
