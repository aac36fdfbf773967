import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface Received {
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A web service of a test on a port of its own: keeps what it gets and answers what it is told to. */
export const webService = async () => {
  const received: Received[] = [];
  const reply = { status: 200, body: '{}', headers: {} as Record<string, string>, silent: false };
  const server = createServer(async (request, response) => {
    received.push({
      url: new URL(request.url ?? '/', 'http://service'),
      headers: request.headers,
      body: await text(request),
    });
    if (!reply.silent) response.writeHead(reply.status, reply.headers).end(reply.body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    received,
    reply,
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: async () => {
      server.closeAllConnections();
      server.close();
    },
  };
};
