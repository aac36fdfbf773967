import { text } from '../../base/text.ts';
import type { Rule, View } from '../../process/definition.ts';

/** Rules of an urgent complaint (P11). */

/** Whole cents of an amount like `198.00`; sums of money are never reckoned in fractions. */
const cents = (amount: unknown): number => Math.round(Number(amount ?? 0) * 100);

export const complaintRules = {
  isUrgent: {
    title: text('属于紧急投诉', 'The complaint is urgent'),
    because: 'P11-1.3-01',
    check: (view: View) => {
      const many = view.value('complaint.groupUrgent');
      return (
        view.form.injured === true ||
        Number(view.form.persons) >= many || {
          code: 'complaint.notUrgent',
          message: text(
            `未致人受伤且不足 ${many} 人的投诉不属于紧急投诉,请按二级或三级登记。`,
            `Without an injury and with fewer than ${many} complainants it is not urgent; register it at level 2 or 3.`,
          ),
          field: 'injured',
        }
      );
    },
  },
  laboratoryAccredited: {
    title: text('检测机构具备资质', 'The laboratory is accredited'),
    because: 'P11-3.1.2-05',
    check: (view: View) =>
      view.form.accredited === true || {
        code: 'complaint.laboratoryNotAccredited',
        message: text('须送具备 CNAS 资质的机构检测。', 'The laboratory must be accredited by CNAS.'),
        field: 'accredited',
      },
  },
  compensationEnough: {
    title: text('赔偿不低于法定标准', 'The compensation is what the law gives'),
    because: 'P11-3.1.2-09',
    check: (view: View) => {
      if (view.form.defect !== true) return true;
      const multiple = view.value('complaint.compensation');
      const least = Math.max(multiple * cents(view.form.price), 100 * view.value('complaint.compensationLeast'));
      return (
        (cents(view.form.refund) >= cents(view.form.price) && cents(view.form.compensation) >= least) || {
          code: 'complaint.compensationTooLow',
          message: text(
            `应退还价款,并赔偿不少于 ${(least / 100).toFixed(2)} 元。`,
            `Refund the price and pay ${(least / 100).toFixed(2)} yuan at least.`,
          ),
          field: 'compensation',
        }
      );
    },
  },
  toldTwice: {
    title: text('已电话并书面告知', 'Told by telephone and in writing'),
    because: 'P11-3.1.2-12',
    check: (view: View) =>
      (view.form.byPhone === true && view.form.inWriting === true) || {
        code: 'complaint.notTold',
        message: text('处理结果须同时以电话和书面告知投诉人。', 'Tell the complainant by telephone and in writing.'),
      },
  },
} satisfies Readonly<Record<string, Rule>>;
