import { describe, expect, it } from 'vitest';
import type { FormValues } from '../../forms/form.ts';
import { applicantTypes, scenarios } from './forms/application.ts';
import { application, mandate } from './testing/filled.ts';
import { received, story } from './testing/story.ts';

type Class = 'I' | 'II' | 'III';

describe('what an application must hold', () => {
  it.each<[ids: string, field: string, deviceClass: Class, changes?: FormValues]>([
    ['P05-1.2-01', 'applicantType', 'II'],
    ['P05-1.2-02', 'scenario', 'II'],
    ['P05-2.1.1-01 P05-2.1-01', 'businessLicence', 'II'],
    ['P05-2.1.1-03', 'businessScope', 'II'],
    ['P05-2.1.2-01', 'filingCertificate', 'II'],
    ['P05-2.1.2-03', 'permitOriginal', 'III'],
    ['P05-2.1.2-04', 'permitDuplicate', 'III'],
    ['P05-2.1.2-05', 'annualInspectionPage', 'III', { annualInspection: true }],
    ['P05-2.1.2-09', 'permitChanges', 'III'],
    ['P05-2.1.2-10', 'permitChangePage', 'III', { permitScopeChanged: true }],
    ['P05-2.1.3-02', 'registrationAnnexes', 'III'],
    ['P05-2.1.4-01', 'idCardFront', 'I'],
    ['P05-2.1.4-01', 'idCardBack', 'I'],
    ['P05-2.1.4-02', 'mandateName', 'II', mandate],
    ['P05-2.1.4-02', 'mandateMatter', 'II', mandate],
    ['P05-2.1.4-02', 'mandateSealed', 'II', mandate],
    ['P05-2.1.4-03', 'agentIdCard', 'II', mandate],
    ['P05-3.3.2-02', 'permitNumber', 'III'],
  ])('%s: it is not taken without %s (class %s)', (_ids, field, deviceClass, changes = {}) => {
    expect(story().missing('start', application(deviceClass, { ...changes, [field]: undefined }))).toEqual([field]);
  });

  it('P05-1.2-01: it comes from one of four kinds of applicant, and from no other', () => {
    for (const { code } of applicantTypes)
      expect(received(application('II', { applicantType: code })).state.forms.start?.applicantType).toBe(code);
    expect(applicantTypes).toHaveLength(4);
    expect(story().missing('start', application('II', { applicantType: undefined }))).toEqual(['applicantType']);
  });

  it('P05-1.2-02: new entry, renewal and added category all go through the same review', () => {
    for (const { code } of scenarios)
      expect(received(application('II', { scenario: code })).stages()).toEqual(['completeness']);
    expect(story().missing('start', application('II', { scenario: undefined }))).toEqual(['scenario']);
  });

  it('P05-2.1.1-07: class III whose scope does not name the class needs the licence, and passes with it', () => {
    const scope = { businessScope: '医疗器械经营;日用百货销售。' };
    expect(received(application('III', scope)).stages()).toEqual(['completeness']);
    expect(story().missing('start', application('III', { ...scope, permitOriginal: undefined }))).toContain(
      'permitOriginal',
    );
  });

  it('P05-2.4-06: everything that is missing is named at once, item by item', () => {
    expect(story().missing('start', { deviceClass: 'III', byMandate: true })).toEqual(
      expect.arrayContaining(['businessLicence', 'permitDuplicate', 'registrationFiles', 'idCardFront', 'agentIdCard']),
    );
  });

  it('P05-2.4-05: it comes from the merchant through the portal and from nobody else', () => {
    expect(story().refusesOpening(application(), 'clerk')).toBe('start.notYourRole');
    expect(story().open('merchant', application()).stages()).toEqual(['completeness']);
  });
});

const established = { establishedOn: '2025-01-10' };
const lease = { lease: ['lease-1'], leaseFrom: '2025-01-01', leaseUntil: '2026-01-01' };

