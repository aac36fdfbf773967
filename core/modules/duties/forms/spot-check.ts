import { text } from '../../../base/text.ts';
import { demanded } from '../../../forms/demanded.ts';
import { defineForm, type FormValues } from '../../../forms/form.ts';
import type { Rule } from '../../../process/definition.ts';
import { shareOf } from '../../../process/draw.ts';
import { account, count, line, rows } from './fields.ts';

const point = (code: string, zh: string, en: string, obligation?: string) => ({
  code,
  label: text(zh, en),
  notApplicableAllowed: true,
  ...(obligation ? { obligation } : {}),
});

/** The fifteen points are ours where the manual names only examples; those of paper records are the clauses of P04 §2.1. */
const points = [
  point('blackPen', '纸质记录用 0.5 mm 黑色签字笔填写', 'Paper records are in a 0.5 mm black pen', 'P04-2.1-01'),
  point('noOtherPen', '未见圆珠笔、铅笔、彩色笔字迹', 'No ballpoint, pencil or coloured pen', 'P04-2.1-02'),
  point('struckThrough', '错处以横线划去,无涂抹', 'Errors are struck through, not smeared', 'P04-2.1-16'),
  point('correctionSigned', '更正处注明原因、姓名和日期', 'Corrections bear reason, full name and date'),
  point('noPageLost', '无撕页,无整页重写', 'No page torn out or rewritten', 'P04-2.1-18'),
  point('complete', '必填项无空缺', 'Nothing required is empty'),
  point('dates', '日期为 YYYY-MM-DD', 'Dates are YYYY-MM-DD'),
  point('times', '时间为 HH:MM', 'Times are HH:MM'),
  point('digits', '数量用阿拉伯数字', 'Quantities are in Arabic digits'),
  point('amounts', '金额两位小数', 'Amounts have two decimals'),
  point('sameAsOriginal', '名称、证号与原件一致', 'Names and numbers are those of the originals'),
  point('inTime', '在规定时限内填写', 'Filled in within the time set'),
  point('reviewed', '按时审核并有结论', 'Reviewed in time, with a conclusion'),
  point('signed', '签名齐全', 'Signatures are complete'),
  point('filed', '编号、归档位置正确', 'Number and place in the archive are right'),
];

export const spotCheckForm = defineForm({
  id: 'record-spot-check',
  version: 1,
  title: text('质量记录检查报告', 'Report on the spot check of quality records'),
  source: 'P04 §2.3',
  fields: {
    paperRecords: count('上月纸质记录数', 'Paper records of last month'),
    paperChecked: count('抽查纸质记录数', 'Paper records checked'),
    checklist: demanded(
      'record-spot-check.checklist',
      ['P04-2.3-08', 'P04-2.1-01', 'P04-2.1-02', 'P04-2.1-16', 'P04-2.1-18'],
      {
        kind: 'checklist',
        label: text('质量记录填写检查要点', 'Points of the spot check'),
        items: points,
        required: true,
      },
    ),
    defects: rows('不规范记录', 'Records with defects', {
      number: line('记录编号', 'Record number', 80),
      defect: line('问题', 'Defect', 200),
      post: line('责任岗位', 'Post responsible'),
    }),
    conclusion: demanded('record-spot-check.conclusion', 'P04-2.3-09', account('检查结论', 'Conclusion')),
  },
});

const isShort = ({ paperRecords, paperChecked }: FormValues, percent: number): boolean =>
  Number(paperChecked) < shareOf(percent, Number(paperRecords));

export const enoughPaperChecked: Rule = {
  title: text('纸质记录抽查数达到规定比例', 'Enough of the paper records were checked'),
  because: 'P04-2.3-06',
  check: ({ form, value }) => {
    const percent = Number(value('record.spotCheckPaper'));
    if (!isShort(form, percent)) return true;
    const least = shareOf(percent, Number(form.paperRecords));
    return {
      code: 'spotCheck.tooFewPaper',
      message: text(
        `纸质记录至少抽查 ${least} 份(${percent}%),请补查后再提交。`,
        `Check at least ${least} of the paper records (${percent} %), then submit again.`,
      ),
      params: { least, percent, field: 'paperChecked' },
    };
  },
};
