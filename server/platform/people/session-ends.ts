import type { Instant } from '../../../core/base/time.ts';
import { carries } from '../../../core/manual/carriers.ts';
import type { Sql } from '../postgres/sql.ts';
import { timestamptz } from '../postgres/values.ts';

export type EndReason =
  | 'signedOut'
  | 'revokedByUser'
  | 'revokedByAdministrator'
  | 'left'
  | 'blocked'
  | 'credentialChanged';

/** Ends sessions at once: the next request with their token finds none. Returns how many there were. */
export const revokeSessions = carries(
  { kind: 'security', name: 'people.revocation', obligations: ['P08-3.2-03'] },
  async (
    sql: Sql,
    which: { readonly accountId: string; readonly sessionId?: string; readonly except?: string },
    at: Instant,
    reason: EndReason,
  ): Promise<number> => {
    const rows = await sql.query(
      `update sessions set revoked_at = $2, revoked_reason = $3
        where account_id = $1 and revoked_at is null and ($4::text is null or id = $4) and ($5::text is null or id <> $5)
        returning 1`,
      [which.accountId, timestamptz(at), reason, which.sessionId ?? null, which.except ?? null],
    );
    return rows.length;
  },
  () => async () => 0,
);

/** What an account may do has changed: its sessions get a new token at their next request. */
export const rotateSessions = carries(
  { kind: 'security', name: 'people.rotation', obligations: ['P08-3.2-02'] },
  async (sql: Sql, accountIds: readonly string[]): Promise<void> => {
    await sql.query('update sessions set rotate_due = true where account_id = any($1) and revoked_at is null', [
      [...accountIds],
    ]);
  },
  () => async () => {},
);

export const rotateSessionsOfPosts = async (sql: Sql, postIds: readonly string[], at: Instant): Promise<void> => {
  await sql.query(
    `update sessions set rotate_due = true where revoked_at is null and account_id in
       (select account_id from post_holders_at($2) where post_id = any($1))`,
    [[...postIds], timestamptz(at)],
  );
};
