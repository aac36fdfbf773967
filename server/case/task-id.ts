import { createHash } from 'node:crypto';

/**
 * Id of a task: derived from case and key, so that it needs no look-up and a rebuilt database gives the same address.
 * Shaped as a UUID of version 8 (RFC 9562, custom).
 */
export const taskId = (caseId: string, key: string): string => {
  const hash = createHash('sha256').update(caseId).update('\0').update(key).digest();
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x80;
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
  const hex = hash.toString('hex', 0, 16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
};
