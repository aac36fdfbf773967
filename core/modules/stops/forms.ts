import { text } from '../../base/text.ts';
import { defineForm, type Option } from '../../forms/form.ts';

/** Forms of stopping a merchant (P10 §2.2–3.2). */

const violations: readonly Option[] = [
  { code: 'noLicence', label: text('无资质销售', 'Selling without licence') },
  { code: 'counterfeit', label: text('假冒伪劣', 'Counterfeit goods') },
  { code: 'falseClaims', label: text('严重虚假宣传', 'Severe false claims') },
  { code: 'injury', label: text('群体投诉或人身伤害', 'Group complaint or injury') },
  { code: 'authority', label: text('监管责令或失信名单', 'Ordered by the regulator, or blacklisted') },
  { code: 'obstruction', label: text('拒绝配合或提供虚假材料', 'Obstruction or false papers') },
];

const words = (zh: string, en: string) =>
  ({ kind: 'longText', label: text(zh, en), maxLength: 4000, required: true }) as const;

export const leadForm = defineForm({
  id: 'stop-lead',
  version: 1,
  title: text('严重违法线索', 'Lead to a severe violation'),
  source: 'P10 §1.3',
  fields: {
    merchantName: { kind: 'text', label: text('经营者', 'Merchant'), maxLength: 100, required: true },
    violation: { kind: 'choice', label: text('涉嫌情形', 'Suspected violation'), options: violations, required: true },
    lead: words('线索内容', 'Lead'),
  },
});

export const initialCheckForm = defineForm({
  id: 'stop-initial-check',
  version: 1,
  title: text('严重违法行为初步核实表', 'Initial check'),
  source: 'P10 §2.2.1',
  fields: {
    evidence: words('证据清单', 'Evidence'),
    conclusion: words('初步结论', 'Conclusion'),
    publicSafety: { kind: 'yesNo', label: text('涉及重大公共安全', 'Public safety is at stake') },
  },
});

export const findingForm = defineForm({
  id: 'stop-finding',
  version: 1,
  title: text('严重违法行为认定意见书', 'Opinion on the violation'),
  source: 'P10 §2.2.2',
  fields: { grounds: words('认定依据与结论', 'Grounds and conclusion') },
});

export const siteVisitForm = defineForm({
  id: 'stop-site-visit',
  version: 1,
  title: text('实地核查报告', 'Report on a site visit'),
  source: 'P10 §2.2.2',
  fields: {
    investigators: {
      kind: 'rows',
      label: text('核查人员', 'Investigators'),
      max: 10,
      required: true,
      columns: { name: { kind: 'text', label: text('姓名', 'Name'), maxLength: 40, required: true, personal: 'name' } },
    },
    findings: words('核查情况', 'What was found'),
  },
});

export const statementForm = defineForm({
  id: 'stop-statement',
  version: 1,
  title: text('说明', 'Statement'),
  source: 'P10 §2.2.2',
  fields: { statement: words('书面说明', 'Statement') },
});
