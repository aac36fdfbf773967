import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { canonicalJson, type Json } from '../../core/base/json.ts';
import { Refused } from '../case/commit.ts';
import type { Idempotency } from '../case/write.ts';

const SHAPE = /^[A-Za-z0-9-]{8,64}$/;

/**
 * Key and hash of a write. The hash covers the address and the body without the proof of signature: a person who
 * mistyped his password presses the same button again.
 */
export const idempotencyOf = (request: FastifyRequest, accountId: string): Idempotency => {
  const key = request.headers['idempotency-key'];
  if (typeof key !== 'string' || !SHAPE.test(key)) {
    throw new Refused({
      code: 'request.invalid',
      message: {
        zh: '缺少提交编号(Idempotency-Key),请刷新页面后重试。',
        en: 'The header Idempotency-Key is missing or malformed. Refresh the page and try again.',
      },
    });
  }
  const { signature: _proof, ...body } = (request.body ?? {}) as Record<string, Json>;
  const content = canonicalJson({ url: request.url, body });
  return { accountId, key, requestHash: createHash('sha256').update(content).digest('hex') };
};
