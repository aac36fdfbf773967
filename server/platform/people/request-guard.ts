import type { Refusal } from '../../../core/base/result.ts';
import { foreignRequest } from './sign-in-refusals.ts';

export interface RequestFacts {
  readonly method: string;
  readonly origin: string | undefined;
  readonly idempotencyKey: string | undefined;
}

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Did a page of ours send this? A write needs an Origin of ours and the Idempotency-Key header, which no foreign page
 * can send without being asked first; beside these stands the cookie's SameSite=Lax. Null when all is well.
 */
export const foreignWrite = (request: RequestFacts, origins: readonly string[]): Refusal | null => {
  if (SAFE.has(request.method)) return null;
  const ours = request.origin !== undefined && origins.includes(request.origin);
  return ours && request.idempotencyKey !== undefined && request.idempotencyKey !== '' ? null : foreignRequest();
};
