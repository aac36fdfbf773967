import { text } from '../../base/text.ts';
import { addDays, dateOf, type LocalDate, parseLocalDate } from '../../base/time.ts';
import type { FormValues } from '../../forms/form.ts';
import type { Rule, View } from '../../process/definition.ts';

/** What must be true before an admission goes on. Each is a sentence; `check` says what is wrong. */

const wrong = (code: string, zh: string, en: string, field?: string) => ({
  code,
  message: text(zh, en),
  ...(field ? { field } : {}),
});

const dateIn = (values: FormValues, field: string): LocalDate | null => {
  const value = values[field];
  return typeof value === 'string' ? parseLocalDate(value) : null;
};

/** The application as it was filed; a correction adds files and a statement, it does not rewrite it. */
const application = (view: View): FormValues => (view.state.acts.length === 0 ? view.form : view.filled('start'));

/** Same day `months` later, or that month's last day (Civil Code 202). */
const monthsLater = (from: LocalDate, months: number): LocalDate => {
  const [year = 0, month = 0, day = 0] = from.split('-').map(Number);
  const total = year * 12 + (month - 1) + months;
  const first = `${Math.floor(total / 12)}-${String((total % 12) + 1).padStart(2, '0')}-01` as LocalDate;
  const next = (total + 1) % 12;
  const lastDay = Number(
    addDays(`${Math.floor((total + 1) / 12)}-${String(next + 1).padStart(2, '0')}-01` as LocalDate, -1).slice(8),
  );
  return addDays(first, Math.min(day, lastDay) - 1);
};

const monthsOf = (span: string): number => Number.parseInt(span, 10);

const permitInDate: Rule = {
  title: text('经营许可证在有效期内', 'The distribution licence is valid'),
  because: ['P05-2.1.2-07', 'P05-2.1.2-03'],
  check: (view) => {
    const until = dateIn(application(view), 'permitValidUntil');
    return until === null || until >= dateOf(view.now)
      ? true
      : wrong(
          'admission.permitExpired',
          '医疗器械经营许可证已过有效期,请取得有效许可证后再申请。',
          'The distribution licence has expired. Apply again with a valid one.',
          'permitValidUntil',
        );
  },
};

const businessLicenceInDate: Rule = {
  title: text('营业执照在有效期内', 'The business licence is valid'),
  because: 'P05-2.1.1-01',
  check: (view) => {
    const until = dateIn(application(view), 'licenceValidUntil');
    return until === null || until >= dateOf(view.now)
      ? true
      : wrong(
          'admission.businessLicenceExpired',
          '营业执照已过有效期,请换发后再申请。',
          'The business licence has expired. Renew it first.',
          'licenceValidUntil',
        );
  },
};

const registrationsInDate: Rule = {
  title: text('注册证均在有效期内', 'Every registration certificate is valid'),
  because: 'P05-2.1.3-03',
  check: (view) => {
    const rows = (application(view).registrations ?? []) as readonly FormValues[];
    const at = rows.findIndex((row) => (dateIn(row, 'validUntil') ?? '9999-12-31') < dateOf(view.now));
    return at < 0
      ? true
      : wrong(
          'admission.registrationExpired',
          `第 ${at + 1} 项注册证已过有效期,请删除该产品或提交有效注册证。`,
          `Registration ${at + 1} has expired. Remove the product or file a valid one.`,
          `registrations[${at}].validUntil`,
        );
  },
};

const identityLongEnough: Rule = {
  title: text('身份证剩余有效期足够', 'The identity card stays valid for long enough'),
  because: 'P05-2.1.4-04',
  check: (view) => {
    const until = dateIn(application(view), 'idValidUntil');
    const least = monthsLater(dateOf(view.now), monthsOf(view.value('admission.idRemaining')));
    return until !== null && until >= least
      ? true
      : wrong(
          'admission.identityTooShort',
          `身份证须至少有效至 ${least},请换证后再申请。`,
          `The identity card must be valid until ${least} at least.`,
          'idValidUntil',
        );
  },
};

