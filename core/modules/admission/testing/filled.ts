import type { FormValues } from '../../../forms/form.ts';
import { materialList } from '../forms/intake.ts';
import { checklistItems } from '../forms/preliminary.ts';
import { visitPoints } from '../forms/site-visit.ts';

/** Filled forms of one admission, invented and complete, as of March 2025. */

const file = (n: number): readonly string[] => [`0195a000-0000-7000-8000-${String(n).padStart(12, '0')}`];

const common: FormValues = {
  scenario: 'newEntry',
  applicantType: 'distributor',
  merchantName: '示例医疗器械(福建)有限公司',
  uscc: '91350100M000100Y43',
  establishedOn: '2019-06-18',
  licenceValidUntil: '2039-06-17',
  businessScope: '许可项目:第三类医疗器械经营。一般项目:第一类医疗器械销售;第二类医疗器械销售;日用百货销售。',
  businessLicence: file(1),
  legalRepresentative: '林知远',
  legalRepresentativeId: '11010519491231002X',
  idValidUntil: '2035-01-01',
  idCardFront: file(2),
  idCardBack: file(3),
  byMandate: false,
  contactName: '陈小禾',
  contactPhone: '13800138000',
  contactEmail: 'ruwang@example.com',
};

const permit: FormValues = {
  permitHolder: '示例医疗器械(福建)有限公司',
  permitScope: [{ code: '14-01' }, { code: '6866' }],
  registrationAnnexes: file(9),
};

const byClass: Readonly<Record<'I' | 'II' | 'III', FormValues>> = {
  I: {
    deviceClass: 'I',
    categories: [{ code: '14-10-08' }],
    registrations: [{ product: '医用退热贴', number: '沪浦械备20210123' }],
    registrationFiles: file(8),
  },
  II: {
    ...permit,
    deviceClass: 'II',
    categories: [{ code: '14-01-02' }],
    filingNumber: '沪浦药监械经营备20220001号',
    filingCertificate: file(4),
    registrations: [{ product: '一次性使用配药器', number: '闽械注准20232140001', validUntil: '2028-05-01' }],
    registrationFiles: file(8),
  },
  III: {
    ...permit,
    deviceClass: 'III',
    categories: [{ code: '14-01-01' }],
    permitNumber: '沪浦药监械经营许20210001号',
    permitValidUntil: '2026-06-30',
    permitOriginal: file(4),
    permitDuplicate: file(5),
    permitChanges: file(6),
    annualInspection: false,
    permitScopeChanged: false,
    registrations: [{ product: '一次性使用无菌注射器', number: '国械注准20233140001', validUntil: '2028-05-01' }],
    registrationFiles: file(8),
  },
};

/** A complete application for devices of that class, nothing wrong with it. */
export const application = (deviceClass: 'I' | 'II' | 'III' = 'II', changes: FormValues = {}): FormValues =>
  without({ ...common, ...byClass[deviceClass], ...changes });

/** Fields set to undefined are left empty. */
const without = (values: FormValues): FormValues =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));

export const mandate: FormValues = {
  byMandate: true,
  mandateName: '林知远',
  mandateMatter: '办理医疗器械网络销售平台入网申请及材料提交',
  mandateFrom: '2025-03-01',
  mandateUntil: '2025-06-30',
  mandateSealed: true,
  mandate: file(11),
  agentIdCard: file(12),
};

const answered = (
  items: readonly { readonly code: string }[],
  failed: readonly string[] = [],
): Readonly<Record<string, { answer: string; note?: string }>> =>
  Object.fromEntries(
    items.map(({ code }) => [
      code,
      failed.includes(code) ? { answer: 'fail', note: '不符合要求' } : { answer: 'pass' },
    ]),
  );

export const receipt = (missing: readonly string[] = []): FormValues => ({
  receivedOn: '2025-03-07',
  documentCount: 8,
  materials: answered(materialList, missing),
  complete: missing.length === 0 ? 'yes' : 'no',
});

