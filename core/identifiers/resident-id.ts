import { ok } from '../base/result.ts';
import { type LocalDate, parseLocalDate } from '../base/time.ts';
import type { IdentifierResult } from './kind.ts';
import { numbersResidents } from './regions.ts';
import { no, readable } from './spelling.ts';

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
/** ISO 7064 MOD 11-2: remainder to check character. */
const CHECKS = '10X98765432';

/** The 18th character that fits 17 digits; null for anything but 17 digits. */
export const residentIdCheckCharacter = (first17: string): string | null => {
  if (!/^\d{17}$/.test(first17)) return null;
  let sum = 0;
  for (let i = 0; i < 17; i += 1) sum += Number(first17[i]) * (WEIGHTS[i] ?? 0);
  return CHECKS[sum % 11] ?? null;
};

const birthdayOf = (id: string): LocalDate | null => {
  const date = parseLocalDate(`${id.slice(6, 10)}-${id.slice(10, 12)}-${id.slice(12, 14)}`);
  return date !== null && date >= '1900-01-01' ? date : null;
};

/** Whether a tidied value is a sound resident number, for telling that it stands in the wrong field. */
export const isResidentId = (id: string): boolean =>
  /^\d{17}[\dX]$/.test(id) &&
  numbersResidents(id) &&
  birthdayOf(id) !== null &&
  residentIdCheckCharacter(id.slice(0, 17)) === id[17];

/** GB 11643: region at province level, a real birthday not after `on`, check character. Messages never repeat the number. */
export const checkResidentId = (value: string, on?: LocalDate): IdentifierResult<'residentId'> => {
  const read = readable('residentId', value);
  if (!read.ok) return read;
  const id = read.value.toUpperCase();
  if (/^\d{15}$/.test(id))
    return no(
      'residentId.old',
      '15 位身份证号自 2013 年起已停用，请填写现行证件上的 18 位号码。',
      '15-digit identity numbers went out of use in 2013; enter the 18 characters of the current card.',
    );
  const length = [...id].length;
  if (length !== 18)
    return no(
      'residentId.length',
      `身份证号应为 18 位，当前为 ${length} 位，请核对。`,
      `An identity number has 18 characters, this has ${length}; please check.`,
      { length },
    );
  const position = [...id].findIndex((c, i) => !(i < 17 ? /\d/ : /[\dX]/).test(c)) + 1;
  if (position > 0)
    return no(
      'residentId.character',
      `第 ${position} 位有误：前 17 位为数字，最后一位为数字或 X。`,
      `Character ${position} is wrong: 17 digits, then a digit or X.`,
      { position },
    );
  if (!numbersResidents(id))
    return no(
      'residentId.region',
      '前两位不是已知的省级地区代码，请对照证件核对。',
      'The first two digits are no known province; compare with the card.',
      { position: 1 },
    );
  const bornOn = birthdayOf(id);
  if (bornOn === null)
    return no(
      'residentId.date',
      '第 7–14 位不是真实的出生日期，请对照证件核对。',
      'Digits 7–14 are no real date of birth; compare with the card.',
      { position: 7 },
    );
  if (on !== undefined && bornOn > on)
    return no(
      'residentId.future',
      '第 7–14 位的出生日期晚于今天，请对照证件核对。',
      'The date of birth in digits 7–14 lies after today; compare with the card.',
      { position: 7 },
    );
  if (residentIdCheckCharacter(id.slice(0, 17)) !== id[17])
    return no(
      'residentId.checkDigit',
      '校验位不符，至少有一位填写有误，请对照证件逐位核对。',
      'The check character does not fit, so at least one digit is wrong; compare each with the card.',
      { position: 18 },
    );
  const sex = Number(id[16]) % 2 === 1 ? 'male' : 'female';
  return ok({ kind: 'residentId', value: id, parts: { region: id.slice(0, 6), bornOn, sex } });
};
