import { defineForm } from '../../forms/form.ts';
import { defineProcess, limit } from '../define.ts';

/** A small procedure for tests of the engine and the write path: a check, a supplement, two reviews at once. */
const empty = defineForm({ id: 'nothing', version: 1, title: { zh: '无', en: 'None' }, fields: {} });
const t = (en: string) => ({ zh: en, en });

const span = (value: string) => limit(value as never);

export const parallel = defineProcess({
  name: 'parallel',
  version: 1,
  title: t('Parallel'),
  clause: 'test',
  series: 'T',
  start: { title: t('apply'), by: 'merchant', form: empty, subject: 'name', to: 'check', because: 'P05-2.1-01' },
  stages: {
    check: {
      title: t('check'),
      tasks: {
        check: {
          title: t('check'),
          by: 'admissionClerk',
          actions: {
            complete: { title: t('complete'), to: 'review', because: 'P05-3.1-02' },
            ask: { title: t('ask'), to: 'supplement', because: 'P05-3.1-05' },
          },
        },
      },
    },
    supplement: {
      title: t('supplement'),
      tasks: {
        supplement: {
          title: t('s'),
          by: 'merchant',
          actions: { hand: { title: t('hand'), to: 'check', because: 'P05-3.1-08' } },
        },
      },
    },
    review: {
      title: t('review'),
      join: 'firstRefusal',
      to: 'passed',
      ifRefused: 'refused',
      mayReturnTo: ['check'],
      tasks: {
        quality: {
          title: t('quality'),
          by: 'qualificationReviewer',
          notBy: ['check.complete'],
          actions: {
            pass: { title: t('pass'), because: 'P05-3.3-01' },
            fail: { title: t('fail'), outcome: 'refused', because: 'P05-3.3-01' },
          },
        },
        compliance: {
          title: t('compliance'),
          by: 'complianceOfficer',
          actions: {
            passCompliance: { title: t('pass'), because: 'P05-3.3.2-05' },
            failCompliance: { title: t('fail'), outcome: 'refused', because: 'P05-3.3.2-06' },
          },
        },
      },
    },
  },
  ends: { passed: { title: t('passed') }, refused: { title: t('refused') }, void: { title: t('void') } },
  rules: {},
  effects: {},
  limits: {
    checking: {
      title: t('checking'),
      from: { enters: 'check' },
      within: span('8h'),
      ifMissed: 'breach',
      because: 'P05-3.1-02',
    },
    reviewing: {
      title: t('reviewing'),
      from: { enters: 'review' },
      within: span('40h'),
      ifMissed: 'breach',
      because: 'P05-3.3-01',
    },
    supplementing: {
      title: t('supplementing'),
      from: { enters: 'supplement' },
      within: span('24h'),
      party: 'counterparty',
      ifMissed: { lapse: 'void' },
      because: 'P05-3.1-08',
    },
  },
});
