import { randomUUID } from 'node:crypto';
import { ok, type Refusal, type Result, refused } from '../../../core/base/result.ts';
import { carries } from '../../../core/manual/carriers.ts';
import type { Actor } from '../../../core/people/actor.ts';
import { authorise } from '../../../core/people/authorise.ts';
import { timestamptz } from '../postgres/values.ts';
import { type Change, record } from './change.ts';
import { relieve } from './staff.ts';

const refuse = (code: string, zh: string, en: string): Result<never> => {
  const refusal: Refusal = { code: `accessReview.${code}`, message: { zh, en }, obligation: 'P04-5.4-07' };
  return refused(refusal);
};

/** Begins a review: the list is everybody's appointment as it stands now, and each needs a decision. */
export const beginReview = async (change: Change, entityId: string): Promise<Result<string>> => {
  const { tx, now } = change;
  if (change.by === null) return refuse('byNobody', '权限审核须由人发起。', 'A person has to begin a review.');
  const [open] = await tx.query('select from access_reviews where entity_id = $1 and closed_at is null', [entityId]);
  if (open !== undefined)
    return refuse('openAlready', '已有一次审核正在进行,请先完成。', 'A review is under way; finish it first.');
  const id = randomUUID();
  await tx.query('insert into access_reviews (id, entity_id, begun_at, begun_by) values ($1, $2, $3, $4)', [
    id,
    entityId,
    timestamptz(now),
    change.by.personId,
  ]);
  const lines = await tx.query(
    `insert into access_review_lines (review_id, account_id, post_id)
     select $1, ap.account_id, ap.post_id from account_posts ap join posts p on p.id = ap.post_id
       join accounts a on a.id = ap.account_id
      where p.entity_id = $2 and in_force(ap.valid_from, ap.valid_to, $3) and in_force(a.valid_from, a.valid_to, $3)
     returning 1`,
    [id, entityId, timestamptz(now)],
  );
  await record(change, entityId, 'accessReviewBegun', {
    subject: { reviewId: id },
    before: null,
    after: { lines: lines.length },
  });
  return ok(id);
};

export interface ReviewDecision {
  readonly reviewId: string;
  readonly lines: readonly { readonly accountId: string; readonly postId: string }[];
  readonly decision: 'keep' | 'remove';
}

const takeAway = carries(
  { kind: 'access', name: 'people.reviewRemoval', obligations: ['P08-3.2-01'] },
  relieve,
  () => async () => {},
);

/** Decides lines of the open review. What is removed ends at once; nobody decides about his own; the last line closes it. */
export const decideReview = async (change: Change, actor: Actor, wish: ReviewDecision): Promise<Result<void>> => {
  const { tx, now } = change;
  const [review] = await tx.query<{ entity_id: string }>(
    'select entity_id from access_reviews where id = $1 and closed_at is null for update',
    [wish.reviewId],
  );
  if (review === undefined)
    return refuse(
      'unknown',
      '没有正在进行的这次审核,请刷新页面。',
      'There is no such review under way. Refresh the page.',
    );
  const entityId = review.entity_id;
  const holders = await tx.query<{ account_id: string; post_id: string; person_id: string }>(
    `select l.account_id, l.post_id, a.person_id from access_review_lines l join accounts a on a.id = l.account_id
      where l.review_id = $1 and l.decision is null
        and (l.account_id, l.post_id) in (select * from unnest($2::text[], $3::text[])) for update of l`,
    [wish.reviewId, wish.lines.map((line) => line.accountId), wish.lines.map((line) => line.postId)],
  );
  const answer = authorise(actor, 'access.review', {
    entityId,
    notBy: holders.map((row) => ({ personId: row.person_id })),
  });
  if (!answer.allowed) return refused(answer.refusal);
  for (const line of holders) {
    await tx.query(
      `update access_review_lines set decision = $4, reason = $5, decided_by = $6, decided_at = $7
        where review_id = $1 and account_id = $2 and post_id = $3`,
      [wish.reviewId, line.account_id, line.post_id, wish.decision, change.reason, actor.personId, timestamptz(now)],
    );
    const held = { accountId: line.account_id, postId: line.post_id };
    if (wish.decision === 'remove') await takeAway(change, { ...held, entityId, at: now });
    await record(change, entityId, 'accessReviewed', {
      subject: { reviewId: wish.reviewId, ...held },
      before: null,
      after: { decision: wish.decision },
    });
  }
  await closeIfDone(change, wish.reviewId, entityId);
  return ok(undefined);
};

const closeIfDone = async (change: Change, reviewId: string, entityId: string): Promise<void> => {
  const closed = await change.tx.query(
    `update access_reviews set closed_at = $2 where id = $1
        and not exists (select from access_review_lines where review_id = $1 and decision is null) returning 1`,
    [reviewId, timestamptz(change.now)],
  );
  if (closed.length > 0)
    await record(change, entityId, 'accessReviewClosed', {
      subject: { reviewId },
      before: null,
      after: { closed: true },
    });
};
