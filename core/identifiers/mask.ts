import type { PersonalKind } from './kind.ts';
import { PROVINCES } from './regions.ts';

/** What stands for a value of which nothing may be shown. It doesn't tell the length. */
export const HIDDEN = '****';

/**
 * A personal value as screens, exports, logs and papers show it (P04 §2.2, DECISIONS 44). Kept: of a phone the first 3 and
 * last 4 digits; of a resident number the first 3 and last 4; of a name the first character; of an e-mail address the
 * first character and the domain; of an address what goes before the street's number. What is too short or looks
 * otherwise is hidden whole, and so are health and other values. A masked value stays as it is. Never throws.
 */
export const mask = (kind: PersonalKind, value: string): string => {
  const plain = value.slice(0, 400).trim();
  return plain === HIDDEN || MASKED[kind]?.test(plain) ? plain : MASKS[kind](plain);
};

/** What the masks below make, where they would not make the same of it again. */
const MASKED: Readonly<Partial<Record<PersonalKind, RegExp>>> = {
  phone: /^(?:\d{3}|0\d{2,3}-)\*{4}\d{4}$/,
  residentId: /^\d{3}\*{11}\d{3}[\dXx]$/,
};

const maskDigits = (stars: string, shortest: number) => (value: string) => {
  const plain = value.replace(/[\s-]/g, '');
  return plain.length >= shortest && /^[\dXx+]+$/.test(plain)
    ? `${plain.slice(0, 3)}${stars}${plain.slice(-4)}`
    : HIDDEN;
};

const maskPhone = (value: string): string => {
  const national = value.replace(/^(?:\+|00)86[\s-]*/, '');
  const line = /^(0\d{2,3})-\d{3,4}(\d{4})(?:-\d+)?$/.exec(national);
  return line ? `${line[1]}-${HIDDEN}${line[2]}` : maskDigits(HIDDEN, 10)(national);
};

const maskName = (value: string): string => {
  const first = [...value][0];
  return first === undefined ? '' : `${first}*`;
};

const maskEmail = (value: string): string => {
  const at = value.lastIndexOf('@');
  return at < 1 ? HIDDEN : `${[...value][0] ?? ''}***${value.slice(at)}`;
};

/** Full and clipped names of the provinces (浙江省, 浙江), longest first. */
const PROVINCE_NAMES = PROVINCES.flatMap((p) => [
  p.name.zh,
  p.name.zh.replace(/(?:省|市|(?:壮族|回族|维吾尔)?自治区)$/, ''),
])
  .sort((a, b) => b.length - a.length)
  .join('|');

/** Province, city, district, street; each optional, but an address that begins with none of the first three is hidden. */
const PLACE = new RegExp(
  `^((?:${PROVINCE_NAMES})?(?:\\p{Script=Han}{1,9}?(?:自治州|地区|盟|市))?(?:\\p{Script=Han}{1,9}?(?:自治县|新区|区|县|旗|市))?)(\\p{Script=Han}{1,8}?(?:街道|镇|乡|苏木))?`,
  'u',
);

const maskAddress = (value: string): string => {
  const m = PLACE.exec(value.replace(/\s/g, ''));
  return m?.[1] ? `${m[1]}${m[2] ?? ''}${HIDDEN}` : HIDDEN;
};

const MASKS: Readonly<Record<PersonalKind, (value: string) => string>> = {
  name: maskName,
  phone: maskPhone,
  residentId: maskDigits('***********', 18),
  email: maskEmail,
  address: maskAddress,
  health: () => HIDDEN,
  other: () => HIDDEN,
};
