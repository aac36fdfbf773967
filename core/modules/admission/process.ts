import { text } from '../../base/text.ts';
import { defineProcess, limit } from '../../process/define.ts';
import { applicationForm } from './forms/application.ts';
import { applicantRules } from './rules/applicant.ts';
import { credentialRules } from './rules/credentials.ts';
import { fileRules } from './rules/files.ts';
import { intakeRules } from './rules/intake.ts';
import { outcomeRules } from './rules/outcome.ts';
import { qualityRules } from './rules/quality.ts';
import { intakeStages } from './stages/intake.ts';
import { outcomeStages } from './stages/outcome.ts';
import { professionalStages } from './stages/professional.ts';

/**
 * Admission of a merchant to the platform (P05 §3): application, completeness, preliminary review, professional review by
 * two departments at once, notice, archive.
 */
export const admission = defineProcess({
  name: 'merchant-admission',
  version: 1,
  title: text('经营者入网审核', 'Admission of a merchant'),
  clause: 'P05 §3',
  series: 'RW',
  start: {
    title: text('提交入网申请', 'File the application'),
    by: 'merchant',
    form: applicationForm,
    subject: 'merchantName',
    requires: [
      'notBarred',
      'filesNamedAsRequired',
      'identityLongEnough',
      'mandateBySameRepresentative',
      'mandateLongEnough',
      'mandateNamesTheMatter',
      'businessLicenceInDate',
      'scopeNamesDevices',
      'youngCompanyHasLease',
      'youngCompanyHasStatement',
      'filingInDate',
      'permitInDate',
      'categoriesCovered',
      'registrationsInDate',
      'everyProductHasItsCertificate',
      'productsWithinClass',
    ],
    then: ['receiptNotice'],
    to: 'completeness',
    because: 'P05-2.4-05',
  },
  stages: { ...intakeStages, ...professionalStages, ...outcomeStages },
  ends: {
    admitted: { title: text('已入网', 'Admitted'), tone: 'good' },
    refused: { title: text('审核不通过', 'Refused'), tone: 'bad' },
    rejected: { title: text('逾期未补正,已驳回', 'Rejected: not supplemented in time'), tone: 'bad' },
    withdrawn: { title: text('经营者撤回申请', 'Withdrawn by the merchant') },
  },
  rules: { ...applicantRules, ...fileRules, ...credentialRules, ...intakeRules, ...qualityRules, ...outcomeRules },
  effects: {
    receiptNotice: { kind: 'notice', notice: 'admission.receipt', to: 'merchant', because: 'P05-3.1-01' },
    supplementNotice: { kind: 'notice', notice: 'admission.supplement', to: 'merchant', because: 'P05-3.1-06' },
    rejectionNotice: {
      kind: 'notice',
      notice: 'admission.rejection',
      to: 'merchant',
      because: ['P05-3.1-09', 'P05-3.1-10'],
    },
    preliminaryNotice: {
      kind: 'notice',
      notice: 'admission.preliminaryRefusal',
      to: 'merchant',
      because: 'P05-3.2-09',
    },
    refusalNotice: {
      kind: 'notice',
      notice: 'admission.refusal',
      to: 'merchant',
      because: ['P05-3.3.3-06', 'P05-3.4-09'],
    },
    admissionNotice: {
      kind: 'notice',
      notice: 'admission.admitted',
      to: 'merchant',
      because: ['P05-3.4-02', 'P05-3.4-03'],
    },
    receiptRegister: { kind: 'record', record: 'admission-receipt', because: 'P05-3.1-04' },
    preliminaryReport: { kind: 'record', record: 'admission-preliminary', because: 'P05-3.2-07' },
    riskAssessment: { kind: 'record', record: 'merchant-risk-assessment', because: ['P05-3.3.1-02', 'P05-3.3.1-04'] },
    siteVisitReport: { kind: 'record', record: 'admission-site-visit', because: 'P05-3.3.1-16' },
    complianceOpinion: { kind: 'record', record: 'admission-compliance', because: 'P05-3.3.2-04' },
    summaryTable: { kind: 'record', record: 'admission-summary', because: 'P05-3.3.3-03' },
    qualificationRecord: { kind: 'record', record: 'QR-QC-001', because: ['P04-2.1-05', 'P04-2.2-01'] },
    admitMerchant: { kind: 'change', change: 'admission.admit', because: ['P05-1.1-01', 'P05-3.4-04'] },
    barMerchant: { kind: 'change', change: 'admission.bar', because: ['P05-3.4-10', 'P05-3.4-11'] },
    archiveFile: { kind: 'change', change: 'admission.archive', because: 'P05-3.4-07' },
  },
  choices: { grade: (view) => (view.filled('professional.orderVisit').grade === 'C' ? 'highRisk' : 'ordinary') },
  limits: {
    completeness: {
      title: text('材料完整性确认', 'Completeness check'),
      from: { enters: 'completeness' },
      within: limit('admission.completeness'),
      ifMissed: { escalate: 'headOfOperations' },
      because: ['P05-3.1-02', 'P05-3.1-05'],
    },
    supplement: {
      title: text('经营者补正', 'Supplement by the merchant'),
      from: { enters: 'supplement' },
      within: limit('admission.correction'),
      party: 'counterparty',
      remindAt: [0.6],
      ifMissed: { lapse: 'rejected', then: ['rejectionNotice'] },
      because: ['P05-3.1-08', 'P05-3.1-09'],
    },
    preliminary: {
      title: text('初步审核', 'Preliminary review'),
      from: { enters: 'preliminary' },
      within: limit('admission.preliminaryReview'),
      ifMissed: { escalate: 'headOfOperations' },
      because: 'P05-3.2-01',
    },
    professional: {
      title: text('专业审核', 'Professional review'),
      from: { enters: 'professional' },
      within: {
        by: 'grade',
        of: {
          ordinary: limit('admission.professionalReview'),
          highRisk: { parameter: 'admission.professionalReview', plus: 'admission.highRiskExtension' },
        },
      },
      pauses: [
        {
          from: { enters: 'siteVisit' },
          until: [{ leaves: 'siteVisit' }],
          because: text('实地核查期间暂停计时', 'The clock stops during the site visit'),
        },
      ],
      ifMissed: { escalate: 'headOfQuality' },
      because: ['P05-3.3-01', 'P05-3.3.1-06'],
    },
    siteVisitArranged: {
      title: text('安排实地核查', 'Arranging the site visit'),
      from: { enters: 'siteVisit' },
      within: limit('admission.siteVisitArranged'),
      until: [{ act: 'siteVisit.arrange' }, { act: 'siteVisit.report' }],
      ifMissed: { escalate: 'headOfQuality' },
      because: 'P05-3.3.1-09',
    },
    siteVisitReport: {
      title: text('出具实地核查报告', 'Report on the site visit'),
      from: { moment: 'siteVisit.arrange.visitOn' },
      within: limit('admission.siteVisitReport'),
      until: [{ act: 'siteVisit.report' }],
      ifMissed: { escalate: 'headOfQuality' },
      because: 'P05-3.3.1-15',
    },
    summary: {
      title: text('汇总审核意见', 'Summary of the opinions'),
      from: { enters: 'summary' },
      within: limit('admission.summary'),
      ifMissed: { escalate: 'headOfQuality' },
      because: 'P05-3.3.3-02',
    },
    refusal: {
      title: text('出具不通过通知书', 'Notice of refusal'),
      from: { enters: 'refusal' },
      within: limit('admission.refusalNotice'),
      ifMissed: { escalate: 'headOfQuality' },
      because: 'P05-3.3.3-05',
    },
    result: {
      title: text('反馈审核结果', 'Telling the merchant the result'),
      from: { enters: 'result' },
      within: limit('admission.result'),
      ifMissed: { escalate: 'headOfOperations' },
      because: ['P05-3.4-01', 'P05-3.4-02'],
    },
    archive: {
      title: text('资质归档', 'Filing of the qualifications'),
      from: { enters: 'archive' },
      within: limit('admission.archive'),
      ifMissed: { escalate: 'headOfOperations' },
      because: 'P05-3.4-06',
    },
  },
});
