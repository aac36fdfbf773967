import { describe, expect, it } from 'vitest';
import { at } from '../../process/testing/given.ts';
import { check, confirmed, emergency, formal, grounds, lead, said, served } from './testing/stories.ts';

describe('stopping the service of a merchant', () => {
  it('escalates an initial check that takes more than 24 hours (P10-2.2.1-01)', () => {
    expect(lead().wake('2025-03-04T09:00').limit('preliminary')?.breachedAt).toBe(at('2025-03-04T09:00'));
  });

  it('the 48 hours stand from delivery of the notice until the merchant answers (P10-2.2.2-01, P10-2.2.2-02)', () => {
    const story = served();
    expect(story.limit('formal')).toMatchObject({ state: 'paused', dueAt: null });
    story.on('2025-03-04T10:00').act('mei', 'reply.reply', said);
    // One hour was used before delivery; 18 hours of waiting do not count.
    expect(story.limit('formal')?.dueAt).toBe(at('2025-03-06T09:00'));
  });

  it('his three working days end at midnight; the clock goes on from then and he is heard no more (P10-2.2.2-03)', () => {
    const story = served();
    expect(story.limit('reply')?.dueAt).toBe(at('2025-03-07T00:00'));
    story.on('2025-03-07T06:00');
    expect(story.refusesAct('mei', 'reply.reply', said).code).toBe('limit.lapsed');
    story.wake();
    expect(story.limit('formal')?.dueAt).toBe(at('2025-03-08T23:00'));
    expect(story.act('qin', 'formal.confirmQuality', grounds).openKeys).toEqual(['formal.compliance#1']);
  });

  it('finds nobody guilty unheard, and visits only in pairs (P10-2.2.2-02, P10-2.2.2-06)', () => {
    const story = formal();
    expect(story.refusesAct('qin', 'formal.confirmQuality', grounds).code).toBe('stop.notHeard');
    const alone = { investigators: [{ name: '甲' }], findings: '未见异常' };
    expect(story.refusesAct('qin', 'formal.visit', alone).code).toBe('stop.tooFewInvestigators');
  });

  it('either department may clear him, and the merchant’s task ends with the verification (P10-2.2.2-09)', () => {
    const story = served().act('he', 'formal.clearCompliance', grounds);
    expect(story.state.ended?.end).toBe('unfounded');
    expect(story.openKeys).toEqual([]);
  });

  it('application and approval take two hours, the opinion one; only the head signs (P10-3.1-01, P10-3.1-03, P10-3.1-04)', () => {
    const story = confirmed().on('2025-03-04T11:00').act('qin', 'application.submit');
    expect(story.limit('approval')?.dueAt).toBe(at('2025-03-04T12:00'));
    expect(story.limit('opinion')?.dueAt).toBe(at('2025-03-04T12:00'));
    expect(story.refusesAct('qin', 'approval.approve').code).toBe('task.notYourRole');
    expect(story.act('boss', 'approval.defer', said).state.ended?.end).toBe('deferred');
  });

  it('technology and operations work side by side within the hour, refunds follow in 24 (P10-3.2-01, P10-3.2.2-06, P10-3.2.2-01)', () => {
    const story = confirmed().act('qin', 'application.submit').act('boss', 'approval.approve');
    expect(story.openKeys).toEqual(['technical.stop#1', 'operations.tell#1']);
    expect(story.limit('technical')?.dueAt).toBe(at('2025-03-04T11:00'));
    expect(story.limit('operations')?.dueAt).toBe(at('2025-03-04T11:00'));
    story.act('ops', 'operations.announce', said);
    expect(story.latest.filter((e) => e.type === 'effectRequested').map((e) => e.effect)).toEqual([
      'stopNotice',
      'publicNotice',
      'consumerNotice',
    ]);
    expect(story.limit('refunds')?.dueAt).toBe(at('2025-03-05T10:00'));
    story.act('tech', 'technical.execute', said).act('ops', 'refunds.complete', said);
    expect(story.openKeys).toEqual(['evidence.report#1']);
    expect(story.limit('evidence')?.dueAt).toBe(at('2025-03-07T18:00'));
    expect(story.act('qin', 'evidence.report', said).state.ended?.end).toBe('stopped');
  });

  it('an emergency stop is carried out first and breaches after a day without approval (P10-3.1-06, P10-3.1-07)', () => {
    expect(lead().refusesAct('qin', 'preliminary.emergency', check).code).toBe('stop.noEmergency');
    const story = emergency();
    expect(story.openKeys).toEqual(['technical.stop#1', 'operations.tell#1', 'lateApproval.approve#1']);
    story.act('tech', 'technical.execute', said).act('ops', 'operations.announce', said);
    story.act('ops', 'refunds.complete', said);
    expect(story.openKeys).toEqual(['lateApproval.approve#1']);
    story.wake('2025-03-04T09:00');
    expect(story.limit('lateApproval')?.breachedAt).toBe(at('2025-03-04T09:00'));
    expect(story.act('boss', 'lateApproval.ratify').openKeys).toEqual(['evidence.report#1']);
  });

  it('drops everything and lifts a stop that is not ratified (P10-3.1-05)', () => {
    const story = emergency().act('tech', 'technical.execute', said).act('boss', 'lateApproval.revoke', said);
    expect(story.openKeys).toEqual(['lifting.lift#1']);
    expect(story.act('tech', 'lifting.lift').state.ended?.end).toBe('lifted');
  });

  it('sends the notice of verification, stops the account, and gives the account back when a stop is lifted (P10-2.2.2-02, P10-3.2.1-01, P10-4.2-06)', () => {
    expect(formal().act('qin', 'formal.sendNotice').latest).toContainEqual(
      expect.objectContaining({ effect: 'verificationNotice' }),
    );
    const stopped = emergency().act('tech', 'technical.execute', said);
    expect(stopped.latest).toContainEqual(expect.objectContaining({ effect: 'stopMerchant' }));
    const story = stopped.act('boss', 'lateApproval.revoke', said).act('tech', 'lifting.lift');
    expect(story.latest).toContainEqual(expect.objectContaining({ effect: 'restoreMerchant' }));
  });
});
