import { describe, expect, it } from 'vitest';
import { at } from '../../process/testing/given.ts';
import { allAgree, circulated, drafted, object, panel } from './testing/stories.ts';

describe('review of a document', () => {
  it('asks for three members and an expert on the panel (P03-3.1-02, P03-3.1-03)', () => {
    const story = drafted();
    expect(story.refusesAct('head', 'internalReview.pass', panel(1, 2)).code).toBe('document.panelTooSmall');
    expect(story.refusesAct('head', 'internalReview.pass', panel(0)).code).toBe('document.noExpert');
  });

  it('gives each department a task and a clock of three working days of its own (P03-3.2-04)', () => {
    const story = circulated().act('tech', 'crossReview.agree', {}, 'sales').wake('2025-03-06T18:00');
    expect(story.openKeys).toHaveLength(3);
    expect(story.limit('crossReview', 'sales')).toMatchObject({ state: 'met', breachedAt: null });
    expect(story.limit('crossReview', 'quality')?.breachedAt).toBe(at('2025-03-06T18:00'));
  });

  it('only the objecting department reviews again after two working days of rework (P03-3.2-05, P03-3.2-06)', () => {
    const story = circulated().act('tech', 'crossReview.agree', {}, 'sales');
    story.act('tech', 'crossReview.object', object('minor'), 'technology');
    expect(story.limit('rework', 'technology')?.dueAt).toBe(at('2025-03-05T18:00'));
    story.on('2025-03-05T10:00').act('dan', 'rework.resubmit', {}, 'technology');
    expect(story.openKeys).toEqual([
      'crossReview.review[compliance]#1',
      'crossReview.review[quality]#1',
      'crossReview.review[technology]#2',
    ]);
    expect(story.limit('secondReview', 'technology')?.dueAt).toBe(at('2025-03-10T18:00'));
    for (const one of ['technology', 'compliance', 'quality']) story.act('tech', 'crossReview.agree', {}, one);
    expect(story.openKeys).toEqual(['qualityReview.review#1']);
  });

  it('three major objections call a meeting within a working day, then a revision (P03-3.2-07, P03-3.2-08, P03-3.2-09)', () => {
    const story = circulated();
    story.act('tech', 'crossReview.object', object('major'), 'technology');
    story.act('tech', 'crossReview.object', object('minor'), 'quality');
    story.act('tech', 'crossReview.object', object('major'), 'sales');
    expect(story.state.stages.meeting).toBeUndefined();
    story.act('tech', 'crossReview.object', object('major'), 'compliance');
    expect(story.openKeys).toEqual(['meeting.meet#1']);
    expect(story.limit('meeting')?.dueAt).toBe(at('2025-03-04T18:00'));
    story.act('dan', 'meeting.agreeOnText', { opinion: '合并第 3 章' }).act('dan', 'revision.handIn');
    expect(story.openKeys).toEqual(['qualityReview.review#1']);
  });

  it('the quality review sends back by a notice whose own day binds (P03-3.3-05, P03-3.3-07, P03-3.3-08)', () => {
    const story = allAgree();
    expect(story.limit('qualityReview')?.dueAt).toBe(at('2025-03-05T18:00'));
    story.act('qin', 'qualityReview.fail', { demand: '补充时限', rectifyBy: '2025-03-06' });
    expect(story.types()).toContain('effectRequested');
    expect(story.wake('2025-03-07T00:00').limit('rectification')?.breachedAt).toBe(at('2025-03-07T00:00'));
    expect(story.act('dan', 'rectification.resubmit').openKeys).toEqual(['qualityReview.review#2']);
  });

  it('does not pass a document with a point that fails (P03-3.3-04)', () => {
    const points = { p1: { answer: 'fail', note: '缺责任岗位' } };
    expect(allAgree().refusesAct('qin', 'qualityReview.pass', { points }).code).toBe('document.pointFails');
  });

  it('asks the approver of the level, who gives reasons for a refusal (P03-4.1-01, P03-4.1-04, P03-4.2-03, P03-4.2-06)', () => {
    const submitted = (level: string) =>
      allAgree(level).act('qin', 'qualityReview.pass').act('dan', 'submission.submit');
    expect(submitted('manual').act('gm', 'manualApproval.approve').state.ended?.end).toBe('approved');
    const story = submitted('procedure');
    expect(story.limit('approval')?.dueAt).toBe(at('2025-03-06T18:00'));
    expect(story.refusesAct('gm', 'procedureApproval.approve').code).toBe('task.notYourRole');
    story.act('vice', 'procedureApproval.refuse', { opinion: '职责不清' }).act('dan', 'correction.correct');
    expect(story.act('dan', 'submission.submit').openKeys).toEqual(['procedureApproval.approve#2']);
  });

  it('a record form needs two heads, who are two persons (P03-4.1-06)', () => {
    const story = allAgree('record').act('qin', 'qualityReview.pass').act('dan', 'submission.submit');
    story.act('hq', 'recordApproval.approveQuality');
    expect(story.state.ended).toBeNull();
    expect(story.refusesAct('hq', 'recordApproval.approveUse').code).toBe('duty.separation');
    expect(story.act('head', 'recordApproval.approveUse').state.ended?.end).toBe('approved');
  });

  it('gives three working days inside the department and one each to circulate and to submit (P03-3.1-07, P03-3.2-02, P03-3.2-03, P03-4.2-01)', () => {
    const story = drafted();
    expect(story.limit('internalReview')?.dueAt).toBe(at('2025-03-06T18:00'));
    story.act('head', 'internalReview.pass', panel(1));
    expect(story.limit('circulation')?.dueAt).toBe(at('2025-03-04T18:00'));
    expect(story.act('dan', 'circulation.send').latest).toContainEqual(
      expect.objectContaining({ effect: 'reviewNotice' }),
    );
    expect(allAgree().act('qin', 'qualityReview.pass').limit('submission')?.dueAt).toBe(at('2025-03-04T18:00'));
  });
});
