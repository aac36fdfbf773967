import type { FastifyReply } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { PersonView } from '../../../core/contract/common.ts';
import { DemoPost, SessionView } from '../../../core/contract/session-view.ts';
import { ActivateBody, ActivatedView, SessionEntryView, SignInBody } from '../../../core/contract/sign-in.ts';
import { authorise } from '../../../core/people/authorise.ts';
import type { PostRole } from '../../../core/people/operations.ts';
import type { Process } from '../../../core/process/definition.ts';
import { Refused } from '../../case/commit.ts';
import { activate } from '../../platform/people/activation.ts';
import { signInWithPassword } from '../../platform/people/password-sign-in.ts';
import type { People } from '../../platform/people/people.ts';
import { beginSession, endSessions, type NewSession, sessionsOf } from '../../platform/people/sessions.ts';
import { accountFacts, holdersOf, staffOf } from '../../platform/people/who.ts';
import { accessRoutes } from './access-routes.ts';
import { currentSession, requireSession, visitorOf } from './current-session.ts';
import { delegationRoutes } from './delegation-routes.ts';
import { deskOf } from './desk.ts';
import { organisationRoutes } from './organisation-routes.ts';
import { passkeyRoutes } from './passkey-routes.ts';
import { phoneRoutes } from './phone-routes.ts';
import { demoOnly, must } from './refusing.ts';
import { clearedCookie, sessionCookie } from './session-cookie.ts';
import { demoPosts, sessionEntryView, sessionView } from './session-view.ts';
import { staffRoutes } from './staff-routes.ts';
import type { TasksOfPeople } from './tasks-of-people.ts';

export interface PeopleRoutesDeps {
  readonly people: People;
  /** Open tasks that an account may act on, for the list of demo posts. */
  readonly openTasks: (accountId: string) => Promise<number>;
  /** What procedures ask of each post, to be shown with it. */
  readonly processes: readonly Process[];
  readonly tasks: TasksOfPeople;
}

const Id = z.object({ id: z.string().max(100) });
const tags = ['people'];

/** Hands out the cookie of a new session and says who is signed in now. */
export const welcome = async (people: People, reply: FastifyReply, session: NewSession): Promise<SessionView> => {
  reply.header('set-cookie', sessionCookie(people.config, session.token));
  return sessionView(people, session.account);
};

const signInRoutes =
  ({ people }: PeopleRoutesDeps): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/api/session',
      { schema: { tags, summary: 'Who is signed in', response: { 200: SessionView } } },
      async (request) => sessionView(people, (await requireSession(people, request)).account),
    );
    app.post(
      '/api/sign-in',
      { schema: { tags, summary: 'Sign in with password and code', body: SignInBody, response: { 200: SessionView } } },
      async (request, reply) => {
        const { account, password, totp } = request.body;
        const given = { loginName: account, password, ...(totp === undefined ? {} : { code: totp }) };
        return welcome(people, reply, must(await signInWithPassword(people, given, visitorOf(request))));
      },
    );
    app.post(
      '/api/activate',
      { schema: { tags, summary: 'Spend an activation link', body: ActivateBody, response: { 200: ActivatedView } } },
      async (request) => {
        const { token, password, phone } = request.body;
        return must(await activate(people, token, password, phone));
      },
    );
    app.post('/api/sign-out', { schema: { tags, summary: 'End this session' } }, async (request, reply) => {
      const session = await currentSession(people, request);
      if (session !== null)
        await endSessions(people, session.account, { sessionId: session.id }, 'signedOut', people.now());
      return reply.code(204).header('set-cookie', clearedCookie(people.config)).send();
    });
  };

const sessionRoutes =
  ({ people }: PeopleRoutesDeps): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/api/sessions',
      { schema: { tags, summary: 'My open sessions', response: { 200: z.array(SessionEntryView) } } },
      async (request) => {
        const { id, account } = await requireSession(people, request);
        return (await sessionsOf(people, account.accountId, people.now())).map((entry) => sessionEntryView(entry, id));
      },
    );
    app.post(
      '/api/sessions/:id/end',
      { schema: { tags, summary: 'End one of my sessions', params: Id } },
      async (request, reply) => {
        const { account } = await requireSession(people, request);
        const which = { sessionId: request.params.id };
        await endSessions(people, account, which, 'revokedByUser', people.now());
        return reply.code(204).send();
      },
    );
    app.post(
      '/api/sessions/end-others',
      { schema: { tags, summary: 'End all my sessions but this one' } },
      async (request, reply) => {
        const { id, account } = await requireSession(people, request);
        await endSessions(people, account, { except: id }, 'revokedByUser', people.now());
        return reply.code(204).send();
      },
    );
    app.get(
      '/api/people',
      {
        schema: {
          tags,
          summary: 'Who may act for a role, or without one everybody, in the entity one works for',
          querystring: z.object({ role: z.string().max(60).optional() }),
          response: { 200: z.array(PersonView) },
        },
      },
      async (request) => {
        const { account, actor } = await requireSession(people, request);
        const answer = authorise(actor, 'people.read', { entityId: account.entityId });
        if (!answer.allowed) throw new Refused(answer.refusal);
        if (request.query.role === undefined) return [...(await staffOf(people.db, account.entityId, people.now()))];
        const role = request.query.role as PostRole;
        const holders = await holdersOf(people.db, role, account.entityId, people.now());
        return [...new Map(holders.map((h) => [h.personId, { personId: h.personId, name: h.name }])).values()];
      },
    );
  };

/** Signing in by choosing a post; on an instance that is no demo these routes answer as if they did not exist. */
const demoRoutes =
  ({ people, openTasks }: PeopleRoutesDeps): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/api/demo/posts',
      { schema: { tags, summary: 'Posts of the demonstration', response: { 200: z.array(DemoPost) } } },
      async () => {
        if (!people.config.demo) throw new Refused(demoOnly);
        return demoPosts(people, openTasks);
      },
    );
    app.post(
      '/api/demo/sign-in',
      {
        schema: {
          tags,
          summary: 'Sign in by choosing a post of the demonstration',
          body: z
            .object({ accountId: z.string().max(100) })
            .meta({ examples: [{ accountId: '74ad34d0-7061-4c83-8daf-f91b9c6c4ed5' }] }),
          response: { 200: SessionView },
        },
      },
      async (request, reply) => {
        const now = people.now();
        const account = people.config.demo ? await accountFacts(people.db, request.body.accountId, now) : null;
        if (account === null) throw new Refused(demoOnly);
        return welcome(people, reply, await beginSession(people, account, 'demo', visitorOf(request), now));
      },
    );
  };

/** Everything a person does with the own access. `guardSessions` must have been called on the root instance. */
export const peopleRoutes =
  (deps: PeopleRoutesDeps): FastifyPluginAsyncZod =>
  async (app) => {
    await app.register(signInRoutes(deps));
    await app.register(sessionRoutes(deps));
    await app.register(passkeyRoutes(deps.people, (reply, session) => welcome(deps.people, reply, session)));
    await app.register(phoneRoutes(deps.people));
    const desk = deskOf(deps.people);
    await app.register(delegationRoutes(deps.people, desk));
    await app.register(organisationRoutes(deps.people, desk, deps.processes));
    await app.register(staffRoutes(deps.people, desk, deps.tasks));
    await app.register(accessRoutes(deps.people, desk));
    await app.register(demoRoutes(deps));
  };
