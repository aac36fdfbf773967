import { text } from '../../../base/text.ts';
import { dateOf } from '../../../base/time.ts';
import type { ChecklistAnswer, FormValues } from '../../../forms/form.ts';
import type { Rule, View } from '../../../process/definition.ts';
import { application, bare, dateIn, later, rowsIn, wrong } from './reading.ts';

/** Review by quality management and the site visit (P05 §3.3.1). */

const BUSINESS_LICENCE = '营业执照';

/** What must be looked up on an official site: kind and number of every credential filed. */
const credentialsOf = (filed: FormValues): readonly { readonly kind: string; readonly number: string }[] => {
  const permit = filed.permitNumber ?? filed.filingNumber;
  return [
    { kind: 'businessLicence', number: String(filed.uscc) },
    ...(permit === undefined ? [] : [{ kind: 'permit', number: String(permit) }]),
    ...rowsIn(filed, 'registrations').map((row) => ({ kind: 'registration', number: String(row.number) })),
  ];
};

const everyCredentialVerified: Rule = {
  title: text('每项证照都在官方平台验证并记录', 'Every credential was looked up on an official site'),
  because: ['P05-3.3.1-01', 'P05-2.1.1-04', 'P05-2.1.2-06', 'P05-2.1.3-04', 'P05-2.1.2-02'],
  check: (view) => {
    const found = new Set(rowsIn(view.form, 'verifications').map((row) => `${row.credential}:${bare(row.number)}`));
    const missing = credentialsOf(application(view)).filter(
      ({ kind, number }) => !found.has(`${kind}:${bare(number)}`),
    );
    const names = missing.map(({ kind, number }) => (kind === 'businessLicence' ? BUSINESS_LICENCE : number));
    return missing.length === 0
      ? true
      : wrong(
          'notVerified',
          `下列证照尚未记录官方平台查询结果:${names.join('、')}。`,
          `There is no look-up on an official site for: ${missing.map((one) => one.number).join(', ')}.`,
          'verifications',
        );
  },
};

const nothingInvalid: Rule = {
  title: text('没有查询结果为无效的证照', 'No credential was found to be invalid'),
  because: ['P05-2.1.1-05', 'P05-2.1.2-07'],
  check: (view) => {
    const at = rowsIn(view.form, 'verifications').findIndex((row) => row.status === 'invalid');
    return at < 0
      ? true
      : wrong(
          'credentialInvalid',
          `第 ${at + 1} 项证照查询状态为无效,不能通过,请作“质量审核不通过”处理。`,
          `Credential ${at + 1} was found invalid; this cannot pass. Refuse it.`,
          `verifications[${at}].status`,
        );
  },
};

const ageBand = (view: View): string => {
  const established = dateIn(application(view), 'establishedOn');
  if (established === null || later(established, view.value('admission.youngCompany')) > dateOf(view.now))
    return 'UnderThreeMonths';
  return later(established, '3y') > dateOf(view.now) ? 'UpToThreeYears' : 'OverThreeYears';
};

/** Points of the matrix: the reviewer's judgement of categories and size, the age from the application (DECISIONS 9). */
export const gradeByPoints = (view: View): 'A' | 'B' | 'C' => {
  const points = view.value('admission.riskPoints');
  const sum =
    (points[`category${String(view.form.categoryRisk)}`] ?? 0) +
    (points[`size${String(view.form.companySize)}`] ?? 0) +
    (points[`age${ageBand(view)}`] ?? 0);
  if (sum >= Number(view.value('admission.riskGradeC'))) return 'C';
  return sum >= Number(view.value('admission.riskGradeB')) ? 'B' : 'A';
};

const gradeNotBelowPoints: Rule = {
  title: text('风险等级不低于计分结果', 'The grade is not below what the points give'),
  because: ['P05-3.3.1-03', 'P05-3.3.1-05'],
  check: (view) => {
    const least = gradeByPoints(view);
    return String(view.form.grade) >= least
      ? true
      : wrong(
          'gradeTooLow',
          `按风险矩阵计分应至少为 ${least} 级,可从严不可从宽。`,
          `The risk matrix gives ${least}; you may be stricter, never milder.`,
          'grade',
        );
  },
};

const passableWithoutVisit: Rule = {
  title: text('A/B 级且无疑点,或实地核查合格', 'Grade A or B without doubt, or a visit that passed'),
  because: ['P05-3.3.1-07', 'P05-3.3.1-08'],
  check: (view) => {
    const doubt = rowsIn(view.form, 'verifications').some((row) => row.status !== 'valid');
    if (view.filled('siteVisit.report').result === 'passed') return true;
    return view.form.grade !== 'C' && !doubt
      ? true
      : wrong(
          'visitNeeded',
          'C 级或资质验证存在疑点的,须先实地核查,核查合格后方可通过。',
          'Grade C, or a doubt in the verification, needs a site visit first.',
          'grade',
        );
  },
};

const twoInspectors: Rule = {
  title: text('实地核查人员不少于规定人数', 'Enough different people made the visit'),
  because: 'P05-3.3.1-10',
  check: (view) => {
    const least = Number(view.value('admission.siteVisitPersons'));
    const cards = new Set(rowsIn(view.form, 'inspectors').map((row) => String(row.workCard)));
    const names = new Set(rowsIn(view.form, 'inspectors').map((row) => String(row.name)));
    return Math.min(cards.size, names.size) >= least
      ? true
      : wrong(
          'tooFewInspectors',
          `实地核查须由 ${least} 名及以上审核人员进行,请如实登记每人姓名和工作证号。`,
          `At least ${least} reviewers make the visit; enter name and work card of each.`,
          'inspectors',
        );
  },
};

const resultFollowsFindings: Rule = {
  title: text('核查结果与各项发现一致', 'The result follows from the findings'),
  because: ['P05-3.3.1-12', 'P05-3.3.1-13', 'P05-3.3.1-14'],
  check: (view) => {
    const findings = Object.values((view.form.findings ?? {}) as Record<string, ChecklistAnswer>);
    return view.form.result === 'failed' || findings.every(({ answer }) => answer === 'pass')
      ? true
      : wrong(
          'findingFailed',
          '有核查内容不符合要求,核查结果不能填“合格”。',
          'A point of the visit has failed, so the result cannot be “passed”.',
          'result',
        );
  },
};

const visitPassed: Rule = {
  title: text('实地核查合格', 'The site visit passed'),
  because: 'P05-3.3.1-17',
  check: (view) =>
    view.filled('siteVisit.report').result === 'passed'
      ? true
      : wrong('visitFailed', '实地核查不合格。', 'The site visit failed.'),
};

export const qualityRules = {
  everyCredentialVerified,
  nothingInvalid,
  gradeNotBelowPoints,
  passableWithoutVisit,
  twoInspectors,
  resultFollowsFindings,
  visitPassed,
};
