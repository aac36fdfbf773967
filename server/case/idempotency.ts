import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { canonicalJson, type Json } from '../../core/base/json.ts';
import type { Sql } from '../platform/postgres/sql.ts';
import { Refused } from './commit.ts';
import { refuseIfReused } from './one-press.ts';
import type { Idempotency } from './write.ts';

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

/** For writes that are no act on a case: false where this very request was carried out before. */
export const claimKey = async (
  tx: Sql,
  { accountId, key, requestHash }: Idempotency,
  now: number,
): Promise<boolean> => {
  const fresh = await tx.query(
    `insert into idempotency_keys (account_id, key, request_hash, at) values ($1, $2, $3, $4) on conflict do nothing returning 1`,
    [accountId, key, requestHash, new Date(now)],
  );
  if (fresh.length > 0) return true;
  const [seen] = await tx.query<{ request_hash: string }>(
    'select request_hash from idempotency_keys where account_id = $1 and key = $2',
    [accountId, key],
  );
  refuseIfReused(seen?.request_hash ?? null, { accountId, key, requestHash });
  return false;
};
