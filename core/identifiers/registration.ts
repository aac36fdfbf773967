import { ok, type Result } from '../base/result.ts';
import type { LocalDate } from '../base/time.ts';
import { certificateText, issuerOf, issuerRefusal, yearRefusal } from './certificate.ts';
import { CATALOGUE_2017, CATALOGUE_FORMER } from './classification-names.ts';
import type { DeviceClass, IdentifierParts, IdentifierResult, Issuer } from './kind.ts';
import { no } from './spelling.ts';

const EXAMPLE = '国械注准20233140001';
const CURRENT = /^(.*?)械注([准进许])(.*?)号?$/u;
const FORMER = /^(.*?)(食?)药监械\(([准进许])\)字(.*?)(\(更\)|更)?$/u;

const ORIGINS = { 准: 'domestic', 进: 'import', 许: 'hongKongMacaoTaiwan' } as const;
type Origin = (typeof ORIGINS)[keyof typeof ORIGINS];

/** The former categories went on being printed for applications that were pending when the 2017 catalogue came. */
const FORMER_CATEGORIES_UNTIL = 2020;

/**
 * 医疗器械注册证, art. 115 of the registration measures: issuer + 械注 + 准/进/许 + year + class + category + serial; and the
 * form before October 2014, `国食药监械(准)字2013第3770123号(更)`. Checks that issuer, origin and class agree.
 */
export const checkRegistration = (value: string, on?: LocalDate): IdentifierResult<'registration'> => {
  const read = certificateText('registration', value, EXAMPLE);
  if (!read.ok) return read;
  const current = CURRENT.exec(read.value);
  if (current) return checkCurrent(current, on);
  const former = FORMER.exec(read.value);
  if (former) return checkFormer(former, on);
  return no(
    'registration.form',
    `“械注”之后应为“准”“进”或“许”，请照注册证完整填写，例如 ${EXAMPLE}。`,
    `Behind 械注 stands 准, 进 or 许; copy all of it from the certificate, like ${EXAMPLE}.`,
  );
};

const checkCurrent = (m: RegExpExecArray, on?: LocalDate): IdentifierResult<'registration'> => {
  const origin = ORIGINS[m[2] as keyof typeof ORIGINS];
  const issuer = issuerOf(m[1] ?? '');
  if (!issuer || issuer.level === 'prefecture') return unknownIssuer();
  const digits = (m[3] ?? '').replace(/^\((\d{4})\)/, '$1');
  if (!/^\d{11}$/.test(digits))
    return no(
      'registration.digits',
      `“注${m[2]}”之后应为 11 位数字（年份 4 位、类别 1 位、分类 2 位、流水号 4 位），请核对，例如 ${EXAMPLE}。`,
      `Behind 注${m[2]} stand 11 digits (year 4, class 1, category 2, serial 4); please check, like ${EXAMPLE}.`,
      { length: digits.length },
    );
  const year = Number(digits.slice(0, 4));
  const wrongYear = yearRefusal('registration', year, 2014, on);
  if (wrongYear) return wrongYear;
  const deviceClass = classOf(digits.charAt(4));
  if (deviceClass === null) return unknownClass();
  if (deviceClass === 1)
    return no(
      'registration.class',
      '第一类医疗器械实行备案，没有注册证；请核对类别位，或改填备案编号。',
      'Class I devices are filed, not registered; check the digit of the class, or enter the filing number instead.',
      { class: 1 },
    );
  const disagreement = classIssuerRefusal(issuer, origin, deviceClass);
  if (disagreement) return disagreement;
  const printed = digits.slice(5, 7);
  const categories = currentCategories(printed, year);
  if (categories.length === 0) return unknownCategory(printed);
  const parts = {
    issuer,
    form: 'current',
    origin,
    year,
    class: deviceClass,
    categories,
    serial: digits.slice(7),
    changed: false,
  } as const;
  return ok({ kind: 'registration', value: `${issuer.short}械注${m[2]}${digits}`, parts });
};