export const supplement: FormValues = {
  items: [{ document: '营业执照', requirement: '补充加盖公章的经营范围页,扫描分辨率不低于 300dpi' }],
  calledAt: '2025-03-07T15:30:00+08:00',
  calledPerson: '陈小禾',
};

export const resubmission: FormValues = { files: file(20), statement: '已补充经营范围页并加盖公章' };

export const checklist = (failed: readonly string[] = []) => answered(checklistItems, failed);

export const preliminary = (failed: readonly string[] = []): FormValues => ({
  checklist: checklist(failed),
  opinion: '材料齐全,格式规范,信息一致',
});

export const preliminaryRefusal: FormValues = {
  checklist: checklist(['seal']),
  reasons: [{ point: '公章不清晰', advice: '请重新加盖公章后扫描上传' }],
};

const lookUp = (credential: string, number: string, status: string): FormValues => ({
  credential,
  number,
  platform: '国家企业信用信息公示系统',
  checkedAt: '2025-03-07T10:00:00+08:00',
  status,
  scope: '含 14 注输、护理和防护器械',
});

/** Every credential of the application looked up; `status` is what the first look-up found. */
export const verifications = (of: FormValues = application(), status = 'valid'): readonly FormValues[] => [
  lookUp('businessLicence', String(of.uscc), status),
  ...[of.permitNumber ?? of.filingNumber]
    .filter((number) => number !== undefined)
    .map((n) => lookUp('permit', String(n), 'valid')),
  ...((of.registrations ?? []) as readonly FormValues[]).map((r) => lookUp('registration', String(r.number), 'valid')),
];

export const quality = (changes: FormValues = {}): FormValues => ({
  verifications: verifications(),
  categoryRisk: 'Medium',
  companySize: 'Medium',
  grade: 'B',
  opinion: '资质真实有效,风险可控',
  ...changes,
});

export const qualityRefusal: FormValues = {
  verifications: verifications(application(), 'invalid'),
  categoryRisk: 'Medium',
  companySize: 'Medium',
  grade: 'B',
  reasons: '营业执照登记状态为吊销',
};

export const visitOrder = (changes: FormValues = {}): FormValues => ({
  verifications: verifications(),
  categoryRisk: 'High',
  companySize: 'Small',
  grade: 'C',
  reason: '风险等级为 C 级',
  ...changes,
});

export const visit = (changes: FormValues = {}): FormValues => ({
  visitedOn: '2025-03-12',
  inspectors: [
    { name: '周审', workCard: 'QA-017' },
    { name: '吴核', workCard: 'QA-023' },
  ],
  findings: answered(visitPoints),
  photos: file(40),
  advice: '温湿度记录建议改为自动采集',
  result: 'passed',
  ...changes,
});

export const failedVisit = (point = 'address'): FormValues =>
  visit({ findings: answered(visitPoints, [point]), result: 'failed' });

export const compliance = (changes: FormValues = {}): FormValues => ({
  scopeFits: true,
  papersValid: true,
  creditSite: '信用中国',
  creditCheckedAt: '2025-03-07T11:00:00+08:00',
  creditResult: 'clean',
  opinion: '未发现合规风险',
  ...changes,
});

export const complianceRefusal: FormValues = { risks: '被列入失信被执行人名单' };

export const summary = (changes: FormValues = {}): FormValues => ({
  qualityOpinion: '资质真实有效,风险可控',
  complianceOpinion: '未发现合规风险',
  grade: 'B',
  ...changes,
});

export const refusal = (changes: FormValues = {}): FormValues => ({
  department: 'quality',
  reasons: '营业执照登记状态为吊销',
  appealable: true,
  reapplication: 'afterWait',
  ...changes,
});

export const result: FormValues = { remark: '请于 7 日内完成店铺信息维护' };

export const archive: FormValues = { paperKept: true, cabinet: 'D01-G05-C03', documentCount: 8 };
