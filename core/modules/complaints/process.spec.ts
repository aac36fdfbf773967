import { describe, expect, it } from 'vitest';
import { at, tell } from '../../process/testing/given.ts';
import { urgentComplaint } from './process.ts';
import { complaint, note, registered, responded, sample, settled, told, world } from './testing/stories.ts';

describe('an urgent complaint', () => {
  it('is urgent by injury or by five complainants (P11-1.3-01)', () => {
    const story = tell(urgentComplaint, world).on('2025-03-03T22:10');
    const open = (more: object) =>
      ({ do: 'open', form: { clear: { ...complaint, ...more }, stored: {} }, signature: null }) as const;
    expect(story.refuses(open({ injured: false, persons: 4 }), 'kim').code).toBe('complaint.notUrgent');
    expect(story.do('kim', open({ injured: false, persons: 5 })).openKeys).toHaveLength(4);
  });

  it('starts every clock at receipt, not at registration (P11-3.1.1-01, P11-3.1.1-04, P11-3.1.1-07, P11-3.1.2-02, P11-1.3-03)', () => {
    const story = registered();
    const due = Object.fromEntries(Object.values(story.state.limits).map((l) => [l.limit, l.dueAt]));
    expect(due).toMatchObject({
      merchant: at('2025-03-03T22:15'),
      response: at('2025-03-03T22:30'),
      delisting: at('2025-03-03T23:00'),
      investigation: at('2025-03-04T22:00'),
      answered: at('2025-03-06T22:00'),
    });
  });

  it('a late registration is a breach of its own, and quality is told at once (P11-2.2-01, P11-2.2-09)', () => {
    expect(registered().limit('registration')).toMatchObject({ state: 'met', breachedAt: null });
    const story = tell(urgentComplaint, world).on('2025-03-03T22:31').open('kim', complaint);
    expect(story.limit('registration')).toMatchObject({ state: 'met', breachedAt: at('2025-03-03T22:31') });
    expect(story.latest).toContainEqual(expect.objectContaining({ type: 'effectRequested', effect: 'escalation' }));
  });

  it('each of the parallel clocks is missed alone', () => {
    const story = registered().act('kim', 'contact.record', note).wake('2025-03-03T23:00');
    const breached = Object.values(story.state.limits).filter((l) => l.breachedAt !== null);
    expect(breached.map((l) => l.limit)).toEqual(['merchant', 'delisting']);
  });

  it('with the laboratory outstanding, an interim reply keeps the 72 hours and the case stays open (P11-3.1.2-01, P11-3.1.2-06, P11-3.1.2-12)', () => {
    const story = responded().on('2025-03-04T08:30').act('qin', 'investigation.sample', sample);
    expect(story.limit('laboratory')?.dueAt).toBe(at('2025-03-07T18:00'));
    story.on('2025-03-06T20:00').act('kim', 'laboratory.reply', note).wake('2025-03-06T22:00');
    expect(story.limit('answered')).toMatchObject({ state: 'met', breachedAt: null });
    expect(story.openKeys).toEqual(['laboratory.result#1']);
    expect(story.act('qin', 'laboratory.receive', note).openKeys).toEqual(['handling.settle#1']);
  });

  it('without an interim reply the 72 hours are missed (P11-1.3-03)', () => {
    const story = responded().on('2025-03-04T08:30').act('qin', 'investigation.sample', sample);
    expect(story.wake('2025-03-06T22:00').limit('answered')?.breachedAt).toBe(at('2025-03-06T22:00'));
  });

  it('sends samples to accredited laboratories only and pays threefold (P11-3.1.2-05, P11-3.1.2-08, P11-3.1.2-09)', () => {
    const story = responded();
    expect(story.refusesAct('qin', 'investigation.sample', { ...sample, accredited: false }).code).toBe(
      'complaint.laboratoryNotAccredited',
    );
    story.act('qin', 'investigation.conclude', note);
    expect(story.limit('refund')?.dueAt).toBe(at('2025-03-04T22:10'));
    const low = { ...settled, compensation: '593.99' };
    expect(story.refusesAct('kim', 'handling.settle', low).code).toBe('complaint.compensationTooLow');
    story.act('kim', 'handling.settle', settled);
  });

  it('closes when everything else is done and the complainant was told both ways (P11-3.1.2-12)', () => {
    const story = registered().act('qin', 'investigation.conclude', note).act('kim', 'handling.settle', settled);
    expect(story.openKeys).not.toContain('feedback.tell#1');
    story.act('kim', 'contact.record', note).act('qin', 'merchant.reached', note).act('tao', 'delisting.delist');
    expect(story.openKeys).toEqual(['feedback.tell#1']);
    expect(story.refusesAct('kim', 'feedback.tell', { ...told, inWriting: false }).code).toBe('complaint.notTold');
    expect(story.act('kim', 'feedback.tell', told).state.ended?.end).toBe('closed');
  });

  it('delists the device and answers in the interim, not only on paper (P11-3.1.1-07, P11-3.1.2-12)', () => {
    expect(registered().act('tao', 'delisting.delist').latest).toContainEqual(
      expect.objectContaining({ effect: 'delistDevice' }),
    );
    const story = responded().act('qin', 'investigation.sample', sample).act('kim', 'laboratory.reply', note);
    expect(story.latest).toContainEqual(expect.objectContaining({ effect: 'interimReply' }));
  });
});
