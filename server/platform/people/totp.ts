import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Instant } from '../../../core/base/time.ts';

/** RFC 6238 as every authenticator app has it: SHA-1, 30 seconds, 6 digits. */
const STEP_MS = 30_000;
const DIGITS = 6;
/** Steps before and after the present one that are accepted, for a telephone whose clock is wrong. */
const DRIFT = 1;
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

export const newTotpSecret = (): Buffer => randomBytes(20);

/** The secret as it is typed into an authenticator (RFC 4648, no padding). */
export const base32 = (bytes: Uint8Array): string => {
  let bits = '';
  for (const byte of bytes) bits += byte.toString(2).padStart(8, '0');
  return (bits.match(/.{1,5}/g) ?? []).map((five) => ALPHABET[Number.parseInt(five.padEnd(5, '0'), 2)]).join('');
};

export const totpStep = (at: Instant): number => Math.floor(at / STEP_MS);

export const totpCode = (secret: Uint8Array, step: number): string => {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', secret).update(counter).digest();
  const offset = (mac.at(-1) ?? 0) & 0xf;
  const number = mac.readUInt32BE(offset) & 0x7fff_ffff;
  return String(number % 10 ** DIGITS).padStart(DIGITS, '0');
};

/** The step that a code belongs to, or null. The caller accepts it only if it is later than the last one accepted. */
export const matchTotp = (secret: Uint8Array, code: string, at: Instant): number | null => {
  if (!/^\d{6}$/.test(code)) return null;
  const given = Buffer.from(code);
  let found: number | null = null;
  for (let step = totpStep(at) - DRIFT; step <= totpStep(at) + DRIFT; step += 1)
    if (timingSafeEqual(Buffer.from(totpCode(secret, step)), given)) found = step;
  return found;
};

/** For the QR code that an authenticator app scans. */
export const totpUri = (secret: Uint8Array, loginName: string, issuer: string): string =>
  `otpauth://totp/${encodeURIComponent(`${issuer}:${loginName}`)}?secret=${base32(secret)}&issuer=${encodeURIComponent(issuer)}`;
