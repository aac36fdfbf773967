import type { Text } from '../../../core/base/text.ts';

/** What GET /api/health tells the administrator. Instants are ISO 8601. */
export interface HealthView {
  readonly clocks: { readonly running: number; readonly dueNext: string | null; readonly lateSeconds: number };
  readonly outbox: { readonly waiting: number; readonly dead: number };
  readonly audit: { readonly size: number; readonly lagSeconds: number; readonly lastHeadAt: string | null };
  readonly calendar: { readonly lastYear: number; readonly daysLeft: number; readonly provisionalLimits: number };
  readonly keyRotations: readonly {
    readonly entityName: string;
    readonly purpose: 'subjects' | 'index' | 'files';
    readonly state: 'running' | 'done' | 'dead';
    readonly done: number;
    readonly total: number | null;
    readonly damaged: number;
    readonly endedAt: string | null;
  }[];
  readonly processes: readonly {
    readonly name: string;
    readonly title?: Text;
    readonly version: number;
    readonly open?: number;
  }[];
}

export type Warning =
  | {
      readonly key: 'status.calendarWarn';
      readonly parameters: { year: number; next: number; days: number; n: number };
    }
  | {
      readonly key: 'status.auditWarn' | 'status.clocksLateWarn' | 'status.outboxDeadWarn' | 'status.keysWarn';
      readonly parameters: { n: number };
    };

const calendarDays = 60;
const auditLagSeconds = 5;
const clocksLateSeconds = 60;

/** What the administrator has to look at; nothing where all is well. */
export const warningsOf = (health: HealthView): Warning[] => {
  const warnings: Warning[] = [];
  const { calendar, audit, clocks, outbox } = health;
  if (calendar.daysLeft <= calendarDays)
    warnings.push({
      key: 'status.calendarWarn',
      parameters: {
        year: calendar.lastYear,
        next: calendar.lastYear + 1,
        days: calendar.daysLeft,
        n: calendar.provisionalLimits,
      },
    });
  if (audit.lagSeconds > auditLagSeconds)
    warnings.push({ key: 'status.auditWarn', parameters: { n: Math.round(audit.lagSeconds) } });
  if (clocks.lateSeconds > clocksLateSeconds)
    warnings.push({ key: 'status.clocksLateWarn', parameters: { n: Math.round(clocks.lateSeconds) } });
  if (outbox.dead > 0) warnings.push({ key: 'status.outboxDeadWarn', parameters: { n: outbox.dead } });
  const trouble = health.keyRotations.filter(({ state, damaged }) => state === 'dead' || damaged > 0).length;
  if (trouble > 0) warnings.push({ key: 'status.keysWarn', parameters: { n: trouble } });
  return warnings;
};
