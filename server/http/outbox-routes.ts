import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Instant } from '../../core/base/time.ts';
import { ProblemView } from '../../core/contract/common.ts';
import { OutboxPage } from '../../core/contract/inbox-view.ts';
import { listOutbox, retryMessage } from '../messages/dead-letters.ts';
import type { Database } from '../platform/postgres/sql.ts';
import { must, mustBeAllowed } from './case-access.ts';
import type { Identity } from './identity.ts';

const Id = z.string().regex(/^\d{1,18}$/);

export interface OutboxRoutesDeps {
  readonly db: Database;
  readonly clock: () => Instant;
  readonly identity: Identity;
}

/** Mail and messages that could not be sent: an administrator sees them, mends the cause and sends them again. */
export const outboxRoutes =
  ({ db, clock, identity }: OutboxRoutesDeps): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/api/outbox',
      {
        schema: {
          tags: ['system'],
          summary: 'Messages that wait or could not be sent, without addresses',
          querystring: z.object({
            state: z.enum(['waiting', 'dead']).default('dead'),
            cursor: Id.optional(),
            limit: z.coerce.number().int().min(1).max(100).default(50),
          }),
          response: { 200: OutboxPage, 403: ProblemView },
        },
      },
      async (request) => {
        mustBeAllowed(await identity.principalOf(request), 'system.health', {});
        return listOutbox(db, request.query.state, request.query);
      },
    );

    app.post(
      '/api/outbox/:id/retry',
      {
        schema: {
          tags: ['system'],
          summary: 'Try to send a message again',
          params: z.object({ id: Id }),
          response: { 204: z.null(), 403: ProblemView, 404: ProblemView },
        },
      },
      async (request, reply) => {
        const principal = await identity.principalOf(request);
        mustBeAllowed(principal, 'system.operate', {});
        const actor = { personId: principal.personId, accountId: principal.accountId };
        must(await retryMessage(db, request.params.id, actor, clock()));
        return reply.status(204).send(null);
      },
    );
  };