const mandateLongEnough: Rule = {
  title: text('授权委托期限足够', 'The mandate is long enough'),
  because: 'P05-2.1.4-06',
  check: (view) => {
    const values = application(view);
    if (values.byMandate !== true) return true;
    const from = dateIn(values, 'mandateFrom');
    const until = dateIn(values, 'mandateUntil');
    const days = Number.parseInt(view.value('admission.mandate'), 10);
    return from !== null && until !== null && until >= addDays(from, days)
      ? true
      : wrong(
          'admission.mandateTooShort',
          `授权委托期限不得少于 ${days} 天,请重新出具授权委托书。`,
          `The mandate must run for ${days} days at least.`,
          'mandateUntil',
        );
  },
};

/** Names on different papers are compared as written, blanks and full-width forms aside. */
const sameName = (a: unknown, b: unknown): boolean =>
  String(a ?? '')
    .normalize('NFKC')
    .replace(/\s/g, '') ===
  String(b ?? '')
    .normalize('NFKC')
    .replace(/\s/g, '');

const papersAgree: Rule = {
  title: text('营业执照与许可证名称一致', 'Business licence and permit bear the same name'),
  because: 'P05-3.2-04',
  check: (view) => {
    const values = view.filled('start');
    if (values.permitHolder === undefined || sameName(values.merchantName, values.permitHolder)) return true;
    return wrong(
      'admission.namesDiffer',
      '营业执照名称与许可证/备案凭证名称不一致,不能标记通过;请退回经营者更正。',
      'Business licence and permit bear different names; this cannot pass. Return it to the merchant.',
    );
  },
};

const notBarred: Rule = {
  title: text('申请人未被禁止入网', 'The applicant is not barred'),
  because: ['P05-3.4-10', 'P05-3.4-11'],
  needs: ['admissionBar'],
  check: (view) => {
    const bar = view.facts.admissionBar as { until: string | null } | null | undefined;
    if (!bar) return true;
    return bar.until === null
      ? wrong(
          'admission.barredForGood',
          '该主体因重大违规已被永久禁止申请入网。',
          'This applicant is barred for good.',
          'uscc',
        )
      : wrong(
          'admission.barred',
          `距上次不通过未满规定期限,${bar.until} 之后方可重新申请。`,
          `Too soon after a refusal: apply again after ${bar.until}.`,
          'uscc',
        );
  },
};

const isComplete: Rule = {
  title: text('登记为材料完整', 'The register says complete'),
  because: 'P05-2.1-01',
  check: (view) =>
    view.form.complete === 'yes'
      ? true
      : wrong(
          'admission.markedIncomplete',
          '登记为不完整的申请不能进入初步审核,请改用“退回补正”。',
          'An incomplete application cannot go on; ask for a supplement instead.',
          'complete',
        ),
};

const checklistPassed: Rule = {
  title: text('初步审核要点全部通过', 'Every point of the checklist has passed'),
  because: ['P05-3.2-02', 'P05-3.2-03', 'P05-3.2-05'],
  check: (view) => {
    const answers = Object.values((view.form.checklist ?? {}) as Record<string, { answer: string }>);
    return answers.every((answer) => answer.answer !== 'fail')
      ? true
      : wrong(
          'admission.checklistFailed',
          '有要点不通过,不能标记“初步审核通过”,请改为“不通过”并写明原因。',
          'A point has failed; mark the review as failed and give reasons.',
          'checklist',
        );
  },
};

const checklistFailed: Rule = {
  title: text('至少一项要点不通过', 'At least one point has failed'),
  because: ['P05-3.2-05', 'P05-3.2-09'],
  check: (view) => {
    const answers = Object.values((view.form.checklist ?? {}) as Record<string, { answer: string }>);
    return answers.some((answer) => answer.answer === 'fail')
      ? true
      : wrong(
          'admission.nothingFailed',
          '各要点均为通过,不能出具不通过通知书。',
          'No point has failed, so a notice of failure has no ground.',
          'checklist',
        );
  },
};

