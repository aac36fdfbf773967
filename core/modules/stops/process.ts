import { text } from '../../base/text.ts';
import { defineProcess, limit } from '../../process/define.ts';
import * as forms from './forms.ts';
import { stopRules } from './rules.ts';
import { verification } from './verification.ts';

/**
 * Stopping the service of a merchant (P10 §2.2–3.2). An emergency stop is carried out first; its approval follows within a
 * day, and where it is refused everything else is dropped and the stop is lifted.
 */
export const merchantStop = defineProcess({
  name: 'merchant-stop',
  version: 1,
  title: text('停止提供网络交易服务', 'Stopping the service of a merchant'),
  clause: 'P10 §2.2–3.2',
  series: 'TF',
  start: {
    title: text('登记严重违法线索', 'Register a lead'),
    by: 'qualityStaff',
    form: forms.leadForm,
    subject: 'merchantName',
    to: 'preliminary',
    because: 'P10-1.3-01',
  },
  stages: {
    ...verification,
    application: {
      title: text('提交停服审批', 'Application for a stop'),
      tasks: {
        submit: {
          title: text('提交停服审批表', 'Hand in the application'),
          by: 'qualityStaff',
          actions: {
            submit: { title: text('提交', 'Hand in'), tone: 'primary', to: 'approval', because: 'P10-3.1-02' },
          },
        },
      },
    },
    approval: {
      title: text('停服审批', 'Approval of the stop'),
      tasks: {
        approve: {
          title: text('审批停服', 'Decide on the stop'),
          by: 'platformHead',
          notBy: ['application.submit'],
          actions: {
            approve: {
              title: text('同意停服', 'Stop'),
              tone: 'danger',
              sign: text('同意停服', 'The service is to be stopped'),
              to: ['technical', 'operations'],
              because: ['P10-3.1-03', 'P10-3.1-05'],
            },
            defer: {
              title: text('暂缓停服', 'Defer'),
              form: forms.statementForm,
              sign: text('暂缓停服', 'The stop is deferred'),
              to: 'deferred',
              because: 'P10-3.1-05',
            },
          },
        },
      },
    },
    lateApproval: {
      title: text('紧急停服补批', 'Approval after an emergency stop'),
      tasks: {
        approve: {
          title: text('补批紧急停服', 'Decide on the emergency stop'),
          by: 'platformHead',
          notBy: ['preliminary.emergency'],
          actions: {
            ratify: {
              title: text('同意停服', 'Ratify'),
              tone: 'primary',
              sign: text('同意紧急停服', 'The emergency stop stands'),
              to: [],
              because: ['P10-3.1-03', 'P10-3.1-07'],
            },
            revoke: {
              title: text('不同意,解除停服', 'Revoke'),
              tone: 'danger',
              form: forms.statementForm,
              sign: text('不同意紧急停服', 'The emergency stop is revoked'),
              to: { only: 'lifting' },
              because: 'P10-3.1-05',
            },
          },
        },
      },
    },
    technical: {
      title: text('技术停服', 'Technical stop'),
      tasks: {
        stop: {
          title: text('冻结账号、下架商品、关闭交易', 'Freeze, delist, close trading'),
          by: 'technician',
          actions: {
            execute: {
              title: text('提交停服操作确认单', 'Confirm the stop'),
              tone: 'primary',
              form: forms.statementForm,
              then: ['stopMerchant'],
              to: 'evidence',
              because: ['P10-3.2.1-08', 'P10-3.2.1-09'],
            },
          },
        },
      },
    },
    operations: {
      title: text('停服告知', 'Telling those concerned'),
      tasks: {
        tell: {
          title: text('通知、公示、告知消费者', 'Notify, publish, tell consumers'),
          by: 'operationsStaff',
          actions: {
            announce: {
              title: text('发出通知并公示', 'Send and publish'),
              tone: 'primary',
              form: forms.statementForm,
              then: ['stopNotice', 'publicNotice', 'consumerNotice'],
              to: ['refunds', 'evidence'],
              because: ['P10-3.2.2-01', 'P10-3.2.2-03', 'P10-3.2.2-04'],
            },
          },
        },
      },
    },
    refunds: {
      title: text('退款', 'Refunds'),
      tasks: {
        refund: {
          title: text('处理退款', 'Refund'),
          by: 'operationsStaff',
          actions: {
            complete: {
              title: text('退款处理完毕', 'All refunded'),
              tone: 'primary',
              form: forms.statementForm,
              to: 'evidence',
              because: 'P10-3.2.2-05',
            },
          },
        },
      },
    },
    evidence: {
      title: text('向监管部门提交证据', 'Evidence to the regulator'),
      waitsFor: ['technical', 'operations', 'refunds', 'lateApproval'],
      tasks: {
        report: {
          title: text('整理并提交证据', 'Collect and hand in'),
          by: 'qualityStaff',
          actions: {
            report: {
              title: text('已提交辖区监管部门', 'Handed in'),
              tone: 'primary',
              form: forms.statementForm,
              to: 'stopped',
              because: ['P10-4.1-02', 'P10-4.1-03'],
            },
          },
        },
      },
    },
    lifting: {
      title: text('解除停服', 'Lifting the stop'),
      tasks: {
        lift: {
          title: text('恢复账号', 'Restore the account'),
          by: 'technician',
          actions: {
            lift: { title: text('已解除', 'Lifted'), then: ['restoreMerchant'], to: 'lifted', because: 'P10-4.2-06' },
          },
        },
      },
    },
  },
  ends: {
    stopped: { title: text('已停服', 'Stopped'), tone: 'bad' },
    deferred: { title: text('暂缓停服', 'Deferred') },
    lifted: { title: text('未获批准,已解除', 'Not approved; lifted') },
    unfounded: { title: text('不构成严重违法', 'No severe violation'), tone: 'good' },
  },
  rules: stopRules,
  effects: {
    verificationNotice: { kind: 'notice', notice: 'stops.verification', to: 'merchant', because: 'P10-2.2.2-02' },
    stopNotice: { kind: 'notice', notice: 'stops.stop', to: 'merchant', because: 'P10-3.2.2-01' },
    publicNotice: { kind: 'notice', notice: 'stops.public', to: 'everyone', because: 'P10-3.2.2-03' },
    consumerNotice: { kind: 'notice', notice: 'stops.consumer', to: 'consumer', because: 'P10-3.2.2-04' },
    stopMerchant: {
      kind: 'command',
      command: 'merchant.stop',
      because: ['P10-3.2.1-01', 'P10-3.2.1-04', 'P10-3.2.1-06', 'P10-3.2.1-07'],
    },
    restoreMerchant: { kind: 'command', command: 'merchant.restore', because: 'P10-4.2-06' },
  },
  limits: {
    preliminary: {
      title: text('初步核实', 'Initial check'),
      from: { enters: 'preliminary' },
      within: limit('stop.initialCheck'),
      ifMissed: { escalate: 'headOfQuality' },
      because: 'P10-2.2.1-01',
    },
    formal: {
      title: text('正式核实', 'Formal verification'),
      from: { enters: 'formal' },
      within: limit('stop.formalCheck'),
      pauses: [
        {
          from: { enters: 'reply' },
          until: [{ act: 'reply.reply' }, { lapses: 'reply' }],
          because: text('等待经营者说明期间暂停计时', 'The clock stops while the merchant may answer'),
        },
      ],
      ifMissed: { escalate: 'headOfQuality' },
      because: 'P10-2.2.2-01',
    },
    reply: {
      title: text('经营者书面说明', 'Answer of the merchant'),
      from: { enters: 'reply' },
      within: limit('stop.merchantReply'),
      party: 'counterparty',
      ifMissed: { lapse: [] },
      because: 'P10-2.2.2-03',
    },
    approval: {
      title: text('停服审批', 'Approval of the stop'),
      from: { enters: 'application' },
      within: limit('stop.approval'),
      until: [{ leaves: 'approval' }],
      ifMissed: 'breach',
      because: 'P10-3.1-01',
    },
    opinion: {
      title: text('出具审批意见', 'Opinion of the head'),
      from: { enters: 'approval' },
      within: limit('stop.opinion'),
      ifMissed: 'breach',
      because: 'P10-3.1-04',
    },
    lateApproval: {
      title: text('紧急停服补批', 'Approval after an emergency stop'),
      from: { enters: 'lateApproval' },
      within: limit('stop.emergencyApproval'),
      ifMissed: 'breach',
      because: 'P10-3.1-07',
    },
    technical: {
      title: text('技术停服', 'Technical stop'),
      from: { enters: 'technical' },
      within: limit('stop.execution'),
      ifMissed: { escalate: 'headOfTechnology' },
      because: 'P10-3.2-01',
    },
    operations: {
      title: text('停服告知', 'Telling those concerned'),
      from: { enters: 'operations' },
      within: limit('stop.execution'),
      ifMissed: { escalate: 'headOfOperations' },
      because: 'P10-3.2-01',
    },
    refunds: {
      title: text('退款', 'Refunds'),
      from: { enters: 'refunds' },
      within: limit('stop.refunds'),
      ifMissed: { escalate: 'headOfOperations' },
      because: 'P10-3.2.2-06',
    },
    evidence: {
      title: text('提交证据', 'Evidence'),
      from: { act: 'technical.execute' },
      within: limit('stop.evidence'),
      until: [{ act: 'evidence.report' }],
      ifMissed: { escalate: 'headOfQuality' },
      because: 'P10-4.1-01',
    },
  },
});
