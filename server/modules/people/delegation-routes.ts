import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { type Instant, instant } from '../../../core/base/time.ts';
import { DelegateBody, DelegationView, EndDelegationBody } from '../../../core/contract/sign-in.ts';
import { authorise } from '../../../core/people/authorise.ts';
import { Refused } from '../../case/commit.ts';
import type { Change } from '../../platform/people/change.ts';
import { delegate, delegationsOf, endDelegation } from '../../platform/people/delegations.ts';
import type { People } from '../../platform/people/people.ts';
import type { Session } from '../../platform/people/sessions.ts';
import type { Sql } from '../../platform/postgres/sql.ts';
import { requireSession } from './current-session.ts';
import { must } from './refusing.ts';
import { delegationView } from './session-view.ts';

const tags = ['people'];
const many = { 200: z.array(DelegationView) };

/** The contract has let only real instants through. */
const instantOf = (iso: string): Instant => instant(Date.parse(iso));

/** Who stands in for me, and for whom I stand in (认领 aside, the only way to act for somebody else's post). */
export const delegationRoutes =
  (people: People): FastifyPluginAsyncZod =>
  async (app) => {
    const mine = async ({ account }: Session) =>
      (await delegationsOf(people.db, account.personId, people.now())).map(delegationView);
    const changeBy = (session: Session, tx: Sql, reason: string): Change => {
      const { personId, accountId } = session.account;
      const answer = authorise(session.actor, 'delegation.manage', { personId });
      if (!answer.allowed) throw new Refused(answer.refusal);
      return { tx, now: people.now(), by: { personId, accountId }, reason };
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
        const session = await requireSession(people, request);
        const { toPerson, postId, from, to, reason } = request.body;
        const wish = {
          fromPerson: session.account.personId,
          toPerson,
          postId,
          from: instantOf(from),
          to: instantOf(to),
        };
        await people.db.transaction(async (tx) => must(await delegate(changeBy(session, tx, reason), wish)));
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
        const session = await requireSession(people, request);
        const { personId } = session.account;
        await people.db.transaction(async (tx) =>
          must(await endDelegation(changeBy(session, tx, request.body.reason), request.params.id, { personId })),
        );
        return mine(session);
      },
    );
  };
