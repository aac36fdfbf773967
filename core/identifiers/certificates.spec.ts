import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LocalDate } from '../base/time.ts';
import { checkIdentifier } from './check-identifier.ts';
import { classificationName, successorOf } from './classification.ts';
import { CATALOGUE_2017, CATALOGUE_FORMER, SUCCESSOR } from './classification-names.ts';
import { IDENTIFIER_NAMES, type IdentifierKind } from './kind.ts';

const on = '2025-10-11' as LocalDate;
const outcome = (kind: IdentifierKind, value: string): string => {
  const checked = checkIdentifier(kind, value, on);
  return checked.ok ? checked.value.value : checked.refusal.code;
};

describe('registration number', () => {
  it.each([
    ['国械注准20233140001', '国械注准20233140001'],
    [' 国械注进 2023 2 08 0312 ', '国械注进20232080312'],
    ['国械注许20193130002', '国械注许20193130002'],
    ['苏械注准20242080211', '苏械注准20242080211'],
    ['国械注准20163400749号', '国械注准20163400749'],
    ['国械注准20153770123', '国械注准20153770123'],
    ['国食药监械(准)字2013第3770123号', '国食药监械(准)字2013第3770123号'],
    ['国食药监械〔进〕字２０１２第３４６１２３４号（更）', '国食药监械(进)字2012第3461234号(更)'],
    ['京药监械（准）字2012第2400123号', '京药监械(准)字2012第2400123号'],
    ['苏苏食药监械(准)字2013第1010001号', '苏苏食药监械(准)字2013第1010001号'],
    ['', 'registration.empty'],
    ['国械注20233140001', 'registration.form'],
    ['国械注准20250001', 'registration.digits'],
    ['国械注准202331400012', 'registration.digits'],
    ['国械注准20263140001', 'registration.yearFuture'],
    ['国械注准20133140001', 'registration.year'],
    ['国械注准20234140001', 'registration.class'],
    ['国械注准20231140001', 'registration.class'],
    ['国械注准20233230001', 'registration.category'],
    ['国械注准20233770001', 'registration.category'],
    ['粤械注准20233140001', 'registration.issuer'],
    ['国械注准20232140001', 'registration.issuer'],
    ['粤械注进20232140001', 'registration.issuer'],
    ['粤穗械注准20232140001', 'registration.issuer'],
    ['X械注准20232140001', 'registration.issuer'],
    ['国食药监械(准)字2015第3770123号', 'registration.year'],
    ['国食药监械(准)字2013第3990123号', 'registration.category'],
    ['粤食药监械(准)字2013第3640123号', 'registration.issuer'],
    ['沪浦械备20210123号', 'registration.wrongKind'],
    ['国药准字H20200001', 'registration.wrongKind'],
    ['hello', 'registration.format'],
  ])('reads %s as %s', (value, expected) => expect(outcome('registration', value)).toBe(expected));

  it('says who issued it, when, for which class and category', () => {
    expect(checkIdentifier('registration', '国械注进20163220123')).toMatchObject({
      ok: true,
      value: {
        parts: {
          issuer: { level: 'national', province: null, short: '国' },
          form: 'current',
          origin: 'import',
          year: 2016,
          class: 3,
          categories: ['22', '6822'],
          serial: '0123',
        },
      },
    });
    expect(checkIdentifier('registration', '国械注准20233400253')).toMatchObject({
      value: { parts: { categories: ['6840'] } },
    });
    expect(checkIdentifier('registration', '粤械注准20212140123')).toMatchObject({
      value: { parts: { issuer: { province: '44' } } },
    });
  });
});