describe('what is wrong with an application', () => {
  it.each<[ids: string, code: string, deviceClass: Class, changes: FormValues]>([
    ['P05-2.1.1-01', 'businessLicenceExpired', 'II', { licenceValidUntil: '2025-03-06' }],
    ['P05-2.1.1-03', 'scopeWithoutDevices', 'II', { businessScope: '日用百货销售;化妆品批发。' }],
    ['P05-2.1.1-06', 'scopeWithoutClass', 'II', { businessScope: '第一类医疗器械销售;日用百货销售。' }],
    ['P05-2.1.1-08', 'leaseMissing', 'II', { ...established, bankStatement: ['statement-1'] }],
    [
      'P05-2.1.1-08',
      'leaseMissing',
      'II',
      { ...established, ...lease, leaseUntil: '2025-12-31', bankStatement: ['statement-1'] },
    ],
    ['P05-2.1.1-09', 'statementMissing', 'II', { ...established, ...lease }],
    ['P05-2.1.2-02', 'filingExpired', 'II', { filingValidUntil: '2025-03-06' }],
    ['P05-2.1.2-07', 'permitExpired', 'III', { permitValidUntil: '2025-03-06' }],
    ['P05-2.1.2-08 P05-3.3.2-01', 'categoryNotCovered', 'III', { categories: [{ code: '13-04-01' }] }],
    [
      'P05-2.1.3-01',
      'certificateMissing',
      'II',
      {
        registrations: [
          { product: '一次性使用配药器', number: '闽械注准20232140001' },
          { product: '医用护理垫', number: '闽械注准20232140002' },
        ],
      },
    ],
    [
      'P05-2.1.3-03',
      'registrationExpired',
      'II',
      { registrations: [{ product: '一次性使用配药器', number: '闽械注准20232140001', validUntil: '2025-03-06' }] },
    ],
    [
      'P05-3.3.2-02',
      'productAboveClass',
      'II',
      { registrations: [{ product: '注射器', number: '国械注准20233140001' }] },
    ],
    ['P05-2.1.4-04', 'identityTooShort', 'II', { idValidUntil: '2025-09-06' }],
    ['P05-2.1.4-05', 'mandateOtherMatter', 'II', { ...mandate, mandateMatter: '代为办理银行开户' }],
    ['P05-2.1.4-06', 'mandateTooShort', 'II', { ...mandate, mandateUntil: '2025-03-30' }],
    ['P05-3.2-04', 'mandateOtherName', 'II', { ...mandate, mandateName: '林知近' }],
  ])('%s: %s (class %s)', (_ids, code, deviceClass, changes) => {
    expect(story().refusesOpening(application(deviceClass, changes))).toBe(`admission.${code}`);
  });

  it.each<[what: string, deviceClass: Class, changes: FormValues]>([
    ['a licence on its last day', 'III', { permitValidUntil: '2025-03-07' }],
    ['an identity card with six months left to the day', 'II', { idValidUntil: '2025-09-07' }],
    ['a mandate of 30 days', 'II', { ...mandate, mandateUntil: '2025-03-31' }],
    ['a young company with lease and statement', 'II', { ...established, ...lease, bankStatement: ['statement-1'] }],
    ['a company on the day it is three months old', 'II', { establishedOn: '2024-12-07' }],
    ['classes named together', 'II', { businessScope: '第二、三类医疗器械批发' }],
  ])('%s is enough', (_what, deviceClass, changes) => {
    expect(received(application(deviceClass, changes)).stages()).toEqual(['completeness']);
  });

  it('P05-2.4-04: files that are not named as required are refused', () => {
    expect(story({ misnamedFiles: 2 }).refusesOpening(application())).toBe('admission.fileName');
  });

  it('P05-3.4-10: after a refusal the same enterprise waits, whatever account it uses', () => {
    const barred = story({ admissionBar: { until: '2025-03-20' } });
    expect(barred.refusesOpening(application())).toBe('admission.barred');
  });

  it('P05-3.4-11: after false documents it never applies again', () => {
    const barred = story({ admissionBar: { until: null } });
    expect(barred.refusesOpening(application())).toBe('admission.barredForGood');
  });
});
