import { describe, expect, it } from 'vitest';
import { replay } from './evolve.ts';
import type { Timekeeper } from './run.ts';
import { tell, type World } from './testing/given.ts';
import { parallel } from './testing/parallel.ts';

/** A timekeeper that knows hours only, so that the engine is tested apart from the calendar. */
const hours: Timekeeper = {
  due: ({ from, within, direction, pauses }) => {
    const paused = pauses.reduce((sum, p) => sum + ((p.to ?? from) - p.from), 0);
    const span = Number.parseInt(within, 10) * 3_600_000;
    return { dueAt: (direction === 'before' ? from - span : from + span + paused) as never, provisional: false };
  },
  window: () => {
    throw new Error('no duty recurs here');
  },
};

const world: World = {
  time: hours,
  parameter: (id) => [{ value: String(id), clause: 'test' }],
  players: {
    ann: { name: 'Ann', roles: ['admissionClerk'] },
    bob: { name: 'Bob', roles: ['qualificationReviewer'] },
    eve: { name: 'Eve', roles: ['complianceOfficer'] },
    ben: { name: 'Ben', roles: ['qualificationReviewer'], onBehalfOf: 'Ann' },
    mia: { name: 'Mia', roles: ['merchant'] },
  },
};
const reviewing = () => tell(parallel, world).on('2025-03-03T09:00').open('mia').act('ann', 'check.complete');

describe('the engine', () => {
  it('opens both reviews at once and joins them', () => {
    const story = reviewing();
    expect(story.openKeys).toEqual(['review.quality#1', 'review.compliance#1']);
    story.act('bob', 'review.pass');
    expect(story.state.ended).toBeNull();
    expect(
      story.do('eve', {
        do: 'act',
        task: 'review.compliance#1',
        action: 'passCompliance',
        form: { clear: {}, stored: {} },
        signature: null,
      }).state.ended?.end,
    ).toBe('passed');
  });

  it('the first refusal ends the stage and cancels the other review', () => {
    const story = reviewing().act('bob', 'review.fail');
    expect(story.state.ended?.end).toBe('refused');
    expect(story.state.tasks['review.compliance#1']?.state).toBe('cancelled');
  });

  it('compares natural persons: a delegate of the clerk may not review what the clerk passed', () => {
    expect(reviewing().refusesAct('ben', 'review.pass').code).toBe('duty.separation');
  });

  it('records a breach of our own and lets the act proceed', () => {
    const story = tell(parallel, world)
      .on('2025-03-03T09:00')
      .open('mia')
      .on('2025-03-03T18:00')
      .act('ann', 'check.complete');
    expect(story.types().slice(0, 2)).toEqual(['limitBreached', 'acted']);
    expect(story.limit('checking')).toMatchObject({ state: 'met' });
  });

  it('does not remind of what is over already, after a machine that slept through both', () => {
    const story = tell(parallel, world).on('2025-03-03T09:00').open('mia').on('2025-03-03T18:00').wake();
    expect(story.types()).toEqual(['limitBreached']);
    expect(story.wake().latest).toEqual([]);
  });

  it("lapses a merchant's period once, and refuses him even if the machine is late", () => {
    const story = tell(parallel, world)
      .on('2025-03-03T09:00')
      .open('mia')
      .act('ann', 'check.ask')
      .on('2025-03-04T09:00');
    expect(story.refusesAct('mia', 'supplement.hand').code).toBe('limit.lapsed');
    expect(story.wake().state.ended?.end).toBe('void');
    expect(story.wake().latest).toEqual([]);
  });

  it('accepts an act at the last instant', () => {
    const story = tell(parallel, world)
      .on('2025-03-03T09:00')
      .open('mia')
      .act('ann', 'check.ask')
      .on('2025-03-04T08:59:59.999')
      .act('mia', 'supplement.hand');
    expect(story.openKeys).toEqual(['check.check#2']);
  });

  it('退回: the clock of the reopened stage goes on', () => {
    const story = reviewing()
      .on('2025-03-03T10:00')
      .do('bob', { do: 'sendBack', task: 'review.quality#1', to: 'check', reason: '缺页' });
    expect(story.openKeys).toEqual(['check.check#2']);
    expect(story.limit('checking')).toMatchObject({ state: 'running', key: 'checking#1' });
    expect(story.limit('reviewing')).toMatchObject({ state: 'cancelled' });
  });

  it('加签: the task waits for the added signature, no new clock', () => {
    const story = reviewing().do('bob', { do: 'addSigner', task: 'review.quality#1', to: 'Eve', reason: '请复核' });
    expect(story.refusesAct('bob', 'review.pass').code).toBe('task.signerPending');
    story
      .do('eve', { do: 'answerSigner', task: 'review.quality#1+1', answer: 'agreed', reason: '同意', signature: null })
      .act('bob', 'review.pass');
    expect(story.state.tasks['review.quality#1']?.state).toBe('agreed');
  });

  it('认领 转办: a claimed task is closed to colleagues; a transfer needs the same role', () => {
    const story = reviewing().do('bob', { do: 'claim', task: 'review.quality#1' });
    expect(story.refuses({ do: 'transfer', task: 'review.quality#1', to: 'Eve', reason: '忙' }, 'bob').code).toBe(
      'transfer.notEligible',
    );
    expect(story.refuses({ do: 'claim', task: 'review.quality#1' }, 'ben').code).toBe('task.claimedElsewhere');
    story.do('bob', { do: 'transfer', task: 'review.quality#1', to: 'Ben', reason: '出差' });
    expect(story.refuses({ do: 'claim', task: 'review.quality#1' }, 'bob').code).toBe('task.assignedElsewhere');
  });

  it('撤回: restores the case until somebody else has acted', () => {
    const story = reviewing();
    const taken = { do: 'withdraw', reason: '点错', history: story.history, effectsLeft: false } as const;
    expect(story.refuses({ ...taken, effectsLeft: true }, 'ann').code).toBe('withdraw.effectLeft');
    expect(story.refuses(taken, 'bob').code).toBe('withdraw.notLast');
    story.do('ann', taken);
    expect(story.openKeys).toEqual(['check.check#1']);
    expect(story.limit('checking')?.state).toBe('running');
    expect(replay(story.history)).toEqual(story.state);
  });
});
