import { describe, expect, it } from 'vitest';
import { at } from '../../process/testing/given.ts';
import { check, done, failed, plan, received, rectified, sent } from './testing/stories.ts';

describe('findings of an internal audit', () => {
  it('runs a clock for each finding by its severity, from receipt of the report (P13-2.4-01, P13-2.4-02)', () => {
    const story = received();
    expect(story.limit('rectification', '1')?.dueAt).toBe(at('2025-03-24T18:00'));
    expect(story.limit('rectification', '2')?.dueAt).toBe(at('2025-04-15T18:00'));
  });

  it('takes the report as received three working days after it was sent (P13-2.3.2-04)', () => {
    const story = sent().wake('2025-03-07T08:00');
    expect(story.openKeys).toEqual(['plan.draft[1]#1', 'plan.draft[2]#1']);
    // Counted from when the period ended, though the machine woke a day later.
    expect(story.limit('rectification', '1')?.anchorAt).toBe(at('2025-03-06T18:00'));
  });

  it('a plan stays within the period and is approved within three working days, or made again (P13-2.4.1-02, P13-2.4.1-03, P13-2.4.1-04, P13-2.4.1-05)', () => {
    const story = received();
    const long = { ...plan, completeBy: '2025-03-25' };
    expect(story.refusesAct('dai', 'plan.draft', long, '1').code).toBe('audit.planTooLong');
    story.act('dai', 'plan.draft', plan, '1');
    expect(story.refusesAct('dai', 'planReview.approve', {}, '1').code).toBe('duty.separation');
    expect(story.limit('planReviewed', '1')?.dueAt).toBe(at('2025-03-06T18:00'));
    story.act('ann', 'planReview.reject', { remark: '缺责任人' }, '1');
    expect(story.openKeys).toEqual(['plan.draft[2]#1', 'plan.draft[1]#2']);
    story.act('dai', 'plan.draft', plan, '1').act('ann', 'planReview.approve', {}, '1');
    expect(story.openKeys).toEqual(['plan.draft[2]#1', 'rectify.rectify[1]#1']);
  });

  it('a plan is due five working days after the report (P13-2.4.1-01)', () => {
    const story = received().wake('2025-03-10T18:00');
    expect(story.limit('planDrafted', '2')?.breachedAt).toBe(at('2025-03-10T18:00'));
  });

  it('verification is due five working days after the period, even where the work was done early (P13-2.4.2-03)', () => {
    const story = rectified();
    expect(story.limit('verification', '1')?.dueAt).toBe(at('2025-03-31T18:00'));
    expect(story.limit('verification', '2')).toBeUndefined();
    expect(story.wake('2025-03-31T18:00').limit('verification', '1')?.breachedAt).toBe(at('2025-03-31T18:00'));
  });

  it('who did the work does not verify it', () => {
    expect(rectified().refusesAct('dai', 'verify.pass', check, '1').code).toBe('duty.separation');
  });

  it('a failed verification is urged and has seven working days more, then the head answers for it (P13-2.4.2-08, P13-2.4.2-09, P13-2.4.2-10)', () => {
    const story = failed();
    expect(story.latest).toContainEqual(expect.objectContaining({ effect: 'urgingNotice', item: '1' }));
    expect(story.limit('again', '1')?.dueAt).toBe(at('2025-03-19T18:00'));
    story.act('dai', 'again.done', done, '1').act('ann', 'verifyAgain.fail', check, '1');
    expect(story.latest).toContainEqual(expect.objectContaining({ effect: 'holdToAccount', item: '1' }));
  });

  it('each finding closes on its own, the audit when none is left (P13-2.4.2-05, P13-2.4.2-06)', () => {
    const story = rectified().act('ann', 'verify.pass', check, '1');
    expect(story.openKeys).toEqual(['plan.draft[2]#1']);
    story.act('dai', 'plan.draft', plan, '2').act('ann', 'planReview.approve', {}, '2');
    story.act('dai', 'rectify.done', done, '2').act('ann', 'verify.pass', check, '2');
    expect(story.act('lei', 'closing.close').state.ended?.end).toBe('closed');
  });

  it('sends the report to the department and keeps a record of each verification (P13-2.3.2-03, P13-2.4.2-07)', () => {
    expect(sent().latest).toContainEqual(expect.objectContaining({ effect: 'reportNotice' }));
    expect(failed().latest).toContainEqual(expect.objectContaining({ effect: 'verificationRecord', item: '1' }));
  });
});