describe('filing, distribution and production numbers', () => {
  it.each<[IdentifierKind, string, string]>([
    ['filing', '京械备20200001', '京械备20200001'],
    ['filing', '沪浦械备20210123号', '沪浦械备20210123'],
    ['filing', '国械备20151134号', '国械备20151134'],
    ['filing', '粤械备（2014）0023', '粤械备20140023'],
    ['filing', '械备20210123', 'filing.issuer'],
    ['filing', '大浦械备20210123', 'filing.issuer'],
    ['filing', '沪浦械备2021012', 'filing.digits'],
    ['filing', '沪浦械备20270001', 'filing.yearFuture'],
    ['filing', '沪浦械备20100001', 'filing.year'],
    ['filing', '国械注准20233140001', 'filing.wrongKind'],
    ['filing', '粤深食药监械生产备20150012号', 'filing.wrongKind'],
    ['distributionLicence', '京食药监械经营许20150001号', '京食药监械经营许20150001号'],
    ['distributionLicence', '沪浦药监械经营许20210001', '沪浦药监械经营许20210001号'],
    ['distributionLicence', '沪嘉食药监械经营许20187006号', '沪嘉食药监械经营许20187006号'],
    ['distributionLicence', '粤穗食药监械经营许202010108号', '粤穗食药监械经营许202010108号'],
    ['distributionLicence', '国药监械经营许20210001号', 'distributionLicence.issuer'],
    ['distributionLicence', '沪浦监械经营许20210001号', 'distributionLicence.format'],
    ['distributionLicence', '沪浦药监械经营许2021001号', 'distributionLicence.digits'],
    ['distributionLicence', '沪浦药监械经营许20130001号', 'distributionLicence.year'],
    ['distributionLicence', '沪浦药监械经营许20990001号', 'distributionLicence.yearFuture'],
    ['distributionLicence', '沪浦药监械经营备20220001号', 'distributionLicence.wrongKind'],
    ['distributionFiling', '皖马食药监械经营备20140017号', '皖马食药监械经营备20140017号'],
    ['distributionFiling', '鄂汉食药监械经营备2018H006号', '鄂汉食药监械经营备2018H006号'],
    ['distributionFiling', '沪浦药监械经营许20220001号', 'distributionFiling.wrongKind'],
    ['productionLicence', '苏药监械生产许20230077号', '苏药监械生产许20230077号'],
    ['productionLicence', '京食药监械生产许20150001号', '京食药监械生产许20150001号'],
    ['productionLicence', '粤深药监械生产许20150001号', 'productionLicence.issuer'],
    ['productionLicence', '苏药监械经营许20230077号', 'productionLicence.wrongKind'],
    ['productionLicence', '91350100M000100Y43', 'productionLicence.format'],
  ])('reads as %s %s: %s', (kind, value, expected) => expect(outcome(kind, value)).toBe(expected));
});

describe('classification code', () => {
  it.each([
    ['14', '14'],
    ['140102', '14-01-02'],
    ['14-01', '14-01'],
    ['6866', '6866'],
    ['6815-02', '6815-02'],
    ['23', 'classification.unknown'],
    ['6811', 'classification.unknown'],
    ['14-00', 'classification.level'],
    ['III类 6815', 'classification.format'],
    ['14-01-02-03', 'classification.format'],
  ])('reads %s as %s', (value, expected) => expect(outcome('classification', value)).toBe(expected));

  it('names both catalogues and leads from the former to the present one where that is plain', () => {
    expect(Object.keys(CATALOGUE_2017)).toHaveLength(22);
    expect(Object.keys(CATALOGUE_FORMER)).toHaveLength(43);
    expect(classificationName('14-01-02')?.zh).toBe('注输、护理和防护器械');
    expect(classificationName('6877')?.zh).toBe('介入器材');
    expect(classificationName('constructor')).toBeNull();
    for (const [former, now] of Object.entries(SUCCESSOR)) {
      expect(CATALOGUE_FORMER[former]).toBeDefined();
      expect(CATALOGUE_2017[now]).toBeDefined();
    }
    expect(successorOf('6870')).toBe('21');
    expect(successorOf('6821')).toBeNull();
  });
});

it('takes any text for any kind without throwing, refuses in both languages, and keeps its own spelling', () => {
  const kinds = Object.keys(IDENTIFIER_NAMES) as IdentifierKind[];
  const bits = fc.constantFrom(
    '国',
    '京',
    '沪浦',
    '械注',
    '准',
    '械备',
    '药监',
    '械经营许',
    '2023',
    '3140001',
    '0',
    '号',
    '(',
    'X',
    '\u202e',
    '\ud800',
  );
  const texts = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(bits).map((b) => b.join('')),
    fc.stringMatching(/^\d{8,18}$/),
  );
  fc.assert(
    fc.property(fc.constantFrom(...kinds), texts, (kind, value) => {
      const checked = checkIdentifier(kind, value, on);
      if (checked.ok) expect(checkIdentifier(kind, checked.value.value, on)).toEqual(checked);
      else {
        expect(checked.refusal.code.length).toBeGreaterThan(0);
        expect(checked.refusal.message.zh).toMatch(/\p{Script=Han}/u);
        expect(checked.refusal.message.en).toMatch(/[.;]/);
      }
    }),
    { numRuns: 500 },
  );
});
