import { expect, test } from 'vitest';
import { instant } from '../../../core/base/time.ts';
import { base32, matchTotp, totpCode, totpStep } from './totp.ts';

const secret = Buffer.from('12345678901234567890');

test.each([
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
])('the code at %i s is that of RFC 6238, appendix B', (seconds, code) => {
  expect(totpCode(secret, totpStep(instant(seconds * 1000)))).toBe(code);
});

test('a code is good one step before and after its own, and no further', () => {
  const step = 1_000_000;
  const code = totpCode(secret, step);
  const at = (n: number) => instant((step + n) * 30_000);
  expect([-2, -1, 0, 1, 2].map((n) => matchTotp(secret, code, at(n)))).toEqual([null, step, step, step, null]);
  expect(matchTotp(secret, '12345', at(0))).toBeNull();
  expect(matchTotp(secret, '１２３４５６', at(0))).toBeNull();
});

test('the secret is spelled as authenticators read it', () => {
  expect(base32(secret)).toBe('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ');
  expect(base32(Buffer.from('foob'))).toBe('MZXW6YQ');
});
