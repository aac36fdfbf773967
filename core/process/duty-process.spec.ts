import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { text } from '../base/text.ts';
import { chinaDays } from '../calendar/china.ts';
import type { DayTable } from '../calendar/day-table.ts';
import { defineForm } from '../forms/form.ts';
import { checkProcess } from './check-process.ts';
import { draw, fingerprint, seedOf, shareOf } from './draw.ts';
import type { Duty } from './duty.ts';
import { processOfDuty } from './duty-process.ts';
import type { Recurs } from './recurrence.ts';
import { tell } from './testing/given.ts';
import { walk } from './testing/walk.ts';
import { realWorld } from './testing/world.ts';
import { timekeeperOf } from './timekeeper.ts';

const title = text('月度分析', 'Monthly analysis');
const form = defineForm({
  id: 'monthly-analysis',
  version: 1,
  title,
  fields: { note: { kind: 'text', label: title, maxLength: 9 } },
});
const monthly: Recurs = { every: 'month', on: { from: 5, to: 10 } };
const duty = (recurs: Recurs, more: Partial<Duty> = {}): Duty => ({
  name: 'analysis',
  title,
  by: 'qualityStaff',
  recurs,
  form,
  escalatesTo: 'headOfQuality',
  because: 'P11-4.1-01',
  ...more,
});
const players = {
  system: { name: 'system', roles: ['system'] },
  ann: { name: 'Ann', roles: ['qualityStaff'] },
} as const;
const opened = (one: Duty, period: string, on: string, opensAt: string, more: object = {}) =>
  tell(processOfDuty(one), realWorld(players))
    .on(on)
    .open('system', { subject: '月度分析', period, opensAt: `${opensAt}T00:00:00+08:00`, ...more });

describe('an occurrence of a duty is a case', () => {
  it('that ends with the proof, inside its window', () => {
    const story = opened(duty(monthly), '2025-03', '2025-03-05T00:05', '2025-03-05');
    expect(story.limit('window')).toMatchObject({ state: 'running', provisional: false });
    story.on('2025-03-10T23:59').act('ann', 'due.done', { note: '无异常' });
    expect(story.state.ended?.end).toBe('done');
    expect(story.limit('window')).toMatchObject({ state: 'met', breachedAt: null });
  });

  it('that is a breach when the window ends, goes up, and is still to be done', () => {
    const story = opened(duty(monthly), '2025-03', '2025-03-05T00:05', '2025-03-05').wake('2025-03-11T00:00');
    expect(story.latest).toMatchObject([{ type: 'limitBreached', escalateTo: 'headOfQuality' }]);
    story.on('2025-03-12T09:00').act('ann', 'due.done', { note: '补做' });
    expect(story.state.ended?.end).toBe('done');
    expect(story.limit('window')?.breachedAt).not.toBeNull();
  });

  it('that is a breach of its own when the machine slept through the window', () => {
    const story = opened(duty(monthly), '2025-03', '2025-03-14T09:00', '2025-03-05').wake();
    expect(story.types()).toEqual(['limitBreached']);
  });

  it('that closes in breach where a day cannot be made up any more', () => {
    const daily = duty({ every: 'day' }, { lateFor: 'duty.madeUp' });
    const closes = { closesAt: '2025-03-11T00:00:00+08:00' };
    const story = opened(daily, '2025-03-03', '2025-03-20T09:00', '2025-03-03', closes).wake();
    expect(story.types()).toEqual(['limitBreached', 'limitLapsed', 'stageLeft', 'limitCancelled', 'caseEnded']);
    expect(story.state.ended?.end).toBe('lapsed');
  });

  it('that nobody can miss before the year is published, and whose window moves when it is', () => {
    const story = opened(duty({ every: 'month', on: { day: 4 } }), '2025-10', '2025-09-30T00:05', '2025-09-30');
    const { '2025': _, ...years } = chinaDays.years;
    const unpublished: DayTable = { ...chinaDays, years };
    const estimated = tell(processOfDuty(duty({ every: 'month', on: { day: 4 } })), {
      ...realWorld(players),
      time: timekeeperOf(unpublished, '18:00'),
    })
      .on('2025-10-04T00:05')
      .open('system', { subject: '月度分析', period: '2025-10', opensAt: '2025-10-04T00:00:00+08:00' })
      .wake('2025-10-20T00:00');
    expect(estimated.limit('window')).toMatchObject({ provisional: true, breachedAt: null });
    Object.assign(estimated.world, { time: realWorld(players).time });
    estimated.do('system', { do: 'recompute', why: 'calendar' });
    expect(estimated.limit('window')).toMatchObject({ provisional: false, dueAt: story.limit('window')?.dueAt });
    expect(estimated.wake().types()).toEqual(['limitBreached']);
  });

  it.each<readonly [string, Duty]>([
    ['monthly', duty(monthly)],
    ['daily', duty({ every: 'day', workingDaysOnly: true }, { lateFor: 'duty.madeUp' })],
    [
      'drawn',
      duty(
        { every: 'quarter', anyTime: true },
        { draws: { from: 'records', share: 'record.spotCheckElectronic' }, sign: title },
      ),
    ],
  ])('that passes the checks and walks home: %s', (_name, one) => {
    const process = processOfDuty(one);
    expect(checkProcess(process)).toEqual([]);
    fc.assert(
      fc.property(fc.integer(), (seed) => walk(process, seed, { steps: 30 }).end !== null),
      { seed: 20261121, numRuns: 60 },
    );
  });
});

describe('a draw', () => {
  const hash = (words: string) => createHash('sha256').update(words).digest('hex');
  const ids = Array.from({ length: 41 }, (_, i) => `R-${i}`);

  it('is the same for whoever knows the seed, in whatever order the population comes', () => {
    const seed = seedOf('size 7 root abc', 'spot-check 2025-03', hash);
    const once = draw(ids, 5, seed, hash);
    expect(draw([...ids].reverse(), 5, seed, hash)).toEqual(once);
    expect(new Set(once).size).toBe(5);
    expect(fingerprint([...ids].reverse(), hash)).toBe(fingerprint(ids, hash));
  });

  it('is another for another occasion', () => {
    const at = (occasion: string) => draw(ids, 5, seedOf('size 7 root abc', occasion, hash), hash);
    expect(at('2025-03')).not.toEqual(at('2025-04'));
  });

  it('takes a share rounded up, and never none where there are any', () => {
    expect([0, 1, 10, 11].map((n) => shareOf(10, n))).toEqual([0, 1, 1, 2]);
  });

  it('gives every member the same chance', () => {
    const times = new Map<string, number>();
    for (let i = 0; i < 4_000; i++)
      for (const id of draw(ids, 10, hash(String(i)), hash)) times.set(id, (times.get(id) ?? 0) + 1);
    const expected = (4_000 * 10) / ids.length;
    for (const id of ids) expect(Math.abs((times.get(id) ?? 0) - expected) / expected).toBeLessThan(0.15);
  });
});
