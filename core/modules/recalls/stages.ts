import { text } from '../../base/text.ts';
import * as forms from './forms.ts';

/** The five steps of D10 §5.4, and the second person at the end. */
export const stages = {
  assess: {
    title: text('评估', 'Assessment'),
    tasks: {
      assess: {
        title: text('评估是否召回', 'Decide on a recall'),
        by: 'qualityStaff',
        actions: {
          declare: {
            title: text('决定召回', 'Declare a recall'),
            tone: 'danger',
            form: forms.declarationForm,
            sign: text('决定召回并停售', 'Declares a recall and stops the sale'),
            then: ['lockStock'],
            to: 'trace',
            because: 'D10-5.4.1-01',
          },
          dismiss: {
            title: text('不予召回', 'Dismiss'),
            form: forms.noteForm,
            sign: text('评估后不予召回', 'No recall after assessment'),
            to: 'dismissed',
            because: 'D10-5.3-01',
          },
        },
      },
    },
  },
  trace: {
    title: text('查找去向', 'Tracing'),
    tasks: {
      trace: {
        title: text('按销售记录查找去向', 'Trace by the sales records'),
        by: 'salesperson',
        actions: {
          traced: {
            title: text('去向已查明', 'Traced'),
            tone: 'primary',
            form: forms.traceForm,
            to: ['notify', 'reconcile'],
            because: ['D10-5.3-02', 'D10-5.4.2-01'],
          },
        },
      },
    },
  },
  notify: {
    title: text('通知购货单位', 'Telling the buyers'),
    forEach: 'buyers',
    tasks: {
      notify: {
        title: text('通知停售召回品', 'Tell the buyer to stop'),
        by: 'salesperson',
        actions: {
          told: {
            title: text('已通知', 'Told'),
            tone: 'primary',
            form: forms.noticeForm,
            then: ['buyerNotice'],
            to: { next: 'reply' },
            because: 'D10-5.4.2-02',
          },
        },
      },
    },
  },
  reply: {
    title: text('收集回复', 'Replies'),
    tasks: {
      collect: {
        title: text('追回并登记数量', 'Take back and count'),
        by: 'salesperson',
        actions: {
          interim: {
            title: text('登记进展', 'Note progress'),
            form: forms.replyForm,
            stays: true,
            because: 'D10-5.6-02',
          },
          final: {
            title: text('回复完毕', 'Final'),
            tone: 'primary',
            form: forms.replyForm,
            requires: ['replyBalances'],
            to: [],
            because: 'D10-5.4.3-01',
          },
        },
      },
    },
  },
  reconcile: {
    title: text('数量核对', 'Reconciliation'),
    waitsFor: ['notify', 'reply'],
    tasks: {
      reconcile: {
        title: text('核对数量', 'Reconcile the quantities'),
        by: 'qualityStaff',
        actions: {
          balance: {
            title: text('数量平衡', 'Balanced'),
            tone: 'primary',
            form: forms.replyForm,
            requires: ['soldEqualsReturnedUsedLostOutstanding'],
            then: ['recallRecord'],
            to: 'effectiveness',
            because: 'D10-5.4.4-01',
          },
        },
      },
    },
  },
  effectiveness: {
    title: text('有效性检查', 'Effectiveness'),
    tasks: {
      check: {
        title: text('检查召回有效性', 'Check that the recall worked'),
        by: 'qualityStaff',
        actions: {
          effective: {
            title: text('有效', 'Effective'),
            tone: 'primary',
            form: forms.noteForm,
            to: 'report',
            because: 'D10-5.4.4-02',
          },
          traceAgain: {
            title: text('仍有遗漏,重新查找', 'Something is missing: trace again'),
            form: forms.noteForm,
            to: 'trace',
            because: ['D10-5.4.2-01', 'D10-5.4.4-02'],
          },
        },
      },
    },
  },
  report: {
    title: text('总结上报', 'Report'),
    tasks: {
      report: {
        title: text('总结并上报', 'Sum up and report'),
        by: 'headOfQuality',
        actions: {
          report: {
            title: text('已上报药监局', 'Reported'),
            tone: 'primary',
            form: forms.noteForm,
            sign: text('召回总结属实', 'The summary is true'),
            then: ['regulatorReport'],
            to: 'closing',
            because: ['D10-5.7-01', 'D10-5.7-02'],
          },
        },
      },
    },
  },
  closing: {
    title: text('结束召回', 'Closing'),
    tasks: {
      close: {
        title: text('复核并结束', 'Review and close'),
        by: 'qualityHead',
        notBy: ['assess.declare', 'reconcile.balance', 'report.report'],
        actions: {
          close: {
            title: text('结束召回', 'Close'),
            tone: 'primary',
            sign: text('复核无误,结束召回', 'Reviewed; the recall is closed'),
            to: 'closed',
            because: ['D10-4-01', 'D10-5.7-03'],
          },
        },
      },
    },
  },
} as const;
