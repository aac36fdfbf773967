import { text } from '../../base/text.ts';
import { defineProcess, limit } from '../../process/define.ts';
import * as forms from './forms.ts';
import { complaintRules } from './rules.ts';

const receipt = { moment: 'start.receivedAt' } as const;

/**
 * An urgent complaint (P11 §3.1). Every clock starts at receipt, whenever it was registered. While a laboratory works, an
 * interim answer keeps the 72 hours and the case stays open (待检).
 */
export const urgentComplaint = defineProcess({
  name: 'urgent-complaint',
  version: 1,
  title: text('紧急投诉处理', 'Urgent complaint'),
  clause: 'P11 §3.1',
  series: 'TS',
  start: {
    title: text('登记紧急投诉', 'Register an urgent complaint'),
    by: 'customerServiceStaff',
    form: forms.registrationForm,
    subject: 'device',
    requires: ['isUrgent'],
    then: ['escalation'],
    to: ['contact', 'merchant', 'delisting', 'investigation'],
    because: ['P11-2.2-02', 'P11-2.2-08'],
  },
  stages: {
    contact: {
      title: text('联系投诉人', 'Talk with the complainant'),
      tasks: {
        contact: {
          title: text('联系投诉人', 'Talk with the complainant'),
          by: 'complaintHandler',
          actions: {
            record: {
              title: text('提交沟通记录', 'File the record'),
              tone: 'primary',
              form: forms.talkForm,
              to: [],
              because: ['P11-3.1.1-02', 'P11-3.1.1-03'],
            },
          },
        },
      },
    },
    merchant: {
      title: text('联系经营者', 'Reach the merchant'),
      tasks: {
        reach: {
          title: text('要求经营者停售并举证', 'Have the merchant suspend sales'),
          by: 'qualityStaff',
          actions: {
            reached: {
              title: text('已联系', 'Reached'),
              tone: 'primary',
              form: forms.noteForm,
              to: [],
              because: ['P11-3.1.1-05', 'P11-3.1.1-06'],
            },
          },
        },
      },
    },
    delisting: {
      title: text('下架涉事器械', 'Delist the device'),
      tasks: {
        delist: {
          title: text('下架涉事器械', 'Delist the device'),
          by: 'technician',
          actions: {
            delist: {
              title: text('已下架', 'Delisted'),
              tone: 'primary',
              then: ['delistDevice'],
              to: [],
              because: 'P11-3.1.1-07',
            },
          },
        },
      },
    },
    investigation: {
      title: text('核查', 'Investigation'),
      tasks: {
        investigate: {
          title: text('核查资质、注册证与检验报告', 'Check papers and reports'),
          by: 'qualityStaff',
          actions: {
            conclude: {
              title: text('核查完毕', 'Concluded'),
              tone: 'primary',
              form: forms.noteForm,
              to: 'handling',
              because: ['P11-3.1.2-02', 'P11-3.1.2-03'],
            },
            sample: {
              title: text('抽样送检', 'Send a sample'),
              form: forms.sampleForm,
              requires: ['laboratoryAccredited'],
              to: 'laboratory',
              because: 'P11-3.1.2-04',
            },
          },
        },
      },
    },
    laboratory: {
      title: text('待检', 'Waiting for the laboratory'),
      tasks: {
        result: {
          title: text('登记检测结果', 'Enter the result'),
          by: 'qualityStaff',
          actions: {
            receive: {
              title: text('已取得初步结果', 'First result received'),
              tone: 'primary',
              form: forms.noteForm,
              to: 'handling',
              because: 'P11-3.1.2-06',
            },
          },
        },
        interim: {
          title: text('阶段性答复', 'Interim reply'),
          by: 'complaintHandler',
          actions: {
            reply: {
              title: text('已作阶段性答复', 'Replied'),
              form: forms.noteForm,
              then: ['interimReply'],
              because: 'P11-3.1.2-12',
            },
          },
        },
      },
    },
    handling: {
      title: text('协调处置', 'Settlement'),
      tasks: {
        settle: {
          title: text('组织协调', 'Settle'),
          by: 'complaintHandler',
          actions: {
            settle: {
              title: text('达成处置方案', 'Settled'),
              tone: 'primary',
              form: forms.settlementForm,
              requires: ['compensationEnough'],
              to: 'feedback',
              because: ['P11-3.1.2-07', 'P11-3.1.2-08'],
            },
          },
        },
      },
    },
    feedback: {
      title: text('结果反馈', 'Feedback'),
      waitsFor: ['contact', 'merchant', 'delisting'],
      tasks: {
        tell: {
          title: text('告知投诉人', 'Tell the complainant'),
          by: 'complaintHandler',
          actions: {
            tell: {
              title: text('已告知并办结', 'Told; close'),
              tone: 'primary',
              form: forms.feedbackForm,
              sign: text('处理结果已告知投诉人', 'The complainant has been told'),
              requires: ['toldTwice'],
              to: 'closed',
              because: ['P11-3.1.2-12', 'P11-3.1.2-13', 'P11-3.1.2-14'],
            },
          },
        },
      },
    },
  },
  ends: { closed: { title: text('已办结', 'Closed'), tone: 'good' } },
  rules: complaintRules,
  effects: {
    escalation: { kind: 'notice', notice: 'complaints.urgent', to: 'qualityStaff', because: 'P11-2.2-09' },
    delistDevice: { kind: 'command', command: 'listing.delist', because: 'P11-3.1.1-07' },
    interimReply: { kind: 'notice', notice: 'complaints.interim', to: 'consumer', because: 'P11-3.1.2-12' },
  },
  limits: {
    registration: {
      title: text('登记', 'Registration'),
      from: receipt,
      within: limit('complaint.registration'),
      until: [{ act: 'start' }],
      ifMissed: 'breach',
      because: 'P11-2.2-01',
    },
    response: {
      title: text('应急响应', 'Emergency response'),
      from: receipt,
      within: limit('complaint.emergencyResponse'),
      until: [{ act: 'contact.record' }],
      ifMissed: { escalate: 'headOfCustomerService' },
      because: ['P11-1.3-02', 'P11-3.1.1-01'],
    },
    merchant: {
      title: text('联系经营者', 'Reaching the merchant'),
      from: receipt,
      within: limit('complaint.merchantContact'),
      until: [{ act: 'merchant.reached' }],
      ifMissed: { escalate: 'headOfQuality' },
      because: 'P11-3.1.1-04',
    },
    delisting: {
      title: text('下架', 'Delisting'),
      from: receipt,
      within: limit('complaint.delisting'),
      until: [{ act: 'delisting.delist' }],
      ifMissed: { escalate: 'headOfTechnology' },
      because: 'P11-3.1.1-07',
    },
    investigation: {
      title: text('开展核查', 'Investigation'),
      from: receipt,
      within: limit('complaint.investigation'),
      until: [{ act: 'investigation.conclude' }, { act: 'investigation.sample' }],
      ifMissed: { escalate: 'headOfQuality' },
      because: 'P11-3.1.2-02',
    },
    answered: {
      title: text('72 小时答复', 'Answer within 72 hours'),
      from: receipt,
      within: [limit('complaint.urgentClosed'), limit('complaint.interimReply')],
      until: [{ act: 'feedback.tell' }, { act: 'laboratory.reply' }],
      ifMissed: { escalate: 'headOfCustomerService' },
      because: ['P11-1.3-03', 'P11-3.1.2-01', 'P11-3.1.2-12'],
    },
    laboratory: {
      title: text('取得初步结果', 'First result of the laboratory'),
      from: { moment: 'investigation.sample.sentAt' },
      within: limit('complaint.laboratory'),
      until: [{ act: 'laboratory.receive' }],
      ifMissed: { escalate: 'headOfQuality' },
      because: 'P11-3.1.2-06',
    },
    refund: {
      title: text('退款与赔偿', 'Refund and compensation'),
      from: { enters: 'handling' },
      within: limit('complaint.refund', 'counterparty'),
      ifMissed: 'breach',
      because: 'P11-3.1.2-08',
    },
  },
});
