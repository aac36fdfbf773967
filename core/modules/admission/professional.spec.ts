import { describe, expect, it } from 'vitest';
import { formatMinute } from '../../base/time.ts';
import type { FormValues } from '../../forms/form.ts';
import * as filled from './testing/filled.ts';
import { type AdmissionStory, inProfessional, inSummary, story } from './testing/story.ts';

const due = (told: AdmissionStory, limit: string): string => formatMinute(told.limit(limit)?.dueAt as never);
const pass = (changes?: FormValues, told = inProfessional()) =>
  told.refusesAct('reviewer', 'professional.passQuality', filled.quality(changes)).code;
const visiting = () => inProfessional().act('reviewer', 'professional.orderVisit', filled.visitOrder());
const arranged = () =>
  visiting()
    .on('2025-03-10T10:00')
    .act('reviewer', 'siteVisit.arrange', { visitOn: '2025-03-12' })
    .on('2025-03-13T10:00');

describe('the professional review', () => {
  it('P05-3.3-01: both departments have five working days, at once', () => {
    const told = inProfessional();
    expect(told.openKeys).toHaveLength(2);
    expect(due(told, 'professional')).toBe('2025-03-14 18:00');
  });

  it('P05-3.3.1-06: grade C adds a working day, and the clock stands still during the visit', () => {
    const told = arranged();
    expect(told.limit('professional')?.state).toBe('paused');
    told.act('reviewer', 'siteVisit.report', filled.visit());
    // Five days and one, counted from Monday 10 March; three working days (10, 11, 12) went by with the visit.
    expect(due(told, 'professional')).toBe('2025-03-20 18:00');
    expect(told.limit('professional')?.figures[0]?.within).toBe('6wd');
  });

  it('one opinion in favour is not enough', () => {
    const told = inProfessional().act('reviewer', 'professional.passQuality', filled.quality());
    expect(told.stages()).toEqual(['professional']);
    told.act('officer', 'professional.passCompliance', filled.compliance());
    expect(told.stages()).toEqual(['summary']);
  });

  it.each([
    ['reviewer', 'professional.refuseQuality', filled.qualityRefusal, 'P05-3.3.3-05'],
    ['officer', 'professional.refuseCompliance', filled.complianceRefusal, 'P05-3.3.2-06'],
  ])('the first refusal (%s) ends the review: %s%s %s', (who, ref, form) => {
    const told = inProfessional().act(who, ref, form as FormValues);
    expect(told.stages()).toEqual(['refusal']);
  });
});

describe('the review by quality management', () => {
  it.each([
    ['P05-2.1.1-04', 0],
    ['P05-2.1.2-06 P05-2.1.2-02', 1],
    ['P05-2.1.3-04', 2],
    ['P05-3.3.1-01', 2],
  ])('%s: look-up %i may not be left out', (_ids, left) => {
    expect(pass({ verifications: filled.verifications().filter((_row, at) => at !== left) })).toBe(
      'admission.notVerified',
    );
  });

  it('P05-3.3.1-01: with every credential looked up it can pass', () => {
    expect(inProfessional().act('reviewer', 'professional.passQuality', filled.quality()).openKeys).toEqual([
      'professional.compliance#1',
    ]);
  });

  it.each(['P05-2.1.1-05', 'P05-2.1.2-07'])('%s: what was found invalid does not pass, visit or not', () => {
    const told = arranged().act('reviewer', 'siteVisit.report', filled.visit());
    const form = { verifications: filled.verifications(filled.application(), 'invalid'), grade: 'C' };
    expect(pass(form, told)).toBe('admission.credentialInvalid');
  });

  it('P05-3.3.1-02: each look-up says number, site, time, status and scope', () => {
    const [first = {}, ...rest] = filled.verifications();
    const bare = filled.quality({ verifications: [{ ...first, scope: '' }, ...rest] });
    expect(story().missing('professional.passQuality', bare)).toEqual(['verifications[0].scope']);
  });

  it('P05-3.3.1-02 P05-3.3.1-04: look-ups and grade are kept as a record', () => {
    const told = inProfessional().act('reviewer', 'professional.passQuality', filled.quality());
    expect(told.effects()).toEqual(['riskAssessment']);
  });

  it.each([
    ['Low', 'Large', '2019-06-18', 'A'],
    ['Medium', 'Medium', '2019-06-18', 'B'],
    ['High', 'Medium', '2019-06-18', 'C'],
    ['Medium', 'Small', '2023-06-18', 'C'],
  ])(
    'P05-3.3.1-03 P05-3.3.1-05: %s risk, %s, founded %s makes %s at least',
    (categoryRisk, companySize, establishedOn, least) => {
      const milder = { A: null, B: 'A', C: 'B' }[least as 'A' | 'B' | 'C'];
      const of = filled.application('II', { establishedOn });
      const told = () => inProfessional(of);
      // The mildest form of all is refused, so that the test says something for grade A too.
      expect(pass({ categoryRisk: 'High', companySize: 'Small', grade: 'A' }, told())).toBe('admission.gradeTooLow');
      if (milder) expect(pass({ categoryRisk, companySize, grade: milder }, told())).toBe('admission.gradeTooLow');
      const order = filled.visitOrder({ categoryRisk, companySize, grade: least });
      expect(told().act('reviewer', 'professional.orderVisit', order).stages()).toContain('siteVisit');
    },
  );

  it('P05-3.3.1-07: grade A or B passes without a visit, grade C does not', () => {
    expect(inSummary().stages()).toEqual(['summary']);
    expect(pass({ grade: 'C' })).toBe('admission.visitNeeded');
  });

  it('P05-3.3.1-08: a doubt needs a visit too, and a visit that passed settles it', () => {
    const doubt = { verifications: filled.verifications(filled.application(), 'doubtful') };
    expect(pass(doubt)).toBe('admission.visitNeeded');
    const told = inProfessional()
      .act('reviewer', 'professional.orderVisit', filled.visitOrder({ ...doubt, grade: 'C' }))
      .on('2025-03-13T10:00')
      .act('reviewer', 'siteVisit.report', filled.visit())
      .act('reviewer', 'professional.passQuality', filled.quality({ ...doubt, grade: 'C' }));
    expect(told.openKeys).toEqual(['professional.compliance#1']);
  });
});

