import type { FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { ok } from '../../../core/base/result.ts';
import { DelegateBody, DelegationView, EndDelegationBody } from '../../../core/contract/sign-in.ts';
import { authorise } from '../../../core/people/authorise.ts';
import { Refused } from '../../case/commit.ts';
import { delegate, delegationsOf, endDelegation } from '../../platform/people/delegations.ts';
import type { People } from '../../platform/people/people.ts';
import type { Session } from '../../platform/people/sessions.ts';
import { requireSession } from './current-session.ts';
import { type Desk, instantOf } from './desk.ts';
import { delegationView } from './session-view.ts';

const tags = ['people'];
const many = { 200: z.array(DelegationView) };

/** Who stands in for me, and for whom I stand in (认领 aside, the only way to act for somebody else's post). */
export const delegationRoutes =
  (people: People, desk: Desk): FastifyPluginAsyncZod =>
  async (app) => {
    const mine = async ({ account }: Session) =>
      (await delegationsOf(people.db, account.personId, people.now())).map(delegationView);
    const permitted = async (request: FastifyRequest): Promise<Session> => {
      const session = await requireSession(people, request);
      const { personId } = session.account;
      const answer = authorise(session.actor, 'delegation.manage', { personId });
      if (!answer.allowed) throw new Refused(answer.refusal);
      return session;
    };

    app.get(
      '/api/delegations',
      { schema: { tags, summary: 'Delegations I gave or hold', response: many } },
      async (request) => mine(await requireSession(people, request)),
    );
    app.post(
      '/api/delegations',
      { schema: { tags, summary: 'Let somebody stand in for me', body: DelegateBody, response: many } },
      async (request) => {
        const session = await permitted(request);
        const { toPerson, postIds, from, to, reason } = request.body;
        const fromPerson = session.account.personId;
        await desk.press(request, session, reason, async (change) => {
          for (const postId of new Set(postIds)) {
            const wish = { fromPerson, toPerson, postId, from: instantOf(from), to: instantOf(to) };
            const made = await delegate(change, wish);
            if (!made.ok) return made;
          }
          return ok(undefined);
        });
        return mine(session);
      },
    );
    app.post(
      '/api/delegations/:id/end',
      {
        schema: {
          tags,
          summary: 'End a delegation',
          params: z.object({ id: z.string().max(100) }),
          body: EndDelegationBody,
          response: many,
        },
      },
      async (request) => {
        const session = await permitted(request);
        const { personId } = session.account;
        await desk.press(request, session, request.body.reason, (change) =>
          endDelegation(change, request.params.id, { personId }),
        );
        return mine(session);
      },
    );
  };
