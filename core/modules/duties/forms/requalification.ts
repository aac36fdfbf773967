import { text } from '../../../base/text.ts';
import { defineForm } from '../../../forms/form.ts';
import { account, count, line, option, rows } from './fields.ts';

/** Sums a re-review up; the drawn merchants stand in the opening of the occurrence. */
export const requalificationForm = defineForm({
  id: 'requalification-summary',
  version: 1,
  title: text('资质定期复核汇总', 'Summary of the re-review of merchants'),
  source: 'P05 §4.1',
  fields: {
    reviewed: count('已复核经营者数', 'Merchants reviewed'),
    results: rows('未直接通过的经营者', 'Merchants that did not simply pass', {
      merchant: line('经营者', 'Merchant', 80),
      result: {
        kind: 'choice',
        label: text('结论', 'Result'),
        options: [option('rectify', '整改', 'Rectify'), option('fail', '不通过', 'Fail')],
        required: true,
      },
      reason: line('原因', 'Reason', 200),
    }),
    conclusion: account('复核总结', 'Summary'),
  },
});
