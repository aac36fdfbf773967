import { text } from '../../core/base/text.ts';
import { defineForm, type Form } from '../../core/forms/form.ts';

export const applicationForm = defineForm({
  id: 'merchant-application',
  version: 1,
  title: text('入网申请表', 'Application for admission'),
  source: 'P05 §2',
  fields: {
    company: { kind: 'text', label: text('企业名称', 'Company name'), required: true, maxLength: 80 },
    uscc: {
      kind: 'identifier',
      identifier: 'uscc',
      label: text('统一社会信用代码', 'Unified social credit code'),
      help: text('营业执照上的 18 位代码', 'The 18 signs on the business licence'),
      required: true,
    },
    kindOfMerchant: {
      kind: 'choice',
      label: text('经营者类型', 'Kind of merchant'),
      required: true,
      options: [
        { code: 'manufacturer', label: text('生产企业', 'Manufacturer') },
        { code: 'distributor', label: text('经营企业', 'Distributor') },
        { code: 'individual', label: text('个体工商户', 'Sole trader') },
      ],
    },
    classes: {
      kind: 'choices',
      label: text('经营类别', 'Classes of devices'),
      required: true,
      min: 1,
      options: [
        { code: 'I', label: text('第一类', 'Class I') },
        { code: 'II', label: text('第二类', 'Class II') },
        { code: 'III', label: text('第三类', 'Class III') },
      ],
    },
    foundedOn: { kind: 'date', label: text('成立日期', 'Founded on'), required: true, notAfter: 'today' },
    licenceNumber: {
      kind: 'identifier',
      identifier: 'distributionLicence',
      label: text('医疗器械经营许可证号', 'Distribution licence number'),
      showWhen: { field: 'kindOfMerchant', in: ['distributor', 'individual'] },
      required: { field: 'kindOfMerchant', in: ['distributor', 'individual'] },
    },
    annualSales: {
      kind: 'money',
      label: text('上年度销售额', 'Sales of last year'),
    },
    storageArea: {
      kind: 'number',
      label: text('仓储面积', 'Storage area'),
      decimals: 1,
      min: 0,
      unit: text('㎡', 'm²'),
      required: true,
    },
    legalPerson: {
      kind: 'text',
      label: text('法定代表人', 'Legal representative'),
      personal: 'name',
      required: true,
      maxLength: 30,
    },
    phone: {
      kind: 'identifier',
      identifier: 'phone',
      personal: 'phone',
      label: text('联系手机', 'Mobile phone'),
      required: true,
    },
    entrusted: { kind: 'yesNo', label: text('是否委托办理', 'Handled by an agent'), required: true },
    businessLicence: {
      kind: 'files',
      accept: 'pdf',
      max: 1,
      min: 1,
      required: true,
      label: text('营业执照', 'Business licence'),
      help: text(
        '副本扫描件,加盖公章,含“经营范围”页,分辨率不低于 300 dpi',
        'Scan of the duplicate with seal and scope page, at least 300 dpi',
      ),
    },
    licence: {
      kind: 'files',
      accept: 'pdf',
      max: 3,
      required: { field: 'kindOfMerchant', in: ['distributor', 'individual'] },
      showWhen: { field: 'kindOfMerchant', in: ['distributor', 'individual'] },
      label: text('经营许可证 / 备案凭证', 'Distribution licence or filing'),
    },
    devices: {
      kind: 'rows',
      label: text('申请上架的产品', 'Devices to be listed'),
      required: true,
      min: 1,
      max: 20,
      columns: {
        name: { kind: 'text', label: text('产品名称', 'Device'), required: true, maxLength: 80 },
        registration: {
          kind: 'identifier',
          identifier: 'registration',
          label: text('注册证号', 'Registration number'),
          required: true,
        },
        expiresOn: { kind: 'date', label: text('有效期至', 'Valid to'), required: true },
      },
    },
  },
});

export const completenessForm = defineForm({
  id: 'QR-AD-001',
  version: 1,
  title: text('入网申请材料接收登记表', 'Register of application files received'),
  source: 'P05 §3.1',
  fields: {
    receivedOn: { kind: 'date', label: text('接收日期', 'Received on'), required: true, notAfter: 'today' },
    documents: {
      kind: 'number',
      label: text('材料数量', 'Number of documents'),
      decimals: 0,
      min: 0,
      required: true,
      unit: text('份', 'pcs'),
    },
    remarks: { kind: 'longText', label: text('备注', 'Remarks'), maxLength: 300, noPaste: true },
  },
});

