import { randomUUID } from 'node:crypto';
import { ok, type Refusal, type Result, refused } from '../../../core/base/result.ts';
import type { Instant } from '../../../core/base/time.ts';
import { carries } from '../../../core/manual/carriers.ts';
import { sqlState } from '../postgres/transaction.ts';
import { useApproval } from './access-requests.ts';
import { type Change, record } from './change.ts';
import { endRows, openRow } from './dated.ts';
import { revokeSessions, rotateSessions } from './session-ends.ts';

export type EmploymentKind = 'employee' | 'partTime' | 'dispatched' | 'external';
export type AccountKind = 'staff' | 'merchant' | 'auditor';

/** Enters a natural person. The id is ours; the name is kept in full and never stands in the audit. */
export const enterPerson = async (
  change: Change,
  entityId: string,
  realName: string,
  id: string = randomUUID(),
): Promise<string> => {
  await change.tx.query('insert into persons (id, real_name) values ($1, $2)', [id, realName]);
  await record(change, entityId, 'personEntered', { subject: { personId: id }, before: null, after: {} });
  return id;
};

/** Corrects a name. What was signed under the old one keeps it; the audit says that it changed, not into what. */
export const renamePerson = async (
  change: Change,
  entityId: string,
  personId: string,
  realName: string,
): Promise<void> => {
  await change.tx.query('update persons set real_name = $2 where id = $1', [personId, realName]);
  await record(change, entityId, 'personRenamed', { subject: { personId }, before: null, after: {} });
};

export const employ = async (
  change: Change,
  employment: {
    readonly personId: string;
    readonly entityId: string;
    readonly kind: EmploymentKind;
    readonly from: Instant;
  },
): Promise<void> => {
  const { personId, entityId, kind, from } = employment;
  const [before] = await endRows<{ kind: string }>(
    change.tx,
    'employments',
    { person_id: personId, entity_id: entityId },
    from,
  );
  await openRow(change.tx, 'employments', { person_id: personId, entity_id: entityId, kind }, from);
  await record(change, entityId, 'employed', {
    subject: { personId },
    before: before === undefined ? null : { kind: before.kind },
    after: { kind, valid_from: from },
  });
};

const loginNameTaken: Refusal = {
  code: 'account.loginNameTaken',
  message: {
    zh: '该登录名已被使用(登录名不重复使用),请换一个。',
    en: 'This login name is or was in use, and names are not given out twice. Choose another.',
  },
  field: 'loginName',
};

/** Opens an account without any credential: its owner sets one through an activation link. Returns its id. */
export const openAccount = async (
  change: Change,
  account: {
    readonly personId: string;
    readonly loginName: string;
    readonly kind: AccountKind;
    readonly entityId: string;
    readonly partyId?: string;
    readonly from: Instant;
  },
): Promise<Result<string>> => {
  const id = randomUUID();
  const loginName = account.loginName.normalize('NFKC').trim().toLowerCase();
  const [taken] = await change.tx.query('select 1 from accounts where login_name = $1', [loginName]);
  if (taken !== undefined) return refused(loginNameTaken);
  try {
    await openRow(
      change.tx,
      'accounts',
      {
        id,
        login_name: loginName,
        person_id: account.personId,
        kind: account.kind,
        entity_id: account.entityId,
        party_id: account.partyId ?? null,
      },
      account.from,
    );
  } catch (error) {
    // Two who asked for one name at one moment: the transaction is lost, the caller tries again and gets the refusal.
    if (sqlState(error) === '23505') throw Object.assign(new Error('login name taken meanwhile'), { code: '40001' });
    throw error;
  }
  await record(change, account.entityId, 'accountOpened', {
    subject: { accountId: id, personId: account.personId },
    before: null,
    after: { kind: account.kind, partyId: account.partyId ?? null, valid_from: account.from },
  });
  return ok(id);
};

export interface Appointment {
  readonly accountId: string;
  readonly postId: string;
  readonly entityId: string;
  readonly from: Instant;
}

/** Gives a post to an account, with the approved request it rests on (P04 §5.4). */
export const appoint = async (change: Change, a: Appointment, requestId?: string): Promise<Result<void>> => {
  const approval = await useApproval(change, requestId, {
    kind: 'appoint',
    entityId: a.entityId,
    accountId: a.accountId,
    postId: a.postId,
  });
  if (!approval.ok) return approval;
  const key = { account_id: a.accountId, post_id: a.postId };
  const before = await endRows(change.tx, 'account_posts', key, a.from);
  await openRow(change.tx, 'account_posts', key, a.from);
  await rotateSessions(change.tx, [a.accountId]);
  await record(change, a.entityId, 'appointed', {
    subject: { accountId: a.accountId, postId: a.postId },
    before: before.length === 0 ? null : { held: true },
    after: { valid_from: a.from, requestId: requestId ?? null },
  });
  return ok(undefined);
};

