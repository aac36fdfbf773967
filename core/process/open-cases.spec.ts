import { describe, expect, it } from 'vitest';
import { text } from '../base/text.ts';
import type { Process } from './definition.ts';
import { tell, type World } from './testing/given.ts';
import { parallel } from './testing/parallel.ts';

const world: World = {
  time: {
    due: ({ from }) => ({ dueAt: (from + 86_400_000) as never, provisional: false }),
    window: () => {
      throw new Error('no duty recurs here');
    },
  },
  parameter: (id) => [{ value: id, clause: 'test' }],
  players: {
    ann: { name: 'Ann', roles: ['admissionClerk'] },
    bob: { name: 'Bob', roles: ['qualificationReviewer'] },
    mia: { name: 'Mia', roles: ['merchant'] },
  },
};

/** The second version calls the review a double review. */
const { review, ...others } = parallel.stages;
const second = (openCases: Process['openCases']): Process => {
  const check = JSON.parse(JSON.stringify(others.check).replaceAll('"to":"review"', '"to":"doubleReview"'));
  const stages = { ...others, check, doubleReview: { ...review, title: text('双审', 'Double review') } };
  return { ...parallel, version: 2, stages, ...(openCases ? { openCases } : {}) } as Process;
};
const continued = (process: Process) => {
  const begun = tell(parallel, world).on('2025-03-03T09:00').open('mia').act('ann', 'check.complete');
  const story = tell(process, world).on('2025-03-03T12:00');
  story.history = begun.history;
  return story;
};
const move = { do: 'changeDefinition', approvedBy: 'Hua' } as const;

describe('open cases of an earlier version', () => {
  it('move by the map of the new version and go on there', () => {
    const story = continued(second({ moveFrom: { 1: { check: 'check', review: 'doubleReview' } } })).do('ann', move);
    expect(story.latest).toEqual([
      expect.objectContaining({ type: 'definitionChanged', from: 1, to: 2, approvedBy: 'Hua' }),
    ]);
    expect(story.state.stages.doubleReview?.state).toBe('open');
    expect(
      story.do('bob', {
        do: 'act',
        task: 'review.quality#1',
        action: 'fail',
        form: { clear: {}, stored: {} },
        signature: null,
      }).state.ended?.end,
    ).toBe('refused');
  });

  it.each(['finishAsBegun', undefined] as const)('finish as they began where the policy is %s', (policy) => {
    const story = continued(second(policy));
    expect(story.refuses(move, 'ann').code).toBe('definition.finishesAsBegun');
    expect(story.state.definitionVersion).toBe(1);
  });

  it('do not move where the map does not know the stage they stand in', () => {
    const story = continued(second({ moveFrom: { 1: { check: 'check' } } }));
    expect(story.refuses(move, 'ann').code).toBe('definition.stageUnmapped');
  });
});