describe('the site visit', () => {
  it('P05-3.3.1-09: its date is fixed within a working day', () => {
    const told = visiting();
    expect(due(told, 'siteVisitArranged')).toBe('2025-03-10 18:00');
    told.act('reviewer', 'siteVisit.arrange', { visitOn: '2025-03-12' });
    expect(told.limit('siteVisitArranged')?.state).toBe('met');
  });

  it('P05-3.3.1-15: the report is due a working day after the visit', () => {
    expect(due(arranged(), 'siteVisitReport')).toBe('2025-03-13 18:00');
    expect(arranged().act('reviewer', 'siteVisit.report', filled.visit()).limit('siteVisitReport')?.state).toBe('met');
  });

  it('P05-3.3.1-10: two people make it; one under two names or cards is one', () => {
    const [one = {}, two = {}] = filled.visit().inspectors as readonly FormValues[];
    for (const inspectors of [[one], [one, { ...two, workCard: one.workCard }], [one, { ...two, name: one.name }]]) {
      expect(arranged().refusesAct('reviewer', 'siteVisit.report', filled.visit({ inspectors })).code).toBe(
        'admission.tooFewInspectors',
      );
    }
  });

  it('P05-3.3.1-11: each carries a work card, and its number stands in the report', () => {
    const inspectors = [{ name: '周审' }, { name: '吴核', workCard: 'QA-023' }];
    expect(story().on('2025-03-13T10:00').missing('siteVisit.report', filled.visit({ inspectors }))).toEqual([
      'inspectors[0].workCard',
    ]);
  });

  it.each([
    ['P05-3.3.1-12', 'address'],
    ['P05-3.3.1-13', 'storage'],
    ['P05-3.3.1-14', 'system'],
  ])('%s: a visit whose point “%s” has failed did not pass', (_id, point) => {
    const form = { ...filled.failedVisit(point), result: 'passed' };
    expect(arranged().refusesAct('reviewer', 'siteVisit.report', form).code).toBe('admission.findingFailed');
  });

  it.each(['photos', 'advice', 'result'])('P05-3.3.1-16: the report holds %s', (field) => {
    const form = filled.visit({ [field]: undefined });
    expect(story().on('2025-03-13T10:00').missing('siteVisit.report', form)).toEqual([field]);
  });

  it('P05-3.3.1-16: the report is kept as a record', () => {
    expect(arranged().act('reviewer', 'siteVisit.report', filled.visit()).effects()).toEqual(['siteVisitReport']);
  });

  it('P05-3.3.1-17: a visit that passed goes on with the review, one that failed ends it', () => {
    expect(arranged().act('reviewer', 'siteVisit.report', filled.visit()).openKeys).toEqual([
      'professional.compliance#1',
      'professional.quality#2',
    ]);
    expect(arranged().act('reviewer', 'siteVisit.report', filled.failedVisit()).stages()).toContain('refusal');
  });
});

describe('the review by compliance', () => {
  it.each<[id: string, changes: FormValues]>([
    ['P05-3.3.2-01 P05-2.1.1-06', { scopeFits: false }],
    ['P05-3.3.2-03', { papersValid: false }],
    ['P05-3.3.2-05', { creditResult: 'dishonest' }],
  ])('%s: no opinion in favour with %o', (_id, changes) => {
    expect(inProfessional().refusesAct('officer', 'professional.passCompliance', filled.compliance(changes)).code).toBe(
      'admission.complianceRisk',
    );
  });

  it.each(['creditCheckedAt', 'creditResult'])('P05-3.3.2-04: the credit look-up says %s', (field) => {
    expect(story().missing('professional.passCompliance', filled.compliance({ [field]: undefined }))).toEqual([field]);
  });

  it('P05-3.3.2-04 P05-3.3.2-05: an opinion in favour is kept as a record', () => {
    const told = inProfessional().act('officer', 'professional.passCompliance', filled.compliance());
    expect(told.effects()).toEqual(['complianceOpinion']);
  });

  it('P05-3.3.2-06: an opinion against names the risks', () => {
    expect(story().missing('professional.refuseCompliance', {})).toEqual(['risks']);
  });
});
