import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

const NOT_BUILT =
  '<!doctype html><meta charset="utf-8"><title>准绳 Plumbline</title><p>控制台尚未构建,请运行 npm run build:web。<p>The console is not built; run npm run build:web.';

/** The console: hashed assets for ever, the page itself never cached, every other address is the page (its router decides). */
export const serveWeb = async (app: FastifyInstance, root: string): Promise<void> => {
  const built = existsSync(join(root, 'index.html'));
  if (built)
    await app.register(fastifyStatic, {
      root,
      index: false,
      immutable: true,
      maxAge: '365d',
      wildcard: false,
      preCompressed: false,
    });
  const page = built ? await readFile(join(root, 'index.html'), 'utf8') : NOT_BUILT;
  app.setNotFoundHandler((request, reply) => {
    if (
      request.method === 'GET' &&
      !request.url.startsWith('/api/') &&
      (request.headers.accept ?? '').includes('text/html')
    ) {
      return reply.header('cache-control', 'no-cache').type('text/html; charset=utf-8').send(page);
    }
    const message = { zh: '没有这个地址。', en: 'There is nothing at this address.' };
    return reply
      .status(404)
      .type('application/problem+json')
      .send(
        JSON.stringify({
          type: '/problems/address.unknown',
          title: message.en,
          status: 404,
          code: 'address.unknown',
          message,
        }),
      );
  });
};
