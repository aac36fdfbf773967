import { text } from '../../../base/text.ts';
import { dateOf } from '../../../base/time.ts';
import { checkRegistration } from '../../../identifiers/registration.ts';
import type { Rule, View } from '../../../process/definition.ts';
import { application, dateIn, later, rowsIn, wrong } from './reading.ts';

/** Licences and certificates of the application (P05 §2.1.1–2.1.3). */

const businessLicenceInDate: Rule = {
  title: text('营业执照在有效期内', 'The business licence is valid'),
  because: ['P05-2.1.1-01', 'P05-1.1-01'],
  check: (view) => {
    const until = dateIn(application(view), 'licenceValidUntil');
    return until === null || until >= dateOf(view.now)
      ? true
      : wrong(
          'businessLicenceExpired',
          '营业执照已过有效期,请换发后再申请。',
          'The business licence has expired. Renew it first.',
          'licenceValidUntil',
        );
  },
};

const CLASS_NUMERALS: Record<string, string> = { I: '一', II: '二', III: '三' };

/** Classes that a scope of business names next to 医疗器械, e.g. 第二、三类医疗器械; empty where it names none. */
const classesNamed = (scope: string): readonly string[] =>
  [...scope.matchAll(/第?([一二三、,和及第类\s]+)类医疗器械/gu)]
    .flatMap((m) => [...(m[1] ?? '').matchAll(/[一二三]/gu)])
    .map((m) => m[0]);

const scopeNamesDevices: Rule = {
  title: text('经营范围包含拟经营的医疗器械', 'The scope of business covers the devices applied for'),
  because: ['P05-2.1.1-03', 'P05-2.1.1-06'],
  check: (view) => {
    const values = application(view);
    const scope = String(values.businessScope ?? '').normalize('NFKC');
    if (!/医疗器械.{0,4}(经营|销售|批发|零售|生产)/u.test(scope))
      return wrong(
        'scopeWithoutDevices',
        '营业执照经营范围未写明医疗器械经营,请先变更经营范围,或更正录入内容。',
        'The scope of business does not name trade in medical devices. Have it changed, or correct what you entered.',
        'businessScope',
      );
    const named = classesNamed(scope);
    const wanted = String(values.deviceClass ?? '');
    // For class III the licence serves where the scope of business does not name the class (P05 §2.1.1).
    if (named.length === 0 || wanted === 'III' || named.includes(CLASS_NUMERALS[wanted] ?? '')) return true;
    return wrong(
      'scopeWithoutClass',
      `营业执照经营范围未包含第${CLASS_NUMERALS[wanted]}类医疗器械,请调整申请类别或先变更经营范围。`,
      `The scope of business does not cover class ${wanted}. Apply for another class or have the scope changed.`,
      'businessScope',
    );
  },
};

const isYoung = (view: View): boolean => {
  const established = dateIn(application(view), 'establishedOn');
  return established !== null && later(established, view.value('admission.youngCompany')) > dateOf(view.now);
};

const youngCompanyHasLease: Rule = {
  title: text('成立不足 3 个月的企业提交了租期足够的租赁合同', 'A young company has filed a lease that is long enough'),
  because: 'P05-2.1.1-08',
  check: (view) => {
    const values = application(view);
    const from = dateIn(values, 'leaseFrom');
    const until = dateIn(values, 'leaseUntil');
    const least = view.value('admission.youngCompanyLease');
    if (!isYoung(view)) return true;
    return values.lease !== undefined && from !== null && until !== null && until >= later(from, least)
      ? true
      : wrong(
          'leaseMissing',
          '成立不足 3 个月的企业须提交租期不少于 1 年的经营场所租赁合同,并填写起止日期。',
          'A company younger than 3 months files a lease of at least one year, with its first and last day.',
          'lease',
        );
  },
};

const youngCompanyHasStatement: Rule = {
  title: text('成立不足 3 个月的企业提交了银行流水', 'A young company has filed its bank statement'),
  because: 'P05-2.1.1-09',
  check: (view) =>
    !isYoung(view) || application(view).bankStatement !== undefined
      ? true
      : wrong(
          'statementMissing',
          '成立不足 3 个月的企业须提交近 1 个月的银行流水。',
          'A company younger than 3 months files its bank statement of the latest month.',
          'bankStatement',
        ),
};

