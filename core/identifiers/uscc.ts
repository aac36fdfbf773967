import { ok } from '../base/result.ts';
import { type Text, text } from '../base/text.ts';
import type { IdentifierResult } from './kind.ts';
import { numbersOrganisations } from './regions.ts';
import { isResidentId } from './resident-id.ts';
import { no, readable } from './spelling.ts';

/** GB 32100: digits and letters without I, O, S, V, Z; the place of a character is its value. */
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

const OTHER = text('其他', 'other');

/** First character: the department that registered the organisation; second: the kind of organisation. */
const REGISTRARS: Readonly<
  Record<string, { readonly name: Text; readonly categories: Readonly<Record<string, Text>> }>
> = {
  1: {
    name: text('机构编制', 'public staffing'),
    categories: {
      1: text('机关', 'state organ'),
      2: text('事业单位', 'public institution'),
      3: text('直接管理机构编制的群众团体', 'mass organisation'),
      9: OTHER,
    },
  },
  2: {
    name: text('外交', 'foreign affairs'),
    categories: { 1: text('外国常驻新闻机构', 'foreign news bureau'), 9: OTHER },
  },
  3: {
    name: text('司法行政', 'justice'),
    categories: {
      1: text('律师执业机构', 'law firm'),
      2: text('公证处', 'notary office'),
      3: text('基层法律服务所', 'legal service office'),
      4: text('司法鉴定机构', 'forensic institute'),
      5: text('仲裁委员会', 'arbitration commission'),
      9: OTHER,
    },
  },
  4: {
    name: text('文化', 'culture'),
    categories: { 1: text('外国在华文化中心', 'foreign cultural centre'), 9: OTHER },
  },
  5: {
    name: text('民政', 'civil affairs'),
    categories: {
      1: text('社会团体', 'association'),
      2: text('民办非企业单位', 'private non-enterprise unit'),
      3: text('基金会', 'foundation'),
      4: text('村民委员会', 'village committee'),
      5: text('居民委员会', 'residents committee'),
      9: OTHER,
    },
  },
  6: {
    name: text('旅游', 'tourism'),
    categories: {
      1: text('外国旅游部门常驻代表机构', 'foreign tourism office'),
      2: text('港澳台旅游部门常驻代表机构', 'Hong Kong, Macao or Taiwan tourism office'),
      9: OTHER,
    },
  },
  7: {
    name: text('宗教', 'religious affairs'),
    categories: { 1: text('宗教活动场所', 'place of worship'), 2: text('宗教院校', 'religious school'), 9: OTHER },
  },
  8: { name: text('工会', 'trade unions'), categories: { 1: text('基层工会', 'local union'), 9: OTHER } },
  9: {
    name: text('市场监管', 'market regulation'),
    categories: {
      1: text('企业', 'enterprise'),
      2: text('个体工商户', 'individual business'),
      3: text('农民专业合作社', 'farmers cooperative'),
      9: OTHER,
    },
  },
  A: {
    name: text('军队编制', 'military staffing'),
    categories: { 1: text('军队事业单位', 'military institution'), 9: OTHER },
  },
  N: {
    name: text('农业农村', 'agriculture'),
    categories: {
      1: text('组级集体经济组织', 'group-level collective'),
      2: text('村级集体经济组织', 'village-level collective'),
      3: text('乡镇级集体经济组织', 'township-level collective'),
      9: OTHER,
    },
  },
  Y: { name: OTHER, categories: { 1: OTHER, 9: OTHER } },
};

/** The 18th character that fits the 17 before it, or null where one of them cannot stand in such a code. */
export const usccCheckCharacter = (first17: string): string | null => {
  let sum = 0;
  for (let i = 0; i < 17; i += 1) {
    const value = ALPHABET.indexOf(first17[i] ?? ' ');
    if (value < 0) return null;
    sum += value * (WEIGHTS[i] ?? 0);
  }
  return ALPHABET[(31 - (sum % 31)) % 31] ?? null;
};

const ORG_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];

