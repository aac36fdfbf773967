import { text } from '../../base/text.ts';
import type { ChecklistAnswer, FormValues } from '../../forms/form.ts';
import type { Rule, View } from '../../process/definition.ts';

/** Rules of the review of a document (P03 §3–4). */

const members = (view: View) => (view.form.members ?? []) as readonly FormValues[];

const levelIs = (level: string, zh: string, en: string, because: Rule['because']): Rule => ({
  title: text(zh, en),
  because,
  check: (view) =>
    view.filled('start').level === level || { code: 'document.otherLevel', message: text(`不是${zh}`, `Not: ${en}`) },
});

/** Departments whose objection in this circulation is a major one. */
export const majorObjections = (view: View): number =>
  new Set(
    view.state.acts
      .filter((act) => act.ref === 'crossReview.object' && act.item !== null)
      .filter((act) => view.filled('crossReview.object', act.item ?? '').weight === 'major')
      .map((act) => act.item),
  ).size;

export const documentRules = {
  panelLargeEnough: {
    title: text('审核小组人数足够', 'The panel is large enough'),
    because: 'P03-3.1-02',
    check: (view: View) => {
      const least = view.value('document.panelSize');
      return (
        members(view).length >= least || {
          code: 'document.panelTooSmall',
          message: text(`审核小组不得少于 ${least} 人,请补充成员。`, `The panel needs ${least} members; add some.`),
          field: 'members',
        }
      );
    },
  },
  panelHasExpert: {
    title: text('小组有熟悉业务的骨干', 'The panel has an expert'),
    because: 'P03-3.1-03',
    check: (view: View) => {
      const least = view.value('document.panelExperts');
      return (
        members(view).filter((row) => row.expert === true).length >= least || {
          code: 'document.noExpert',
          message: text(`小组至少应有 ${least} 名业务骨干。`, `The panel needs ${least} expert at least.`),
          field: 'members',
        }
      );
    },
  },
  manyMajorObjections: {
    title: text('多个部门提出重大修改意见', 'Several departments raise major objections'),
    because: 'P03-3.2-07',
    check: (view: View) =>
      majorObjections(view) >= view.value('document.meetingObjections') || {
        code: 'document.noMeeting',
        message: text('未达到召开协调会的部门数。', 'Too few departments for a meeting.'),
      },
  },
  allPointsPass: {
    title: text('审核要点全部符合', 'Every point of the checklist passes'),
    because: 'P03-3.3-04',
    check: (view: View) =>
      Object.values((view.form.points ?? {}) as Readonly<Record<string, ChecklistAnswer>>).every(
        (point) => point.answer !== 'fail',
      ) || {
        code: 'document.pointFails',
        message: text('有审核要点不符合,请改用“审核不通过”。', 'A point fails; choose to fail the review instead.'),
        field: 'points',
      },
  },
  isManual: levelIs('manual', '质量手册', 'a quality manual', 'P03-4.1-01'),
  isProcedure: levelIs('procedure', '程序文件', 'a procedure', 'P03-4.1-04'),
  isInstruction: levelIs('instruction', '作业指导书', 'a work instruction', 'P03-4.1-05'),
} satisfies Readonly<Record<string, Rule>>;
