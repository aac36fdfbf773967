import { text } from '../../../base/text.ts';
import { defineForm } from '../../../forms/form.ts';
import { account, count, doneOn } from './fields.ts';

export const retentionLedgerForm = defineForm({
  id: 'retention-ledger',
  version: 1,
  title: text('保管期限台账更新记录', 'Renewal of the retention ledger'),
  source: 'P04 §4.3',
  fields: {
    renewedOn: doneOn('更新日期', 'Renewed on'),
    added: count('上月新增记录数', 'Records added last month'),
    endingSoon: count('三个月内到期记录数', 'Records whose period ends within three months'),
    conclusion: account('核对情况', 'What was found'),
  },
});
