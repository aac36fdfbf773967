import { text } from '../../base/text.ts';
import { defineForm, type Field, type Option } from '../../forms/form.ts';
import { parameters } from '../../manual/parameters.ts';

/** Forms of the admission of a merchant (P05 §2–3). Wording is ours; names of papers are the manual's. */

const option = (code: string, zh: string, en: string): Option => ({ code, label: text(zh, en) });

export const applicantTypes = [
  option('enterprise', '企业法人', 'Enterprise (legal person)'),
  option('soleTrader', '个体工商户', 'Sole trader'),
  option('manufacturer', '医疗器械生产企业', 'Device manufacturer'),
  option('distributor', '医疗器械经营企业', 'Device distributor'),
];

const scenarios = [
  option('newEntry', '新申请入网', 'New entry'),
  option('renewal', '资质到期续审', 'Renewal on expiry'),
  option('addedCategory', '新增经营品类', 'Added category'),
];

const deviceClasses = [
  option('I', '第一类', 'Class I'),
  option('II', '第二类', 'Class II'),
  option('III', '第三类', 'Class III'),
];

const pdf = (zh: string, en: string, required: Field['required'] = true, max = 5): Field => ({
  kind: 'files',
  label: text(zh, en),
  accept: 'pdf',
  min: 1,
  max,
  ...(required === false ? {} : { required }),
});

const isClass = (...classes: string[]) => ({ field: 'deviceClass', in: classes });
const byMandate = { field: 'byMandate', in: [true] };

