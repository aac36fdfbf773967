import type { FastifyInstance, RouteOptions } from 'fastify';
import { ProblemView } from '../../core/contract/common.ts';

/** What OpenAPI says of every route alike, so that no route has to say it. */

interface Described {
  readonly method?: string;
  parameters?: object[];
  requestBody?: object;
  responses?: Record<string, { content?: Record<string, unknown> }>;
}

const KEY = {
  name: 'Idempotency-Key',
  in: 'header',
  required: true,
  description: 'Made anew for each press of a button; the same key has one effect, however often it is sent.',
  schema: { type: 'string', pattern: '^[A-Za-z0-9-]{8,64}$' },
  example: '0d7c1f0e-6c0c-4a7e-9a34-6d3f1a2b5c77',
};

const UPLOAD = {
  required: true,
  content: {
    'multipart/form-data': {
      schema: { type: 'object', required: ['file'], properties: { file: { type: 'string', format: 'binary' } } },
      example: { file: 'licence.pdf' },
    },
  },
};

/** Every route of the interface may answer with a problem. To be called before the routes are registered. */
export const mayRefuse = (app: FastifyInstance): void => {
  app.addHook('onRoute', (route: RouteOptions) => {
    if (!route.url.startsWith('/api/') || route.schema === undefined) return;
    const response = route.schema.response as Record<string, unknown> | undefined;
    route.schema.response = { ...response, '4xx': ProblemView, '5xx': ProblemView };
  });
};

const binary = (description: string, ...types: string[]) => ({
  description,
  content: Object.fromEntries(types.map((type) => [type, { schema: { type: 'string', format: 'binary' } }])),
});

/** Answers that are no JSON, by path. */
const FILES: Readonly<Record<string, object>> = {
  '/api/files/{id}': binary(
    'The bytes as they were uploaded',
    'application/pdf',
    'image/png',
    'image/jpeg',
    'image/webp',
  ),
  '/api/papers/{file}': binary('The paper as PDF/A', 'application/pdf'),
};

/** A route that names no answer of its own has nothing to say but that it is done. */
const answersOf = (path: string, responses: NonNullable<Described['responses']>): Described['responses'] => {
  if (FILES[path]) return { ...responses, 200: FILES[path] };
  const { 200: plain, ...others } = responses;
  const silent = !Object.keys(others).some((status) => /^2/.test(status)) && plain?.content === undefined;
  return silent ? { ...others, 204: { description: 'Done; nothing to say' } as object } : responses;
};

const isProblem = (status: string): boolean => /^[45]/.test(status);

const describe = (path: string, method: string, operation: Described): void => {
  operation.responses = answersOf(path, operation.responses ?? {}) ?? {};
  for (const [status, response] of Object.entries(operation.responses)) {
    const json = response.content?.['application/json'];
    if (path.startsWith('/api/') && isProblem(status) && json !== undefined)
      response.content = { 'application/problem+json': json };
  }
  if (method === 'get') return;
  operation.parameters = [...(operation.parameters ?? []), KEY];
  if (path === '/api/files') operation.requestBody = UPLOAD;
};

/** The last touch on the document that /openapi.json gives. */
export const describeAll = <T extends { paths?: object }>(document: T): T => {
  for (const [path, item] of Object.entries(document.paths ?? {}))
    for (const [method, operation] of Object.entries(item as Record<string, Described>))
      describe(path, method, operation);
  return document;
};
