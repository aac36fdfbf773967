import { ok } from '../base/result.ts';
import type { IdentifierResult } from './kind.ts';
import { no, readable } from './spelling.ts';

/** Area codes: 010, 020–029 (no 026) with 8 digits behind them; 03xx–09xx with 7 or 8. */
const LANDLINE = /^(010|02[0-57-9])([2-8]\d{7})$|^(0[3-9]\d{2})([2-8]\d{6,7})$/;

/**
 * Mainland numbers. One spelling each: `13812345678`, `010-12345678`, `0571-87654321-802`, `400-820-8820`. Drops +86 and
 * blanks, brackets and hyphens. Messages never repeat the number.
 */
export const checkPhone = (value: string): IdentifierResult<'phone'> => {
  const read = readable('phone', value);
  if (!read.ok) return read;
  if (/^\+(?!86)/.test(read.value) || /^00(?!86)/.test(read.value))
    return no(
      'phone.country',
      '目前只支持中国内地号码，请填写手机号或带区号的固定电话。',
      'Only mainland China numbers are taken; enter a mobile number or a landline with its area code.',
    );
  const { digits, extension } = split(read.value);
  if (/[^\d]/.test(digits) || (extension !== null && !/^\d{1,6}$/.test(extension)))
    return no(
      'phone.character',
      '电话号码只能包含数字、空格、连字符、括号和开头的 +86，请删除其他内容。',
      'A phone number holds digits, blanks, hyphens, brackets and a leading +86 only; remove the rest.',
    );
  if (digits.startsWith('1') && digits.length >= 7) return mobile(digits, extension);
  if (/^[48]00/.test(digits)) {
    if (digits.length !== 10)
      return no(
        'phone.length',
        '400/800 号码应为 10 位，请核对。',
        'A 400 or 800 number has 10 digits; please check.',
        { length: digits.length },
      );
    const shown = `${digits.slice(0, 3)}-${digits.slice(3, 6)}-${digits.slice(6)}`;
    return ok({ kind: 'phone', value: withExtension(shown, extension), parts: { type: 'service', extension } });
  }
  const line = LANDLINE.exec(digits);
  if (line) {
    const shown = `${line[1] ?? line[3]}-${line[2] ?? line[4]}`;
    return ok({ kind: 'phone', value: withExtension(shown, extension), parts: { type: 'landline', extension } });
  }
  if (digits.startsWith('0'))
    return no(
      'phone.landline',
      '固定电话的区号或位数有误，请按“区号-号码”填写，例如 010-12345678。',
      'The area code or the length of this landline number is wrong; write it like 010-12345678.',
      { length: digits.length },
    );
  return no(
    'phone.length',
    '请填写 11 位手机号，或带区号的固定电话，例如 010-12345678。',
    'Enter an 11-digit mobile number, or a landline with its area code like 010-12345678.',
    { length: digits.length },
  );
};

const mobile = (digits: string, extension: string | null): IdentifierResult<'phone'> => {
  if (digits.length !== 11)
    return no(
      'phone.length',
      `手机号应为 11 位，当前为 ${digits.length} 位，请核对。`,
      `A mobile number has 11 digits, this has ${digits.length}; please check.`,
      { length: digits.length },
    );
  if (!/^1[3-9]/.test(digits))
    return no(
      'phone.prefix',
      '手机号第 2 位应为 3–9，请核对。',
      'The second digit of a mobile number is 3 to 9; please check.',
      { position: 2 },
    );
  if (extension !== null)
    return no(
      'phone.extension',
      '手机号没有分机号，请删除号码后面的内容。',
      'A mobile number has no extension; remove what follows it.',
    );
  return ok({ kind: 'phone', value: digits, parts: { type: 'mobile', extension: null } });
};

const withExtension = (shown: string, extension: string | null): string =>
  extension === null ? shown : `${shown}-${extension}`;

/** Splits off an extension written as 转802, ext802, x802, #802, or as a third group of a landline `0571-87654321-802`. */
const split = (tidied: string): { digits: string; extension: string | null } => {
  const home = tidied.replace(/^\(?(?:\+|00)86\)?-?/, '');
  const unbracketed = home.replace(/^\(?86\)?-?(?=1[3-9]\d{9}$|0\d)/, '').replace(/[()]/g, '');
  // Abroad a landline is written without the 0 of its area code: +86 10 1234 5678.
  const dropped =
    home !== tidied && /^(?:10|2[0-57-9]|[3-9]\d{2})-?[2-8]/.test(unbracketed) && !/^[48]00/.test(unbracketed);
  const bare = dropped ? `0${unbracketed}` : unbracketed;
  const marked = /^(.*?)-?(?:转|ext\.?|x|#)(.*)$/i.exec(bare);
  if (marked) return { digits: (marked[1] ?? '').replaceAll('-', ''), extension: marked[2] ?? '' };
  const grouped = /^(0\d{2,3}-?[2-8]\d{6,7})-(\d{1,6})$/.exec(bare);
  if (grouped) return { digits: (grouped[1] ?? '').replaceAll('-', ''), extension: grouped[2] ?? '' };
  return { digits: bare.replaceAll('-', ''), extension: null };
};
