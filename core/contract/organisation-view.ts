import { z } from 'zod';
import { AllowedView, InstantView, PersonView, TextView } from './common.ts';

/**
 * Who works here, in which post, and who may change that. `at` asks for any day, past or to come.
 *
 * GET  /api/organisation?entityId=&at=                   -> OrganisationView
 * POST /api/organisation/company        CompanyBody      -> 204
 * POST /api/organisation/companies      FoundBody        -> 204
 * POST /api/organisation/plan           PlanBody         -> 204
 * POST /api/organisation/departments    DepartmentBody   -> 204
 * POST /api/organisation/posts          PostBody         -> 204
 * GET  /api/organisation/posts/{id}?at=                  -> PostDetailView
 * POST /api/organisation/posts/{id}/end EndPostBody      -> 204
 */
export const Id = z.string().min(1).max(100);
const Title = z.object({ zh: z.string().trim().min(1).max(60), en: z.string().trim().min(1).max(100) });
export const Reason = z.string().trim().min(1).max(500);
const entityId = Id;

export const RoleView = z.object({ id: z.string(), title: TextView });
export type RoleView = z.infer<typeof RoleView>;

/** Where the tasks of something that nobody holds go meanwhile. */
export const ClimbView = z.object({
  via: z.enum(['headOfDepartment', 'generalManager', 'nobody']),
  to: TextView.nullable(),
});
export type ClimbView = z.infer<typeof ClimbView>;

export const PostRowView = z.object({
  id: z.string(),
  title: TextView,
  isHead: z.boolean(),
  roles: z.array(RoleView),
  /** The first of them, deputies last; `holderCount` says how many there are. */
  holders: z.array(PersonView.extend({ onBehalfOf: z.string().nullable() })),
  holderCount: z.number().int(),
  /** Null where somebody holds the post. */
  vacant: ClimbView.nullable(),
});
export type PostRowView = z.infer<typeof PostRowView>;

export const EntityView = z.object({
  id: z.string(),
  kind: z.enum(['platform', 'distributor']),
  name: z.string(),
  nameEn: z.string(),
  uscc: z.string(),
  /** The name given by the product before the company has given its own. */
  unnamed: z.boolean(),
});
export type EntityView = z.infer<typeof EntityView>;

export const OrganisationView = z.object({
  at: InstantView,
  entity: EntityView,
  entities: z.array(EntityView),
  /** Nobody is in office who could approve access: posts and roles are given without a request. */
  settingUp: z.boolean(),
  mayEdit: AllowedView,
  mayApprove: z.boolean(),
  mayReview: z.boolean(),
  departments: z.array(
    z.object({ id: z.string(), title: TextView, standsFor: z.array(z.string()), posts: z.array(PostRowView) }),
  ),
  /** Roles of the manuals that no post carries, and who does their work meanwhile. */
  unmapped: z.array(RoleView.extend({ climb: ClimbView })),
  findings: z.array(z.object({ name: z.string(), message: TextView, obligation: z.string() })),
});
export type OrganisationView = z.infer<typeof OrganisationView>;

/** One entry of the audit about a post or a person, in the words of its kind. */
export const ChangeKind = z.enum([
  'departmentDefined',
  'postDefined',
  'postEnded',
  'personEntered',
  'personRenamed',
  'employed',
  'employmentEnded',
  'accountOpened',
  'accountClosed',
  'accountBlocked',
  'accountUnblocked',
  'activationIssued',
  'credentialsReset',
  'appointed',
  'relieved',
  'accessReviewed',
]);
export type ChangeKind = z.infer<typeof ChangeKind>;
export const ChangeView = z.object({
  at: InstantView,
  kind: ChangeKind,
  by: z.string().nullable(),
  reason: z.string(),
  /** Since or until when it holds, where that is not the moment of recording. */
  from: InstantView.nullable(),
});
export type ChangeView = z.infer<typeof ChangeView>;

