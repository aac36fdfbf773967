import type { FastifyInstance, FastifyRequest } from 'fastify';
import { appointedEntity } from './appointed-entity.ts';
import { currentSession, guardSessions } from './current-session.ts';
import { peopleIdentity } from './identity.ts';
import { type PeopleRoutesDeps, peopleRoutes } from './routes.ts';
import { peopleWaiting } from './waiting.ts';

/** The door of this module, for whoever puts the server together. */
export const peopleModule = (deps: PeopleRoutesDeps) => ({
  /** Call it first, on the root instance: refuses foreign writes and hands out rotated cookies. */
  guard: (app: FastifyInstance): void => guardSessions(app, deps.people),
  /** A Fastify plugin with /api/sign-in, /api/session, /api/passkeys, /api/sessions, /api/delegations, /api/demo… */
  routes: peopleRoutes(deps),
  /** What waits for this person in the data of people, for the list of alerts. */
  waiting: peopleWaiting(deps.people),
  /** What the routes of cases ask of the people. */
  identity: peopleIdentity(deps.people),
  /** Legal entity that a new case of this person belongs to. */
  homeOf: appointedEntity,
  /** The session of a request, or null; looked up once per request. */
  sessionOf: (request: FastifyRequest) => currentSession(deps.people, request),
});
