import { text } from '../../../base/text.ts';
import { demanded } from '../../../forms/demanded.ts';
import { defineForm } from '../../../forms/form.ts';
import { opinion, option } from './options.ts';

/** Forms of the visit to the merchant's premises (P05 §3.3.1). */

export const siteVisitDateForm = defineForm({
  id: 'admission-site-visit-date',
  version: 1,
  title: text('实地核查日期', 'Date of the site visit'),
  source: 'P05 §3.3.1',
  fields: { visitOn: { kind: 'date', label: text('核查日期', 'Visit on'), notBefore: 'today', required: true } },
});

export const visitPoints = [
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
] as const;

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
      min: 1,
      max: 6,
      required: true,
      columns: {
        name: { kind: 'text', label: text('姓名', 'Name'), maxLength: 50, required: true },
        workCard: demanded('admission-site-visit.workCard', 'P05-3.3.1-11', {
          kind: 'text',
          label: text('随身工作证号', 'No. of the work card carried'),
          maxLength: 30,
          required: true,
        }),
      },
    },
    findings: {
      kind: 'checklist',
      label: text('核查内容', 'Points of the visit'),
      items: visitPoints,
      required: true,
    },
    photos: demanded('admission-site-visit.photos', 'P05-3.3.1-16', {
      kind: 'files',
      label: text('现场照片', 'Photographs'),
      accept: 'image',
      min: 1,
      max: 30,
      required: true,
    }),
    advice: demanded('admission-site-visit.advice', 'P05-3.3.1-16', opinion('整改建议', 'What to put right')),
    result: demanded('admission-site-visit.result', 'P05-3.3.1-16', {
      kind: 'choice',
      label: text('核查结果', 'Result'),
      options: [option('passed', '合格', 'Passed'), option('failed', '不合格', 'Failed')],
      required: true,
    }),
  },
});
