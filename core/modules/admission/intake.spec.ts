import { describe, expect, it } from 'vitest';
import { formatMinute } from '../../base/time.ts';
import * as filled from './testing/filled.ts';
import { type AdmissionStory, inPreliminary, received, story, supplementing } from './testing/story.ts';

const due = (told: AdmissionStory, limit: string): string => {
  const at = told.limit(limit)?.dueAt;
  return at ? formatMinute(at) : 'none';
};

describe('receipt of the material', () => {
  it('P05-3.1-01: receipt is confirmed by itself as soon as the application is filed', () => {
    expect(received().effects()).toEqual(['receiptNotice']);
  });

  it.each([
    ['2025-03-07T16:00', '2025-03-10 18:00', 'a Friday afternoon: Monday'],
    ['2025-09-26T16:00', '2025-09-28 18:00', 'a Sunday that is worked counts'],
    ['2025-09-30T09:00', '2025-10-09 18:00', 'the holiday does not'],
  ])('P05-3.1-02 P05-3.1-05: filed at %s, the check is due at %s (%s)', (filedAt, expected) => {
    expect(due(story().on(filedAt).open('merchant', filled.application()), 'completeness')).toBe(expected);
  });

  it('P05-3.1-02: a check that is late goes to the head of operations and is still done', () => {
    const told = received().wake('2025-03-10T18:00');
    expect(told.latest).toContainEqual(
      expect.objectContaining({ type: 'limitBreached', escalateTo: 'headOfOperations' }),
    );
    expect(told.act('clerk', 'completeness.accept', filled.receipt()).stages()).toEqual(['preliminary']);
  });

  it.each(['businessLicence', 'permit', 'registrations', 'identity', 'format'])(
    'P05-2.1-01 P05-3.1-03: without %s an application is not complete',
    (item) => {
      expect(inPreliminary().stages()).toEqual(['preliminary']);
      expect(
        received().refusesAct('clerk', 'completeness.accept', { ...filled.receipt([item]), complete: 'yes' }).code,
      ).toBe('admission.incomplete');
    },
  );

  it('the distribution licence may be ticked as not applicable for class I only', () => {
    const receipt = filled.receipt();
    const excused = {
      ...receipt,
      materials: { ...(receipt.materials as object), permit: { answer: 'notApplicable' } },
    };
    expect(received(filled.application('I')).act('clerk', 'completeness.accept', excused).stages()).toEqual([
      'preliminary',
    ]);
    expect(received().refusesAct('clerk', 'completeness.accept', excused).code).toBe('admission.incomplete');
  });

  it.each([
    ['P05-3.1-03', 'completeness.accept', 'materials', filled.receipt()],
    ['P05-3.1-04', 'completeness.accept', 'receivedOn', filled.receipt()],
    ['P05-3.1-04', 'completeness.accept', 'documentCount', filled.receipt()],
    ['P05-3.1-04', 'completeness.accept', 'complete', filled.receipt()],
    ['P05-3.1-06', 'completeness.askSupplement', 'items', filled.supplement],
    ['P05-3.1-07', 'completeness.askSupplement', 'calledAt', filled.supplement],
    ['P05-3.1-07', 'completeness.askSupplement', 'calledPerson', filled.supplement],
    ['P05-3.1-10', 'completeness.reject', 'reason', { reason: '经营范围页仍未提交' }],
  ])('%s: %s asks for %s', (_id, ref, field, form) => {
    expect(
      story()
        .missing(ref, { ...form, [field]: undefined })
        .map((path) => path.split('.')[0]),
    ).toContain(field);
  });

  it('P05-3.1-04: the register of receipt is kept as a record', () => {
    expect(inPreliminary().effects()).toContain('receiptRegister');
  });
});

describe('the supplement', () => {
  it('P05-3.1-05 P05-3.1-06: an incomplete application goes back with a notice', () => {
    const told = supplementing();
    expect(told.stages()).toEqual(['supplement']);
    expect(told.effects()).toContain('supplementNotice');
  });

  it('P05-3.1-08: the merchant has until 24:00 of the fifth working day', () => {
    const told = supplementing();
    expect(due(told, 'supplement')).toBe('2025-03-15 00:00');
    told.on('2025-03-14T23:59:59').act('merchant', 'supplement.resubmit', filled.resubmission);
    expect(told.stages()).toEqual(['completeness']);
  });

  it('P05-3.1-08: what is supplemented is checked afresh, with a day of its own', () => {
    const told = supplementing().on('2025-03-12T10:00').act('merchant', 'supplement.resubmit', filled.resubmission);
    expect([told.limit('completeness')?.key, due(told, 'completeness')]).toEqual([
      'completeness#2',
      '2025-03-13 18:00',
    ]);
  });

  it('P05-3.1-08: the merchant may give up instead', () => {
    expect(supplementing().act('merchant', 'supplement.withdraw').state.ended?.end).toBe('withdrawn');
  });

  it('P05-3.1-08: nothing is rejected before the merchant had his chance', () => {
    const reason = { reason: '公章不清晰' };
    expect(received().refusesAct('clerk', 'completeness.reject', reason).code).toBe('admission.notSupplemented');
  });

  it('P05-3.1-09 P05-3.1-10: a period that passes unused rejects the application and says why', () => {
    const told = supplementing().wake('2025-03-15T00:00');
    expect(told.state.ended?.end).toBe('rejected');
    expect(told.effects()).toEqual(['rejectionNotice']);
    expect(told.latest).toContainEqual(expect.objectContaining({ type: 'limitLapsed', key: 'supplement#1' }));
  });

  it('nothing can be handed in after the period, even while the machine is late', () => {
    const late = supplementing().on('2025-03-15T00:00');
    expect(late.refusesAct('merchant', 'supplement.resubmit', filled.resubmission).code).toBe('limit.lapsed');
  });

  it('P05-3.1-09 P05-3.1-10: a supplement that falls short is rejected with its reason, not asked for again', () => {
    const told = supplementing().on('2025-03-12T10:00').act('merchant', 'supplement.resubmit', filled.resubmission);
    expect(told.refusesAct('clerk', 'completeness.askSupplement', filled.supplement).code).toBe(
      'admission.supplementedAlready',
    );
    told.act('clerk', 'completeness.reject', { reason: '经营范围页仍未提交' });
    expect(told.state.ended?.end).toBe('rejected');
    expect(told.effects()).toEqual(['rejectionNotice']);
  });

  it('P04-2.1-05: the review record of a supplement is made with the act itself', () => {
    expect(supplementing().effects()).toContain('qualificationRecord');
  });
});
