import { instant, parseInstant } from '../core/base/time.ts';
import { chinaDays } from '../core/calendar/china.ts';
import { deadline, deadlineOrProvisional, deadlineWithPauses } from '../core/calendar/deadline.ts';
import type { BenchResult } from './bench-result.ts';

const DAY_MS = 86_400_000;
const ROUNDS = 200_000;
const start = parseInstant('2015-01-01T10:00') ?? instant(0);

/** Calls per second over triggers spread across ten years, the best of three rounds after one to warm up. */
const rate = (rounds: number, once: (at: ReturnType<typeof instant>) => unknown): number => {
  let best = 0;
  for (let round = 0; round < 4; round++) {
    const began = performance.now();
    for (let i = 0; i < rounds; i++) once(instant(start + (i % 3650) * DAY_MS));
    const perSecond = (rounds * 1000) / (performance.now() - began);
    if (round > 0) best = Math.max(best, perSecond);
  }
  return Math.round(best);
};

const steps = (result: ReturnType<typeof deadline>): number => (result.ok ? result.value.steps.length : 0);

export const run = async (): Promise<BenchResult[]> => [
  {
    name: 'calendar: deadline of 30 working days',
    value: rate(ROUNDS, (from) => deadline(chinaDays, { from, within: '30wd' })),
    unit: 'per s',
    atLeast: 200_000,
  },
  {
    name: 'calendar: deadline of 3 months with roll',
    value: rate(ROUNDS, (from) => deadline(chinaDays, { from, within: '3mo' })),
    unit: 'per s',
    atLeast: 200_000,
  },
  {
    name: 'calendar: 30 working days with two pauses',
    value: rate(ROUNDS / 10, (from) =>
      deadlineWithPauses(chinaDays, { from, within: '30wd' }, [
        { from: instant(from + 3 * DAY_MS), to: instant(from + 5 * DAY_MS) },
        { from: instant(from + 9 * DAY_MS), to: instant(from + 10 * DAY_MS) },
      ]),
    ),
    unit: 'per s',
    atLeast: 50_000,
  },
  {
    name: 'calendar: provisional due of 30 working days',
    value: rate(ROUNDS / 10, (at) =>
      deadlineOrProvisional(chinaDays, { from: instant(at + 4368 * DAY_MS), within: '30wd' }),
    ),
    unit: 'per s',
    atLeast: 50_000,
    note: 'all in years that the table lacks',
  },
  {
    name: 'calendar: 30 working days with its reasons',
    value: rate(ROUNDS / 10, (from) => steps(deadline(chinaDays, { from, within: '30wd' }))),
    unit: 'per s',
    atLeast: 10_000,
  },
];