/** Points of the matrix; the matrix and its thresholds are parameters (DECISIONS 9). */
export const gradeByPoints = (view: View): 'A' | 'B' | 'C' => {
  const points = view.value('admission.riskPoints');
  const of = (kind: string, field: string): number => points[`${kind}${String(view.form[field] ?? '')}`] ?? 0;
  const sum = of('category', 'categoryRisk') + of('size', 'companySize') + of('age', 'companyAge');
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
          'admission.gradeTooLow',
          `按风险矩阵计分应至少为 ${least} 级,可从严不可从宽。`,
          `The risk matrix gives ${least}; you may be stricter, never milder.`,
          'grade',
        );
  },
};

const hasDoubt = (form: FormValues): boolean =>
  ((form.verifications ?? []) as readonly FormValues[]).some((row) => row.status !== 'valid');

const passableWithoutVisit: Rule = {
  title: text('A/B 级且无疑点,或实地核查合格', 'Grade A or B without doubt, or a visit that passed'),
  because: ['P05-3.3.1-07', 'P05-3.3.1-08'],
  check: (view) => {
    if (view.filled('siteVisit.report').result === 'passed') return true;
    return view.form.grade !== 'C' && !hasDoubt(view.form)
      ? true
      : wrong(
          'admission.visitNeeded',
          'C 级或资质验证存在疑点的,须先实地核查,核查合格后方可通过。',
          'Grade C, or a doubt in the verification, needs a site visit first.',
          'grade',
        );
  },
};

const visitPassed: Rule = {
  title: text('实地核查合格', 'The site visit passed'),
  because: 'P05-3.3.1-17',
  check: (view) =>
    view.filled('siteVisit.report').result === 'passed'
      ? true
      : wrong('admission.visitFailed', '实地核查不合格。', 'The site visit failed.'),
};

const noComplianceRisk: Rule = {
  title: text('无合规风险', 'There is no risk of compliance'),
  because: ['P05-3.3.2-01', 'P05-3.3.2-03', 'P05-3.3.2-05'],
  check: (view) =>
    view.form.scopeFits === true && view.form.papersValid === true && view.form.creditResult === 'clean'
      ? true
      : wrong(
          'admission.complianceRisk',
          '存在合规风险(范围、授权文件或信用记录),不能出具“合规审核通过”意见。',
          'There is a risk of compliance; an opinion in favour cannot be given.',
        ),
};

const classThreeHasPermit: Rule = {
  title: text('第三类品类已取得经营许可证', 'Class III is applied for with a distribution licence'),
  because: 'P05-3.3.2-02',
  check: (view) => {
    const values = application(view);
    return values.deviceClass !== 'III' || typeof values.permitNumber === 'string'
      ? true
      : wrong(
          'admission.noPermitForClassThree',
          '未取得第三类医疗器械经营许可证,不得申请第三类品类。',
          'Class III may not be applied for without a distribution licence.',
          'permitNumber',
        );
  },
};

const gradeAsAssessed: Rule = {
  title: text('汇总等级与评估一致', 'The summary bears the grade that was assessed'),
  because: 'P05-3.3.3-03',
  check: (view) =>
    view.form.grade === view.filled('professional.passQuality').grade
      ? true
      : wrong(
          'admission.gradeDiffers',
          '汇总表的风险等级须与《经营者风险评估表》一致。',
          'The grade must be the one of the risk assessment.',
          'grade',
        ),
};

export const admissionRules = {
  permitInDate,
  businessLicenceInDate,
  registrationsInDate,
  identityLongEnough,
  mandateLongEnough,
  papersAgree,
  notBarred,
  isComplete,
  checklistPassed,
  checklistFailed,
  gradeNotBelowPoints,
  passableWithoutVisit,
  visitPassed,
  noComplianceRisk,
  classThreeHasPermit,
  gradeAsAssessed,
};
