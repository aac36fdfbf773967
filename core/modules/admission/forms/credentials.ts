import { text } from '../../../base/text.ts';
import { demanded } from '../../../forms/demanded.ts';
import type { Field } from '../../../forms/form.ts';
import { isClass, pdf } from './options.ts';

/** Licences and certificates that an applicant files (P05 §2.1.1–2.1.3). */

const CLASS_III = isClass('III');
const INSPECTED = { field: 'annualInspection', in: [true] };
const CHANGED = { field: 'permitScopeChanged', in: [true] };

export const businessLicenceFields = {
  establishedOn: { kind: 'date', label: text('成立日期', 'Established on'), notAfter: 'today', required: true },
  licenceValidUntil: {
    kind: 'date',
    label: text('营业执照有效期至(长期可不填)', 'Business licence valid until (leave empty if unlimited)'),
  },
  businessScope: demanded('admission-application.businessScope', 'P05-2.1.1-03', {
    kind: 'longText',
    label: text('营业执照经营范围', 'Scope on the business licence'),
    help: text('照“经营范围”页录入', 'As on the scope page'),
    maxLength: 3000,
    required: true,
  }),
  businessLicence: demanded('admission-application.businessLicence', ['P05-2.1.1-01', 'P05-2.1-01'], {
    ...pdf('营业执照副本(含经营范围页,加盖公章)', 'Business licence, duplicate with the scope page, sealed', 5, true),
  }),
  lease: pdf(
    '经营场所租赁合同(成立不足 3 个月的须提交)',
    'Lease of the premises (for a company younger than 3 months)',
    5,
    false,
  ),
  leaseFrom: { kind: 'date', label: text('租赁起始日', 'Lease from') },
  leaseUntil: { kind: 'date', label: text('租赁截止日', 'Lease until') },
  bankStatement: pdf(
    '近 1 个月银行流水(成立不足 3 个月的须提交)',
    'Bank statement of the latest month (for a company younger than 3 months)',
    5,
    false,
  ),
} as const satisfies Record<string, Field>;

const classTwo = {
  filingNumber: {
    kind: 'identifier',
    identifier: 'distributionFiling',
    label: text('第二类医疗器械经营备案凭证号', 'Class II distribution filing no.'),
    showWhen: isClass('II'),
    required: isClass('II'),
  },
  filingValidUntil: {
    kind: 'date',
    label: text('备案凭证有效期至(未载明可不填)', 'Filing valid until (leave empty where it names no day)'),
    showWhen: isClass('II'),
  },
  filingCertificate: demanded('admission-application.filingCertificate', 'P05-2.1.2-01', {
    ...pdf(
      '第二类医疗器械经营备案凭证(加盖公章)',
      'Class II distribution filing certificate, sealed',
      5,
      isClass('II'),
    ),
  }),
} as const satisfies Record<string, Field>;

const classThree = {
  permitNumber: demanded('admission-application.permitNumber', 'P05-3.3.2-02', {
    kind: 'identifier',
    identifier: 'distributionLicence',
    label: text('医疗器械经营许可证号', 'Distribution licence no.'),
    showWhen: CLASS_III,
    required: CLASS_III,
  }),
  permitValidUntil: {
    kind: 'date',
    label: text('经营许可证有效期至', 'Distribution licence valid until'),
    showWhen: CLASS_III,
    required: CLASS_III,
  },
  permitOriginal: demanded('admission-application.permitOriginal', ['P05-2.1.2-03', 'P05-2.1.1-07'], {
    ...pdf('医疗器械经营许可证正本(加盖公章)', 'Distribution licence, original, sealed', 3, CLASS_III),
  }),
  permitDuplicate: demanded('admission-application.permitDuplicate', 'P05-2.1.2-04', {
    ...pdf('医疗器械经营许可证副本(加盖公章)', 'Distribution licence, duplicate, sealed', 5, CLASS_III),
  }),
  permitChanges: demanded('admission-application.permitChanges', 'P05-2.1.2-09', {
    ...pdf('许可证副本“变更记录”页', 'Page of changes of the licence', 5, CLASS_III),
  }),
  annualInspection: {
    kind: 'yesNo',
    label: text('许可证是否适用年检', 'Is the licence subject to annual inspection?'),
    showWhen: CLASS_III,
    required: CLASS_III,
  },
  annualInspectionPage: demanded('admission-application.annualInspectionPage', 'P05-2.1.2-05', {
    ...pdf('最新年检记录', 'Latest record of annual inspection', 3, INSPECTED),
  }),
  permitScopeChanged: {
    kind: 'yesNo',
    label: text('许可证经营范围是否变更过', 'Has the scope of the licence been changed?'),
    showWhen: CLASS_III,
    required: CLASS_III,
  },
  permitChangePage: demanded('admission-application.permitChangePage', 'P05-2.1.2-10', {
    ...pdf('监管部门盖章确认的变更页', 'Change page sealed by the regulator', 3, CHANGED),
  }),
} as const satisfies Record<string, Field>;

export const permitFields = {
  permitHolder: {
    kind: 'text',
    label: text('许可证/备案凭证上的企业名称', 'Name on the permit or filing certificate'),
    maxLength: 100,
    showWhen: isClass('II', 'III'),
    required: isClass('II', 'III'),
  },
  permitScope: {
    kind: 'rows',
    label: text('许可/备案范围(逐项照证录入)', 'Scope of the permit or filing, code by code'),
    min: 1,
    max: 200,
    showWhen: isClass('II', 'III'),
    required: isClass('II', 'III'),
    columns: {
      code: {
        kind: 'identifier',
        identifier: 'classification',
        label: text('分类编码(2017 版或 68xx)', 'Classification code (2017 or 68xx)'),
        required: true,
      },
    },
  },
  ...classTwo,
  ...classThree,
} as const satisfies Record<string, Field>;

export const registrationFields = {
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
  registrationFiles: {
    ...pdf(
      '注册证/第一类备案凭证(每款一份,加盖公章)',
      'Registration or filing certificates, one for each product, sealed',
      50,
      true,
    ),
  },
  registrationAnnexes: demanded('admission-application.registrationAnnexes', 'P05-2.1.3-02', {
    ...pdf(
      '注册证附件(注册产品标准、说明书核准页等)',
      'Annexes of the registration certificates (standard, approved instructions)',
      50,
      isClass('II', 'III'),
    ),
  }),
} as const satisfies Record<string, Field>;
