import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { RegisterAnswer } from '../../core/contract/requests.ts';
import { carriers } from '../../core/manual/carriers.ts';
import { chapters } from '../../core/manual/chapter.ts';
import { type Coverage, coverageOf, type TestOutcome, tallyOf } from '../../core/manual/coverage.ts';
import { chapterOf } from '../../core/manual/obligation.ts';
import { obligations } from '../../core/manual/obligations.ts';
import { mustBeAllowed } from './case-access.ts';
import type { Identity } from './identity.ts';

const PAGE = 100;

const Query = z.object({
  chapter: z.string().max(4).optional(),
  q: z.string().max(100).optional(),
  carried: z.enum(['yes', 'no']).optional(),
  cursor: z.coerce.number().int().min(0).default(0),
});

const matches = (row: Coverage, query: z.infer<typeof Query>): boolean => {
  if (query.chapter !== undefined && chapterOf(row.obligation.id) !== query.chapter) return false;
  if (query.carried !== undefined && row.carried !== (query.carried === 'yes')) return false;
  const q = query.q?.toLowerCase() ?? '';
  return (
    q === '' ||
    `${row.obligation.id} ${row.obligation.obligation} ${row.obligation.system} ${row.obligation.actor}`
      .toLowerCase()
      .includes(q)
  );
};

/** From clause to construct to evidence. `evidence` gives the tests of this very tree, or none where there is no report. */
export const registerRoutes =
  (deps: { readonly identity: Identity; readonly evidence: () => readonly TestOutcome[] }): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/api/register',
      {
        schema: {
          tags: ['register'],
          summary: 'Obligations: clause, construct, evidence',
          querystring: Query,
          response: { 200: RegisterAnswer },
        },
      },
      async (request) => {
        mustBeAllowed(await deps.identity.principalOf(request), 'register.read', {});
        const coverage = coverageOf(obligations, carriers(), deps.evidence());
        const tally = tallyOf(coverage);
        const rows = coverage.filter((row) => matches(row, request.query));
        const shown = rows.slice(request.query.cursor, request.query.cursor + PAGE);
        return {
          total: tally.total,
          carried: tally.carried,
          chapters: Object.entries(tally.chapters).map(([chapter, { total, carried }]) => ({
            chapter,
            title: chapters[chapter as keyof typeof chapters].zh,
            total,
            carried,
          })),
          rows: shown.map((row) => ({
            id: row.obligation.id,
            source: row.obligation.source,
            obligation: row.obligation.obligation,
            system: row.obligation.system,
            kind: row.obligation.kind,
            limit: row.obligation.limit,
            carriedBy: row.carriers.map((carrier) => ({ kind: carrier.kind, name: carrier.name, url: null })),
            tests: row.tests.filter((test) => test.state === 'passed').map((test) => test.name),
          })),
          nextCursor: rows.length > request.query.cursor + PAGE ? String(request.query.cursor + PAGE) : null,
        };
      },
    );
  };
