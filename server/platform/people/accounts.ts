import { ok, type Refusal, type Result, refused } from '../../../core/base/result.ts';
import { timestamptz } from '../postgres/values.ts';
import { issueActivation } from './activation.ts';
import { type Change, record } from './change.ts';
import { endRows, openRow } from './dated.ts';
import { revokeSessions, rotateSessions } from './session-ends.ts';

export interface AccountOf {
  readonly accountId: string;
  readonly entityId: string;
}

const alreadyBlocked: Refusal = {
  code: 'account.alreadyBlocked',
  message: { zh: '该账号已处于停用状态,请刷新页面。', en: 'This account is blocked already. Refresh the page.' },
};
const notBlocked: Refusal = {
  code: 'account.notBlocked',
  message: { zh: '该账号未被停用,请刷新页面。', en: 'This account is not blocked. Refresh the page.' },
};
const ownAccount: Refusal = {
  code: 'account.own',
  message: {
    zh: '不能停用或重置本人的账号,请由另一位管理员办理。',
    en: 'You cannot block or reset your own account; another administrator has to do it.',
  },
};

const isOwn = (change: Change, { accountId }: AccountOf): boolean => change.by?.accountId === accountId;

/** Keeps an account out from now on: sessions end, links stop working; posts stay and their tasks climb. */
export const blockAccount = async (change: Change, account: AccountOf): Promise<Result<void>> => {
  if (isOwn(change, account)) return refused(ownAccount);
  const [blocked] = await change.tx.query(
    'select from account_blocks where account_id = $1 and in_force(valid_from, valid_to, $2)',
    [account.accountId, timestamptz(change.now)],
  );
  if (blocked !== undefined) return refused(alreadyBlocked);
  await openRow(change.tx, 'account_blocks', { account_id: account.accountId, reason: change.reason }, change.now);
  await voidLinks(change, account);
  await revokeSessions(change.tx, { accountId: account.accountId }, change.now, 'blocked');
  await record(change, account.entityId, 'accountBlocked', {
    subject: { accountId: account.accountId },
    before: { blocked: false },
    after: { blocked: true },
  });
  return ok(undefined);
};

export const unblockAccount = async (change: Change, account: AccountOf): Promise<Result<void>> => {
  if (isOwn(change, account)) return refused(ownAccount);
  const rows = await endRows(change.tx, 'account_blocks', { account_id: account.accountId }, change.now);
  if (rows.length === 0) return refused(notBlocked);
  await rotateSessions(change.tx, [account.accountId]);
  await record(change, account.entityId, 'accountUnblocked', {
    subject: { accountId: account.accountId },
    before: { blocked: true },
    after: { blocked: false },
  });
  return ok(undefined);
};

const voidLinks = (change: Change, { accountId }: AccountOf): Promise<unknown> =>
  change.tx.query(
    'update activation_links set void_at = $2 where account_id = $1 and used_at is null and void_at is null',
    [accountId, timestamptz(change.now)],
  );

/**
 * For a lost telephone or a stolen laptop: authenticator, passkeys, password and sessions are gone at once, and a
 * one-time link lets the owner set up new ones. Nobody can do it to himself, and it stands in the audit.
 */
export const resetCredentials = async (
  change: Change,
  account: AccountOf,
): Promise<Result<Awaited<ReturnType<typeof issueActivation>>>> => {
  if (isOwn(change, account)) return refused(ownAccount);
  const { tx, now } = change;
  const key = [account.accountId, timestamptz(now)];
  await tx.query('delete from totp_credentials where account_id = $1', [account.accountId]);
  await tx.query('update passkeys set revoked_at = $2 where account_id = $1 and revoked_at is null', key);
  await tx.query('delete from password_credentials where account_id = $1', [account.accountId]);
  await revokeSessions(tx, { accountId: account.accountId }, now, 'credentialChanged');
  await record(change, account.entityId, 'credentialsReset', {
    subject: { accountId: account.accountId },
    before: null,
    after: { authenticator: false, passkeys: 0, password: false },
  });
  return ok(await issueActivation(change, account));
};
