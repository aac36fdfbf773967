import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { ProblemView } from '../../core/contract/common.ts';
import { SignableView, SignListBody, SignListView } from '../../core/contract/sign-list.ts';
import { idempotencyOf } from '../case/idempotency.ts';
import { signable } from '../case/read/signable.ts';
import { signList } from '../case/sign-list.ts';
import { must } from './case-access.ts';
import type { CaseRoutesDeps } from './case-deps.ts';
import { problemOf } from './problems.ts';

/** One re-authentication for a displayed list of acts of one kind. */
export const signListRoutes =
  ({ kernel, identity, pages, drafts }: CaseRoutesDeps): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/api/signable',
      {
        schema: {
          tags: ['tasks'],
          summary: 'Open tasks that need nothing more than my signature, by act',
          response: { 200: SignableView },
        },
      },
      async (request) => signable(kernel, await identity.principalOf(request), { ...pages, draft: drafts.read }),
    );

    app.post(
      '/api/signed-lists',
      {
        schema: {
          tags: ['tasks'],
          summary: 'Sign a displayed list of at most 50 acts at once; each is done, or fails, by itself',
          body: SignListBody,
          response: { 200: SignListView, 422: ProblemView },
        },
      },
      async (request) => {
        const principal = await identity.principalOf(request);
        const { action, items, signature } = request.body;
        const idempotency = idempotencyOf(request, principal.accountId);
        const outcomes = must(
          await signList(kernel, principal, {
            action,
            items,
            sign: identity.listSigner(request, signature, idempotency),
            idempotency,
          }),
        );
        return {
          results: outcomes.map(({ taskId, problem }) => ({
            taskId,
            done: problem === null,
            problem: problem === null ? null : problemOf(problem).problem,
          })),
        };
      },
    );
  };
