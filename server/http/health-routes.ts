import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { dateOf, formatInstant, type Instant } from '../../core/base/time.ts';
import { daysUntilTableEnds, tableEndsSoon } from '../../core/calendar/table-end.ts';
import type { Kernel } from '../case/kernel.ts';
import type { AuditGate } from '../platform/audit/health.ts';
import type { Calendar } from '../platform/calendar/calendar.ts';
import { lastYearOf } from '../platform/calendar/watch.ts';
import { rotationStates } from '../platform/keys/rotations.ts';
import { mustBeAllowed } from './case-access.ts';
import type { Identity } from './identity.ts';

const HealthView = z.object({
  clocks: z.object({ running: z.number(), dueNext: z.string().nullable(), lateSeconds: z.number() }),
  outbox: z.object({ waiting: z.number(), dead: z.number() }),
  audit: z.object({ size: z.number(), lagSeconds: z.number(), lastHeadAt: z.string().nullable() }),
  calendar: z.object({
    lastYear: z.number(),
    daysLeft: z.number(),
    endsSoon: z.boolean(),
    provisionalLimits: z.number(),
  }),
  keyRotations: z.array(
    z.object({
      entityName: z.string(),
      purpose: z.enum(['subjects', 'index', 'files']),
      state: z.enum(['running', 'done', 'dead']),
      done: z.number(),
      total: z.number().nullable(),
      damaged: z.number(),
      endedAt: z.string().nullable(),
    }),
  ),
  processes: z.array(
    z.object({
      name: z.string(),
      title: z.object({ zh: z.string(), en: z.string() }),
      version: z.number(),
      open: z.number(),
    }),
  ),
});

const FIGURES = `
  select (select count(*) from case_limits where state = 'running')::int as running,
    (select min(wake_at) from case_limits where wake_at is not null) as due_next,
    (select count(*) from outbox where state = 'waiting')::int as waiting,
    (select count(*) from outbox where state = 'dead')::int as dead,
    (select count(*) from case_limits where provisional and state = 'running')::int as provisional`;

interface Figures {
  readonly running: number;
  readonly due_next: Instant | null;
  readonly waiting: number;
  readonly dead: number;
  readonly provisional: number;
}

/** What an administrator looks at first. Not behind `system.health` alone: a stalled clock concerns everybody. */
export const healthRoutes =
  (deps: {
    readonly kernel: Kernel;
    readonly gate: AuditGate;
    readonly identity: Identity;
    readonly calendar: Calendar;
  }): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/api/health',
      { schema: { tags: ['system'], summary: 'Clocks, outbox, audit, calendar', response: { 200: HealthView } } },
      async (request) => {
        const principal = await deps.identity.principalOf(request);
        // A stalled clock concerns everybody in the house; an outside party learns nothing of how the house works.
        const [entityId = ''] = principal.entityIds;
        mustBeAllowed(principal, 'people.read', { entityId });
        const { db, clock, processes } = deps.kernel;
        const [[figures], open, rotations] = await Promise.all([
          db.query<Figures>(FIGURES),
          db.query<{ process: string; open: number }>(
            'select process, count(*)::int as open from cases where ended_at is null group by process',
          ),
          rotationStates(db),
        ]);
        const audit = deps.gate.health();
        const table = deps.calendar.table();
        const late = figures?.due_next ? Math.max(0, (clock() - figures.due_next) / 1000) : 0;
        const newest = [...new Set(processes.all.map((process) => process.name))]
          .map((name) => processes.current(name))
          .filter((process) => process !== null);
        return {
          clocks: {
            running: figures?.running ?? 0,
            dueNext: figures?.due_next ? formatInstant(figures.due_next) : null,
            lateSeconds: late,
          },
          outbox: { waiting: figures?.waiting ?? 0, dead: figures?.dead ?? 0 },
          audit: {
            size: audit?.size ?? 0,
            lagSeconds: audit?.lagSeconds ?? 0,
            lastHeadAt: audit?.headAt ? formatInstant(audit.headAt) : null,
          },
          calendar: {
            lastYear: lastYearOf(table),
            daysLeft: daysUntilTableEnds(table, dateOf(clock())),
            endsSoon: tableEndsSoon(table, dateOf(clock())),
            provisionalLimits: figures?.provisional ?? 0,
          },
          keyRotations: rotations.map((one) => ({
            ...one,
            endedAt: one.endedAt === null ? null : formatInstant(one.endedAt),
          })),
          processes: newest.map((process) => ({
            name: process.name,
            title: process.title,
            version: process.version,
            open: open.find((row) => row.process === process.name)?.open ?? 0,
          })),
        };
      },
    );
  };
