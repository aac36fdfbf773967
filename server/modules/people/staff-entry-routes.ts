import { createHash } from 'node:crypto';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { ok, type Refusal, refused } from '../../../core/base/result.ts';
import { formatInstant } from '../../../core/base/time.ts';
import { ProblemView } from '../../../core/contract/common.ts';
import {
  EmployAgainBody,
  EmployBody,
  LinkView,
  RenameBody,
  StaffReasonBody,
} from '../../../core/contract/staff-view.ts';
import { Refused } from '../../case/commit.ts';
import { resetCredentials } from '../../platform/people/accounts.ts';
import { activationUrl, issueActivation } from '../../platform/people/activation.ts';
import type { Change } from '../../platform/people/change.ts';
import type { People } from '../../platform/people/people.ts';
import { employ, enterPerson, openAccount, renamePerson } from '../../platform/people/staff.ts';
import { worksFor } from '../../platform/people/who.ts';
import { requireSession } from './current-session.ts';
import { type Desk, effective } from './desk.ts';
import { giveOrAsk, memberOf, noPerson } from './members.ts';
import { staffOf } from './staff-read.ts';

const tags = ['people'];
const done = { 204: z.null(), 403: ProblemView, 404: ProblemView };
const Id = z.object({ id: z.string().max(100) });

const employedAlready: Refusal = {
  code: 'staff.employedAlready',
  message: {
    zh: '此人已在该企业任职,请刷新页面。',
    en: 'This person works for that company already. Refresh the page.',
  },
};
const loginNameMissing: Refusal = {
  code: 'account.loginNameMissing',
  message: {
    zh: '原账号已关闭,请填写一个新的登录名(登录名不重复使用)。',
    en: 'The old account is closed. Give a new login name; names are not given out twice.',
  },
  field: 'loginName',
};

/** The same press gives the same person his id, so that its answer can be told again. */
const personIdOf = (accountId: string, key: string): string => {
  const hex = createHash('sha256').update(`person\n${accountId}\n${key}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};

/** Coming in: employment, account, link. */
export const staffEntryRoutes =
  (people: People, desk: Desk): FastifyPluginAsyncZod =>
  async (app) => {
    app.post(
      '/api/staff',
      {
        schema: {
          tags,
          summary: 'Employ somebody with an account; the post is given or asked for',
          body: EmployBody,
          response: { 200: z.object({ personId: z.string() }), 403: ProblemView },
        },
      },
      async (request) => {
        const { entityId, reason, name, loginName, kind, postId } = request.body;
        const { account } = await requireSession(people, request);
        const personId = personIdOf(account.accountId, String(request.headers['idempotency-key']));
        await desk.write(request, { operation: 'people.edit', entityId, reason }, async (change) => {
          const from = effective(change, request.body.from);
          await enterPerson(change, entityId, name, personId);
          await employ(change, { personId, entityId, kind, from });
          const opened = await openAccount(change, { personId, loginName, kind: 'staff', entityId, from });
          if (!opened.ok || postId === undefined) return opened;
          return giveOrAsk(change, { personId, accountId: opened.value }, { entityId, postId, from });
        });
        return { personId };
      },
    );

    app.post(
      '/api/staff/:id/employ',
      {
        schema: {
          tags,
          summary: 'Employ somebody who is known: back after leaving, or in a further company',
          params: Id,
          body: EmployAgainBody,
          response: done,
        },
      },
      async (request, reply) => {
        const { entityId, knownIn, reason, kind, loginName } = request.body;
        await desk.reader(request, 'people.edit', knownIn);
        await desk.write(request, { operation: 'people.edit', entityId, reason }, async (change) => {
          const personId = request.params.id;
          const known = await staffOf(change.tx, knownIn, personId, change.now, true);
          if (known === null) return refused(noPerson);
          if (await worksFor(change.tx, personId, entityId, change.now)) return refused(employedAlready);
          const from = effective(change, request.body.from);
          await employ(change, { personId, entityId, kind, from });
          if (known.row.account !== 'closed' && known.row.account !== 'none') return ok(undefined);
          if (loginName === undefined) return refused(loginNameMissing);
          return openAccount(change, { personId, loginName, kind: 'staff', entityId, from });
        });
        return reply.status(204).send(null);
      },
    );

    const links = (path: 'invite' | 'reset', summary: string) =>
      app.post(
        `/api/staff/:id/${path}`,
        {
          schema: {
            tags,
            summary,
            params: Id,
            body: StaffReasonBody,
            response: { 200: LinkView, 403: ProblemView, 404: ProblemView },
          },
        },
        async (request) => {
          const { entityId, reason } = request.body;
          const session = await desk.reader(request, 'people.edit', entityId);
          // A link is shown once and kept as a hash: the same press again gives a new one, and the one before is void.
          return people.db.transaction(async (tx) => {
            const { personId, accountId } = session.account;
            const change: Change = { tx, now: people.now(), by: { personId, accountId }, reason };
            const member = await memberOf(change, entityId, request.params.id);
            if (!member.ok) throw new Refused(member.refusal);
            const account = { accountId: member.value.accountId, entityId };
            const issued =
              path === 'reset' ? await resetCredentials(change, account) : ok(await issueActivation(change, account));
            if (!issued.ok) throw new Refused(issued.refusal);
            const [row] = await tx.query<{ login_name: string }>('select login_name from accounts where id = $1', [
              account.accountId,
            ]);
            return {
              url: activationUrl(people, issued.value.token),
              loginName: row?.login_name ?? '',
              expiresAt: formatInstant(issued.value.expiresAt),
            };
          });
        },
      );
    links('invite', 'Make a one-time link through which the person sets a password');
    links('reset', 'Take away password, authenticator and passkeys, and make a one-time link');

    app.post(
      '/api/staff/:id/rename',
      { schema: { tags, summary: 'Correct a name', params: Id, body: RenameBody, response: done } },
      async (request, reply) => {
        const { entityId, reason, name } = request.body;
        await desk.write(request, { operation: 'people.edit', entityId, reason }, async (change) => {
          if ((await staffOf(change.tx, entityId, request.params.id, change.now, true)) === null)
            return refused(noPerson);
          return ok(await renamePerson(change, entityId, request.params.id, name));
        });
        return reply.status(204).send(null);
      },
    );
  };
