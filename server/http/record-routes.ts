import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { ProblemView } from '../../core/contract/common.ts';
import { LedgerPage } from '../../core/contract/record-view.ts';
import { listLedger } from '../papers/ledger.ts';
import type { Database } from '../platform/postgres/sql.ts';
import { entitiesFor } from './case-access.ts';
import type { Identity } from './identity.ts';

/** 《质量记录保管期限台账》. */
export const recordRoutes =
  ({ db, identity }: { readonly db: Database; readonly identity: Identity }): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/api/records',
      {
        schema: {
          tags: ['papers'],
          summary: 'Quality records and until when each is kept, what may go first on top',
          querystring: z.object({
            cursor: z.string().max(200).optional(),
            limit: z.coerce.number().int().min(1).max(200).default(50),
          }),
          response: { 200: LedgerPage, 403: ProblemView },
        },
      },
      async (request) => listLedger(db, entitiesFor(await identity.principalOf(request), 'record.read'), request.query),
    );
  };
