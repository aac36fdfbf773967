import type { FastifyInstance } from 'fastify';
import type { Parts } from '../assemble.ts';
import { Refused } from '../case/commit.ts';
import { todoCount } from '../case/read/todo-count.ts';
import { peopleModule } from '../modules/people/public.ts';
import { masksOf } from '../platform/personal/personal-values.ts';
import { alertRoutes } from './alert-routes.ts';
import { calendarRoutes } from './calendar-routes.ts';
import { caseActRoutes } from './case-act-routes.ts';
import type { CaseRoutesDeps } from './case-deps.ts';
import { caseReadRoutes } from './case-read-routes.ts';
import { fileRoutes } from './file-routes.ts';
import { healthRoutes } from './health-routes.ts';
import { filesOf, paperRoutes, papersOf } from './paper-routes.ts';
import { registerRoutes as obligationRoutes } from './register-routes.ts';
import { searchRoutes } from './search-routes.ts';

/** Has a mail or command of the case's latest act left the house? */
const effectsLeft =
  (parts: Parts) =>
  async (caseId: string): Promise<boolean> => {
    const [row] = await parts.db.query<{ left: boolean }>(
      `select exists (select 1 from papers where case_id = $1 and act_seq > (
       select coalesce(max(seq), 0) from audit_entries where chain_id = $1::text and kind = 'acted') - 1 and delivered_at is not null)
     or exists (select 1 from outbox where case_id = $1 and state = 'sent' and act_seq > (
       select coalesce(max(seq), 0) from audit_entries where chain_id = $1::text and kind = 'acted') - 1) as left`,
      [caseId],
    );
    return row?.left ?? false;
  };

/** Every route of the product. The guard comes first: no write reaches a route without the origin and key of our own pages. */
export const registerRoutes = async (app: FastifyInstance, parts: Parts): Promise<void> => {
  const { db, kernel, people, files, gate, calendar } = parts;
  const members = peopleModule({ people, openTasks: todoCount(people, kernel) });
  const { identity, homeOf } = members;
  members.guard(app);
  app.addHook('onRequest', async (request) => {
    const refusal = request.method === 'GET' ? null : gate.refusal();
    if (refusal) throw new Refused(refusal);
  });
  await app.register(members.routes);
  const cases: CaseRoutesDeps = {
    kernel,
    identity,
    drafts: parts.drafts,
    pages: { files: filesOf, papers: papersOf, masks: (entityId, refs, sql) => masksOf(sql, entityId, refs) },
    effectsLeft: effectsLeft(parts),
    homeOf,
  };
  await app.register(caseReadRoutes(cases));
  await app.register(caseActRoutes(cases));
  await app.register(fileRoutes({ db, files, identity, kernel, homeOf }));
  await app.register(paperRoutes({ db, files, identity }));
  await app.register(searchRoutes({ kernel, identity }));
  await app.register(obligationRoutes({ identity, evidence: parts.evidence }));
  await app.register(healthRoutes({ kernel, gate, identity, calendar }));
  await app.register(alertRoutes({ kernel, identity, calendar }));
  await app.register(
    calendarRoutes({
      kernel,
      identity,
      calendar,
      jobs: parts.jobs,
      timekeeperOf: parts.timekeeperOf,
      homeOf,
    }),
  );
};
