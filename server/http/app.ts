import rateLimit from '@fastify/rate-limit';
import swagger from '@fastify/swagger';
import Fastify, { type FastifyInstance } from 'fastify';
import { jsonSchemaTransform, serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Log } from '../platform/log/log.ts';
import type { Metrics } from '../platform/metrics/metrics.ts';
import { describeAll, mayRefuse } from './describe.ts';
import { problemOf } from './problems.ts';

export interface AppDeps {
  readonly log: Log;
  readonly metrics: Metrics;
  readonly trustProxy: boolean;
  /** Requests a minute from one address; 0 switches the limit off (benchmarks). */
  readonly requestsPerMinute: number;
  readonly ready: () => Promise<{ readonly ok: boolean; readonly parts: Readonly<Record<string, string>> }>;
}

const DESCRIPTION = `Quality management for companies that sell medical devices online in China.
Every write carries an Idempotency-Key and every refusal is an RFC 9457 problem with a code, a sentence in Chinese and
English, and the obligation of the manual it rests on.`;

/** The bare server: validation, problems, limits, log, metrics, documentation. Routes are registered by whoever starts it. */
export const buildApp = async (deps: AppDeps): Promise<FastifyInstance> => {
  const app: FastifyInstance = Fastify({
    logger: false,
    trustProxy: deps.trustProxy,
    bodyLimit: 2 * 1024 * 1024,
    routerOptions: { maxParamLength: 200 },
  });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  if (deps.requestsPerMinute > 0) await limitRate(app, deps.requestsPerMinute);
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Plumbline 准绳',
        version: '0.1.0',
        description: DESCRIPTION,
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
    },
    transform: jsonSchemaTransform,
    transformObject: (document) =>
      'openapiObject' in document ? describeAll(document.openapiObject) : document.swaggerObject,
  });
  mayRefuse(app);
  headers(app);
  observe(app, deps);
  answerProblems(app, deps);
  systemRoutes(app, deps);
  return app;
};

/** As a hook of the whole server and before every other: a flood of requests that are refused is a flood too. */
const limitRate = async (app: FastifyInstance, max: number): Promise<void> => {
  await app.register(rateLimit, {
    global: false,
    max,
    timeWindow: '1 minute',
    allowList: (request) => !request.url.startsWith('/api/'),
  });
  app.addHook('onRequest', app.rateLimit());
};

const POLICY =
  "default-src 'self'; img-src 'self' blob: data:; style-src 'self' 'unsafe-inline'; font-src 'self' data:; worker-src 'self' blob:; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

const headers = (app: FastifyInstance): void => {
  app.addHook('onSend', async (request, reply) => {
    reply
      .header('content-security-policy', POLICY)
      .header('x-content-type-options', 'nosniff')
      .header('referrer-policy', 'same-origin');
    // What a case holds is never kept by a cache between us and the browser.
    if (request.url.startsWith('/api/')) reply.header('cache-control', 'no-store');
  });
};

const observe = (app: FastifyInstance, deps: AppDeps): void => {
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'unknown';
    const ms = Math.round(reply.elapsedTime * 10) / 10;
    deps.metrics.requests.inc({ method: request.method, route, status: String(reply.statusCode) });
    deps.metrics.requestSeconds.observe({ method: request.method, route }, ms / 1000);
    deps.log.request({ id: String(request.id), method: request.method, route, status: reply.statusCode, ms });
  });
};

const answerProblems = (app: FastifyInstance, deps: AppDeps): void => {
  app.setErrorHandler((error, request, reply) => {
    const { problem, defect } = problemOf(error);
    if (defect) deps.log.defect(error, { request: String(request.id) });
    return reply.status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
  });
};

const systemRoutes = (app: FastifyInstance, deps: AppDeps): void => {
  const about = (summary: string, answer: z.ZodType) => ({
    schema: { tags: ['system'], summary, response: { 200: answer, 503: answer } },
  });
  app.get('/healthz', about('Is the process up?', z.object({ status: z.string() })), async () => ({ status: 'up' }));
  const Ready = z.object({ ok: z.boolean(), parts: z.record(z.string(), z.string()) });
  app.get('/readyz', about('Can it serve?', Ready), async (_request, reply) => {
    const state = await deps.ready();
    return reply.status(state.ok ? 200 : 503).send(state);
  });
  app.get('/metrics', about('Measurements for Prometheus', z.string()), async (_request, reply) =>
    reply.type(deps.metrics.contentType).send(await deps.metrics.text()),
  );
  app.get('/openapi.json', about('This document', z.record(z.string(), z.unknown())), async (_request, reply) =>
    reply.send(app.swagger()),
  );
};