export const supplementForm = defineForm({
  id: 'material-supplement',
  version: 1,
  title: text('材料补正要求', 'What has to be supplemented'),
  source: 'P05 §3.1',
  fields: {
    items: {
      kind: 'rows',
      label: text('需补正的材料', 'Documents to supplement'),
      required: true,
      max: 10,
      min: 1,
      columns: {
        document: {
          kind: 'choice',
          label: text('材料', 'Document'),
          required: true,
          options: [
            { code: 'businessLicence', label: text('营业执照', 'Business licence') },
            { code: 'licence', label: text('经营许可证 / 备案凭证', 'Distribution licence or filing') },
            { code: 'registration', label: text('产品注册证', 'Device registration') },
            { code: 'identity', label: text('法定代表人身份证明', 'Identity of the representative') },
            { code: 'premises', label: text('经营与仓储场所证明', 'Premises and storage') },
          ],
        },
        what: { kind: 'text', label: text('补正要求', 'What is asked'), required: true, maxLength: 200 },
      },
    },
  },
});

export const answerForm = defineForm({
  id: 'supplement-answer',
  version: 1,
  title: text('补正材料', 'Supplementary documents'),
  source: 'P05 §3.1',
  fields: {
    files: { kind: 'files', accept: 'pdf', max: 10, min: 1, required: true, label: text('补正文件', 'Documents') },
    note: { kind: 'longText', label: text('说明', 'Explanation'), maxLength: 500 },
  },
});

const item = (code: string, zh: string, en: string, notApplicableAllowed = false) => ({
  code,
  label: text(zh, en),
  notApplicableAllowed,
});

export const preliminaryForm = defineForm({
  id: 'QR-AD-002',
  version: 1,
  title: text('初步审核清单', 'Preliminary checklist'),
  source: 'P05 §3.2',
  fields: {
    checks: {
      kind: 'checklist',
      label: text('逐项核查', 'Check each'),
      required: true,
      items: [
        item('seal', '公章清晰、无遮挡', 'The seal is clear and unobstructed'),
        item('scope', '营业执照含经营范围页', 'The business licence shows its scope page'),
        item('names', '营业执照与许可证名称一致', 'Names on both licences agree'),
        item('identity', '身份证在有效期内且余 6 个月以上', 'Identity card valid for 6 months more'),
        item('mandate', '授权委托书事项、期限齐全', 'The mandate names its matter and term', true),
        item('registration', '注册证附件齐全', 'Registrations are complete with annexes'),
        item('premises', '场所租期不少于一年', 'Premises are let for a year or more'),
        item('plan', '仓储平面图标明分区', 'The storage plan marks its zones', true),
        item('staff', '销售人员不少于两名', 'Two sales people at least'),
        item('format', '格式为 PDF、文件名合规', 'PDF format and proper file names'),
      ],
    },
    opinion: { kind: 'longText', label: text('审核意见', 'Opinion'), required: true, maxLength: 500, noPaste: true },
  },
});

export const qualityForm = defineForm({
  id: 'QR-AD-003',
  version: 1,
  title: text('经营者风险评估表', 'Risk assessment of the merchant'),
  source: 'P05 §3.3.1',
  fields: {
    verified: {
      kind: 'checklist',
      label: text('官方平台核验', 'Verified on official platforms'),
      required: true,
      items: [
        item('company', '企业状态正常,未列入异常名录', 'Company in good standing'),
        item('licence', '许可证状态有效、范围一致', 'Licence valid and matching in scope', true),
        item('registration', '注册证状态有效', 'Registrations valid'),
      ],
    },
    grade: {
      kind: 'choice',
      label: text('风险等级', 'Risk grade'),
      required: true,
      options: [
        { code: 'A', label: text('A 低风险', 'A low') },
        { code: 'B', label: text('B 中风险', 'B medium') },
        { code: 'C', label: text('C 高风险', 'C high') },
      ],
    },
    checkedAt: { kind: 'instant', label: text('核验时间', 'Verified at'), required: true, notAfter: 'now' },
    reason: { kind: 'longText', label: text('评估说明', 'Explanation'), required: true, maxLength: 500, noPaste: true },
  },
});

export const complianceForm = defineForm({
  id: 'QR-AD-004',
  version: 1,
  title: text('合规审核意见', 'Opinion of compliance'),
  source: 'P05 §3.3.2',
  fields: {
    blacklist: {
      kind: 'yesNo',
      label: text('是否列入严重违法失信名单', 'Listed for serious violations'),
      required: true,
    },
    opinion: { kind: 'longText', label: text('合规意见', 'Opinion'), required: true, maxLength: 500, noPaste: true },
  },
});

export const refusalForm = defineForm({
  id: 'admission-refusal',
  version: 1,
  title: text('不通过理由', 'Grounds of refusal'),
  source: 'P05 §3.2',
  fields: {
    clause: { kind: 'text', label: text('不符合的条款', 'Clause not met'), required: true, maxLength: 60 },
    reason: {
      kind: 'longText',
      label: text('理由与修改建议', 'Reason and advice'),
      required: true,
      maxLength: 500,
      noPaste: true,
    },
  },
});

export type { Form };
