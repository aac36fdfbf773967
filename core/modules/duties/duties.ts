import { text } from '../../base/text.ts';
import { type DeclaredDuty, defineDuty } from '../../process/duty.ts';
import { type DeclaredRecord, defineRecord } from '../../process/record.ts';
import { archiveReadingForm, archiveUpkeepForm, readingRules, upkeepRules } from './forms/archive-room.ts';
import { requalificationForm } from './forms/requalification.ts';
import { retentionLedgerForm } from './forms/retention-ledger.ts';
import {
  accessReviewForm,
  backupCheckForm,
  policyRenewalForm,
  securityAssessmentForm,
  securityAuditForm,
  securityDrillForm,
  vulnerabilityScanForm,
} from './forms/security.ts';
import { enoughPaperChecked, spotCheckForm } from './forms/spot-check.ts';

const checked = text('检查属实', 'Checked');
const approved = text('审核属实', 'Reviewed');

/** Quality management looks through last month's records; the electronic ones are drawn, the paper ones counted by hand. */
const recordSpotCheck = defineDuty({
  name: 'record-spot-check',
  title: text('质量记录月度抽查', 'Monthly spot check of quality records'),
  by: 'qualityStaff',
  recurs: { every: 'month', on: { from: 5, to: 10 } },
  draws: { from: 'qualityRecords', share: 'record.spotCheckElectronic' },
  form: spotCheckForm,
  rules: { enoughPaperChecked },
  sign: checked,
  escalatesTo: 'headOfQuality',
  because: ['P04-2.3-05', 'P04-2.3-07'],
});

/** The ledger itself is reckoned with each record; once a month somebody looks whether it is right and what may go soon. */
const retentionLedger = defineDuty({
  name: 'retention-ledger',
  title: text('保管期限台账月度更新', 'Monthly renewal of the retention ledger'),
  by: 'qualityStaff',
  recurs: { every: 'month', on: { day: 1 } },
  form: retentionLedgerForm,
  sign: checked,
  escalatesTo: 'headOfQuality',
  because: 'P04-4.3-05',
});

const reading = (name: string, zh: string, en: string, hours: readonly [number, number]): DeclaredDuty =>
  defineDuty({
    name,
    title: text(zh, en),
    by: 'archivist',
    recurs: { every: 'day', hours },
    form: archiveReadingForm,
    rules: readingRules,
    escalatesTo: 'headOfAdministration',
    lateFor: 'duty.madeUp',
    because: 'P04-3.2-04',
  });

const archiveUpkeep = defineDuty({
  name: 'archive-room-upkeep',
  title: text('档案库房季度维护', 'Quarterly upkeep of the archive room'),
  by: 'archivist',
  recurs: { every: 'quarter', anyTime: true },
  form: archiveUpkeepForm,
  rules: upkeepRules,
  sign: checked,
  escalatesTo: 'headOfAdministration',
  because: ['P04-3.2-11', 'P04-3.2-14'],
});

const backupCheck = defineDuty({
  name: 'backup-check',
  title: text('备份恢复校验', 'Check of the backups'),
  by: 'technician',
  recurs: { every: 'month', on: { day: 1 } },
  form: backupCheckForm,
  sign: checked,
  escalatesTo: 'headOfTechnology',
  because: 'P04-3.1-18',
});

const accessReview = defineDuty({
  name: 'access-review',
  title: text('季度权限审核', 'Quarterly review of access'),
  by: 'headOfQuality',
  recurs: { every: 'quarter', anyTime: true },
  form: accessReviewForm,
  sign: approved,
  escalatesTo: 'generalManager',
  because: ['P04-5.4-07', 'P08-3.2-01'],
});

/** The half-yearly review of everybody on the platform: the share of each grade is drawn, the rest only summed up. */
const requalification = defineDuty({
  name: 'requalification',
  title: text('经营者资质定期复核', 'Half-yearly re-review of merchants'),
  by: 'requalificationReviewer',
  recurs: { every: 'halfYear', monthOf: 6, on: { from: 1, to: 30 } },
  draws: {
    from: 'merchantsByGrade',
    share: { A: 'requalification.shareA', B: 'requalification.shareB', C: 'requalification.shareC' },
  },
  form: requalificationForm,
  sign: approved,
  escalatesTo: 'headOfQuality',
  because: ['P05-4.1-01', 'P05-4.1-02', 'P05-4.1-03'],
});

const policyRenewal = defineDuty({
  name: 'security-policy-renewal',
  title: text('网络安全策略更新', 'Renewal of security policies'),
  by: 'dataSecurityOfficer',
  recurs: { every: 'quarter', anyTime: true },
  form: policyRenewalForm,
  escalatesTo: 'headOfTechnology',
  because: 'P08-2.1-04',
});

const vulnerabilityScan = defineDuty({
  name: 'vulnerability-scan',
  title: text('系统漏洞扫描', 'Vulnerability scan'),
  by: 'dataSecurityOfficer',
  recurs: { every: 'month', on: { from: 1, to: 31 } },
  form: vulnerabilityScanForm,
  escalatesTo: 'headOfTechnology',
  because: 'P08-2.2-01',
});

const securityAssessment = defineDuty({
  name: 'security-assessment',
  title: text('系统安全评估', 'Security assessment'),
  by: 'dataSecurityOfficer',
  recurs: { every: 'quarter', anyTime: true },
  form: securityAssessmentForm,
  sign: checked,
  escalatesTo: 'headOfTechnology',
  because: 'P08-2.2-02',
});

const securityDrill = defineDuty({
  name: 'data-security-drill',
  title: text('数据安全应急演练', 'Data security drill'),
  by: 'dataSecurityOfficer',
  recurs: { every: 'quarter', anyTime: true },
  form: securityDrillForm,
  sign: checked,
  escalatesTo: 'headOfTechnology',
  because: 'P08-4.2-01',
});

const securityAudit = defineDuty({
  name: 'data-security-audit',
  title: text('数据安全审计', 'Data security audit'),
  by: 'headOfTechnology',
  recurs: { every: 'quarter', anyTime: true },
  form: securityAuditForm,
  sign: approved,
  escalatesTo: 'generalManager',
  because: 'P08-5-01',
});

/** All duties that the product carries out. */
export const periodicDuties: readonly DeclaredDuty[] = [
  recordSpotCheck,
  retentionLedger,
  reading('archive-room-morning', '档案库房上午温湿度', 'Archive room, morning reading', [9, 10]),
  reading('archive-room-afternoon', '档案库房下午温湿度', 'Archive room, afternoon reading', [15, 16]),
  archiveUpkeep,
  backupCheck,
  accessReview,
  requalification,
  policyRenewal,
  vulnerabilityScan,
  securityAssessment,
  securityDrill,
  securityAudit,
];

/** The proofs are ordinary quality records, kept from the day on which they are made. */
export const dutyRecords: readonly DeclaredRecord[] = [
  ...new Map(periodicDuties.map(({ form }) => [form.id, form])).values(),
].map((form) =>
  defineRecord({
    code: form.id,
    title: form.title,
    form,
    retention: ['retention.general'],
    series: { prefix: form.title.zh, digits: 3 },
    because: ['P04-4.1-01', 'P04-4.3-02'],
  }),
);
