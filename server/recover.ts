import { Defect } from '../core/base/result.ts';
import type { Instant } from '../core/base/time.ts';
import type { Config } from './platform/config/keys.ts';
import { resetCredentials, unblockAccount } from './platform/people/accounts.ts';
import type { Change } from './platform/people/change.ts';
import { prepareDatabase } from './platform/postgres/prepare.ts';
import { openDatabase } from './platform/postgres/sql.ts';

/**
 * For whoever runs the machine, when nobody can sign in to help: a one-time link for an account of the staff, with
 * everything it signed in by before taken away. Null where there is no such account in use. It stands in the audit.
 */
export const recoverAccount = async (config: Config, loginName: string): Promise<string | null> => {
  const prepared = await prepareDatabase(config);
  const db = openDatabase(prepared.appUrl, { connections: 1, name: 'plumbline-recover' });
  try {
    return await db.transaction(async (tx) => {
      const now = Date.now() as Instant;
      const [account] = await tx.query<{ id: string; entity_id: string }>(
        `select id, entity_id from accounts where login_name = $1 and kind = 'staff' and in_force(valid_from, valid_to, $2)`,
        [loginName.trim().toLowerCase(), new Date(now)],
      );
      if (account === undefined) return null;
      const change: Change = {
        tx,
        now,
        by: null,
        reason: '服务器管理人员恢复登录 Recovered by whoever runs the server',
      };
      const which = { accountId: account.id, entityId: account.entity_id };
      // Refused where nothing blocks it, which is as well.
      await unblockAccount(change, which);
      const issued = await resetCredentials(change, which);
      if (!issued.ok) throw new Defect(issued.refusal.code);
      const origin = config.publicUrl ?? `http://localhost:${config.port}`;
      return `${origin}/activate/${issued.value.token}`;
    });
  } finally {
    await db.close();
    await prepared.stop();
  }
};
