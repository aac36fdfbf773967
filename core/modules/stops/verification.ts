import { text } from '../../base/text.ts';
import * as forms from './forms.ts';

/** Is it a severe violation? First alone, then two departments and the merchant's own word (P10 §2.2). */
export const verification = {
  preliminary: {
    title: text('初步核实', 'Initial check'),
    tasks: {
      verify: {
        title: text('初步核实', 'Initial check'),
        by: 'qualityStaff',
        actions: {
          suspect: {
            title: text('涉嫌严重违法,转正式核实', 'Suspected: verify formally'),
            tone: 'primary',
            form: forms.initialCheckForm,
            to: 'formal',
            because: ['P10-2.2.1-02', 'P10-2.2.1-04', 'P10-2.2.1-06'],
          },
          emergency: {
            title: text('紧急停服', 'Emergency stop'),
            tone: 'danger',
            form: forms.initialCheckForm,
            sign: text('启动紧急停服', 'Starts an emergency stop'),
            requires: ['publicSafetyAtStake'],
            to: ['technical', 'operations', 'lateApproval'],
            because: 'P10-3.1-06',
          },
          dismiss: {
            title: text('不构成', 'Unfounded'),
            form: forms.initialCheckForm,
            to: 'unfounded',
            because: 'P10-2.2.1-06',
          },
        },
      },
    },
  },
  formal: {
    title: text('正式核实', 'Formal verification'),
    join: 'firstRefusal',
    to: 'application',
    ifRefused: 'unfounded',
    /** The portal tells us that the notice has entered the merchant's inbox. */
    on: { noticeDelivered: { open: 'reply' } },
    tasks: {
      quality: {
        title: text('质量管理部核实', 'Verification by quality'),
        by: 'qualityStaff',
        actions: {
          sendNotice: {
            title: text('发《违法核实通知书》', 'Send the notice of verification'),
            then: ['verificationNotice'],
            stays: true,
            because: 'P10-2.2.2-02',
          },
          visit: {
            title: text('提交实地核查报告', 'Report on a site visit'),
            form: forms.siteVisitForm,
            requires: ['enoughInvestigators'],
            stays: true,
            because: ['P10-2.2.2-04', 'P10-2.2.2-08'],
          },
          confirmQuality: {
            title: text('认定严重违法', 'Severe violation'),
            tone: 'danger',
            form: forms.findingForm,
            sign: text('认定构成严重违法', 'Finds a severe violation'),
            requires: ['merchantWasHeard'],
            because: 'P10-2.2.2-09',
          },
          clearQuality: {
            title: text('不构成', 'No severe violation'),
            form: forms.findingForm,
            outcome: 'refused',
            because: 'P10-2.2.2-09',
          },
        },
      },
      compliance: {
        title: text('合规部核实', 'Verification by compliance'),
        by: 'complianceStaff',
        actions: {
          confirmCompliance: {
            title: text('认定严重违法', 'Severe violation'),
            tone: 'danger',
            form: forms.findingForm,
            sign: text('认定构成严重违法', 'Finds a severe violation'),
            requires: ['merchantWasHeard'],
            because: 'P10-2.2.2-09',
          },
          clearCompliance: {
            title: text('不构成', 'No severe violation'),
            form: forms.findingForm,
            outcome: 'refused',
            because: 'P10-2.2.2-09',
          },
        },
      },
    },
  },
  reply: {
    title: text('经营者说明', 'Answer of the merchant'),
    tasks: {
      reply: {
        title: text('提交书面说明', 'Answer in writing'),
        by: 'merchant',
        actions: {
          reply: {
            title: text('提交说明', 'Hand in'),
            tone: 'primary',
            form: forms.statementForm,
            to: [],
            because: 'P10-2.2.2-03',
          },
        },
      },
    },
  },
} as const;
