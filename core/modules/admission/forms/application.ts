import { text } from '../../../base/text.ts';
import { demanded } from '../../../forms/demanded.ts';
import { defineForm, type Field, type Fields, type Form } from '../../../forms/form.ts';
import { carries } from '../../../manual/carriers.ts';
import { businessLicenceFields, permitFields, registrationFields } from './credentials.ts';
import { deviceClasses, option } from './options.ts';
import { contactFields, mandateFields, representativeFields } from './persons.ts';

export const applicantTypes = [
  option('enterprise', '企业法人', 'Enterprise (legal person)'),
  option('soleTrader', '个体工商户', 'Sole trader'),
  option('manufacturer', '医疗器械生产企业', 'Device manufacturer'),
  option('distributor', '医疗器械经营企业', 'Device distributor'),
];

export const scenarios = [
  option('newEntry', '新申请入网', 'New entry'),
  option('renewal', '资质到期续审', 'Renewal on expiry'),
  option('addedCategory', '新增经营品类', 'Added category'),
];

const applicant = {
  scenario: demanded('admission-application.scenario', 'P05-1.2-02', {
    kind: 'choice',
    label: text('申请类型', 'Kind of application'),
    options: scenarios,
    required: true,
  }),
  applicantType: demanded('admission-application.applicantType', 'P05-1.2-01', {
    kind: 'choice',
    label: text('主体类型', 'Kind of applicant'),
    options: applicantTypes,
    required: true,
  }),
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
} as const satisfies Record<string, Field>;

const devices = {
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
} as const satisfies Record<string, Field>;

const declared = defineForm({
  id: 'admission-application',
  version: 1,
  title: text('经营者入网申请', 'Application for admission'),
  source: 'P05 §2',
  fields: {
    ...applicant,
    ...businessLicenceFields,
    ...devices,
    ...permitFields,
    ...registrationFields,
    ...representativeFields,
    ...mandateFields,
    ...contactFields,
  },
});

const nothingDemanded = (fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, { ...field, required: false }]));

/** The application. What is missing is named item by item when it is filed, before anybody looks at it (P05 §2.4). */
export const applicationForm = carries<Form>(
  { kind: 'form', name: 'form.admission-application', obligations: ['P05-2.4-06'] },
  declared,
  (form) => ({ ...form, fields: nothingDemanded(form.fields) }),
);