/** Takes a post away from an account; taking away needs nobody's approval. */
export const relieve = async (
  change: Change,
  a: { readonly accountId: string; readonly postId: string; readonly entityId: string; readonly at: Instant },
): Promise<void> => {
  await endRows(change.tx, 'account_posts', { account_id: a.accountId, post_id: a.postId }, a.at);
  await rotateSessions(change.tx, [a.accountId]);
  await record(change, a.entityId, 'relieved', {
    subject: { accountId: a.accountId, postId: a.postId },
    before: { held: true },
    after: { valid_to: a.at },
  });
};

const leaveOldPost = carries(
  { kind: 'access', name: 'people.transfer', obligations: ['P08-3.2-02', 'P04-5.4-09'] },
  relieve,
  () => async () => {},
);

/** Moves an account from one post to another in one act: the old rights end when the new ones begin (P08 §3.2). */
export const transferPost = async (
  change: Change,
  move: Appointment & { readonly fromPostId: string },
  requestId?: string,
): Promise<Result<void>> => {
  const appointed = await appoint(change, move, requestId);
  if (!appointed.ok) return appointed;
  await leaveOldPost(change, {
    accountId: move.accountId,
    postId: move.fromPostId,
    entityId: move.entityId,
    at: move.from,
  });
  return ok(undefined);
};

/** Ends an account from an instant on, with its posts, grants, links and (where that is now) its sessions. */
export const closeAccount = carries(
  { kind: 'access', name: 'people.leaver', obligations: ['P08-3.2-03', 'P04-5.4-08'] },
  async (change: Change, accountId: string, entityId: string, at: Instant): Promise<void> => {
    await endRows(change.tx, 'accounts', { id: accountId }, at);
    await endRows(change.tx, 'account_posts', { account_id: accountId }, at);
    await endRows(change.tx, 'auditor_grants', { account_id: accountId }, at);
    await change.tx.query(
      'update activation_links set void_at = $2 where account_id = $1 and used_at is null and void_at is null',
      [accountId, new Date(change.now).toISOString()],
    );
    // An end that lies ahead takes effect by its date, since every request asks whether the account is in force.
    if (at <= change.now) await revokeSessions(change.tx, { accountId }, change.now, 'left');
    await record(change, entityId, 'accountClosed', {
      subject: { accountId },
      before: { open: true },
      after: { valid_to: at },
    });
  },
  () => async () => {},
);

/**
 * A person leaves a legal entity: employment, posts there and delegations end at that instant, and with the last
 * employment the account and its sessions (P08 §3.2; DECISIONS 36: access ends the same day).
 */
export const endEmployment = async (
  change: Change,
  leaving: { readonly personId: string; readonly entityId: string; readonly at: Instant },
): Promise<void> => {
  const { tx } = change;
  const { personId, entityId, at } = leaving;
  await endRows(tx, 'employments', { person_id: personId, entity_id: entityId }, at);
  for (const column of ['from_person', 'to_person'])
    await endRows(tx, 'delegations', { [column]: personId, entity_id: entityId }, at);
  const accounts = await tx.query<{ id: string }>(`select id from accounts where person_id = $1 and kind = 'staff'`, [
    personId,
  ]);
  const [elsewhere] = await tx.query(
    'select 1 from employments where person_id = $1 and (valid_to is null or valid_to > $2) limit 1',
    [personId, new Date(at).toISOString()],
  );
  for (const { id } of accounts) {
    const posts = await tx.query<{ id: string }>(
      'select p.id from posts p join account_posts ap on ap.post_id = p.id where ap.account_id = $1 and p.entity_id = $2',
      [id, entityId],
    );
    for (const post of posts) await endRows(tx, 'account_posts', { account_id: id, post_id: post.id }, at);
    if (elsewhere === undefined) await closeAccount(change, id, entityId, at);
    else await rotateSessions(tx, [id]);
  }
  await record(change, entityId, 'employmentEnded', {
    subject: { personId },
    before: { employed: true },
    after: { valid_to: at, accountsClosed: elsewhere === undefined ? accounts.length : 0 },
  });
};
