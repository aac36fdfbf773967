import { text } from '../../base/text.ts';
import { defineForm } from '../../forms/form.ts';

/** Forms of a recall (D10 §5, DECISIONS 21). */

const words = (zh: string, en: string) =>
  ({ kind: 'longText', label: text(zh, en), maxLength: 4000, required: true }) as const;
const pieces = (zh: string, en: string) =>
  ({ kind: 'number', label: text(zh, en), decimals: 0, min: 0, max: 10_000_000, required: true }) as const;

export const intakeForm = defineForm({
  id: 'recall-intake',
  version: 1,
  title: text('召回信息登记', 'Intake of a recall'),
  source: 'D10 §5.2',
  fields: {
    source: {
      kind: 'choice',
      label: text('信息来源', 'Source'),
      required: true,
      options: [
        { code: 'announced', label: text('监管部门公布', 'Announced by a regulator') },
        { code: 'sampled', label: text('监督抽检同批号', 'Same lot as a sample that failed') },
        { code: 'found', label: text('保管养护发现', 'Found in storage') },
        { code: 'manufacturer', label: text('生产企业提出', 'Asked for by the manufacturer') },
      ],
    },
    product: { kind: 'text', label: text('产品', 'Product'), maxLength: 200, required: true },
    lot: { kind: 'text', label: text('批号', 'Lot'), maxLength: 60, required: true },
  },
});

export const declarationForm = defineForm({
  id: 'recall-declaration',
  version: 1,
  title: text('召回决定', 'Declaration of a recall'),
  source: 'D10 §5.4.1',
  fields: {
    recallClass: {
      kind: 'choice',
      label: text('召回级别', 'Class'),
      required: true,
      options: [
        { code: 'I', label: text('一级', 'Class I') },
        { code: 'II', label: text('二级', 'Class II') },
        { code: 'III', label: text('三级', 'Class III') },
      ],
    },
    reason: words('理由', 'Reason'),
  },
});

export const noteForm = defineForm({
  id: 'recall-note',
  version: 1,
  title: text('办理记录', 'Note'),
  source: 'D10 §5.4',
  fields: { note: words('办理情况', 'What was done') },
});

export const traceForm = defineForm({
  id: 'recall-trace',
  version: 1,
  title: text('召回产品去向', 'Where the goods went'),
  source: 'D10 §5.4.2',
  fields: {
    buyers: {
      kind: 'rows',
      label: text('购货单位', 'Buyers'),
      max: 5000,
      required: true,
      columns: {
        name: { kind: 'text', label: text('购货单位', 'Buyer'), maxLength: 100, required: true },
        sold: pieces('销售数量', 'Sold'),
      },
    },
  },
});

export const noticeForm = defineForm({
  id: 'recall-buyer-told',
  version: 1,
  title: text('通知购货单位', 'Telling a buyer'),
  source: 'D10 §5.4.2',
  fields: { means: words('通知方式与接收人', 'Means, and who took it') },
});

export const replyForm = defineForm({
  id: 'recall-reply',
  version: 1,
  title: text('购货单位回复', 'Reply of a buyer'),
  source: 'D10 §5.4.3',
  fields: {
    returned: pieces('已退回', 'Returned'),
    used: pieces('已使用', 'Used'),
    lost: pieces('灭失', 'Lost'),
    outstanding: pieces('未追回', 'Outstanding'),
  },
});
