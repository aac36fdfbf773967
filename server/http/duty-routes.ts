import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { ProblemView } from '../../core/contract/common.ts';
import { DutyPage, MissedPage } from '../../core/contract/duty-view.ts';
import { listDuties, listMissed } from '../duties/list.ts';
import type { DutyDeps } from '../duties/open-due.ts';
import { entitiesFor, mustBeAllowed } from './case-access.ts';
import type { Identity } from './identity.ts';

/** What recurs: each duty with its next occurrence, who did it last and what was missed. */
export const dutyRoutes =
  ({ duties, identity }: { readonly duties: DutyDeps; readonly identity: Identity }): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/api/duties',
      {
        schema: {
          tags: ['duties'],
          summary: 'Duties that recur: next occurrence, last done by whom, how many missed',
          querystring: z.object({
            cursor: z.coerce.number().int().min(0).max(10_000).default(0),
            limit: z.coerce.number().int().min(1).max(100).default(50),
          }),
          response: { 200: DutyPage, 403: ProblemView },
        },
      },
      async (request) => {
        const principal = await identity.principalOf(request);
        return listDuties(duties, entitiesFor(principal, 'duty.list'), request.query, identity.names);
      },
    );

    app.get(
      '/api/duties/:name/missed',
      {
        schema: {
          tags: ['duties'],
          summary: 'Occurrences of a duty that were not done in their window, newest first',
          params: z.object({ name: z.string().max(60) }),
          querystring: z.object({
            entity: z.string().max(32),
            cursor: z.string().max(200).optional(),
            limit: z.coerce.number().int().min(1).max(100).default(20),
          }),
          response: { 200: MissedPage, 403: ProblemView },
        },
      },
      async (request) => {
        const { entity, ...page } = request.query;
        mustBeAllowed(await identity.principalOf(request), 'duty.list', { entityId: entity });
        return listMissed(duties, entity, request.params.name, page);
      },
    );
  };
