import type { Result } from '../../core/base/result.ts';
import { sqlState } from '../platform/postgres/transaction.ts';
import { Refused, refusable } from './commit.ts';
import { inTurn } from './in-turn.ts';
import type { Idempotency } from './write.ts';

export const KEY_REUSED = {
  code: 'idempotency.keyReused',
  message: {
    zh: '同一次提交编号被用于不同内容,请刷新页面后重试。',
    en: 'This submission key was used for something else. Refresh the page and try again.',
  },
};

/** `seen` is the hash of the request that used the key before, null where none did. */
export const refuseIfReused = (seen: string | null, idempotency: Idempotency): void => {
  if (seen !== null && seen !== idempotency.requestHash) throw new Refused(KEY_REUSED);
};

/** Another process was quicker with the same key: seen again, it answers with what was done. */
const wasTaken = (error: unknown): boolean =>
  sqlState(error) === '23505' && (error as { constraint?: string }).constraint === 'idempotency_keys_pkey';

/**
 * One press of a button, however often the request comes: those with one key go one after the other, so that the later
 * ones find what the first has done (and do not spend a code of an authenticator a second time).
 */
export const oncePerKey = <T>({ accountId, key }: Idempotency, work: () => Promise<T>): Promise<Result<T>> =>
  inTurn(`press\n${accountId}\n${key}`, () =>
    refusable(() =>
      work().catch((error: unknown) => {
        if (wasTaken(error)) return work();
        throw error;
      }),
    ),
  );
