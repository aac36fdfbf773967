import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { InstantView, ProblemView } from '../../../core/contract/common.ts';
import { LeavingView, StaffDetailView, StaffPageView } from '../../../core/contract/staff-view.ts';
import { authorise } from '../../../core/people/authorise.ts';
import { Refused } from '../../case/commit.ts';
import { approverOffice } from '../../platform/people/access-requests.ts';
import type { People } from '../../platform/people/people.ts';
import { changesAbout } from './changes-read.ts';
import { type Desk, instantOf } from './desk.ts';
import { noPerson } from './members.ts';
import { allowedView } from './requests-read.ts';
import { staffEndRoutes, staffPostRoutes } from './staff-change-routes.ts';
import { staffEntryRoutes } from './staff-entry-routes.ts';
import { leavingEffects, requestsAbout, staffOf, staffPage, termsOfPerson } from './staff-read.ts';
import type { TasksOfPeople } from './tasks-of-people.ts';

const tags = ['people'];
const Id = z.object({ id: z.string().max(100) });
const inEntity = z.object({ entityId: z.string().min(1).max(100) });

/** Who works here: the list for everybody, accounts and changes for those who set them up. */
export const staffRoutes =
  (people: People, desk: Desk, tasks: TasksOfPeople): FastifyPluginAsyncZod =>
  async (app) => {
    const mayEdit = (actor: Parameters<typeof authorise>[0], entityId: string) =>
      authorise(actor, 'people.edit', { entityId });

    app.get(
      '/api/staff',
      {
        schema: {
          tags,
          summary: 'People of a company by name, post or login name',
          querystring: inEntity.extend({
            q: z.string().max(60).default(''),
            which: z.enum(['current', 'left', 'all']).default('current'),
            postId: z.string().max(100).optional(),
            page: z.coerce.number().int().min(1).max(10_000).default(1),
          }),
          response: { 200: StaffPageView },
        },
      },
      async (request) => {
        const { actor } = await desk.reader(request, 'people.read', request.query.entityId);
        return staffPage(people.db, request.query, people.now(), mayEdit(actor, request.query.entityId).allowed);
      },
    );

    app.get(
      '/api/staff/:id',
      {
        schema: {
          tags,
          summary: 'One person: posts, account, requests, what was changed and why',
          params: Id,
          querystring: inEntity,
          response: { 200: StaffDetailView, 404: ProblemView },
        },
      },
      async (request) => {
        const { entityId } = request.query;
        const { actor } = await desk.reader(request, 'people.read', entityId);
        const personId = request.params.id;
        const may = mayEdit(actor, entityId);
        const approves = authorise(actor, 'access.approve', { entityId }).allowed;
        const found = await staffOf(people.db, entityId, personId, people.now(), may.allowed);
        if (found === null) throw new Refused(noPerson);
        const about = { personId, ...(found.accountId === null ? {} : { accountId: found.accountId }) };
        const sees = may.allowed || approves;
        return {
          ...found.row,
          entityId,
          accountId: sees ? found.accountId : null,
          settingUp: (await approverOffice({ tx: people.db, now: people.now() }, entityId)) === 'nobody',
          mayEdit: allowedView(may),
          own: personId === actor.personId,
          terms: await termsOfPerson(people.db, entityId, personId),
          requests: sees || personId === actor.personId ? await requestsAbout(people.db, entityId, personId) : [],
          changes: sees ? await changesAbout(people.db, entityId, about) : [],
        };
      },
    );

    app.get(
      '/api/staff/:id/leaving',
      {
        schema: {
          tags,
          summary: 'What leaving would move; changes nothing',
          params: Id,
          querystring: inEntity.extend({ at: InstantView.optional() }),
          response: { 200: LeavingView, 403: ProblemView },
        },
      },
      async (request) => {
        const { entityId } = request.query;
        await desk.reader(request, 'people.edit', entityId);
        const personId = request.params.id;
        const at = request.query.at === undefined ? people.now() : instantOf(request.query.at);
        const held = await tasks.heldBy(people.db, personId, entityId);
        return {
          tasks: held.map(({ caseId, number, subject, isSignature }) => ({
            caseId,
            number,
            subject,
            returns: !isSignature,
          })),
          ...(await leavingEffects(people.db, entityId, personId, at)),
        };
      },
    );
    await app.register(staffEntryRoutes(people, desk));
    await app.register(staffPostRoutes(desk));
    await app.register(staffEndRoutes(people, desk, tasks));
  };
