import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { PersonalKind } from './kind.ts';
import { mask } from './mask.ts';

it.each<[PersonalKind, string, string]>([
  ['phone', '13812345678', '138****5678'],
  ['phone', '+86 138 1234 5678', '138****5678'],
  ['phone', '010-62345678', '010-****5678'],
  ['phone', '0571-87654321-802', '0571-****4321'],
  ['phone', '400-820-8820', '400****8820'],
  ['phone', '12345', '****'],
  ['residentId', '11010519491231002X', '110***********002X'],
  ['residentId', '110105', '****'],
  ['email', 'zhiliang@example.com', 'z***@example.com'],
  ['email', 'nothing', '****'],
  ['name', '张三丰', '张*'],
  ['name', '𠮷田', '𠮷*'],
  ['name', '', ''],
  ['address', '北京市朝阳区建外街道永安里8号', '北京市朝阳区建外街道****'],
  ['address', '浙江省杭州市西湖区文三路 90 号', '浙江省杭州市西湖区****'],
  ['address', '内蒙古自治区呼和浩特市新城区海拉尔东路1号', '内蒙古自治区呼和浩特市新城区****'],
  ['address', '张三 13812345678', '****'],
  ['address', '8 Main Street', '****'],
  ['health', '糖尿病', '****'],
  ['other', '任何', '****'],
])('shows the %s %s as %s, and leaves that as it is', (kind, value, shown) => {
  expect(mask(kind, value)).toBe(shown);
  expect(mask(kind, shown)).toBe(shown);
});

it('never throws', () => {
  const kinds = fc.constantFrom<PersonalKind>('name', 'phone', 'residentId', 'email', 'address', 'health', 'other');
  fc.assert(fc.property(kinds, fc.string({ unit: 'binary' }), (kind, value) => void mask(kind, value)));
});

it('of a phone number the first three and the last four digits are shown', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^1[3-9]\d{9}$/), (phone) => {
      expect(mask('phone', phone)).toBe(`${phone.slice(0, 3)}****${phone.slice(7)}`);
    }),
  );
});
