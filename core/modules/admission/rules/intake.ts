import { text } from '../../../base/text.ts';
import type { ChecklistAnswer, FormValues } from '../../../forms/form.ts';
import type { Rule, View } from '../../../process/definition.ts';
import { application, sameName, wrong } from './reading.ts';

/** Receipt, supplement and preliminary review (P05 §3.1–3.2). */

const answersIn = (form: FormValues, field: string): Readonly<Record<string, ChecklistAnswer>> =>
  (form[field] ?? {}) as Record<string, ChecklistAnswer>;

const materialComplete: Rule = {
  title: text('材料逐项核对完整', 'Every item of the material is there'),
  because: ['P05-2.1-01', 'P05-3.1-03'],
  check: (view) => {
    const answers = answersIn(view.form, 'materials');
    const excused = (code: string): boolean => code === 'permit' && application(view).deviceClass === 'I';
    const missing = Object.entries(answers).some(
      ([code, { answer }]) => answer === 'fail' || (answer === 'notApplicable' && !excused(code)),
    );
    return !missing && view.form.complete === 'yes'
      ? true
      : wrong(
          'incomplete',
          '材料不完整的申请不能进入初步审核,请改用“退回补正”。',
          'An incomplete application cannot go on; ask for a supplement instead.',
          'complete',
        );
  },
};

const wasSupplemented = (view: View): boolean => view.state.acts.some((act) => act.ref === 'supplement.resubmit');

const notSupplementedYet: Rule = {
  title: text('尚未补正过', 'The application has not been supplemented yet'),
  because: 'P05-3.1-09',
  check: (view) =>
    wasSupplemented(view)
      ? wrong(
          'supplementedAlready',
          '该申请已补正过一次,补正仍不合格的应予驳回,请改用“补正不合格,驳回”。',
          'This application has been supplemented once. What still falls short is rejected: use “Reject”.',
        )
      : true,
};

const supplementedOnce: Rule = {
  title: text('已补正过', 'The application has been supplemented'),
  because: 'P05-3.1-08',
  check: (view) =>
    wasSupplemented(view)
      ? true
      : wrong(
          'notSupplemented',
          '经营者尚未补正,不能直接驳回,请先“退回补正”。',
          'The merchant has had no chance to supplement. Ask for a supplement first.',
        ),
};

const holderAsLastFiled = (view: View): unknown =>
  view.filled('correction.resubmit').permitHolder ??
  view.filled('supplement.resubmit').permitHolder ??
  view.filled('start').permitHolder;

const papersAgree: Rule = {
  title: text('营业执照与许可证名称一致', 'Business licence and permit bear the same name'),
  because: 'P05-3.2-04',
  check: (view) => {
    const holder = holderAsLastFiled(view);
    if (holder === undefined || sameName(view.filled('start').merchantName, holder)) return true;
    return wrong(
      'namesDiffer',
      '营业执照名称与许可证/备案凭证名称不一致,不能标记通过;请退回经营者更正。',
      'Business licence and permit bear different names; this cannot pass. Return it to the merchant.',
    );
  },
};

const hasFailed = (view: View): boolean =>
  Object.values(answersIn(view.form, 'checklist')).some(({ answer }) => answer === 'fail');

const checklistPassed: Rule = {
  title: text('初步审核要点全部通过', 'Every point of the checklist has passed'),
  because: ['P05-3.2-02', 'P05-3.2-03', 'P05-3.2-05', 'P05-2.1.1-02'],
  check: (view) =>
    hasFailed(view)
      ? wrong(
          'checklistFailed',
          '有要点不通过,不能标记“初步审核通过”,请改为“不通过”并写明原因。',
          'A point has failed; mark the review as failed and give reasons.',
          'checklist',
        )
      : true,
};

const checklistFailed: Rule = {
  title: text('至少一项要点不通过', 'At least one point has failed'),
  because: 'P05-3.2-09',
  check: (view) =>
    hasFailed(view)
      ? true
      : wrong(
          'nothingFailed',
          '各要点均为通过,不能出具不通过通知书。',
          'No point has failed, so a notice of failure has no ground.',
          'checklist',
        ),
};

export const intakeRules = {
  materialComplete,
  notSupplementedYet,
  supplementedOnce,
  papersAgree,
  checklistPassed,
  checklistFailed,
};
