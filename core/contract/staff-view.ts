import { z } from 'zod';
import { AllowedView, InstantView, TextView } from './common.ts';
import { ChangeView, ClimbView, Id, Reason } from './organisation-view.ts';

/**
 * Who works here: the list, one person, and the changes of one person.
 *
 * GET  /api/staff?entityId=&q=&which=&page=   -> StaffPageView
 * POST /api/staff                 EmployBody  -> { personId }
 * GET  /api/staff/{id}?entityId=              -> StaffDetailView
 * GET  /api/staff/{id}/leaving?entityId=      -> LeavingView      (nothing is changed)
 * POST /api/staff/{id}/employ     EmployAgainBody -> 204
 * POST /api/staff/{id}/invite, …/reset        StaffReasonBody -> LinkView
 * POST /api/staff/{id}/rename RenameBody, …/appoint AppointBody, …/relieve RelieveBody, …/leave LeaveBody,
 *      …/block and …/unblock StaffReasonBody  -> 204
 */
const entityId = Id;

export const AccountState = z.enum(['none', 'notInvited', 'invited', 'active', 'blocked', 'closed']);
export type AccountState = z.infer<typeof AccountState>;
export const EmploymentKind = z.enum(['employee', 'partTime', 'dispatched', 'external']);

export const StaffRowView = z.object({
  personId: z.string(),
  name: z.string(),
  kind: EmploymentKind,
  from: InstantView,
  to: InstantView.nullable(),
  posts: z.array(z.object({ id: z.string(), title: TextView })),
  /** Told to whoever sets up accounts, masked to everybody else. */
  loginName: z.string().nullable(),
  account: AccountState.nullable(),
});
export type StaffRowView = z.infer<typeof StaffRowView>;
export const StaffPageView = z.object({
  items: z.array(StaffRowView),
  page: z.number().int(),
  pages: z.number().int(),
  total: z.number().int(),
});
export type StaffPageView = z.infer<typeof StaffPageView>;

export const StaffDetailView = StaffRowView.extend({
  entityId: z.string(),
  accountId: z.string().nullable(),
  settingUp: z.boolean(),
  mayEdit: AllowedView,
  own: z.boolean(),
  terms: z.array(
    z.object({ post: z.object({ id: z.string(), title: TextView }), from: InstantView, to: InstantView.nullable() }),
  ),
  requests: z.array(z.object({ id: z.string(), state: z.string(), post: TextView })),
  changes: z.array(ChangeView),
});
export type StaffDetailView = z.infer<typeof StaffDetailView>;

export const LeavingView = z.object({
  /** Tasks that the person has claimed or was given by name: they go back to the post. */
  tasks: z.array(z.object({ caseId: z.string(), number: z.string(), subject: z.string(), returns: z.boolean() })),
  /** Posts that nobody would hold any more. */
  vacated: z.array(z.object({ title: TextView, climb: ClimbView })),
  delegations: z.number().int(),
});
export type LeavingView = z.infer<typeof LeavingView>;

export const LinkView = z.object({ url: z.string(), loginName: z.string(), expiresAt: InstantView });
export type LinkView = z.infer<typeof LinkView>;

const LoginName = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{1,59}$/);
export const EmployBody = z
  .object({
    entityId,
    name: z.string().trim().min(1).max(60),
    loginName: LoginName,
    kind: EmploymentKind,
    from: InstantView.optional(),
    /** Given at once while the company is set up; asked for from quality management afterwards. */
    postId: Id.optional(),
    reason: Reason,
  })
  .meta({
    examples: [
      {
        entityId: 'house',
        name: '林正仪',
        loginName: 'lin.zhengyi',
        kind: 'employee',
        postId: 'house-quality-head',
        reason: '入职',
      },
    ],
  });
/** Somebody who is known already: back after leaving, or in a further company of the group. */
export const EmployAgainBody = z
  .object({
    /** Where he is to work. */
    entityId,
    /** Where he is known from. */
    knownIn: Id,
    kind: EmploymentKind,
    /** Needed where he has no account in use: a name is never given out twice. */
    loginName: LoginName.optional(),
    from: InstantView.optional(),
    reason: Reason,
  })
  .meta({
    examples: [{ entityId: 'house', knownIn: 'house', kind: 'employee', loginName: 'lin.zhengyi2', reason: '返聘' }],
  });
const ofEntity = z.object({ entityId, reason: Reason });
export const StaffReasonBody = ofEntity.meta({ examples: [{ entityId: 'house', reason: '手机遗失' }] });
export const RenameBody = ofEntity
  .extend({ name: z.string().trim().min(1).max(60) })
  .meta({ examples: [{ entityId: 'house', name: '林正仪', reason: '姓名录入有误' }] });
export const AppointBody = ofEntity
  .extend({ postId: Id, from: InstantView.optional(), insteadOf: Id.optional() })
  .meta({ examples: [{ entityId: 'house', postId: 'house-qualification', reason: '转正' }] });
export const RelieveBody = ofEntity
  .extend({ postId: Id, at: InstantView.optional() })
  .meta({ examples: [{ entityId: 'house', postId: 'house-qualification', reason: '转岗' }] });
export const LeaveBody = ofEntity
  .extend({ at: InstantView.optional() })
  .meta({ examples: [{ entityId: 'house', at: '2026-12-31T18:00:00+08:00', reason: '离职' }] });