export const TermView = z.object({
  person: PersonView,
  from: InstantView,
  to: InstantView.nullable(),
  onBehalfOf: z.string().nullable(),
});
export const PostDetailView = PostRowView.extend({
  at: InstantView,
  entityId: z.string(),
  departmentId: z.string(),
  department: TextView,
  mayEdit: AllowedView,
  /** What the post is asked to do: the tasks of procedures that are addressed to one of its roles. */
  tasks: z.array(
    z.object({ process: TextView, task: TextView, actions: z.array(TextView), obligations: z.array(z.string()) }),
  ),
  /** What the post may do in general, by the table that the server enforces. */
  operations: z.array(z.object({ name: z.string(), title: TextView, role: TextView })),
  /** Everybody who ever held it, the last first. */
  terms: z.array(TermView),
  changes: z.array(ChangeView),
});
export type PostDetailView = z.infer<typeof PostDetailView>;

const example = { reason: '组织架构调整' };
export const CompanyBody = z
  .object({
    entityId,
    name: z.string().trim().min(2).max(100),
    nameEn: z.string().trim().min(2).max(150),
    uscc: z.string().trim().min(1).max(30),
    reason: Reason,
  })
  .meta({
    examples: [
      {
        entityId: 'house',
        name: '某某医疗科技有限公司',
        nameEn: 'Example Medical Technology Co., Ltd.',
        uscc: '91330106MA2PLM0AXH',
        ...example,
      },
    ],
  });
/** A further company of the group; `entityId` is the one it is founded from. */
export const FoundBody = CompanyBody.extend({ kind: z.enum(['platform', 'distributor']) }).meta({
  examples: [
    {
      entityId: 'house',
      kind: 'distributor',
      name: '某某医疗器械经营有限公司',
      nameEn: 'Example Device Trade Co., Ltd.',
      uscc: '91330110MA2PLM0B8A',
      ...example,
    },
  ],
});
export const PlanBody = z
  .object({
    entityId,
    departments: z.array(z.object({ id: Id, title: Title, standsFor: z.array(z.string().max(40)).max(20) })).max(60),
    posts: z
      .array(
        z.object({
          id: Id,
          departmentId: Id,
          title: Title,
          isHead: z.boolean(),
          roles: z.array(z.string().max(60)).max(40),
        }),
      )
      .max(200),
    reason: Reason,
  })
  .meta({
    examples: [
      {
        entityId: 'house',
        departments: [
          { id: 'house-quality', title: { zh: '质量管理部', en: 'Quality management' }, standsFor: ['quality'] },
        ],
        posts: [
          {
            id: 'house-quality-head',
            departmentId: 'house-quality',
            title: { zh: '质量管理部负责人', en: 'Head of quality management' },
            isHead: true,
            roles: ['headOfQuality'],
          },
        ],
        ...example,
      },
    ],
  });
export type PlanBody = z.infer<typeof PlanBody>;
export const DepartmentBody = z
  .object({
    entityId,
    /** Absent: a new department. */
    id: Id.optional(),
    title: Title,
    standsFor: z.array(z.string().max(40)).max(20),
    from: InstantView.optional(),
    reason: Reason,
  })
  .meta({ examples: [{ entityId: 'house', title: { zh: '法务部', en: 'Legal' }, standsFor: [], ...example }] });
export const PostBody = z
  .object({
    entityId,
    /** Absent: a new post. */
    id: Id.optional(),
    departmentId: Id,
    title: Title,
    isHead: z.boolean(),
    from: InstantView.optional(),
    reason: Reason,
  })
  .meta({
    examples: [
      {
        entityId: 'house',
        departmentId: 'house-quality',
        title: { zh: '质量信息员', en: 'Quality informant' },
        isHead: false,
        ...example,
      },
    ],
  });
export const EndPostBody = z
  .object({ at: InstantView.optional(), reason: Reason })
  .meta({ examples: [{ at: '2026-12-31T18:00:00+08:00', reason: '岗位撤并' }] });
