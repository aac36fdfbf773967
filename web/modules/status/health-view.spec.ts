import { describe, expect, it } from 'vitest';
import { warningsOf } from './health-view.ts';

const well = {
  clocks: { running: 10, dueNext: null, lateSeconds: 0.2 },
  outbox: { waiting: 2, dead: 0 },
  audit: { size: 100, lagSeconds: 0.5, lastHeadAt: null },
  calendar: { lastYear: 2026, daysLeft: 61, provisionalLimits: 0 },
  keyRotations: [],
  processes: [],
};

describe('warnings of the status page', () => {
  it('are none while all is well', () => {
    expect(warningsOf(well)).toEqual([]);
  });
  it('begin 60 days before the calendar table ends', () => {
    expect(warningsOf({ ...well, calendar: { ...well.calendar, daysLeft: 60, provisionalLimits: 3 } })).toEqual([
      { key: 'status.calendarWarn', parameters: { year: 2026, next: 2027, days: 60, n: 3 } },
    ]);
  });
  it('tell of a lagging audit above five seconds, late clocks and dead letters', () => {
    const ill = {
      ...well,
      audit: { ...well.audit, lagSeconds: 5.6 },
      clocks: { ...well.clocks, lateSeconds: 61 },
      outbox: { waiting: 0, dead: 2 },
    };
    expect(warningsOf(ill).map((warning) => [warning.key, warning.parameters])).toEqual([
      ['status.auditWarn', { n: 6 }],
      ['status.clocksLateWarn', { n: 61 }],
      ['status.outboxDeadWarn', { n: 2 }],
    ]);
  });
});
