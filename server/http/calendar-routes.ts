import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Json } from '../../core/base/json.ts';
import { formatInstant } from '../../core/base/time.ts';
import type { DayTable, YearOfDays } from '../../core/calendar/day-table.ts';
import { importYear } from '../../core/calendar/import-year.ts';
import { readYearFile } from '../../core/calendar/year-file.ts';
import {
  CalendarJob,
  CalendarPreview,
  CalendarView,
  ImportBody,
  PreviewBody,
} from '../../core/contract/calendar-view.ts';
import { type AllowedView, ProblemView } from '../../core/contract/common.ts';
import type { Actor as Principal } from '../../core/people/actor.ts';
import { authorise } from '../../core/people/authorise.ts';
import type { Timekeeper } from '../../core/process/run.ts';
import { Refused } from '../case/commit.ts';
import { claimKey, idempotencyOf } from '../case/idempotency.ts';
import type { Kernel } from '../case/kernel.ts';
import { CALENDAR_RECOMPUTE, recomputeSubject } from '../case/recompute.ts';
import { previewYear } from '../case/recompute-preview.ts';
import type { Calendar } from '../platform/calendar/calendar.ts';
import { importYearIn } from '../platform/calendar/import.ts';
import type { JobRunner } from '../platform/jobs/runner.ts';
import { calendarJobs, calendarView, daysIn } from './calendar-view.ts';
import { must, mustBeAllowed } from './case-access.ts';
import type { Identity } from './identity.ts';

export interface CalendarRoutesDeps {
  readonly kernel: Kernel;
  readonly identity: Identity;
  readonly calendar: Calendar;
  readonly jobs: Pick<JobRunner, 'resume'>;
  readonly timekeeperOf: (table: DayTable) => Timekeeper;
  readonly homeOf: (principal: Principal) => string;
}

const UNKNOWN_JOB = {
  code: 'calendar.job.unknown',
  message: { zh: '没有这次重算,请刷新页面。', en: 'There is no such job. Refresh the page.' },
};

/** The calendar as people see and extend it. Reading is for all staff; importing for those who run the machine. */
export const calendarRoutes =
  (deps: CalendarRoutesDeps): FastifyPluginAsyncZod =>
  async (app) => {
    const { kernel, identity, calendar, homeOf } = deps;
    const { db, clock } = kernel;

    const mayImport = (principal: Principal): AllowedView => {
      const answer = authorise(principal, 'calendar.import', { entityId: homeOf(principal) });
      return answer.allowed
        ? { allowed: true }
        : { allowed: false, code: answer.refusal.code, why: answer.refusal.message };
    };
    const reader = async (request: Parameters<Identity['principalOf']>[0]): Promise<Principal> => {
      const principal = await identity.principalOf(request);
      mustBeAllowed(principal, 'parameter.read', { entityId: homeOf(principal) });
      return principal;
    };
    const importer = async (request: Parameters<Identity['principalOf']>[0]): Promise<Principal> => {
      const principal = await identity.principalOf(request);
      mustBeAllowed(principal, 'calendar.import', { entityId: homeOf(principal) });
      return principal;
    };

    app.get(
      '/api/calendar',
      {
        schema: {
          tags: ['calendar'],
          summary: 'Years of working days, days left, provisional limits',
          response: { 200: CalendarView },
        },
      },
      async (request) => {
        const principal = await reader(request);
        return calendarView(db, calendar, clock(), mayImport(principal));
      },
    );

    app.get(
      '/api/calendar/jobs',
      {
        schema: {
          tags: ['calendar'],
          summary: 'Clocks being reckoned anew after imports',
          response: { 200: z.array(CalendarJob) },
        },
      },
      async (request) => {
        await reader(request);
        return calendarJobs(db);
      },
    );

    app.post(
      '/api/calendar/jobs/:id/run',
      {
        schema: {
          tags: ['calendar'],
          summary: 'Run a recompute job that failed again; clocks that have moved already stay',
          params: z.object({ id: z.string().regex(/^\d{4}\.v\d{1,9}$/) }),
          response: { 200: z.array(CalendarJob), 404: ProblemView },
        },
      },
      async (request) => {
        await importer(request);
        const { id } = request.params;
        const known = (await calendarJobs(db)).some((job) => job.id === id);
        if (!known) throw new Refused(UNKNOWN_JOB);
        await db.transaction((tx) => deps.jobs.resume(tx, CALENDAR_RECOMPUTE, id));
        return calendarJobs(db);
      },
    );

    app.post(
      '/api/calendar/preview',
      {
        schema: {
          tags: ['calendar'],
          summary: 'What a year file would do to open clocks; changes nothing',
          body: PreviewBody,
          response: { 200: CalendarPreview, 422: ProblemView },
        },
      },
      async (request) => {
        await importer(request);
        const file = request.body.file as Json;
        const before = calendar.table();
        const table = must(importYear(before, file));
        const { year } = must(readYearFile(file));
        const moves = await previewYear(kernel, year, deps.timekeeperOf(table));
        return {
          year,
          changes: table !== before,
          correction: before.years[year] !== undefined,
          ...daysIn(table.years[year] as YearOfDays),
          ...moves,
          examples: moves.examples.map((move) => ({
            ...move,
            was: move.was === null ? null : formatInstant(move.was),
            dueAt: formatInstant(move.dueAt),
          })),
        };
      },
    );

    app.post(
      '/api/calendar/years',
      {
        schema: {
          tags: ['calendar'],
          summary: 'Import a year of working days; open clocks are reckoned anew by a job',
          body: ImportBody,
          response: { 200: CalendarView, 422: ProblemView },
        },
      },
      async (request) => {
        const principal = await importer(request);
        const idempotency = idempotencyOf(request, principal.accountId);
        const now = clock();
        const table = await db.transaction(async (tx) => {
          if (!(await claimKey(tx, idempotency, now))) return null;
          const imported = must(
            await importYearIn(tx, {
              file: request.body.file as Json,
              reason: request.body.reason,
              by: { personId: principal.personId, accountId: principal.accountId, entityId: homeOf(principal) },
              now,
            }),
          );
          const { year, changed } = imported;
          if (changed) await deps.jobs.resume(tx, CALENDAR_RECOMPUTE, recomputeSubject(year, imported.table.version));
          return imported.table;
        });
        await calendar.keepUp(table?.version ?? null, db);
        return calendarView(db, calendar, now, mayImport(principal));
      },
    );
  };
