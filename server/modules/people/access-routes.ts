import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { ok, type Refusal, type Result, refused } from '../../../core/base/result.ts';
import type { Instant } from '../../../core/base/time.ts';
import {
  AccessRequestPageView,
  AccessReviewView,
  BeginReviewBody,
  DecideAccessBody,
  RequestAccessBody,
  ReviewDecisionBody,
  SetUpAccessBody,
} from '../../../core/contract/access-view.ts';
import { ProblemView } from '../../../core/contract/common.ts';
import { roles } from '../../../core/manual/roles.ts';
import { authorise } from '../../../core/people/authorise.ts';
import type { PostRole } from '../../../core/people/operations.ts';
import { Refused } from '../../case/commit.ts';
import { type AccessSubject, decideAccess, requestAccess } from '../../platform/people/access-requests.ts';
import { beginReview, decideReview } from '../../platform/people/access-reviews.ts';
import type { Change } from '../../platform/people/change.ts';
import { mapRole } from '../../platform/people/organisation.ts';
import type { People } from '../../platform/people/people.ts';
import { appoint, transferPost } from '../../platform/people/staff.ts';
import { appointedEntity } from './appointed-entity.ts';
import { requireSession } from './current-session.ts';
import { type Desk, effective } from './desk.ts';
import { requestsFor } from './requests-read.ts';
import { reviewOf } from './reviews-read.ts';

const tags = ['people'];
const done = { 204: z.null(), 403: ProblemView, 404: ProblemView };
const Id = z.object({ id: z.string().max(100) });

const refusal = (code: string, zh: string, en: string): Refusal => ({
  code: `accessRequest.${code}`,
  message: { zh, en },
});
const unknownSubject = refusal(
  'subjectUnknown',
  '申请的人员、岗位或角色不存在,请重新选择。',
  'The person, post or role that is asked for is not there. Choose again.',
);
const askedAlready = refusal(
  'askedAlready',
  '同样内容的申请正在办理,无须重复提交。',
  'The same has been asked for and is under way.',
);
const noRequest = refusal('unknown', '该申请不存在或已处理。', 'There is no such request, or it has been dealt with.');

const isRole = (role: string): role is PostRole => role === 'administrator' || role in roles;

/** What is asked for, in the one spelling that is approved and spent. */
const subjectOf = async (change: Change, body: z.infer<typeof RequestAccessBody>): Promise<AccessSubject | null> => {
  const { tx, now } = change;
  const { entityId } = body;
  const postIds = body.kind === 'appoint' ? [body.postId] : [...new Set(body.postIds)].sort();
  const posts = await tx.query(
    `select distinct p.id from posts p join post_states s on s.post_id = p.id and (s.valid_to is null or s.valid_to > $3)
      where p.id = any($1) and (p.entity_id = $2 or $2 = any(s.also_in))`,
    [postIds, entityId, new Date(now)],
  );
  if (posts.length !== postIds.length) return null;
  if (body.kind === 'mapRole')
    return isRole(body.role) ? { kind: 'mapRole', entityId, role: body.role, postIds } : null;
  const [account] = await tx.query<{ id: string }>(
    `select a.id from accounts a join employments e on e.person_id = a.person_id and e.entity_id = $2
      where a.person_id = $1 and a.kind = 'staff' and (a.valid_to is null or a.valid_to > $3)
        and (e.valid_to is null or e.valid_to > $3) limit 1`,
    [body.personId, entityId, new Date(now)],
  );
  return account === undefined ? null : { kind: 'appoint', entityId, accountId: account.id, postId: body.postId };
};

const ask = async (change: Change, body: z.infer<typeof RequestAccessBody>): Promise<Result<unknown>> => {
  const subject = await subjectOf(change, body);
  if (subject === null) return refused(unknownSubject);
  const [same] = await change.tx.query(
    `select from access_requests where entity_id = $1 and subject = $2::jsonb and state in ('open', 'approved')`,
    [body.entityId, JSON.stringify(subject)],
  );
  return same === undefined ? ok(await requestAccess(change, subject)) : refused(askedAlready);
};

interface Approved {
  readonly entityId: string;
  readonly subject: AccessSubject;
}

const setUp = (
  change: Change,
  requestId: string,
  { subject }: Approved,
  from: Instant,
  insteadOf: string | undefined,
): Promise<Result<void>> => {
  if (subject.kind === 'mapRole') {
    const { entityId, role, postIds } = subject;
    return mapRole(change, { entityId, role: role as PostRole, postIds, from }, requestId);
  }
  const { entityId, accountId, postId } = subject;
  return insteadOf === undefined
    ? appoint(change, { accountId, postId, entityId, from }, requestId)
    : transferPost(change, { accountId, postId, entityId, from, fromPostId: insteadOf }, requestId);
};