export const applicationForm = defineForm({
  id: 'admission-application',
  version: 1,
  title: text('经营者入网申请', 'Application for admission'),
  source: 'P05 §2',
  fields: {
    scenario: { kind: 'choice', label: text('申请类型', 'Kind of application'), options: scenarios, required: true },
    applicantType: {
      kind: 'choice',
      label: text('主体类型', 'Kind of applicant'),
      options: applicantTypes,
      required: true,
    },
    merchantName: {
      kind: 'text',
      label: text('经营者名称', 'Merchant'),
      help: text('与营业执照一致', 'As on the business licence'),
      maxLength: 100,
      minLength: 2,
      required: true,
    },
    uscc: {
      kind: 'identifier',
      identifier: 'uscc',
      label: text('统一社会信用代码', 'Unified social credit code'),
      required: true,
    },
    establishedOn: { kind: 'date', label: text('成立日期', 'Established on'), notAfter: 'today', required: true },
    licenceValidUntil: {
      kind: 'date',
      label: text('营业执照有效期至(长期可不填)', 'Business licence valid until (leave empty if unlimited)'),
    },
    businessLicence: pdf(
      '营业执照副本(含经营范围页,加盖公章)',
      'Business licence, duplicate with the scope page, sealed',
    ),
    deviceClass: {
      kind: 'choice',
      label: text('拟经营器械的最高类别', 'Highest class of devices to be sold'),
      options: deviceClasses,
      required: true,
    },
    categories: {
      kind: 'rows',
      label: text('拟经营品类', 'Categories applied for'),
      min: 1,
      max: 50,
      required: true,
      columns: {
        code: {
          kind: 'identifier',
          identifier: 'classification',
          label: text('分类编码(2017 版或 68xx)', 'Classification code (2017 or 68xx)'),
          required: true,
        },
      },
    },
    permitHolder: {
      kind: 'text',
      label: text('许可证/备案凭证上的企业名称', 'Name on the permit or filing certificate'),
      maxLength: 100,
      showWhen: isClass('II', 'III'),
      required: isClass('II', 'III'),
    },
    filingNumber: {
      kind: 'identifier',
      identifier: 'distributionFiling',
      label: text('第二类医疗器械经营备案凭证号', 'Class II distribution filing no.'),
      showWhen: isClass('II'),
      required: isClass('II'),
    },
    filingCertificate: pdf(
      '第二类医疗器械经营备案凭证(加盖公章)',
      'Class II distribution filing certificate, sealed',
      isClass('II'),
    ),
    permitNumber: {
      kind: 'identifier',
      identifier: 'distributionLicence',
      label: text('医疗器械经营许可证号', 'Distribution licence no.'),
      showWhen: isClass('III'),
      required: isClass('III'),
    },
    permitValidUntil: {
      kind: 'date',
      label: text('经营许可证有效期至', 'Distribution licence valid until'),
      showWhen: isClass('III'),
      required: isClass('III'),
    },
    permit: pdf(
      '医疗器械经营许可证正、副本(加盖公章)',
      'Distribution licence, original and duplicate, sealed',
      isClass('III'),
    ),
    registrations: {
      kind: 'rows',
      label: text('拟上架产品的注册证/备案凭证', 'Registration or filing certificates of the products'),
      min: 1,
      max: 50,
      required: true,
      columns: {
        product: { kind: 'text', label: text('产品名称', 'Product'), maxLength: 100, required: true },
        number: { kind: 'text', label: text('注册证/备案号', 'Certificate no.'), maxLength: 60, required: true },
        validUntil: { kind: 'date', label: text('有效期至(备案凭证不填)', 'Valid until (empty for a filing)') },
      },
    },
    registrationFiles: pdf(
      '注册证/备案凭证及附件(加盖公章)',
      'Registration or filing certificates with annexes, sealed',
      true,
      50,
    ),
    legalRepresentative: {
      kind: 'text',
      label: text('法定代表人/负责人姓名', 'Legal representative or person in charge'),
      maxLength: 50,
      personal: 'name',
      required: true,
    },
    legalRepresentativeId: {
      kind: 'identifier',
      identifier: 'residentId',
      label: text('身份证号', 'Resident id number'),
      personal: 'residentId',
      required: true,
    },
    idValidUntil: { kind: 'date', label: text('身份证有效期至', 'Identity card valid until'), required: true },
    idCard: pdf('身份证正反面扫描件', 'Identity card, both sides'),
    byMandate: {
      kind: 'yesNo',
      label: text('是否委托他人办理', 'Is somebody else applying by mandate?'),
      required: true,
    },
    mandateName: {
      kind: 'text',
      label: text('授权委托书上的法定代表人姓名', 'Name of the legal representative on the mandate'),
      maxLength: 50,
      personal: 'name',
      showWhen: byMandate,
      required: byMandate,
    },
    mandateFrom: { kind: 'date', label: text('委托起始日', 'Mandate from'), showWhen: byMandate, required: byMandate },
    mandateUntil: {
      kind: 'date',
      label: text('委托截止日', 'Mandate until'),
      showWhen: byMandate,
      required: byMandate,
    },
    mandate: pdf(
      '授权委托书(法定代表人签字并加盖公章)及受托人身份证',
      'Mandate, signed and sealed, with the agent’s identity card',
      byMandate,
    ),
    contactName: { kind: 'text', label: text('联系人', 'Contact'), maxLength: 50, personal: 'name', required: true },
    contactPhone: {
      kind: 'identifier',
      identifier: 'phone',
      label: text('预留手机号', 'Phone'),
      personal: 'phone',
      required: true,
    },
    contactEmail: {
      kind: 'identifier',
      identifier: 'email',
      label: text('预留邮箱', 'E-mail'),
      personal: 'email',
      required: true,
    },
  },
});

export const receiptForm = defineForm({
  id: 'admission-receipt',
  version: 1,
  title: text('入网申请材料接收登记表', 'Register of application material received'),
  source: 'P05 §3.1',
  fields: {
    receivedOn: { kind: 'date', label: text('接收日期', 'Received on'), notAfter: 'today', required: true },
    documentCount: {
      kind: 'number',
      decimals: 0,
      min: 1,
      max: 500,
      label: text('材料数量(份)', 'Number of documents'),
      required: true,
    },
    complete: {
      kind: 'choice',
      label: text('是否完整', 'Complete?'),
      options: [option('yes', '完整', 'Complete'), option('no', '不完整', 'Incomplete')],
      required: true,
    },
    note: { kind: 'longText', label: text('备注', 'Note'), maxLength: 500, noPaste: true },
  },
});

