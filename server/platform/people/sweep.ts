import type { Instant } from '../../../core/base/time.ts';
import type { Sql } from '../postgres/sql.ts';
import { timestamptz } from '../postgres/values.ts';
import { FORGET_FAILURES_MS } from './throttle.ts';

const DAY_MS = 86_400_000;
const KEEP_SESSIONS_MS = 30 * DAY_MS;
/** Codes by SMS are counted over a day. */
const KEEP_CHALLENGES_MS = 2 * DAY_MS;

/**
 * Forgets what is long over and holds addresses of people: sessions ended 30 days ago, spent questions, old failures. For
 * a nightly job; the audit keeps that they were.
 */
export const sweepAccess = async (sql: Sql, now: Instant): Promise<void> => {
  const before = (ms: number) => [timestamptz(now - ms)];
  await sql.query('delete from sessions where coalesce(revoked_at, expires_at) < $1', before(KEEP_SESSIONS_MS));
  await sql.query('delete from challenges where expires_at < $1', before(KEEP_CHALLENGES_MS));
  await sql.query('delete from signed_lists where signed_at < $1', before(DAY_MS));
  await sql.query('delete from sign_in_throttles where last_at < $1', before(FORGET_FAILURES_MS));
};
