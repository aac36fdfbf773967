import { describe, expect, it } from 'vitest';
import { formatMinute } from '../../base/time.ts';
import type { FormValues } from '../../forms/form.ts';
import * as filled from './testing/filled.ts';
import { type AdmissionStory, inProfessional, inRefusal, inResult, inSummary, story } from './testing/story.ts';

const due = (told: AdmissionStory, limit: string): string => formatMinute(told.limit(limit)?.dueAt as never);
const notified = () => inResult().act('clerk', 'result.notify', filled.result);

describe('the summary', () => {
  it('P05-3.3.3-02: it is due a working day after the second opinion', () => {
    expect(due(inSummary(), 'summary')).toBe('2025-03-10 18:00');
  });

  it.each(['qualityOpinion', 'complianceOpinion'])('P05-3.3.3-03: it holds %s', (field) => {
    expect(story().missing('summary.summarise', filled.summary({ [field]: undefined }))).toEqual([field]);
  });

  it('P05-3.3.3-03: it bears the grade that was assessed', () => {
    expect(inSummary().refusesAct('reviewer', 'summary.summarise', filled.summary({ grade: 'A' })).code).toBe(
      'admission.gradeDiffers',
    );
  });

  it('P05-3.3.3-03 P04-2.1-05: it is kept as a record, and the review record is made with it', () => {
    expect(inResult().effects()).toEqual(['summaryTable', 'qualificationRecord']);
  });

  it('P05-3.3.3-01 P05-3.3.3-04: signed, it hands the case to the result', () => {
    expect(inResult().stages()).toEqual(['result']);
  });
});

describe('a refusal', () => {
  it('P05-3.3.3-05: its notice is due a working day after the opinion against', () => {
    const told = inRefusal();
    expect(due(told, 'refusal')).toBe('2025-03-10 18:00');
    expect(told.act('reviewer', 'refusal.issue', filled.refusal()).state.ended?.end).toBe('refused');
  });

  it.each([
    ['P05-3.3.3-06', 'department'],
    ['P05-3.3.3-06 P05-3.4-09', 'reasons'],
    ['P05-3.3.3-06', 'appealable'],
    ['P05-3.4-09', 'reapplication'],
  ])('%s: it says %s', (_ids, field) => {
    expect(story().missing('refusal.issue', filled.refusal({ [field]: undefined }))).toEqual([field]);
  });

  it('P05-3.3.3-06 P05-3.4-09: it is told by a notice', () => {
    expect(inRefusal().act('reviewer', 'refusal.issue', filled.refusal()).effects()).toContain('refusalNotice');
  });

  it('P05-3.4-10 P05-3.4-11: it bars the enterprise', () => {
    expect(inRefusal().act('reviewer', 'refusal.issue', filled.refusal()).effects()).toContain('barMerchant');
  });

  it('P04-2.1-05: the review record of a refusal is made with the act itself', () => {
    expect(inRefusal().act('reviewer', 'refusal.issue', filled.refusal()).effects()).toContain('qualificationRecord');
  });
});

describe('the result', () => {
  it('P05-3.4-01 P05-3.4-02: it is told within a working day', () => {
    expect(due(inResult(), 'result')).toBe('2025-03-10 18:00');
    expect(notified().limit('result')?.state).toBe('met');
  });

  it('P05-3.4-02 P05-3.4-03 P05-3.4-04: the merchant gets notice and account, made by the system', () => {
    expect(notified().effects()).toEqual(['admissionNotice', 'admitMerchant']);
  });

  it('P05-1.1-01: nobody is entered before both reviews and the summary are done', () => {
    const admits = (told: AdmissionStory) =>
      told.history.some((event) => event.type === 'effectRequested' && event.effect === 'admitMerchant');
    expect([admits(inProfessional()), admits(inResult()), admits(notified())]).toEqual([false, false, true]);
  });

  it.each<[what: string, changes: FormValues, code: string]>([
    ['business licence', { licenceValidUntil: '2025-03-10' }, 'admission.businessLicenceExpired'],
    ['distribution licence', { permitValidUntil: '2025-03-10' }, 'admission.permitExpired'],
    [
      'registration',
      { registrations: [{ product: '注射器', number: '国械注准20233140001', validUntil: '2025-03-10' }] },
      'admission.registrationExpired',
    ],
  ])('P05-1.1-01: a %s that expired during the review lets nobody in', (_what, changes, code) => {
    const of = filled.application('III', changes);
    const told = inProfessional(of)
      .act('reviewer', 'professional.passQuality', filled.quality({ verifications: filled.verifications(of) }))
      .act('officer', 'professional.passCompliance', filled.compliance())
      .act('reviewer', 'summary.summarise', filled.summary())
      .on('2025-03-11T09:00');
    expect(told.refusesAct('clerk', 'result.notify', filled.result).code).toBe(code);
  });
});

describe('the archive', () => {
  it('P05-3.4-06: everything is filed within three working days', () => {
    expect(due(notified(), 'archive')).toBe('2025-03-12 18:00');
    expect(notified().act('archivist', 'archive.archive', filled.archive).state.ended?.end).toBe('admitted');
  });

  it('P05-3.4-07: the file gets its place in the archive', () => {
    expect(notified().act('archivist', 'archive.archive', filled.archive).effects()).toEqual(['archiveFile']);
  });

  it('P05-3.4-08: where there is paper, its cabinet is noted', () => {
    expect(story().missing('archive.archive', { ...filled.archive, cabinet: undefined })).toEqual(['cabinet']);
    expect(notified().act('archivist', 'archive.archive', filled.archive).state.ended?.end).toBe('admitted');
  });
});