export const supplementForm = defineForm({
  id: 'admission-supplement',
  version: 1,
  title: text('材料补正通知书', 'Notice to supplement'),
  source: 'P05 §3.1',
  fields: {
    items: {
      kind: 'rows',
      label: text('须补正的材料', 'Material to supplement'),
      min: 1,
      max: 30,
      required: true,
      columns: {
        document: { kind: 'text', label: text('材料名称', 'Document'), maxLength: 100, required: true },
        requirement: { kind: 'text', label: text('补正要求', 'What is required'), maxLength: 300, required: true },
      },
    },
    calledAt: { kind: 'instant', label: text('电话告知时间', 'Told by phone at'), notAfter: 'now', required: true },
    calledPerson: {
      kind: 'text',
      label: text('接听人', 'Person spoken to'),
      maxLength: 50,
      personal: 'name',
      required: true,
    },
  },
});

export const resubmissionForm = defineForm({
  id: 'admission-resubmission',
  version: 1,
  title: text('补正材料', 'Supplemented material'),
  source: 'P05 §3.1',
  fields: {
    files: pdf('补正的材料', 'Supplemented documents', true, 50),
    statement: { kind: 'longText', label: text('补正说明', 'What was supplemented'), maxLength: 1000, required: true },
  },
});

const shippedChecklist = parameters['admission.checklist'].versions[0]?.value as readonly Option[];

export const preliminaryForm = defineForm({
  id: 'admission-preliminary',
  version: 1,
  title: text('初步审核报告', 'Report on the preliminary review'),
  source: 'P05 §3.2',
  fields: {
    checklist: {
      kind: 'checklist',
      label: text('初步审核 checklist', 'Checklist of the preliminary review'),
      items: shippedChecklist,
      required: true,
    },
    opinion: {
      kind: 'longText',
      label: text('审核意见', 'Opinion'),
      maxLength: 1000,
      minLength: 2,
      required: true,
      noPaste: true,
    },
  },
});

export const preliminaryRefusalForm = defineForm({
  id: 'admission-preliminary-refusal',
  version: 1,
  title: text('初步审核不通过通知书', 'Notice of failed preliminary review'),
  source: 'P05 §3.2',
  fields: {
    checklist: {
      kind: 'checklist',
      label: text('初步审核 checklist', 'Checklist of the preliminary review'),
      items: shippedChecklist,
      required: true,
    },
    reasons: {
      kind: 'rows',
      label: text('不通过条款与修改建议', 'Failed points and what to change'),
      min: 1,
      max: 30,
      required: true,
      columns: {
        point: { kind: 'text', label: text('不通过条款', 'Failed point'), maxLength: 200, required: true },
        advice: { kind: 'text', label: text('修改建议', 'What to change'), maxLength: 300, required: true },
      },
    },
  },
});

export const grades = [
  option('A', 'A 级(低风险)', 'A (low risk)'),
  option('B', 'B 级(中风险)', 'B (medium risk)'),
  option('C', 'C 级(高风险)', 'C (high risk)'),
];

const riskFields = {
  categoryRisk: {
    kind: 'choice',
    label: text('经营品类风险', 'Risk of the categories'),
    options: [option('Low', '低', 'Low'), option('Medium', '中', 'Medium'), option('High', '高', 'High')],
    required: true,
  },
  companySize: {
    kind: 'choice',
    label: text('企业规模', 'Size of the company'),
    options: [option('Large', '大', 'Large'), option('Medium', '中', 'Medium'), option('Small', '小', 'Small')],
    required: true,
  },
  companyAge: {
    kind: 'choice',
    label: text('成立时间', 'Age of the company'),
    options: [
      option('OverThreeYears', '3 年以上', 'Over 3 years'),
      option('UpToThreeYears', '3 个月至 3 年', '3 months to 3 years'),
      option('UnderThreeMonths', '不足 3 个月', 'Under 3 months'),
    ],
    required: true,
  },
  grade: { kind: 'choice', label: text('风险等级', 'Grade of risk'), options: grades, required: true },
} as const satisfies Record<string, Field>;

