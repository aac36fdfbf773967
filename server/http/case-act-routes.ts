import type { FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { Defect } from '../../core/base/result.ts';
import { CaseView } from '../../core/contract/case-view.ts';
import { ProblemView } from '../../core/contract/common.ts';
import { ActBody, DraftBody, MoveBody, MoveToBody, StartBody } from '../../core/contract/requests.ts';
import { perform } from '../case/act.ts';
import { Refused } from '../case/commit.ts';
import { idempotencyOf } from '../case/idempotency.ts';
import { moveTask, withdraw } from '../case/move.ts';
import { open } from '../case/open.ts';
import { must, mustBeAddressed, visibleCase } from './case-access.ts';
import { type CaseRoutesDeps, pageFor, pageOn, shown } from './case-deps.ts';

const Id = z.object({ id: z.uuid() });

const NOTHING = z.null().describe('Done; `ETag` is the version of the case, for the next act on it');

const wantsNothing = (request: FastifyRequest): boolean => {
  const prefer = request.headers.prefer;
  return (Array.isArray(prefer) ? prefer : [prefer]).some((one) => /(^|[,;\s])return=minimal\b/.test(one ?? ''));
};

/** Everything that moves a case by a person's hand. */
export const caseActRoutes =
  (deps: CaseRoutesDeps): FastifyPluginAsyncZod =>
  async (app) => {
    const { kernel, identity } = deps;
    const page = pageFor(deps);

    const signer = (request: FastifyRequest, proof: z.infer<typeof ActBody>['signature']) =>
      proof === undefined ? null : identity.signer(request, proof);

    const startSignature = async (request: FastifyRequest, body: z.infer<typeof StartBody>) => {
      const meaning = kernel.processes.current(body.process)?.start.sign;
      const sign = signer(request, body.signature);
      if (!meaning || !sign) return null;
      return must(await sign({ meaning, form: body.form, subject: 'start' }));
    };

    app.post(
      '/api/cases',
      {
        schema: {
          tags: ['cases'],
          summary: 'Open a case',
          body: StartBody,
          response: { 201: z.object({ caseId: z.uuid(), number: z.string() }), 422: ProblemView },
        },
      },
      async (request, reply) => {
        const principal = await identity.principalOf(request);
        const opened = must(
          await open(kernel, principal, {
            process: request.body.process,
            entityId: deps.homeOf(principal),
            partyId: principal.partyId ?? null,
            form: request.body.form,
            signed: await startSignature(request, request.body),
            idempotency: idempotencyOf(request, principal.accountId),
          }),
        );
        return reply.status(201).send(opened);
      },
    );

    app.post(
      '/api/tasks/:id/actions/:action',
      {
        schema: {
          tags: ['tasks'],
          summary:
            'Act on a task; answered with the case, or with `Prefer: return=minimal` (RFC 7240) with its version alone',
          params: Id.extend({ action: z.string().max(60) }),
          body: ActBody,
          response: { 200: CaseView, 204: NOTHING, 409: ProblemView, 422: ProblemView },
        },
      },
      async (request, reply) => {
        const principal = await identity.principalOf(request);
        const act = {
          taskId: request.params.id,
          action: request.params.action,
          form: request.body.form ?? {},
          version: request.body.version,
          sign: signer(request, request.body.signature),
          idempotency: idempotencyOf(request, principal.accountId),
        };
        // A machine that acts for a screen of its own has no use for the page, which costs as much again as the act.
        if (wantsNothing(request)) {
          const { outcome } = must(await perform(kernel, principal, act));
          if (outcome) reply.header('etag', `"${outcome.state.version}"`);
          return reply.status(204).header('preference-applied', 'return=minimal').send(null);
        }
        const { read } = must(
          await perform(kernel, principal, act, (caseId, sql) => pageOn(deps)(principal, caseId, sql)),
        );
        if (!read) throw new Defect('an act was answered without its case');
        return shown(deps, principal, read);
      },
    );

    const simple = { claim: { do: 'claim' }, release: { do: 'release' }, urge: { do: 'urge' } } as const;
    app.post(
      '/api/tasks/:id/:move',
      {
        schema: {
          tags: ['tasks'],
          summary: '认领 释放 催办 转办 加签 抄送 退回, and the answer of an added signer',
          params: Id.extend({
            move: z.enum(['claim', 'release', 'urge', 'transfer', 'add-signer', 'copy', 'send-back', 'answer']),
          }),
          body: z
            .union([
              MoveToBody.extend({ answer: z.enum(['agreed', 'refused']).optional() }),
              MoveBody.extend({ answer: z.enum(['agreed', 'refused']).optional() }),
            ])
            .meta({ examples: [{ version: 7, to: '6f1c0a52-0f0e-4a57-9d5e-2b1d2f0c7a11', reason: '出差,请代办' }] }),
          response: { 200: CaseView, 409: ProblemView },
        },
      },
      async (request) => {
        const principal = await identity.principalOf(request);
        const { move } = request.params;
        const body = request.body;
        const reason = body.reason ?? null;
        const idempotency = idempotencyOf(request, principal.accountId);
        const command = (() => {
          if (move === 'claim' || move === 'release' || move === 'urge') return { ...simple[move], reason };
          if (move === 'answer')
            return {
              do: 'answerSigner',
              answer: body.answer ?? 'agreed',
              reason: reason ?? '',
              signature: null,
            } as const;
          if (!('to' in body))
            throw new Refused({
              code: 'request.invalid',
              message: { zh: '请选择对象并填写原因。', en: 'Choose to whom, and give a reason.' },
            });
          const to = { to: body.to, reason: body.reason };
          if (move === 'transfer') return { do: 'transfer', ...to } as const;
          if (move === 'add-signer') return { do: 'addSigner', ...to } as const;
          if (move === 'copy') return { do: 'copy', ...to } as const;
          if (move === 'send-back') return { do: 'sendBack', ...to } as const;
          throw new Defect(`unknown move ${move}`);
        })();
        const { caseId } = must(
          await moveTask(
            kernel,
            principal,
            request.params.id,
            command as Parameters<typeof moveTask>[3],
            { version: body.version, idempotency },
            identity.eligible,
          ),
        );
        return page(principal, caseId);
      },
    );

    app.post(
      '/api/cases/:id/withdraw',
      {
        schema: {
          tags: ['cases'],
          summary: '撤回: take back the own latest act',
          params: Id,
          body: MoveBody,
          response: { 200: CaseView, 409: ProblemView },
        },
      },
      async (request) => {
        const principal = await identity.principalOf(request);
        await visibleCase(kernel, principal, request.params.id);
        const idempotency = idempotencyOf(request, principal.accountId);
        must(
          await withdraw(
            kernel,
            principal,
            request.params.id,
            request.body.reason ?? '',
            { version: request.body.version, idempotency },
            deps.effectsLeft,
          ),
        );
        return page(principal, request.params.id);
      },
    );

    app.put(
      '/api/tasks/:id/draft',
      {
        schema: {
          tags: ['tasks'],
          summary: 'Keep what was typed',
          params: Id,
          body: DraftBody,
          response: { 200: z.object({ savedAt: z.string() }) },
        },
      },
      async (request) => {
        const principal = await identity.principalOf(request);
        await mustBeAddressed(kernel, principal, 'task.draft', request.params.id);
        return {
          savedAt: await deps.drafts.save(
            request.params.id,
            principal.personId,
            request.body.action,
            request.body.values,
          ),
        };
      },
    );
  };
