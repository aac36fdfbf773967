import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { ok, type Refusal, refused } from '../../../core/base/result.ts';
import { formatInstant } from '../../../core/base/time.ts';
import { InstantView, ProblemView } from '../../../core/contract/common.ts';
import {
  CompanyBody,
  DepartmentBody,
  EndPostBody,
  FoundBody,
  OrganisationView,
  PlanBody,
  PostBody,
  PostDetailView,
} from '../../../core/contract/organisation-view.ts';
import { type DepartmentId, departments } from '../../../core/manual/departments.ts';
import { authorise } from '../../../core/people/authorise.ts';
import type { Process } from '../../../core/process/definition.ts';
import { Refused } from '../../case/commit.ts';
import { approverOffice } from '../../platform/people/access-requests.ts';
import type { Change } from '../../platform/people/change.ts';
import { foundCompany, nameCompany, type Plan, setUpPlan } from '../../platform/people/company.ts';
import { defineDepartment, definePost, endPost } from '../../platform/people/organisation.ts';
import type { People } from '../../platform/people/people.ts';
import { appointedEntity } from './appointed-entity.ts';
import { changesAbout } from './changes-read.ts';
import { requireSession } from './current-session.ts';
import { type Desk, effective, instantOf } from './desk.ts';
import { entitiesOf, organisationParts, postDetail, roleView } from './organisation-read.ts';
import { allowedView } from './requests-read.ts';
import { findStaffing } from './staffing-facts.ts';

const tags = ['people'];
const done = { 204: z.null(), 403: ProblemView };
const Id = z.object({ id: z.string().max(100) });
const at = InstantView.optional();

const unknown = (code: string, zh: string, en: string): Refusal => ({ code: `${code}.unknown`, message: { zh, en } });
const noEntity = unknown(
  'entity',
  '没有这家企业,或您不在其中任职。',
  'There is no such company, or you do not work there.',
);
export const noPost = unknown('post', '没有这个岗位,请刷新页面。', 'There is no such post. Refresh the page.');
const noDepartment = unknown(
  'department',
  '没有这个部门,请刷新页面。',
  'There is no such department. Refresh the page.',
);
const secondHead: Refusal = {
  code: 'post.secondHead',
  message: {
    zh: '该部门已有负责人岗位;请先改动原岗位,再设新的负责人岗位。',
    en: 'The department has a post at its head already. Change that one first.',
  },
  field: 'isHead',
};
const wrongPlan: Refusal = {
  code: 'plan.unsound',
  message: {
    zh: '方案中有手册未规定的部门或角色,请刷新页面重新选择。',
    en: 'The plan names a department or role that the manuals do not know. Refresh the page and choose again.',
  },
};

const standing = (names: readonly string[]): readonly DepartmentId[] => {
  if (names.some((name) => !Object.hasOwn(departments, name))) throw new Refused(wrongPlan);
  return names as readonly DepartmentId[];
};

const planOf = (body: z.infer<typeof PlanBody>): Plan => {
  const roles = body.posts.flatMap((post) => post.roles);
  // The administrator's role lies on the post of the first start, and is moved by a request like any other.
  if (roles.some((role) => role === 'administrator' || roleView(role).id !== role || !isRole(role)))
    throw new Refused(wrongPlan);
  return {
    entityId: body.entityId,
    departments: body.departments.map((one) => ({ ...one, standsFor: standing(one.standsFor) })),
    posts: body.posts as Plan['posts'],
  };
};
const isRole = (role: string): boolean => roleView(role).title.zh !== roleView('administrator').title.zh;

const ownId = async (
  change: Change,
  table: 'departments' | 'posts',
  id: string,
  entityId: string,
): Promise<boolean> => {
  const [row] = await change.tx.query(`select from ${table} where id = $1 and entity_id = $2`, [id, entityId]);
  return row !== undefined;
};

