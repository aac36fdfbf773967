import { text } from '../../base/text.ts';
import type { FormValues } from '../../forms/form.ts';
import { defineProcess, limit } from '../../process/define.ts';
import type { View } from '../../process/definition.ts';
import * as forms from './forms.ts';
import { stages } from './stages.ts';

const buyers = (view: View) => (view.filled('trace.traced').buyers ?? []) as readonly FormValues[];

const pieces = (values: FormValues, ...fields: readonly string[]): number =>
  fields.reduce((sum, field) => sum + Number(values[field] ?? 0), 0);

/**
 * Taking an unsafe lot back from the market (D10 §5, DECISIONS 21). The buyers' clocks count from the declaration, however
 * long tracing took; the case closes by a second person when every piece that was sold is accounted for.
 */
export const recall = defineProcess({
  name: 'recall',
  version: 1,
  title: text('医疗器械召回', 'Recall of a device'),
  clause: 'D10 §5',
  series: 'ZH',
  start: {
    title: text('登记召回信息', 'Register a recall'),
    by: 'qualityStaff',
    form: forms.intakeForm,
    subject: 'product',
    to: 'assess',
    because: ['D10-5.2-01', 'D10-5.3-01'],
  },
  stages,
  ends: {
    closed: { title: text('召回结束', 'Closed'), tone: 'good' },
    dismissed: { title: text('不予召回', 'Dismissed') },
  },
  lists: {
    buyers: (view) =>
      buyers(view).map((row, i) => ({ key: String(i + 1), label: String(row.name), data: { sold: Number(row.sold) } })),
  },
  choices: { recallClass: (view) => String(view.filled('assess.declare').recallClass) },
  rules: {
    replyBalances: {
      title: text('该单位数量平衡', 'The buyer’s quantities balance'),
      because: 'D10-5.4.3-01',
      check: (view) => {
        const sold = Number(view.item?.data?.sold);
        const told = pieces(view.form, 'returned', 'used', 'lost', 'outstanding');
        return (
          sold === told || {
            code: 'recall.replyUnbalanced',
            message: text(
              `售出 ${sold} 件,回复合计 ${told} 件,请与购货单位核对。`,
              `${sold} were sold, the reply adds up to ${told}; check with the buyer.`,
            ),
            field: 'outstanding',
          }
        );
      },
    },
    soldEqualsReturnedUsedLostOutstanding: {
      title: text('售出 = 退回 + 使用 + 灭失 + 未追回', 'Sold = returned + used + lost + outstanding'),
      because: ['D10-5.4.3-01', 'D10-5.4.4-01'],
      check: (view) => {
        const sold = buyers(view).reduce((sum, row) => sum + pieces(row, 'sold'), 0);
        const told = pieces(view.form, 'returned', 'used', 'lost', 'outstanding');
        return (
          sold === told || {
            code: 'recall.unbalanced',
            message: text(
              `售出 ${sold} 件,去向合计 ${told} 件,数量不平不能结束召回。`,
              `${sold} were sold, ${told} are accounted for; a recall cannot go on unbalanced.`,
            ),
            field: 'outstanding',
          }
        );
      },
    },
  },
  effects: {
    lockStock: { kind: 'command', command: 'stock.lock', because: 'D10-5.4.1-01' },
    buyerNotice: { kind: 'notice', notice: 'recalls.buyer', to: 'customer', because: 'D10-5.4.2-02' },
    recallRecord: { kind: 'record', record: 'recall', because: 'D10-5.4.4-01' },
    regulatorReport: {
      kind: 'notice',
      notice: 'recalls.report',
      to: 'regulator',
      because: ['D10-5.4.5-01', 'D10-5.7-02'],
    },
  },
  limits: {
    buyersTold: {
      title: text('通知购货单位', 'Telling the buyer'),
      from: { enters: 'notify', since: 'assess.declare' },
      within: {
        by: 'recallClass',
        of: { I: limit('recall.notifyClass1'), II: limit('recall.notifyClass2'), III: limit('recall.notifyClass3') },
      },
      ifMissed: { escalate: 'headOfQuality' },
      because: 'D10-5.4.2-02',
    },
    summary: {
      title: text('召回总结', 'Summary'),
      from: { enters: 'report' },
      within: limit('recall.summary', 'regulator'),
      ifMissed: { escalate: 'qualityHead' },
      because: 'D10-5.7-02',
    },
  },
});