/** The ninth character of an organisation code (GB 11714): weights mod 11, where 10 is written X. */
export const orgCodeCheckCharacter = (first8: string): string | null => {
  if (!/^[0-9A-Z]{8}$/.test(first8)) return null;
  let sum = 0;
  for (let i = 0; i < 8; i += 1) sum += Number.parseInt(first8[i] ?? '0', 36) * (ORG_WEIGHTS[i] ?? 0);
  const rest = (11 - (sum % 11)) % 11;
  return rest === 10 ? 'X' : String(rest);
};

/** Checks length, characters, registrar, category, region, check character and the organisation code inside. */
export const checkUscc = (value: string): IdentifierResult<'uscc'> => {
  const read = readable('uscc', value);
  if (!read.ok) return read;
  const code = read.value.toUpperCase().replaceAll('-', '');
  if (isResidentId(code))
    return no(
      'uscc.wrongKind',
      '这是居民身份证号，此处应填写营业执照上的统一社会信用代码。',
      'This is a resident identity number; enter the unified social credit code of the business licence.',
    );
  const shape = shapeRefusal(code);
  if (shape) return shape;
  const registrar = REGISTRARS[code.charAt(0)];
  if (!registrar)
    return no(
      'uscc.registrar',
      '第 1 位（登记管理部门）不存在，请对照营业执照核对。',
      'Character 1 (registering department) does not exist; compare with the licence.',
      { position: 1 },
    );
  const category = registrar.categories[code.charAt(1)];
  if (!category)
    return no(
      'uscc.category',
      '第 2 位（机构类别）与登记管理部门不符，请对照营业执照核对。',
      'Character 2 (kind of organisation) does not fit the registering department; compare with the licence.',
      { position: 2 },
    );
  const region = code.slice(2, 8);
  if (!/^\d{6}$/.test(region) || !numbersOrganisations(region))
    return no(
      'uscc.region',
      '第 3–8 位（登记地区）不是已知的行政区划，请对照营业执照核对。',
      'Characters 3–8 (region) are no known region; compare with the licence.',
      { position: 3 },
    );
  if (usccCheckCharacter(code.slice(0, 17)) !== code[17])
    return no(
      'uscc.checkDigit',
      '校验位不符，至少有一位填写有误，请对照营业执照逐位核对。',
      'The check character does not fit, so at least one character is wrong; compare each with the licence.',
      { position: 18 },
    );
  const orgCode = code.slice(8, 17);
  if (orgCodeCheckCharacter(orgCode.slice(0, 8)) !== orgCode[8])
    return no(
      'uscc.orgCode',
      '第 9–17 位（主体标识码）的校验位不符，该代码不可能由登记机关赋予，请对照营业执照核对。',
      'The check character of the organisation code (characters 9–17) does not fit, so no registrar can have issued this; compare with the licence.',
      { position: 17 },
    );
  return ok({ kind: 'uscc', value: code, parts: { registrar: registrar.name, category, region, orgCode } });
};

const shapeRefusal = (code: string) => {
  if (/^\d{15}$/.test(code))
    return no(
      'uscc.oldNumber',
      '这是旧版 15 位营业执照注册号，已停用，请填写新版营业执照上的 18 位统一社会信用代码。',
      'This is a former 15-digit licence number, no longer in use; enter the 18 characters of the current licence.',
    );
  if (/^[0-9A-Z]{9}$/.test(code) && orgCodeCheckCharacter(code.slice(0, 8)) === code[8])
    return no(
      'uscc.orgCodeOnly',
      '这只是 9 位组织机构代码，请填写 18 位统一社会信用代码。',
      'This is only the 9-character organisation code; enter all 18 characters.',
    );
  const length = [...code].length;
  if (length !== 18)
    return no(
      'uscc.length',
      `统一社会信用代码应为 18 位，当前为 ${length} 位，请核对。`,
      `A unified social credit code has 18 characters, this has ${length}; please check.`,
      { length },
    );
  const position = [...code].findIndex((c) => !ALPHABET.includes(c)) + 1;
  if (position > 0)
    return no(
      'uscc.character',
      `第 ${position} 位不是可用字符：代码只含数字和大写字母，且不使用 I、O、S、V、Z（请留意 1 与 I、0 与 O、5 与 S、2 与 Z）。`,
      `Character ${position} cannot stand in such a code: digits and capitals only, never I, O, S, V, Z (mind 1 and I, 0 and O, 5 and S, 2 and Z).`,
      { position },
    );
  return null;
};
