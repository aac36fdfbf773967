import { describe, expect, it } from 'vitest';
import { formatMinute } from '../../base/time.ts';
import { checklistItems } from './forms/preliminary.ts';
import * as filled from './testing/filled.ts';
import { inPreliminary, inProfessional, story } from './testing/story.ts';

const failing = () => inPreliminary().act('liaison', 'preliminary.fail', filled.preliminaryRefusal);
const OTHER_NAME = { permitHolder: '另一医疗器械(福建)有限公司' };

describe('the preliminary review', () => {
  it('P05-3.2-01: it is due at the close of the third working day', () => {
    const told = inPreliminary();
    expect(formatMinute(told.limit('preliminary')?.dueAt as never)).toBe('2025-03-12 18:00');
    expect(told.wake('2025-03-12T18:00').latest).toContainEqual(
      expect.objectContaining({ type: 'limitBreached', escalateTo: 'headOfOperations' }),
    );
  });

  it('P05-3.2-05 P05-3.2-02: all ten points are answered, and a failure says why', () => {
    expect(checklistItems).toHaveLength(10);
    const form = filled.preliminary();
    const { seal: _left, ...nine } = form.checklist as Record<string, unknown>;
    expect(story().missing('preliminary.pass', { ...form, checklist: nine })).toEqual(['checklist.seal']);
    const unexplained = { ...form, checklist: { ...nine, seal: { answer: 'fail' } } };
    expect(story().missing('preliminary.pass', unexplained)).toHaveLength(1);
  });

  it.each([
    ['P05-3.2-02', 'complete'],
    ['P05-3.2-03 P05-2.1.1-02', 'seal'],
    ['P05-3.2-03', 'legible'],
    ['P05-3.2-05', 'scope'],
  ])('%s: a file whose point “%s” has failed does not pass', (_ids, point) => {
    expect(inPreliminary().refusesAct('liaison', 'preliminary.pass', filled.preliminary([point])).code).toBe(
      'admission.checklistFailed',
    );
  });

  it('P05-3.2-04: different names on licence and permit block the pass until they are corrected', () => {
    const told = inPreliminary(filled.application('II', OTHER_NAME));
    expect(told.refusesAct('liaison', 'preliminary.pass', filled.preliminary()).code).toBe('admission.namesDiffer');
    told
      .act('liaison', 'preliminary.fail', filled.preliminaryRefusal)
      .act('merchant', 'correction.resubmit', {
        ...filled.resubmission,
        permitHolder: String(filled.application().merchantName),
      })
      .act('liaison', 'preliminary.pass', filled.preliminary());
    expect(told.stages()).toEqual(['professional']);
  });

  it('P05-3.2-05 P05-3.2-06 P05-3.2-08: a file that passed goes to both departments at once', () => {
    expect(inProfessional().openKeys).toEqual(['professional.quality#1', 'professional.compliance#1']);
  });

  it('P05-3.2-07: the report says what the reviewer thinks and is kept as a record', () => {
    expect(story().missing('preliminary.pass', { ...filled.preliminary(), opinion: undefined })).toEqual(['opinion']);
  });

  it('P05-3.2-07: the report is kept as a record', () => {
    expect(inProfessional().effects()).toContain('preliminaryReport');
  });

  it('P05-3.2-09: a failure goes back to the merchant with a notice', () => {
    const told = failing();
    expect(told.stages()).toEqual(['correction']);
    expect(told.effects()).toEqual(['preliminaryNotice']);
  });

  it('P05-3.2-09: a failure names the points and what to change', () => {
    expect(story().missing('preliminary.fail', { ...filled.preliminaryRefusal, reasons: [] })).toEqual(['reasons']);
  });

  it('P05-3.2-09: nothing is sent back where no point has failed', () => {
    const form = { ...filled.preliminaryRefusal, checklist: filled.checklist() };
    expect(inPreliminary().refusesAct('liaison', 'preliminary.fail', form).code).toBe('admission.nothingFailed');
  });

  it('P05-3.2-10: a corrected file starts the preliminary review anew, clock and checklist', () => {
    const told = failing().on('2025-03-20T10:00').act('merchant', 'correction.resubmit', filled.resubmission);
    expect(told.openKeys).toEqual(['preliminary.review#2']);
    expect(formatMinute(told.limit('preliminary')?.dueAt as never)).toBe('2025-03-25 18:00');
  });

  it('P05-3.2-10: the merchant may give up instead', () => {
    expect(failing().act('merchant', 'correction.withdraw').state.ended?.end).toBe('withdrawn');
  });
});
