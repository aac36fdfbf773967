import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Refused } from '../../case/commit.ts';
import type { People } from '../../platform/people/people.ts';
import { foreignWrite } from '../../platform/people/request-guard.ts';
import { resolveSession, type Session, type Visitor } from '../../platform/people/sessions.ts';
import { sessionMissing } from '../../platform/people/sign-in-refusals.ts';
import { readSessionCookie, sessionCookie } from './session-cookie.ts';

/** One look at the database per request, however many parts of it ask who is there. */
const looked = new WeakMap<FastifyRequest, Promise<Session | null>>();

export const currentSession = (people: People, request: FastifyRequest): Promise<Session | null> => {
  const known = looked.get(request);
  if (known !== undefined) return known;
  const token = readSessionCookie(people.config, request.headers.cookie);
  const session = token === null ? Promise.resolve(null) : resolveSession(people, token, people.now());
  looked.set(request, session);
  return session;
};

/** Who is signed in; throws `Refused` (session.missing) where nobody is. */
export const requireSession = async (people: People, request: FastifyRequest): Promise<Session> => {
  const session = await currentSession(people, request);
  if (session === null) throw new Refused(sessionMissing());
  return session;
};

export const visitorOf = (request: FastifyRequest): Visitor => ({
  agent: request.headers['user-agent'] ?? '',
  address: request.ip,
});

const first = (header: string | string[] | undefined): string | undefined =>
  Array.isArray(header) ? header[0] : header;

/**
 * To be called on the root instance: refuses writes that no page of ours sent, and hands out the new cookie when a
 * session was rotated. Without it no route may be served.
 */
export const guardSessions = (app: FastifyInstance, people: People): void => {
  app.addHook('onRequest', async (request) => {
    const refusal = foreignWrite(
      {
        method: request.method,
        origin: request.headers.origin,
        idempotencyKey: first(request.headers['idempotency-key']),
      },
      people.config.origins,
    );
    if (refusal !== null) throw new Refused(refusal);
  });
  app.addHook('onSend', async (request, reply) => {
    // A look that failed has been answered already, and must not fail the answer.
    const session = await looked.get(request)?.catch(() => null);
    if (session?.newToken && reply.getHeader('set-cookie') === undefined)
      reply.header('set-cookie', sessionCookie(people.config, session.newToken));
  });
};
