import { createHash } from 'node:crypto';
import type { Instant } from '../../../core/base/time.ts';
import type { Database } from '../postgres/sql.ts';
import { timestamptz } from '../postgres/values.ts';

export interface ThrottlePolicy {
  /** The failure with this number begins a lock; every further one doubles it. */
  readonly failures: number;
  readonly firstLockMs: number;
  readonly longestLockMs: number;
  /** Failures older than this are forgotten. */
  readonly forgetMs: number;
}

const MINUTE = 60_000;
export const FORGET_FAILURES_MS = 24 * 60 * MINUTE;
const both = { firstLockMs: MINUTE, longestLockMs: 60 * MINUTE, forgetMs: FORGET_FAILURES_MS };
/** An office has one address and many people: it bears more failures than a name does. */
export const THROTTLES = {
  name: { ...both, failures: 5 },
  address: { ...both, failures: 20 },
} as const satisfies Record<string, ThrottlePolicy>;

export interface Throttle {
  readonly failures: number;
  readonly lastAt: Instant;
  readonly lockedUntil: Instant | null;
}

/**
 * Counts one attempt as failed before it is looked at, so that many at once cannot slip through; success gives it
 * back. `lockedUntil` set means that this very attempt must not be looked at.
 */
export const countAttempt = (
  before: Throttle | null,
  now: Instant,
  policy: ThrottlePolicy,
): { readonly after: Throttle; readonly lockedUntil: Instant | null } => {
  const fresh = before === null || now - before.lastAt > policy.forgetMs;
  if (!fresh && before.lockedUntil !== null && before.lockedUntil > now)
    return { after: before, lockedUntil: before.lockedUntil };
  const failures = fresh ? 1 : before.failures + 1;
  const over = failures - policy.failures;
  const lock = over < 0 ? null : Math.min(policy.longestLockMs, policy.firstLockMs * 2 ** Math.min(over, 20));
  return {
    after: { failures, lastAt: now, lockedUntil: lock === null ? null : ((now + lock) as Instant) },
    lockedUntil: null,
  };
};

export interface AttemptKey {
  readonly kind: keyof typeof THROTTLES;
  readonly value: string;
}

const hashOf = (key: AttemptKey): Buffer => createHash('sha256').update(`${key.kind}\0${key.value}`).digest();

interface Row {
  failures: number;
  last_at: Instant;
  locked_until: Instant | null;
}

/** Counts an attempt under every key; returns until when it is locked, or null when it may be looked at. */
export const takeAttempt = (db: Database, keys: readonly AttemptKey[], now: Instant): Promise<Instant | null> =>
  db.transaction(async (tx) => {
    const ordered = keys.map((key) => ({ key, hash: hashOf(key) })).sort((a, b) => a.hash.compare(b.hash));
    let locked: Instant | null = null;
    for (const { key, hash } of ordered) {
      // The row is locked even when it is new, so that attempts at one name are counted one after another.
      const [row] = await tx.query<Row>(
        `insert into sign_in_throttles as t (key, failures, last_at) values ($1, 0, $2)
         on conflict (key) do update set key = t.key returning failures, last_at, locked_until`,
        [hash, timestamptz(now)],
      );
      const before =
        row === undefined ? null : { failures: row.failures, lastAt: row.last_at, lockedUntil: row.locked_until };
      const { after, lockedUntil } = countAttempt(before, now, THROTTLES[key.kind]);
      if (lockedUntil !== null) locked = Math.max(locked ?? lockedUntil, lockedUntil) as Instant;
      await tx.query('update sign_in_throttles set failures = $2, last_at = $3, locked_until = $4 where key = $1', [
        hash,
        after.failures,
        timestamptz(after.lastAt),
        after.lockedUntil === null ? null : timestamptz(after.lockedUntil),
      ]);
    }
    return locked;
  });

/** Success wipes the slate of a name. An address only gets its one attempt back: others may be guessing from it. */
export const succeed = async (db: Database, keys: readonly AttemptKey[]): Promise<void> => {
  for (const key of keys) {
    if (key.kind === 'name') await db.query('delete from sign_in_throttles where key = $1', [hashOf(key)]);
    else await giveBack(db, [key]);
  }
};

/** For an attempt that neither failed nor succeeded (the password was right, the code was not asked for yet). */
export const giveBack = async (db: Database, keys: readonly AttemptKey[]): Promise<void> => {
  await db.query(
    'update sign_in_throttles set failures = greatest(failures - 1, 0), locked_until = null where key = any($1)',
    [keys.map(hashOf)],
  );
};
