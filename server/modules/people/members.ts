import { ok, type Refusal, type Result, refused } from '../../../core/base/result.ts';
import type { Instant } from '../../../core/base/time.ts';
import { approverOffice, requestAccess } from '../../platform/people/access-requests.ts';
import type { Change } from '../../platform/people/change.ts';
import { appoint, transferPost } from '../../platform/people/staff.ts';
import { noPost } from './organisation-routes.ts';
import { staffOf } from './staff-read.ts';

export const noPerson: Refusal = {
  code: 'person.unknown',
  message: { zh: '本企业没有此人,请刷新页面。', en: 'There is no such person in this company. Refresh the page.' },
};
const noAccount: Refusal = {
  code: 'account.missing',
  message: { zh: '此人没有在用账号,无法办理。', en: 'This person has no account in use.' },
};
const lastAdministrator: Refusal = {
  code: 'staff.lastAdministrator',
  message: {
    zh: '办理后将没有任何可用的系统管理员账号。请先任命并启用另一位管理员。',
    en: 'Nobody would be left who can administer the system. Appoint another administrator first and let him activate his account.',
  },
};

/** Somebody who can still sign in has to be able to set up accounts, or nobody ever can again. */
export const keepsAdministrator = async (change: Change, at: Instant): Promise<Result<void>> => {
  const [left] = await change.tx.query(
    `select from role_posts rp join post_holders_at($1) h on h.post_id = rp.post_id
      where rp.role = 'administrator' and in_force(rp.valid_from, rp.valid_to, $1)
        and (exists (select from password_credentials c where c.account_id = h.account_id)
          or exists (select from passkeys k where k.account_id = h.account_id and k.revoked_at is null)
          or exists (select from sessions s where s.account_id = h.account_id and s.method = 'demo')) limit 1`,
    [new Date(at)],
  );
  return left === undefined ? refused(lastAdministrator) : ok(undefined);
};

export interface Member {
  readonly personId: string;
  readonly accountId: string;
}

/** The person with an account that is in use; refused where he does not work here. */
export const memberOf = async (change: Change, entityId: string, personId: string): Promise<Result<Member>> => {
  const found = await staffOf(change.tx, entityId, personId, change.now, true);
  if (found === null) return refused(noPerson);
  if (found.accountId === null || found.row.account === 'closed') return refused(noAccount);
  return ok({ personId, accountId: found.accountId });
};

export const postIn = async (change: Change, entityId: string, postId: string): Promise<boolean> => {
  const [row] = await change.tx.query(
    `select from posts p join post_states s on s.post_id = p.id and (s.valid_to is null or s.valid_to > $3) where p.id = $1 and p.entity_id = $2`,
    [postId, entityId, new Date(change.now)],
  );
  return row !== undefined;
};

/** Gives the post at once while the company is set up; asks quality management for it afterwards. */
export const giveOrAsk = async (
  change: Change,
  member: Member,
  wish: {
    readonly entityId: string;
    readonly postId: string;
    readonly from: Instant;
    readonly insteadOf?: string | undefined;
  },
): Promise<Result<unknown>> => {
  const { entityId, postId, from, insteadOf } = wish;
  if (!(await postIn(change, entityId, postId))) return refused(noPost);
  const { accountId } = member;
  if ((await approverOffice(change, entityId)) !== 'nobody')
    return ok(await requestAccess(change, { kind: 'appoint', entityId, accountId, postId }));
  const appointment = { accountId, postId, entityId, from };
  return insteadOf === undefined
    ? appoint(change, appointment)
    : transferPost(change, { ...appointment, fromPostId: insteadOf });
};
