import type { FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { Defect, type Result } from '../../core/base/result.ts';
import { CaseView, FileView } from '../../core/contract/case-view.ts';
import { ProblemView } from '../../core/contract/common.ts';
import { ActBody, DraftBody, MoveBody, MoveToBody, StartBody } from '../../core/contract/requests.ts';
import { CasePage, TodoPage } from '../../core/contract/todo-view.ts';
import type { Actor as Principal } from '../../core/people/actor.ts';
import { authorise, type SubjectFacts } from '../../core/people/authorise.ts';
import type { Operation } from '../../core/people/operations.ts';
import { diagramOf } from '../../core/process/diagram.ts';
import { perform } from '../case/act.ts';
import { Refused } from '../case/commit.ts';
import type { Drafts } from '../case/drafts.ts';
import type { Kernel, LockedCase } from '../case/kernel.ts';
import { moveTask, withdraw } from '../case/move.ts';
import { open } from '../case/open.ts';
import { listCases } from '../case/read/case-list.ts';
import { casePage, type PageSources } from '../case/read/case-page.ts';
import { readCase } from '../case/read/one-case.ts';
import { todo } from '../case/read/todo.ts';
import { idempotencyOf } from './idempotency.ts';
import type { Identity } from './identity.ts';

export interface CaseRoutesDeps {
  readonly kernel: Kernel;
  readonly identity: Identity;
  readonly pages: Pick<PageSources, 'files' | 'papers' | 'masks'>;
  readonly drafts: Drafts;
  /** Has a paper or message of the case's latest act left the house? */
  readonly effectsLeft: (caseId: string) => Promise<boolean>;
  /** Entity that a new case belongs to: for a merchant the platform of his party. */
  readonly homeOf: (principal: Principal) => string;
}

const Id = z.object({ id: z.uuid() });
const ListQuery = z.object({
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  q: z.string().max(100).optional(),
  process: z.string().max(60).optional(),
});

export const must = <T>(result: Result<T>): T => {
  if (result.ok) return result.value;
  throw new Refused(result.refusal);
};

/** Asks the one authorisation function; its refusal becomes the answer. */
export const mustBeAllowed = (principal: Principal, operation: Operation, subject: SubjectFacts): void => {
  const answer = authorise(principal, operation, subject);
  if (!answer.allowed) throw new Refused(answer.refusal);
};

const UNKNOWN_CASE = {
  code: 'case.unknown',
  message: { zh: '没有这个案件,或您无权查看。', en: 'There is no such case, or you may not see it.' },
};

/** What the authorisation function needs to know of a case: roles that take part anywhere in its procedure. */
const subjectOf = (locked: LockedCase): SubjectFacts => {
  const tasks = Object.values(locked.process.stages).flatMap((stage) =>
    Object.values(stage.tasks).map((task) => task.by),
  );
  const named = Object.values(locked.state.tasks).flatMap((task) =>
    task.assignedTo === null ? [] : [task.assignedTo],
  );
  return {
    entityId: locked.entityId,
    process: locked.process.name,
    ...(locked.partyId === null ? {} : { partyId: locked.partyId }),
    involved: { roles: [...new Set([...tasks, locked.process.start.by])], persons: named },
  };
};

/** Facts of a case for the authorisation function; refuses where there is no such case. */
export const readableCase = async (kernel: Kernel, principal: Principal, caseId: string): Promise<SubjectFacts> => {
  const found = await readCase(kernel, caseId);
  if (!found) throw new Refused(UNKNOWN_CASE);
  const subject = subjectOf(found);
  mustBeAllowed(principal, 'case.read', subject);
  return subject;
};

export const caseRoutes =
  (deps: CaseRoutesDeps): FastifyPluginAsyncZod =>
  async (app) => {
    const { kernel, identity } = deps;
    const sources: PageSources = {
      ...deps.pages,
      names: identity.names,
      posts: identity.posts,
      entityName: identity.entityName,
      vacancies: identity.vacancies,
      draft: deps.drafts.read,
    };

    const visible = async (principal: Principal, caseId: string): Promise<LockedCase> => {
      const locked = await readCase(kernel, caseId);
      if (!locked) throw new Refused(UNKNOWN_CASE);
      mustBeAllowed(principal, 'case.read', subjectOf(locked));
      return locked;
    };
    const page = async (principal: Principal, caseId: string) =>
      casePage(kernel, principal, await visible(principal, caseId), sources);
    const signer = (request: FastifyRequest, proof: z.infer<typeof ActBody>['signature']) =>
      proof === undefined ? null : identity.signer(request, proof);

    const startSignature = async (request: FastifyRequest, body: z.infer<typeof StartBody>) => {
      const meaning = kernel.processes.current(body.process)?.start.sign;
      const sign = signer(request, body.signature);
      if (!meaning || !sign) return null;
      return must(await sign({ meaning, form: body.form, subject: 'start' }));
    };

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
      async (request) => listCases(kernel, await identity.principalOf(request), request.query),
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
          summary: 'Act on a task',
          params: Id.extend({ action: z.string().max(60) }),
          body: ActBody,
          response: { 200: CaseView, 409: ProblemView, 422: ProblemView },
        },
      },
      async (request) => {
        const principal = await identity.principalOf(request);
        const { caseId } = must(
          await perform(kernel, principal, {
            taskId: request.params.id,
            action: request.params.action,
            form: request.body.form ?? {},
            version: request.body.version,
            sign: signer(request, request.body.signature),
            idempotency: idempotencyOf(request, principal.accountId),
          }),
        );
        await deps.drafts.drop(request.params.id, principal.personId);
        return page(principal, caseId);
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
          body: z.union([
            MoveToBody.extend({ answer: z.enum(['agreed', 'refused']).optional() }),
            MoveBody.extend({ answer: z.enum(['agreed', 'refused']).optional() }),
          ]),
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
        await visible(principal, request.params.id);
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

    app.get(
      '/api/cases/:id/files',
      { schema: { tags: ['files'], params: Id, response: { 200: z.array(FileView) } } },
      async (request) => {
        await visible(await identity.principalOf(request), request.params.id);
        return [...(await deps.pages.files(request.params.id))];
      },
    );
  };