const verifications = {
  kind: 'rows',
  label: text('资质验证结果', 'Results of verification'),
  min: 1,
  max: 50,
  required: true,
  columns: {
    credential: { kind: 'text', label: text('证照及编号', 'Credential and number'), maxLength: 120, required: true },
    platform: { kind: 'text', label: text('查询平台', 'Official site'), maxLength: 80, required: true },
    status: {
      kind: 'choice',
      label: text('查询状态', 'Status found'),
      options: [
        option('valid', '有效', 'Valid'),
        option('invalid', '无效', 'Invalid'),
        option('doubtful', '存在疑点', 'Doubtful'),
      ],
      required: true,
    },
    scope: { kind: 'text', label: text('许可/备案范围', 'Scope'), maxLength: 200 },
  },
} as const satisfies Field;

const opinion = (zh: string, en: string): Field => ({
  kind: 'longText',
  label: text(zh, en),
  maxLength: 1000,
  minLength: 2,
  required: true,
  noPaste: true,
});

export const qualityReviewForm = defineForm({
  id: 'merchant-risk-assessment',
  version: 1,
  title: text('经营者风险评估表', 'Risk assessment of the merchant'),
  source: 'P05 §3.3.1',
  fields: { verifications, ...riskFields, opinion: opinion('审核意见', 'Opinion') },
});

export const qualityRefusalForm = defineForm({
  id: 'admission-quality-refusal',
  version: 1,
  title: text('质量审核不通过意见', 'Quality review: opinion against'),
  source: 'P05 §3.3.1',
  fields: { verifications, ...riskFields, reasons: opinion('不通过原因', 'Reasons') },
});

export const siteVisitOrderForm = defineForm({
  id: 'admission-site-visit-order',
  version: 1,
  title: text('实地核查安排', 'Order of a site visit'),
  source: 'P05 §3.3.1',
  fields: { verifications, ...riskFields, reason: opinion('核查原因与疑点', 'Reason and doubts') },
});

export const siteVisitDateForm = defineForm({
  id: 'admission-site-visit-date',
  version: 1,
  title: text('实地核查日期', 'Date of the site visit'),
  source: 'P05 §3.3.1',
  fields: { visitOn: { kind: 'date', label: text('核查日期', 'Visit on'), notBefore: 'today', required: true } },
});

export const siteVisitForm = defineForm({
  id: 'admission-site-visit',
  version: 1,
  title: text('实地核查报告', 'Report on the site visit'),
  source: 'P05 §3.3.1',
  fields: {
    visitedOn: { kind: 'date', label: text('核查日期', 'Visited on'), notAfter: 'today', required: true },
    inspectors: {
      kind: 'rows',
      label: text('核查人员(工作证号)', 'Inspectors (work card)'),
      min: 2,
      max: 6,
      required: true,
      columns: {
        name: { kind: 'text', label: text('姓名', 'Name'), maxLength: 50, required: true },
        workCard: { kind: 'text', label: text('工作证号', 'Work card no.'), maxLength: 30, required: true },
      },
    },
    findings: {
      kind: 'checklist',
      label: text('核查内容', 'Points of the visit'),
      items: [
        {
          code: 'address',
          label: text('经营场所真实存在,地址与营业执照一致', 'The premises exist at the address of the licence'),
        },
        {
          code: 'storage',
          label: text(
            '仓储条件符合要求(温湿度监控、分区管理)',
            'Storage is fit (monitoring of temperature and humidity, zones)',
          ),
        },
        {
          code: 'system',
          label: text(
            '质量管理体系有效运行(抽查进货查验、培训记录)',
            'The quality system is at work (purchase checks and training records sampled)',
          ),
        },
      ],
      required: true,
    },
    photos: { kind: 'files', label: text('现场照片', 'Photographs'), accept: 'image', min: 1, max: 30, required: true },
    advice: { kind: 'longText', label: text('整改建议', 'What to put right'), maxLength: 1000 },
    result: {
      kind: 'choice',
      label: text('核查结果', 'Result'),
      options: [option('passed', '合格', 'Passed'), option('failed', '不合格', 'Failed')],
      required: true,
    },
  },
});

