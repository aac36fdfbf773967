import { expect, it } from 'vitest';
import { checkIdentifier } from './check-identifier.ts';

const outcome = (kind: 'phone' | 'email', value: string): string => {
  const checked = checkIdentifier(kind, value);
  return checked.ok ? checked.value.value : checked.refusal.code;
};

it.each([
  ['13812345678', '13812345678'],
  ['+86 138-1234-5678', '13812345678'],
  ['0086 13812345678', '13812345678'],
  ['8613812345678', '13812345678'],
  ['(+86)13812345678', '13812345678'],
  ['１３８　１２３４　５６７８', '13812345678'],
  ['010 12345678', 'phone.landline'],
  ['010-62345678', '010-62345678'],
  ['（010）62345678', '010-62345678'],
  ['01062345678', '010-62345678'],
  ['+86 10 6234 5678', '010-62345678'],
  ['+86-571-87654321', '0571-87654321'],
  ['0571-87654321转802', '0571-87654321-802'],
  ['0571-87654321-802', '0571-87654321-802'],
  ['0913-2123456', '0913-2123456'],
  ['4008208820', '400-820-8820'],
  ['800-820-8820', '800-820-8820'],
  ['400820882', 'phone.length'],
  ['1381234567', 'phone.length'],
  ['138123456789', 'phone.length'],
  ['12812345678', 'phone.prefix'],
  ['13812345678转1', 'phone.extension'],
  ['62345678', 'phone.length'],
  ['02612345678', 'phone.landline'],
  ['+1 212 555 0100', 'phone.country'],
  ['一三八', 'phone.character'],
  ['13812345678 张三', 'phone.character'],
  [' ', 'phone.empty'],
])('reads the phone number %s as %s', (value, expected) => expect(outcome('phone', value)).toBe(expected));

it.each([
  ['Zhi.Liang+qa@Example.COM', 'Zhi.Liang+qa@example.com'],
  ['ｑａ＠ｅｘａｍｐｌｅ．ｃｎ', 'qa@example.cn'],
  ['qa', 'email.at'],
  ['@example.com', 'email.at'],
  ['a@b@example.com', 'email.at'],
  ['a..b@example.com', 'email.dot'],
  ['.a@example.com', 'email.dot'],
  ['质量@example.com', 'email.character'],
  ['a@example', 'email.domain'],
  ['a@-example.com', 'email.domain'],
  ['a@127.0.0.1', 'email.domain'],
  [`${'a'.repeat(65)}@example.com`, 'email.length'],
])('reads the e-mail address %s as %s', (value, expected) => expect(outcome('email', value)).toBe(expected));
