import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { InboxPage, InboxReadBody } from '../../core/contract/inbox-view.ts';
import type { Kernel } from '../case/kernel.ts';
import { markRead, readInbox } from '../messages/inbox.ts';
import type { Identity } from './identity.ts';

const Query = z.object({
  cursor: z
    .string()
    .regex(/^\d{1,18}$/)
    .optional(),
  limit: z.coerce.number().int().min(1).max(100).default(30),
  unread: z
    .enum(['true', 'false'])
    .default('false')
    .transform((value) => value === 'true'),
});

/** 消息: one's own, and nobody else's. */
export const inboxRoutes =
  (deps: { readonly kernel: Kernel; readonly identity: Identity }): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/api/inbox',
      {
        schema: {
          tags: ['inbox'],
          summary: '消息: what one was told, newest first',
          querystring: Query,
          response: { 200: InboxPage },
        },
      },
      async (request) => {
        const { personId } = await deps.identity.principalOf(request);
        return readInbox(deps.kernel, personId, request.query);
      },
    );

    app.post(
      '/api/inbox/read',
      {
        schema: {
          tags: ['inbox'],
          summary: 'Mark messages as read',
          body: InboxReadBody,
          response: { 200: z.object({ unread: z.number().int() }) },
        },
      },
      async (request) => {
        const { personId } = await deps.identity.principalOf(request);
        return { unread: await markRead(deps.kernel, personId, request.body) };
      },
    );
  };