const filingInDate: Rule = {
  title: text('经营备案凭证在有效期内', 'The distribution filing is valid'),
  because: 'P05-2.1.2-02',
  check: (view) => {
    const until = dateIn(application(view), 'filingValidUntil');
    return until === null || until >= dateOf(view.now)
      ? true
      : wrong(
          'filingExpired',
          '第二类医疗器械经营备案凭证已过有效期,请更新后再申请。',
          'The class II distribution filing has expired. Renew it first.',
          'filingValidUntil',
        );
  },
};

const permitInDate: Rule = {
  title: text('经营许可证在有效期内', 'The distribution licence is valid'),
  because: ['P05-2.1.2-07', 'P05-1.1-01'],
  check: (view) => {
    const until = dateIn(application(view), 'permitValidUntil');
    return until === null || until >= dateOf(view.now)
      ? true
      : wrong(
          'permitExpired',
          '医疗器械经营许可证已过有效期,请取得有效许可证后再申请。',
          'The distribution licence has expired. Apply again with a valid one.',
          'permitValidUntil',
        );
  },
};

const categoriesCovered: Rule = {
  title: text('申请品类均在许可/备案范围内', 'Every category applied for is in the scope of permit or filing'),
  because: ['P05-2.1.2-08', 'P05-3.3.2-01'],
  check: (view) => {
    const values = application(view);
    if (values.deviceClass === 'I') return true;
    const scope = rowsIn(values, 'permitScope').map((row) => String(row.code));
    const outside = rowsIn(values, 'categories')
      .map((row) => String(row.code))
      .filter((code) => !scope.some((held) => code === held || code.startsWith(`${held}-`)));
    return outside.length === 0
      ? true
      : wrong(
          'categoryNotCovered',
          `下列品类不在许可/备案范围内:${outside.join('、')}。请删除或先变更许可/备案范围。`,
          `Not in the scope of permit or filing: ${outside.join(', ')}. Remove them or have the scope changed.`,
          'categories',
        );
  },
};

const registrationsInDate: Rule = {
  title: text('注册证均在有效期内', 'Every registration certificate is valid'),
  because: ['P05-2.1.3-03', 'P05-1.1-01'],
  check: (view) => {
    const at = rowsIn(application(view), 'registrations').findIndex(
      (row) => (dateIn(row, 'validUntil') ?? '9999-12-31') < dateOf(view.now),
    );
    return at < 0
      ? true
      : wrong(
          'registrationExpired',
          `第 ${at + 1} 项注册证已过有效期,请删除该产品或提交有效注册证。`,
          `Registration ${at + 1} has expired. Remove the product or file a valid one.`,
          `registrations[${at}].validUntil`,
        );
  },
};

const everyProductHasItsCertificate: Rule = {
  title: text('每款产品都提交了注册证/备案凭证', 'There is a certificate for each product'),
  because: 'P05-2.1.3-01',
  check: (view) => {
    const values = application(view);
    const products = rowsIn(values, 'registrations').length;
    const files = ((values.registrationFiles ?? []) as readonly string[]).length;
    return files >= products
      ? true
      : wrong(
          'certificateMissing',
          `共 ${products} 款产品,只提交了 ${files} 份注册证/备案凭证,请逐款补齐。`,
          `There are ${products} products but only ${files} certificates. File one for each.`,
          'registrationFiles',
        );
  },
};

const CLASS_RANK: Record<string, number> = { I: 1, II: 2, III: 3 };

const productsWithinClass: Rule = {
  title: text('产品管理类别不高于申请类别', 'No product is of a higher class than applied for'),
  because: 'P05-3.3.2-02',
  check: (view) => {
    const values = application(view);
    const highest = CLASS_RANK[String(values.deviceClass)] ?? 0;
    const at = rowsIn(values, 'registrations').findIndex((row) => {
      const read = checkRegistration(String(row.number ?? ''));
      return read.ok && read.value.parts.class > highest;
    });
    return at < 0
      ? true
      : wrong(
          'productAboveClass',
          `第 ${at + 1} 项产品的管理类别高于申请类别。经营第三类医疗器械须持有经营许可证,请更正申请类别并提交相应证照。`,
          `Product ${at + 1} is of a higher class than applied for. Class III needs a distribution licence: correct the class and file it.`,
          `registrations[${at}].number`,
        );
  },
};

export const credentialRules = {
  businessLicenceInDate,
  scopeNamesDevices,
  youngCompanyHasLease,
  youngCompanyHasStatement,
  filingInDate,
  permitInDate,
  categoriesCovered,
  registrationsInDate,
  everyProductHasItsCertificate,
  productsWithinClass,
};
