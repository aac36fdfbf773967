import type { FastifyInstance } from 'fastify';
import { wired } from '../../core/modules/registry.ts';
import type { Parts } from '../assemble.ts';
import { Refused } from '../case/commit.ts';
import { LEFT, releaseTasksOf, tasksHeldBy } from '../case/leavers.ts';
import { todoCount } from '../case/read/todo-count.ts';
import { MACHINE } from '../case/wake.ts';
import { seenByParty } from '../messages/seen.ts';
import { effectsLeft } from '../messages/take-back.ts';
import { peopleModule } from '../modules/people/public.ts';
import { papersOf } from '../papers/papers-of-case.ts';
import { masksOf } from '../platform/personal/personal-values.ts';
import { alertRoutes } from './alert-routes.ts';
import { calendarRoutes } from './calendar-routes.ts';
import { caseActRoutes } from './case-act-routes.ts';
import type { CaseRoutesDeps } from './case-deps.ts';
import { caseReadRoutes } from './case-read-routes.ts';
import { dutyRoutes } from './duty-routes.ts';
import { guardEntry } from './entry.ts';
import { fileRoutes } from './file-routes.ts';
import { healthRoutes } from './health-routes.ts';
import { inboxRoutes } from './inbox-routes.ts';
import { outboxRoutes } from './outbox-routes.ts';
import { filesOf, paperRoutes } from './paper-routes.ts';
import { personalRoutes } from './personal-routes.ts';
import { recordRoutes } from './record-routes.ts';
import { registerRoutes as obligationRoutes } from './register-routes.ts';
import { searchRoutes } from './search-routes.ts';
import { signListRoutes } from './sign-list-routes.ts';

/** Every route of the product. The guard comes first: no write reaches a route without the origin and key of our own pages. */
export const registerRoutes = async (app: FastifyInstance, parts: Parts): Promise<void> => {
  const { db, kernel, people, files, gate, room, calendar } = parts;
  const members = peopleModule({
    people,
    openTasks: todoCount(people, kernel),
    processes: wired,
    tasks: {
      heldBy: tasksHeldBy,
      release: (personId, entityId) => releaseTasksOf(kernel, MACHINE, personId, entityId, LEFT),
    },
  });
  const { identity, homeOf } = members;
  members.guard(app);
  guardEntry(app, identity);
  app.addHook('onRequest', async (request) => {
    const refusal = request.method === 'GET' ? null : (room.refusal() ?? gate.refusal());
    if (refusal) throw new Refused(refusal);
  });
  await app.register(members.routes);
  const cases: CaseRoutesDeps = {
    kernel,
    identity,
    drafts: parts.drafts,
    pages: { files: filesOf, papers: papersOf, masks: (entityId, refs, sql) => masksOf(sql, entityId, refs) },
    effectsLeft,
    seenByParty: seenByParty(db, kernel.clock),
    homeOf,
  };
  await app.register(caseReadRoutes(cases));
  await app.register(caseActRoutes(cases));
  await app.register(signListRoutes(cases));
  await app.register(personalRoutes({ kernel, ring: parts.ring, identity }));
  await app.register(fileRoutes({ db, files, identity, kernel, homeOf }));
  await app.register(paperRoutes({ db, kernel, files, identity }));
  await app.register(searchRoutes({ kernel, identity }));
  await app.register(obligationRoutes({ identity, evidence: parts.evidence }));
  await app.register(healthRoutes({ kernel, gate, identity, calendar }));
  await app.register(alertRoutes({ kernel, identity, calendar, waiting: members.waiting }));
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
  await app.register(dutyRoutes({ duties: parts.duties, identity }));
  await app.register(recordRoutes({ db, identity }));
  await app.register(inboxRoutes({ kernel, identity }));
  await app.register(outboxRoutes({ db, clock: kernel.clock, identity }));
};
