import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { CaseView, DiagramView, FileView } from '../../core/contract/case-view.ts';
import { ProblemView, TextView } from '../../core/contract/common.ts';
import { CasePage, TodoPage } from '../../core/contract/todo-view.ts';
import type { Form } from '../../core/forms/form.ts';
import { diagramOf } from '../../core/process/diagram.ts';
import { Refused } from '../case/commit.ts';
import { listCases } from '../case/read/case-list.ts';
import { todo } from '../case/read/todo.ts';
import { listable, visibleCase } from './case-access.ts';
import { type CaseRoutesDeps, pageFor } from './case-deps.ts';

const Id = z.object({ id: z.uuid() });
const ListQuery = z.object({
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  q: z.string().max(100).optional(),
  process: z.string().max(60).optional(),
});
const ProcedureView = z.object({
  name: z.string(),
  version: z.number().int(),
  title: TextView,
  clause: z.string(),
  start: z.object({ title: TextView, form: z.custom<Form>(), sign: TextView.nullable() }),
  diagram: DiagramView,
});

/** Todo list, case list, case page, and the procedures themselves. */
export const caseReadRoutes =
  (deps: CaseRoutesDeps): FastifyPluginAsyncZod =>
  async (app) => {
    const { kernel, identity } = deps;
    const page = pageFor(deps);

    app.get(
      '/api/todo',
      {
        schema: {
          tags: ['cases'],
          summary: '待办: open tasks by time left',
          querystring: ListQuery,
          response: { 200: TodoPage },
        },
      },
      async (request) => todo(kernel, await identity.principalOf(request), request.query, identity.names),
    );

    app.get(
      '/api/cases',
      {
        schema: {
          tags: ['cases'],
          summary: 'Cases, newest first',
          querystring: ListQuery.extend({ state: z.enum(['open', 'ended']).optional() }),
          response: { 200: CasePage },
        },
      },
      async (request) => {
        const principal = await identity.principalOf(request);
        return listCases(kernel, listable(principal), request.query);
      },
    );

    app.get(
      '/api/cases/:id',
      {
        schema: {
          tags: ['cases'],
          summary: 'The case page',
          params: Id,
          response: { 200: CaseView, 404: ProblemView },
        },
      },
      async (request) => page(await identity.principalOf(request), request.params.id),
    );

    app.get(
      '/api/processes/:name',
      {
        schema: {
          tags: ['procedures'],
          summary: 'A procedure: its start form and its picture',
          params: z.object({ name: z.string().max(60) }),
          response: { 200: ProcedureView },
        },
      },
      async (request) => {
        await identity.principalOf(request);
        const process = kernel.processes.current(request.params.name);
        if (!process)
          throw new Refused({
            code: 'process.unknown',
            message: { zh: '没有这个流程。', en: 'There is no such procedure.' },
          });
        const { title, form, sign } = process.start;
        return {
          name: process.name,
          version: process.version,
          title: process.title,
          clause: process.clause,
          start: { title, form, sign: sign ?? null },
          diagram: diagramOf(process, null),
        };
      },
    );

    app.get(
      '/api/cases/:id/files',
      {
        schema: { tags: ['files'], summary: 'Files filed in a case', params: Id, response: { 200: z.array(FileView) } },
      },
      async (request) => {
        const principal = await identity.principalOf(request);
        const { partyId } = await visibleCase(kernel, principal, request.params.id);
        return [
          ...(await deps.pages.files(request.params.id, principal.kind === 'merchant' ? partyId : null, kernel.db)),
        ];
      },
    );
  };
