import { formatInstant } from '../../../core/base/time.ts';
import type { AlertView } from '../../../core/contract/calendar-view.ts';
import type { Actor } from '../../../core/people/actor.ts';
import { authorise } from '../../../core/people/authorise.ts';
import type { People } from '../../platform/people/people.ts';
import { requestsWaiting } from './requests-read.ts';
import { dueReview } from './reviews-read.ts';

const REVIEW_AHEAD_MS = 14 * 86_400_000;

/** What people's data ask of this person now: requests to decide or to set up, and the review of access when it is near. */
export const peopleWaiting =
  (people: People) =>
  async (actor: Actor): Promise<AlertView[]> => {
    const now = people.now();
    const raisedAt = formatInstant(now);
    const waiting: AlertView[] = [];
    const { decide, setUp } = await requestsWaiting(people.db, actor, now);
    if (decide > 0)
      waiting.push({
        kind: 'access.decide',
        raisedAt,
        message: {
          zh: `有 ${decide} 项权限申请待您审批。`,
          en: `${decide} ${decide === 1 ? 'request' : 'requests'} for access wait for your decision.`,
        },
        url: '/organisation/requests',
      });
    if (setUp > 0)
      waiting.push({
        kind: 'access.setUp',
        raisedAt,
        message: {
          zh: `有 ${setUp} 项权限申请已批准,待您配置。`,
          en: `${setUp} approved ${setUp === 1 ? 'request waits' : 'requests wait'} to be set up by you.`,
        },
        url: '/organisation/requests',
      });
    for (const entityId of actor.entityIds) {
      if (!authorise(actor, 'access.review', { entityId }).allowed) continue;
      const { dueAt, overdue } = await dueReview(people.db, entityId, now);
      if (dueAt === null || dueAt - now > REVIEW_AHEAD_MS) continue;
      const on = formatInstant(dueAt).slice(0, 10);
      waiting.push({
        kind: `access.review.${entityId}`,
        raisedAt,
        message: overdue
          ? {
              zh: `季度权限审核已于 ${on} 到期,请发起或完成。`,
              en: `The quarterly review of access was due on ${on}. Begin or finish it.`,
            }
          : { zh: `季度权限审核将于 ${on} 到期。`, en: `The quarterly review of access is due on ${on}.` },
        url: '/organisation/review',
      });
    }
    return waiting;
  };
