import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { refused } from '../../../core/base/result.ts';
import { ProblemView } from '../../../core/contract/common.ts';
import { AppointBody, LeaveBody, RelieveBody, StaffReasonBody } from '../../../core/contract/staff-view.ts';
import { blockAccount, unblockAccount } from '../../platform/people/accounts.ts';
import type { People } from '../../platform/people/people.ts';
import { endEmployment, relieve } from '../../platform/people/staff.ts';
import { type Desk, effective } from './desk.ts';
import { giveOrAsk, keepsAdministrator, memberOf, noPerson, postIn } from './members.ts';
import { noPost } from './organisation-routes.ts';
import { staffOf } from './staff-read.ts';
import type { TasksOfPeople } from './tasks-of-people.ts';

const tags = ['people'];
const done = { 204: z.null(), 403: ProblemView, 404: ProblemView };
const Id = z.object({ id: z.string().max(100) });

/** Posts given and taken. */
export const staffPostRoutes =
  (desk: Desk): FastifyPluginAsyncZod =>
  async (app) => {
    app.post(
      '/api/staff/:id/appoint',
      {
        schema: {
          tags,
          summary: 'Give a post, or ask for it where quality management has to approve',
          params: Id,
          body: AppointBody,
          response: done,
        },
      },
      async (request, reply) => {
        const { entityId, reason, postId, from, insteadOf } = request.body;
        await desk.write(request, { operation: 'people.edit', entityId, reason }, async (change) => {
          const member = await memberOf(change, entityId, request.params.id);
          if (!member.ok) return member;
          return giveOrAsk(change, member.value, { entityId, postId, insteadOf, from: effective(change, from) });
        });
        return reply.status(204).send(null);
      },
    );

    app.post(
      '/api/staff/:id/relieve',
      { schema: { tags, summary: 'Take a post away', params: Id, body: RelieveBody, response: done } },
      async (request, reply) => {
        const { entityId, reason, postId, at } = request.body;
        await desk.write(request, { operation: 'people.edit', entityId, reason }, async (change) => {
          const member = await memberOf(change, entityId, request.params.id);
          if (!member.ok) return member;
          if (!(await postIn(change, entityId, postId))) return refused(noPost);
          const end = effective(change, at);
          await relieve(change, { accountId: member.value.accountId, postId, entityId, at: end });
          return keepsAdministrator(change, end);
        });
        return reply.status(204).send(null);
      },
    );
  };

/** Going out: for a while, or for good. */
export const staffEndRoutes =
  (people: People, desk: Desk, tasks: TasksOfPeople): FastifyPluginAsyncZod =>
  async (app) => {
    const change = (path: 'block' | 'unblock', summary: string, work: typeof blockAccount) =>
      app.post(
        `/api/staff/:id/${path}`,
        { schema: { tags, summary, params: Id, body: StaffReasonBody, response: done } },
        async (request, reply) => {
          const { entityId, reason } = request.body;
          await desk.write(request, { operation: 'people.edit', entityId, reason }, async (made) => {
            const member = await memberOf(made, entityId, request.params.id);
            if (!member.ok) return member;
            const outcome = await work(made, { accountId: member.value.accountId, entityId });
            return outcome.ok && path === 'block' ? keepsAdministrator(made, made.now) : outcome;
          });
          if (path === 'block') await tasks.release(request.params.id, entityId);
          return reply.status(204).send(null);
        },
      );
    change('block', 'Keep somebody out at once, posts unchanged', blockAccount);
    change('unblock', 'Let somebody in again', unblockAccount);

    app.post(
      '/api/staff/:id/leave',
      {
        schema: {
          tags,
          summary: 'Somebody leaves: posts, delegations, account and sessions end at that moment',
          params: Id,
          body: LeaveBody,
          response: done,
        },
      },
      async (request, reply) => {
        const { entityId, reason, at } = request.body;
        const personId = request.params.id;
        await desk.write(request, { operation: 'people.edit', entityId, reason }, async (made) => {
          const found = await staffOf(made.tx, entityId, personId, made.now, true);
          if (found === null) return refused(noPerson);
          const end = effective(made, at);
          await endEmployment(made, { personId, entityId, at: end });
          return keepsAdministrator(made, end);
        });
        // Who leaves later keeps his tasks until then; a clock gives them back on the day.
        const gone = await staffOf(people.db, entityId, personId, people.now(), true);
        if (gone?.row.account === 'closed') await tasks.release(personId, entityId);
        return reply.status(204).send(null);
      },
    );
  };
