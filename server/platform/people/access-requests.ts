import { randomUUID } from 'node:crypto';
import { canonicalJson, type JsonObject } from '../../../core/base/json.ts';
import { ok, type Refusal, type Result, refused } from '../../../core/base/result.ts';
import { carries } from '../../../core/manual/carriers.ts';
import type { Actor } from '../../../core/people/actor.ts';
import { authorise } from '../../../core/people/authorise.ts';
import { jsonb, timestamptz } from '../postgres/values.ts';
import { type Change, record } from './change.ts';

/** What is asked for in 《电子记录权限申请表》 (P04 §5.4): a post for an account, or a role for posts. */
export type AccessSubject =
  | { readonly kind: 'appoint'; readonly entityId: string; readonly accountId: string; readonly postId: string }
  | {
      readonly kind: 'mapRole';
      readonly entityId: string;
      readonly role: string;
      readonly postIds: readonly string[];
    };

const approvalMissing: Refusal = {
  code: 'people.approvalMissing',
  message: {
    zh: '配置权限前须先提交《电子记录权限申请表》并由质量管理部批准;请引用已批准且内容一致的申请。',
    en: 'Access is set up only from a request that quality management has approved and that asks for exactly this.',
  },
  obligation: 'P04-5.4-06',
};
const requestUnknown: Refusal = {
  code: 'accessRequest.unknown',
  message: { zh: '该申请不存在或已处理。', en: 'There is no such request, or it has been decided.' },
  obligation: 'P04-5.4-05',
};

const keepRequest = carries(
  { kind: 'record', name: 'people.accessRequest', obligations: ['P04-5.4-04'] },
  async (change: Change, id: string, subject: AccessSubject): Promise<void> => {
    const { tx } = change;
    const [account] =
      subject.kind === 'appoint'
        ? await tx.query<{ person_id: string }>('select person_id from accounts where id = $1', [subject.accountId])
        : [];
    await tx.query(
      `insert into access_requests (id, entity_id, kind, subject, beneficiary, reason, requested_by, requested_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        id,
        subject.entityId,
        subject.kind,
        jsonb(subject as unknown as JsonObject),
        account?.person_id ?? null,
        change.reason,
        change.by?.personId ?? null,
        timestamptz(change.now),
      ],
    );
  },
  () => async () => {},
);

/** Who asks is `change.by`, why is `change.reason`. Returns the id of the request. */
export const requestAccess = async (change: Change, subject: AccessSubject): Promise<string> => {
  const id = randomUUID();
  await keepRequest(change, id, subject);
  await record(change, subject.entityId, 'accessRequested', {
    subject: { requestId: id },
    before: null,
    after: { ...(subject as unknown as JsonObject) },
  });
  return id;
};

/**
 * The decision of quality management (P04 §5.4); asks `authorise` itself. Who asked and who gains by it are not the ones
 * to decide.
 */
export const decideAccess = async (
  change: Change,
  actor: Actor,
  requestId: string,
  decision: 'approved' | 'refused',
): Promise<Result<void>> => {
  const [request] = await change.tx.query<{ entity_id: string; requested_by: string; beneficiary: string | null }>(
    `select entity_id, requested_by, beneficiary from access_requests where id = $1 and state = 'open' for update`,
    [requestId],
  );
  if (request === undefined) return refused(requestUnknown);
  const operation =
    (await approverOffice(change, request.entity_id)) === 'generalManager'
      ? 'access.approveInVacancy'
      : 'access.approve';
  const hands = [request.requested_by, request.beneficiary].filter((personId) => personId !== null);
  const answer = authorise(actor, operation, {
    entityId: request.entity_id,
    notBy: hands.map((personId) => ({ personId })),
  });
  if (!answer.allowed) return refused(answer.refusal);
  await change.tx.query(
    'update access_requests set state = $2, decided_by = $3, decided_at = $4, decision_reason = $5 where id = $1',
    [requestId, decision, actor.personId, timestamptz(change.now), change.reason],
  );
  await record(change, request.entity_id, 'accessDecided', {
    subject: { requestId },
    before: { state: 'open' },
    after: { state: decision, onBehalfOf: answer.as?.onBehalfOf ?? null },
  });
  return ok(undefined);
};

/**
 * Whose the decision is at this moment: quality management's; the general manager's while nobody of quality is appointed;
 * `nobody` where the company is being set up and has not had either yet. A blocked account still is in office: blocking
 * must not open a way around the approval.
 */
export const approverOffice = async (
  { tx, now }: Pick<Change, 'tx' | 'now'>,
  entityId: string,
): Promise<'quality' | 'generalManager' | 'nobody'> => {
  const rows = await tx.query<{ role: string; holds: boolean }>(
    `select rp.role, in_force(rp.valid_from, rp.valid_to, $2) and in_force(ap.valid_from, ap.valid_to, $2)
                     and in_force(a.valid_from, a.valid_to, $2) as holds
       from role_posts rp join account_posts ap on ap.post_id = rp.post_id join accounts a on a.id = ap.account_id
      where rp.entity_id = $1 and rp.role in ('headOfQuality', 'qualityHead', 'generalManager')
        and greatest(rp.valid_from, ap.valid_from) <= $2
        and coalesce(least(rp.valid_to, ap.valid_to), 'infinity') > greatest(rp.valid_from, ap.valid_from)`,
    [entityId, timestamptz(now)],
  );
  const ofQuality = rows.filter((row) => row.role !== 'generalManager');
  if (ofQuality.some((row) => row.holds)) return 'quality';
  const managed = rows.some((row) => row.role === 'generalManager' && row.holds);
  return ofQuality.length > 0 && managed ? 'generalManager' : 'nobody';
};

/**
 * Spends an approved request on exactly what it asked for. Without one this is refused, unless there is nobody who could
 * approve: then the house is being set up.
 */
export const useApproval = carries(
  { kind: 'access', name: 'people.approval', obligations: ['P04-5.4-06'] },
  async (change: Change, requestId: string | undefined, subject: AccessSubject): Promise<Result<void>> => {
    const { tx } = change;
    if (requestId === undefined)
      return (await approverOffice(change, subject.entityId)) === 'nobody' ? ok(undefined) : refused(approvalMissing);
    const [request] = await tx.query<{ subject: JsonObject }>(
      `select subject from access_requests where id = $1 and state = 'approved' for update`,
      [requestId],
    );
    if (request === undefined || canonicalJson(request.subject) !== canonicalJson(subject as unknown as JsonObject))
      return refused(approvalMissing);
    await tx.query(`update access_requests set state = 'carriedOut' where id = $1`, [requestId]);
    return ok(undefined);
  },
  () => async () => ok(undefined),
);