/** Departments and posts of a company: everybody may look, as of any day; who sets up posts and accounts changes them. */
export const organisationRoutes =
  (people: People, desk: Desk, processes: readonly Process[]): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/api/organisation',
      {
        schema: {
          tags,
          summary: 'Departments, posts and who holds them, as of any day',
          querystring: z.object({ entityId: z.string().max(100).optional(), at }),
          response: { 200: OrganisationView },
        },
      },
      async (request) => {
        const { actor } = await requireSession(people, request);
        const entityId = request.query.entityId ?? appointedEntity(actor);
        await desk.reader(request, 'people.read', entityId);
        const now = people.now();
        const then = request.query.at === undefined ? now : instantOf(request.query.at);
        const entities = await entitiesOf(people.db, [...new Set([...actor.entityIds, entityId])]);
        const entity = entities.find((one) => one.id === entityId);
        if (entity === undefined) throw new Refused(noEntity);
        const [parts, findings, office] = await Promise.all([
          organisationParts(people.db, entityId, then),
          findStaffing(people.db, entity, then),
          approverOffice({ tx: people.db, now }, entityId),
        ]);
        const may = (operation: Parameters<typeof authorise>[1]) => authorise(actor, operation, { entityId });
        return {
          at: formatInstant(then),
          entity,
          entities,
          settingUp: office === 'nobody',
          mayEdit: allowedView(may('people.edit')),
          mayApprove: may(office === 'generalManager' ? 'access.approveInVacancy' : 'access.approve').allowed,
          mayReview: may('access.review').allowed,
          ...parts,
          findings: findings.map(({ name, message, obligation }) => ({ name, message, obligation })),
        };
      },
    );

    app.get(
      '/api/organisation/posts/:id',
      {
        schema: {
          tags,
          summary: 'A post: what it does, may do, who holds and held it',
          params: Id,
          querystring: z.object({ at }),
          response: { 200: PostDetailView, 404: ProblemView },
        },
      },
      async (request) => {
        const { actor } = await requireSession(people, request);
        const then = request.query.at === undefined ? people.now() : instantOf(request.query.at);
        const post = await postDetail(people.db, processes, request.params.id, then);
        // Whoever may not read about the post's company is told so before being told whether there is one.
        await desk.reader(request, 'people.read', post?.entityId ?? appointedEntity(actor));
        if (post === null) throw new Refused(noPost);
        const sees = (['people.edit', 'access.approve', 'audit.read'] as const).some(
          (operation) => authorise(actor, operation, { entityId: post.entityId }).allowed,
        );
        return {
          ...post,
          mayEdit: allowedView(authorise(actor, 'people.edit', { entityId: post.entityId })),
          changes: sees ? await changesAbout(people.db, post.entityId, { postId: post.id }) : [],
        };
      },
    );

    app.post(
      '/api/organisation/company',
      { schema: { tags, summary: 'Name and credit code of a company', body: CompanyBody, response: done } },
      async (request, reply) => {
        const { reason, ...company } = request.body;
        await desk.write(request, { operation: 'people.edit', entityId: company.entityId, reason }, (change) =>
          nameCompany(change, company),
        );
        return reply.status(204).send(null);
      },
    );

    app.post(
      '/api/organisation/companies',
      { schema: { tags, summary: 'Add a further company of the group', body: FoundBody, response: done } },
      async (request, reply) => {
        const { reason, entityId, ...company } = request.body;
        await desk.write(request, { operation: 'people.edit', entityId, reason }, (change) =>
          foundCompany(change, entityId, company),
        );
        return reply.status(204).send(null);
      },
    );

    app.post(
      '/api/organisation/plan',
      { schema: { tags, summary: 'Set up departments, posts and roles in one step', body: PlanBody, response: done } },
      async (request, reply) => {
        const { entityId, reason } = request.body;
        await desk.write(request, { operation: 'people.edit', entityId, reason }, (change) =>
          setUpPlan(change, planOf(request.body)),
        );
        return reply.status(204).send(null);
      },
    );
    await app.register(structureRoutes(people, desk));
  };

const structureRoutes =
  (people: People, desk: Desk): FastifyPluginAsyncZod =>
  async (app) => {
    app.post(
      '/api/organisation/departments',
      { schema: { tags, summary: 'Add or change a department from a day on', body: DepartmentBody, response: done } },
      async (request, reply) => {
        const { entityId, reason, id, title, standsFor, from } = request.body;
        await desk.write(request, { operation: 'people.edit', entityId, reason }, async (change) => {
          if (id !== undefined && !(await ownId(change, 'departments', id, entityId))) return refused(noDepartment);
          await defineDepartment(change, {
            id: id ?? `${entityId}-${crypto.randomUUID().slice(0, 8)}`,
            entityId,
            title,
            standsFor: standing(standsFor),
            from: effective(change, from),
          });
          return ok(undefined);
        });
        return reply.status(204).send(null);
      },
    );

    app.post(
      '/api/organisation/posts',
      { schema: { tags, summary: 'Add or change a post from a day on', body: PostBody, response: done } },
      async (request, reply) => {
        const { entityId, reason, id, departmentId, title, isHead, from } = request.body;
        await desk.write(request, { operation: 'people.edit', entityId, reason }, async (change) => {
          if (id !== undefined && !(await ownId(change, 'posts', id, entityId))) return refused(noPost);
          if (!(await ownId(change, 'departments', departmentId, entityId))) return refused(noDepartment);
          const postId = id ?? `${entityId}-${crypto.randomUUID().slice(0, 8)}`;
          const since = effective(change, from);
          const [other] = await change.tx.query(
            `select from post_states where department_id = $1 and is_head and post_id <> $2 and (valid_to is null or valid_to > $3)`,
            [departmentId, postId, new Date(since)],
          );
          if (isHead && other !== undefined) return refused(secondHead);
          const [before] = await change.tx.query<{ also_in: string[] }>(
            'select also_in from post_states where post_id = $1 order by valid_from desc limit 1',
            [postId],
          );
          const alsoIn = before?.also_in ?? [];
          await definePost(change, { id: postId, entityId, departmentId, title, isHead, alsoIn, from: since });
          return ok(undefined);
        });
        return reply.status(204).send(null);
      },
    );

    app.post(
      '/api/organisation/posts/:id/end',
      { schema: { tags, summary: 'Close a post from a day on', params: Id, body: EndPostBody, response: done } },
      async (request, reply) => {
        const { actor } = await requireSession(people, request);
        const { id } = request.params;
        const [post] = await people.db.query<{ entity_id: string }>('select entity_id from posts where id = $1', [id]);
        const entityId = post?.entity_id ?? appointedEntity(actor);
        await desk.write(
          request,
          { operation: 'people.edit', entityId, reason: request.body.reason },
          async (change) => {
            if (post === undefined) return refused(noPost);
            await endPost(change, { id, entityId, at: effective(change, request.body.at) });
            return ok(undefined);
          },
        );
        return reply.status(204).send(null);
      },
    );
  };