/** 《电子记录权限申请表》 (P04 §5.4): asked for by anybody, decided by quality management, set up by the administrator. */
export const accessRoutes =
  (people: People, desk: Desk): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/api/access-requests',
      {
        schema: {
          tags,
          summary: 'Requests for access that one decides, sets up or has made',
          querystring: z.object({
            state: z.enum(['waiting', 'decided']).default('waiting'),
            page: z.coerce.number().int().min(1).max(10_000).default(1),
          }),
          response: { 200: AccessRequestPageView, 403: ProblemView },
        },
      },
      async (request) => {
        const { actor } = await requireSession(people, request);
        await desk.reader(request, 'access.request', appointedEntity(actor));
        return requestsFor(people.db, actor, request.query, people.now());
      },
    );

    app.post(
      '/api/access-requests',
      { schema: { tags, summary: 'Ask for a post, or for a role on posts', body: RequestAccessBody, response: done } },
      async (request, reply) => {
        const { entityId, reason } = request.body;
        await desk.write(request, { operation: 'access.request', entityId, reason }, (change) =>
          ask(change, request.body),
        );
        return reply.status(204).send(null);
      },
    );

    app.post(
      '/api/access-requests/:id/decide',
      { schema: { tags, summary: 'Approve or refuse a request', params: Id, body: DecideAccessBody, response: done } },
      async (request, reply) => {
        const session = await requireSession(people, request);
        await desk.reader(request, 'access.request', appointedEntity(session.actor));
        const { decision, reason } = request.body;
        await desk.press(request, session, reason, (change) =>
          decideAccess(change, session.actor, request.params.id, decision),
        );
        return reply.status(204).send(null);
      },
    );

    app.post(
      '/api/access-requests/:id/set-up',
      { schema: { tags, summary: 'Set up what was approved', params: Id, body: SetUpAccessBody, response: done } },
      async (request, reply) => {
        const session = await requireSession(people, request);
        const { from, insteadOf, reason } = request.body;
        const [row] = await people.db.query<{ entity_id: string; state: string; subject: AccessSubject }>(
          'select entity_id, state, subject from access_requests where id = $1',
          [request.params.id],
        );
        const entityId = row?.entity_id ?? appointedEntity(session.actor);
        await desk.write(request, { operation: 'people.edit', entityId, reason }, (change) => {
          if (row === undefined || row.state !== 'approved') throw new Refused(noRequest);
          return setUp(
            change,
            request.params.id,
            { entityId, subject: row.subject },
            effective(change, from),
            insteadOf,
          );
        });
        return reply.status(204).send(null);
      },
    );
    await app.register(reviewRoutes(people, desk));
  };

/** The quarterly look at who may do what (P04 §5.4, P08 §3.2). */
const reviewRoutes =
  (people: People, desk: Desk): FastifyPluginAsyncZod =>
  async (app) => {
    const reviewable = (entityId: string, personId: string) => reviewOf(people.db, entityId, personId, people.now());
    app.get(
      '/api/access-reviews',
      {
        schema: {
          tags,
          summary: 'The review of access: when it is due, and the one under way',
          querystring: z.object({ entityId: z.string().max(100).optional() }),
          response: { 200: AccessReviewView, 403: ProblemView },
        },
      },
      async (request) => {
        const { actor } = await requireSession(people, request);
        const entityId = request.query.entityId ?? appointedEntity(actor);
        await desk.reader(request, 'access.review', entityId);
        return reviewable(entityId, actor.personId);
      },
    );
    app.post(
      '/api/access-reviews',
      { schema: { tags, summary: 'Begin a review', body: BeginReviewBody, response: { 200: AccessReviewView } } },
      async (request) => {
        const { entityId, reason } = request.body;
        const { actor } = await requireSession(people, request);
        await desk.write(request, { operation: 'access.review', entityId, reason }, (change) =>
          beginReview(change, entityId),
        );
        return reviewable(entityId, actor.personId);
      },
    );
    app.post(
      '/api/access-reviews/:id/decide',
      {
        schema: {
          tags,
          summary: 'Keep or take away appointments under review',
          params: Id,
          body: ReviewDecisionBody,
          response: done,
        },
      },
      async (request, reply) => {
        const session = await requireSession(people, request);
        const { actor } = session;
        const answers = actor.entityIds.map((entityId) => authorise(actor, 'access.review', { entityId }));
        const [no] = answers.filter((answer) => !answer.allowed);
        if (no && !answers.some((answer) => answer.allowed)) throw new Refused(no.refusal);
        const { lines, decision, reason } = request.body;
        await desk.press(request, session, reason, (change) =>
          decideReview(change, session.actor, { reviewId: request.params.id, lines, decision }),
        );
        return reply.status(204).send(null);
      },
    );
  };
