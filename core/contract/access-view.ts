import { z } from 'zod';
import { AllowedView, InstantView, PersonView, TextView } from './common.ts';
import { Id, Reason } from './organisation-view.ts';

/**
 * Access is asked for, approved, set up, and looked at every quarter (P04 §5.4).
 *
 * GET  /api/access-requests?state=&page=                     -> AccessRequestPageView
 * POST /api/access-requests              RequestAccessBody   -> 204
 * POST /api/access-requests/{id}/decide  DecideAccessBody    -> 204
 * POST /api/access-requests/{id}/set-up  SetUpAccessBody     -> 204
 * GET  /api/access-reviews?entityId=                         -> AccessReviewView
 * POST /api/access-reviews               BeginReviewBody     -> AccessReviewView
 * POST /api/access-reviews/{id}/decide   ReviewDecisionBody  -> 204
 */
const entityId = Id;

export const AccessRequestView = z.object({
  id: z.string(),
  kind: z.enum(['appoint', 'mapRole']),
  state: z.enum(['open', 'approved', 'refused', 'carriedOut']),
  entityId: z.string(),
  person: PersonView.nullable(),
  post: TextView.nullable(),
  role: TextView.nullable(),
  posts: z.array(TextView),
  requestedBy: z.string(),
  requestedAt: InstantView,
  reason: z.string(),
  decidedBy: z.string().nullable(),
  decidedAt: InstantView.nullable(),
  decisionReason: z.string().nullable(),
  mayDecide: AllowedView,
  maySetUp: AllowedView,
});
export type AccessRequestView = z.infer<typeof AccessRequestView>;
export const AccessRequestPageView = z.object({
  items: z.array(AccessRequestView),
  page: z.number().int(),
  pages: z.number().int(),
  total: z.number().int(),
});
export type AccessRequestPageView = z.infer<typeof AccessRequestPageView>;
export const RequestAccessBody = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('appoint'), entityId, personId: Id, postId: Id, reason: Reason }),
    z.object({
      kind: z.literal('mapRole'),
      entityId,
      role: z.string().max(60),
      postIds: z.array(Id).max(40),
      reason: Reason,
    }),
  ])
  .meta({
    examples: [
      { kind: 'appoint', entityId: 'house', personId: '6f1c…', postId: 'house-qualification', reason: '入职' },
    ],
  });
export const DecideAccessBody = z
  .object({ decision: z.enum(['approved', 'refused']), reason: Reason })
  .meta({ examples: [{ decision: 'approved', reason: '与岗位职责相符' }] });
export const SetUpAccessBody = z
  .object({ from: InstantView.optional(), insteadOf: Id.optional(), reason: Reason })
  .meta({ examples: [{ reason: '按批准的申请配置' }] });

export const ReviewLineView = z.object({
  accountId: z.string(),
  postId: z.string(),
  name: z.string(),
  post: TextView,
  since: InstantView,
  decision: z.enum(['keep', 'remove']).nullable(),
  reason: z.string().nullable(),
  decidedBy: z.string().nullable(),
  own: z.boolean(),
});
export type ReviewLineView = z.infer<typeof ReviewLineView>;
export const AccessReviewView = z.object({
  /** By when the next one has to be begun, and whether that day has passed. */
  dueOn: z.string(),
  overdue: z.boolean(),
  clause: z.string(),
  last: z.object({ closedAt: InstantView, kept: z.number().int(), removed: z.number().int() }).nullable(),
  open: z
    .object({
      id: z.string(),
      begunAt: InstantView,
      begunBy: z.string(),
      left: z.number().int(),
      total: z.number().int(),
      lines: z.array(ReviewLineView),
    })
    .nullable(),
});
export type AccessReviewView = z.infer<typeof AccessReviewView>;
export const BeginReviewBody = z
  .object({ entityId, reason: Reason })
  .meta({ examples: [{ entityId: 'house', reason: '第四季度权限审核' }] });
export const ReviewDecisionBody = z
  .object({
    lines: z
      .array(z.object({ accountId: Id, postId: Id }))
      .min(1)
      .max(200),
    decision: z.enum(['keep', 'remove']),
    reason: Reason,
  })
  .meta({
    examples: [{ lines: [{ accountId: '1d3a…', postId: 'house-archive' }], decision: 'keep', reason: '与岗位相符' }],
  });
