import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { SearchAnswer } from '../../core/contract/requests.ts';
import { obligations } from '../../core/manual/obligations.ts';
import type { Kernel } from '../case/kernel.ts';
import { type Listable, listCases } from '../case/read/case-list.ts';
import { listable } from './case-access.ts';
import type { Identity } from './identity.ts';

type Hit = z.infer<typeof SearchAnswer>['hits'][number];

const MOST = 12;

const casesFor = async (kernel: Kernel, may: Listable, q: string): Promise<Hit[]> => {
  const page = await listCases(kernel, may, { limit: MOST, q });
  return page.items.map((item) => ({
    kind: 'case',
    id: item.id,
    title: item.subject,
    detail: `${item.number} · ${item.process.title.zh} · ${item.position.map((p) => p.zh).join('、')}`,
    url: `/cases/${item.id}`,
  }));
};

/** A party finds the notices sent to it; records are the house's own. */
const papersFor = async (kernel: Kernel, may: Listable, q: string): Promise<Hit[]> => {
  const rows = await kernel.db.query<{ id: string; number: string; title: string; case_id: string }>(
    `select p.id, p.number, p.title, p.case_id from papers p join cases c on c.id = p.case_id
     where starts_with(p.number, $1) and p.entity_id = any($2) and ($3::text is null or p.party_id = $3 and p.kind = 'notice')
       and ($4::text[] is null or c.process = any($4)) order by p.issued_at desc limit 5`,
    [q, may.entityIds, may.partyId, may.processes],
  );
  return rows.map((row) => ({
    kind: 'paper',
    id: row.id,
    title: `${row.title} ${row.number}`,
    detail: '',
    url: `/cases/${row.case_id}`,
  }));
};

const obligationsFor = (q: string): Hit[] =>
  obligations
    .filter((row) => row.id.toLowerCase().startsWith(q.toLowerCase()) || (q.length > 1 && row.obligation.includes(q)))
    .slice(0, 5)
    .map((row) => ({
      kind: 'obligation',
      id: row.id,
      title: `${row.id} ${row.obligation}`,
      detail: row.source,
      url: `/register?q=${encodeURIComponent(row.id)}`,
    }));

export const searchRoutes =
  (deps: { readonly kernel: Kernel; readonly identity: Identity }): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/api/search',
      {
        schema: {
          tags: ['search'],
          summary: 'Ctrl-K: cases, papers, obligations',
          querystring: z.object({ q: z.string().max(100) }),
          response: { 200: SearchAnswer },
        },
      },
      async (request) => {
        const principal = await deps.identity.principalOf(request);
        const q = request.query.q.trim();
        const may = listable(principal);
        if (q === '') return { hits: [] };
        const [cases, papers] = await Promise.all([casesFor(deps.kernel, may, q), papersFor(deps.kernel, may, q)]);
        return { hits: [...cases, ...papers, ...(principal.kind === 'merchant' ? [] : obligationsFor(q))] };
      },
    );
  };