export const complianceForm = defineForm({
  id: 'admission-compliance',
  version: 1,
  title: text('合规审核意见', 'Compliance review'),
  source: 'P05 §3.3.2',
  fields: {
    scopeFits: {
      kind: 'yesNo',
      label: text('经营范围与申请品类相符,无超范围风险', 'Scope and categories applied for agree'),
      required: true,
    },
    papersValid: {
      kind: 'yesNo',
      label: text('授权文件签章齐全、事项明确', 'Mandates and authorisations are signed, sealed and clear'),
      required: true,
    },
    creditSite: {
      kind: 'text',
      label: text('信用查询平台', 'Site of the credit check'),
      maxLength: 80,
      required: true,
    },
    creditResult: {
      kind: 'choice',
      label: text('信用查询结果', 'Result of the credit check'),
      options: [
        option('clean', '无不良记录', 'Nothing found'),
        option('penalty', '有行政处罚', 'Administrative penalty'),
        option('dishonest', '失信被执行人', 'Dishonest debtor'),
      ],
      required: true,
    },
    opinion: opinion('审核意见', 'Opinion'),
  },
});

export const complianceRefusalForm = defineForm({
  id: 'admission-compliance-refusal',
  version: 1,
  title: text('合规审核不通过意见', 'Compliance review: opinion against'),
  source: 'P05 §3.3.2',
  fields: { risks: opinion('合规风险点', 'Risks of compliance') },
});

export const summaryForm = defineForm({
  id: 'admission-summary',
  version: 1,
  title: text('专业审核汇总表', 'Summary of the professional review'),
  source: 'P05 §3.3.3',
  fields: {
    qualityOpinion: {
      ...opinion('质量管理部审核意见', 'Opinion of quality management'),
      prefill: 'professional.passQuality.opinion',
    } as Field,
    complianceOpinion: {
      ...opinion('合规部审核意见', 'Opinion of compliance'),
      prefill: 'professional.passCompliance.opinion',
    } as Field,
    grade: { kind: 'choice', label: text('风险等级', 'Grade of risk'), options: grades, required: true },
  },
});

export const refusalForm = defineForm({
  id: 'admission-refusal',
  version: 1,
  title: text('专业审核不通过通知书', 'Notice of failed professional review'),
  source: 'P05 §3.3.3',
  fields: {
    department: {
      kind: 'choice',
      label: text('不通过部门', 'Department that refused'),
      options: [
        option('quality', '质量管理部', 'Quality management'),
        option('compliance', '合规部', 'Compliance'),
        option('siteVisit', '质量管理部(实地核查)', 'Quality management (site visit)'),
      ],
      required: true,
    },
    reasons: opinion('不通过原因', 'Reasons'),
    appealable: { kind: 'yesNo', label: text('可申诉', 'May be appealed'), required: true },
    reapplication: {
      kind: 'choice',
      label: text('可否重新申请', 'May apply again'),
      options: [
        option('after30Days', '30 天后可重新申请', 'After 30 days'),
        option('never', '永久禁止申请(提供虚假材料等重大违规)', 'Never (false documents or another grave violation)'),
      ],
      required: true,
    },
  },
});

export const resultForm = defineForm({
  id: 'admission-result',
  version: 1,
  title: text('入网审核通过通知书', 'Notice of admission'),
  source: 'P05 §3.4',
  fields: {
    remark: { kind: 'longText', label: text('提示事项', 'Remarks for the merchant'), maxLength: 500 },
  },
});

export const archiveForm = defineForm({
  id: 'admission-archive',
  version: 1,
  title: text('资质归档登记', 'Filing of the qualifications'),
  source: 'P05 §3.4',
  fields: {
    paperKept: { kind: 'yesNo', label: text('有纸质材料', 'There is paper'), required: true },
    cabinet: {
      kind: 'text',
      label: text('档案柜号', 'Cabinet'),
      help: text('档案室-柜-层,如 D01-G05-C03', 'Room, cabinet, shelf, such as D01-G05-C03'),
      example: 'D01-G05-C03',
      maxLength: 20,
      pattern: '^D\\d{2}-G\\d{2}-C\\d{2}$',
      showWhen: { field: 'paperKept', in: [true] },
      required: { field: 'paperKept', in: [true] },
    },
    documentCount: {
      kind: 'number',
      decimals: 0,
      min: 1,
      max: 500,
      label: text('归档份数', 'Number of documents'),
      required: true,
    },
  },
});