const checkFormer = (m: RegExpExecArray, on?: LocalDate): IdentifierResult<'registration'> => {
  const origin = ORIGINS[m[3] as keyof typeof ORIGINS];
  const issuer = issuerOf(m[1] ?? '');
  if (!issuer) return unknownIssuer();
  const d = /^(\d{4})第(\d)(\d{2})(\d{4})号?$/u.exec(m[4] ?? '');
  if (!d)
    return no(
      'registration.digits',
      '旧版编号在“字”之后应为“年份第七位数字号”，例如 国食药监械(准)字2013第3770123号，请核对。',
      'A former number goes on after 字 with the year, 第, seven digits and 号, like 国食药监械(准)字2013第3770123号; please check.',
    );
  const year = Number(d[1]);
  const wrongYear = yearRefusal('registration', year, 2000, on);
  if (wrongYear) return wrongYear;
  if (year > 2014)
    return no(
      'registration.year',
      `旧版编号止于 2014 年，编号中的年份为 ${year}，请照注册证核对。`,
      `Numbers of the former form end with 2014, this one says ${year}; compare with the certificate.`,
      { year },
    );
  const deviceClass = classOf(d[2] ?? '');
  if (deviceClass === null) return unknownClass();
  const disagreement = classIssuerRefusal(issuer, origin, deviceClass);
  if (disagreement) return disagreement;
  const category = `68${d[3]}`;
  if (!Object.hasOwn(CATALOGUE_FORMER, category)) return unknownCategory(d[3] ?? '');
  const changed = m[5] !== undefined;
  const value = `${issuer.short}${m[2]}药监械(${m[3]})字${year}第${d[2]}${d[3]}${d[4]}号${changed ? '(更)' : ''}`;
  const parts: IdentifierParts['registration'] = {
    issuer,
    form: 'former',
    origin,
    year,
    class: deviceClass,
    categories: [category],
    serial: d[4] ?? '',
    changed,
  };
  return ok({ kind: 'registration', value, parts });
};

const classOf = (digit: string): DeviceClass | null =>
  digit === '1' ? 1 : digit === '2' ? 2 : digit === '3' ? 3 : null;

/** All that the two digits may mean: renewal keeps year and serial but brings the category of the catalogue then in force. */
const currentCategories = (printed: string, year: number): readonly string[] => {
  const now = Object.hasOwn(CATALOGUE_2017, printed) ? [printed] : [];
  const formerCode = `68${printed}`;
  const former = Object.hasOwn(CATALOGUE_FORMER, formerCode) && (printed === '40' || year <= FORMER_CATEGORIES_UNTIL);
  return former ? [...now, formerCode] : now;
};

/** Imports and class III lie with the national regulator, domestic class II with the province, class I once with the city. */
const classIssuerRefusal = (issuer: Issuer, origin: Origin, deviceClass: DeviceClass): Result<never> | null => {
  const national = issuer.level === 'national';
  if (origin !== 'domestic')
    return national
      ? null
      : issuerRefusal(
          'registration',
          '进口及港澳台医疗器械由国家药监局注册，编号应以“国”开头，请核对。',
          'Imports, and devices from Hong Kong, Macao and Taiwan, are registered nationally, so the number begins with 国; please check.',
        );
  if (deviceClass === 3 && !national)
    return issuerRefusal(
      'registration',
      '境内第三类医疗器械由国家药监局注册，编号应以“国”开头；请核对开头的简称和类别位。',
      'Domestic class III devices are registered nationally, so the number begins with 国; check the short name and the digit of the class.',
    );
  if (deviceClass !== 3 && national)
    return issuerRefusal(
      'registration',
      '境内第二类医疗器械由省级药监部门注册，编号应以省份简称开头；请核对开头的简称和类别位。',
      'Domestic class II devices are registered by the province, so the number begins with its short name; check that and the digit of the class.',
    );
  if (deviceClass === 2 && issuer.level === 'prefecture') return unknownIssuer();
  return null;
};

const unknownIssuer = (): Result<never> =>
  issuerRefusal(
    'registration',
    '开头应为“国”或省、自治区、直辖市的简称（如“京”“粤”），请核对。',
    'It begins with 国 or the short name of a province (京, 粤); please check.',
  );

const unknownClass = (): Result<never> =>
  no(
    'registration.class',
    '管理类别位只能是 2 或 3（年份后的第 1 位），请核对。',
    'The class (the digit behind the year) is 2 or 3; please check.',
  );

const unknownCategory = (printed: string): Result<never> =>
  no(
    'registration.category',
    `分类编码“${printed}”不在编号当年适用的分类目录中，请核对类别位后的两位数字。`,
    `The category ${printed} is in no catalogue in force for that number; check the two digits behind the class.`,
    { category: printed },
  );
