import { describe, expect, it } from 'vitest';
import type { LocalDate } from '../../base/time.ts';
import { parameterAt, parameters } from '../../manual/parameters.ts';
import { keptUntil } from '../../process/record.ts';
import { at } from '../../process/testing/given.ts';
import { dutyRecords, periodicDuties } from './duties.ts';
import { dutyCalled, fallsDue, inYear, refused, windows } from './testing/falls-due.ts';
import { filled } from './testing/filled.ts';

const ON = '2025-03-06' as LocalDate;
const proof = filled('2025-03-06');
const without = (name: string, field: string) => ({ ...proof[name], [field]: undefined });
/** Falls due, is proved by its form, and is over; what is missing is refused. */
const isDone = (name: string, key: string, at?: string): string | undefined => {
  const story = fallsDue(name, key);
  if (at) story.on(at);
  expect(refused(story, name, {})).not.toBeNull();
  expect(refused(story, name, filled(at?.slice(0, 10) ?? '2025-01-01')[name] ?? {})).toBeNull();
  return story.state.ended?.end;
};
const isMissed = (name: string, key: string, at: string): unknown => fallsDue(name, key).wake(at).latest[0];

describe('quality records', () => {
  it('P04-2.3-05 the spot check falls on the 5th to the 10th of every month, and is a breach after it', () => {
    expect(windows('record-spot-check', 2025)).toHaveLength(12);
    expect(windows('record-spot-check', 2025).slice(2, 3)).toEqual(['2025-03 2025-03-05 00:00–2025-03-11 00:00']);
    expect(parameterAt('record.spotCheckDays', ON).value).toEqual([5, 10]);
    expect(isMissed('record-spot-check', '2025-03', '2025-03-11T00:00')).toMatchObject({
      type: 'limitBreached',
      escalateTo: 'headOfQuality',
    });
    expect(isDone('record-spot-check', '2025-03', '2025-03-06T10:00')).toBe('done');
  });

  it('P04-2.3-07 a tenth of last month’s electronic records is drawn into it', () => {
    expect(inYear('record-spot-check', 2025)[0]).toBeDefined();
    expect(dutyCalled('record-spot-check').draws).toEqual({
      from: 'qualityRecords',
      share: 'record.spotCheckElectronic',
    });
    expect(parameterAt('record.spotCheckElectronic', ON).value).toBe(10);
  });

  it('P04-2.3-06 a fifth of the paper records must have been looked at', () => {
    const story = fallsDue('record-spot-check', '2025-03').on('2025-03-06T10:00');
    expect(refused(story, 'record-spot-check', { ...proof['record-spot-check'], paperChecked: 8 })).toBe(
      'spotCheck.tooFewPaper',
    );
    expect(refused(story, 'record-spot-check', proof['record-spot-check'] ?? {})).toBeNull();
  });

  it('P04-2.3-08 P04-2.1-01 P04-2.1-02 P04-2.1-16 P04-2.1-18 each of fifteen points is answered, pens and corrections of paper among them', () => {
    const story = fallsDue('record-spot-check', '2025-03').on('2025-03-06T10:00');
    expect(refused(story, 'record-spot-check', without('record-spot-check', 'checklist'))).toHaveLength(15);
    const { checklist } = proof['record-spot-check'] as { checklist: Record<string, unknown> };
    expect(Object.keys(checklist)).toHaveLength(Number(parameterAt('record.spotCheckPoints', ON).value));
    for (const code of ['blackPen', 'noOtherPen', 'struckThrough', 'noPageLost']) {
      const { [code]: _, ...rest } = checklist;
      const left = { ...proof['record-spot-check'], checklist: rest };
      expect(refused(story, 'record-spot-check', left), code).not.toBeNull();
    }
  });

  it('P04-2.3-09 the report of the spot check says what it concludes', () => {
    const story = fallsDue('record-spot-check', '2025-03').on('2025-03-06T10:00');
    expect(refused(story, 'record-spot-check', without('record-spot-check', 'conclusion'))).toEqual(['conclusion']);
  });
});

it('P04-4.3-05 the ledger of retention periods is renewed by the 1st of every month, or it is a breach', () => {
  expect(inYear('retention-ledger', 2025)).toHaveLength(12);
  expect(windows('retention-ledger', 2025)).toContain('2025-04 2025-04-01 00:00–2025-04-02 00:00');
  expect(parameterAt('retention.ledgerDay', ON).value).toBe(1);
  expect(isMissed('retention-ledger', '2025-04', '2025-04-02T00:00')).toMatchObject({ type: 'limitBreached' });
  expect(isDone('retention-ledger', '2025-04', '2025-04-01T10:00')).toBe('done');
});

describe('the archive room', () => {
  it('P04-3.2-04 is read at nine and at three, every day', () => {
    expect(inYear('archive-room-morning', 2025)).toHaveLength(365);
    expect(windows('archive-room-morning', 2025)[0]).toBe('2025-01-01 2025-01-01 09:00–2025-01-01 10:00');
    expect(windows('archive-room-afternoon', 2025)[0]).toBe('2025-01-01 2025-01-01 15:00–2025-01-01 16:00');
    expect(parameterAt('archiveRoom.readings', ON).value).toEqual(['09:00', '15:00']);
    for (const name of ['archive-room-morning', 'archive-room-afternoon']) {
      expect(isMissed(name, '2025-03-03', '2025-03-03T16:00')).toMatchObject({ type: 'limitBreached' });
      expect(isDone(name, '2025-03-03')).toBe('done');
    }
  });

  it.each([
    ['P04-3.2-02 a temperature outside 18–25 °C', 'temperature', [17.9, 25.1], [18, 25]],
    ['P04-3.2-03 a humidity outside 40–60 %', 'humidity', [39, 61], [40, 60]],
  ] as const)('%s says what was done about it', (_row, field, outside, inside) => {
    for (const name of ['archive-room-morning', 'archive-room-afternoon']) {
      const reading = (value: number, more: object = {}) => ({ ...proof[name], [field]: value, ...more });
      const story = () => fallsDue(name, '2025-03-03');
      for (const value of outside) expect(refused(story(), name, reading(value))).toBe(`archiveRoom.${field}`);
      for (const value of inside) expect(refused(story(), name, reading(value))).toBeNull();
      expect(refused(story(), name, reading(outside[0], { measures: '已开启除湿机' }))).toBeNull();
    }
  });

  it.each([
    ['P04-3.2-11 the day on which the insect boxes were changed', 'insectBoxesOn'],
    ['P04-3.2-14 the day on which the damp-proof paper was changed', 'dampPaperOn'],
    ['P04-3.2-06 the state of the curtains', 'curtains'],
    ['P04-3.2-10 that no fire is near', 'noFireSource'],
  ])('%s is written down every quarter', (_row, field) => {
    expect(windows('archive-room-upkeep', 2025)).toHaveLength(4);
    const story = fallsDue('archive-room-upkeep', '2025-Q1').on('2025-03-06T10:00');
    expect(refused(story, 'archive-room-upkeep', without('archive-room-upkeep', field))).toEqual([field]);
    expect(refused(story, 'archive-room-upkeep', proof['archive-room-upkeep'] ?? {})).toBeNull();
  });

  it.each([
    ['P04-3.2-07 three metres from water pipes', 'fromWaterPipe', 3],
    ['P04-3.2-08 one metre from extinguishers', 'fromExtinguisher', 1],
    ['P04-3.2-09 two metres from sockets', 'fromSocket', 2],
  ] as const)('%s, or what is done about it', (_row, field, least) => {
    const upkeep = (value: number, more: object = {}) => ({ ...proof['archive-room-upkeep'], [field]: value, ...more });
    const story = () => fallsDue('archive-room-upkeep', '2025-Q1').on('2025-03-06T10:00');
    expect(refused(story(), 'archive-room-upkeep', upkeep(least - 0.1))).toBe(`archiveRoom.${field}`);
    expect(refused(story(), 'archive-room-upkeep', upkeep(least))).toBeNull();
    expect(refused(story(), 'archive-room-upkeep', upkeep(least - 0.1, { measures: '下月移柜' }))).toBeNull();
  });
});

describe('backups and access', () => {
  it('P04-3.1-18 last month’s backups are checked by the 1st, the last working day before a rest', () => {
    expect(windows('backup-check', 2025).slice(1, 4)).toEqual([
      '2025-03 2025-02-28 00:00–2025-03-01 00:00',
      '2025-04 2025-04-01 00:00–2025-04-02 00:00',
      '2025-05 2025-04-30 00:00–2025-05-01 00:00',
    ]);
    expect(isDone('backup-check', '2025-04')).toBe('done');
  });

  it('P04-3.1-20 the report of the check names what was compared', () => {
    const story = fallsDue('backup-check', '2025-04').on('2025-04-01T10:00');
    expect(refused(story, 'backup-check', without('backup-check', 'comparison'))).toEqual(['comparison']);
  });

  it('P04-5.4-07 P08-3.2-01 access is reviewed every quarter, each decision on record', () => {
    expect(inYear('access-review', 2025).map(({ key }) => key)).toEqual(['2025-Q1', '2025-Q2', '2025-Q3', '2025-Q4']);
    expect(isMissed('access-review', '2025-Q1', '2025-04-01T00:00')).toMatchObject({ escalateTo: 'generalManager' });
    const story = fallsDue('access-review', '2025-Q1').on('2025-03-06T10:00');
    expect(refused(story, 'access-review', without('access-review', 'decisions'))).toEqual(['decisions']);
    expect(refused(story, 'access-review', proof['access-review'] ?? {})).toBeNull();
  });
});

describe('merchants', () => {
  it('P05-4.1-01 P05-4.1-02 P05-4.1-03 are reviewed again in June and December, drawn by grade', () => {
    expect(windows('requalification', 2025)).toEqual([
      '2025-06 2025-06-03 00:00–2025-07-01 00:00',
      '2025-12 2025-12-01 00:00–2025-12-31 00:00',
    ]);
    expect(dutyCalled('requalification').draws).toEqual({
      from: 'merchantsByGrade',
      share: { A: 'requalification.shareA', B: 'requalification.shareB', C: 'requalification.shareC' },
    });
    const shares = (['A', 'B', 'C'] as const).map((grade) => parameterAt(`requalification.share${grade}`, ON).value);
    expect(shares).toEqual([30, 50, 100]);
    expect(isDone('requalification', '2025-06', '2025-06-20T10:00')).toBe('done');
  });
});

describe('security of data', () => {
  it.each([
    ['P08-2.1-04 policies are renewed every quarter', 'security-policy-renewal', '2025-Q1', 4],
    ['P08-2.2-01 systems are scanned every month', 'vulnerability-scan', '2025-03', 12],
    ['P08-2.2-02 the security of systems is assessed every quarter', 'security-assessment', '2025-Q1', 4],
    ['P08-4.2-01 a data emergency is drilled every quarter', 'data-security-drill', '2025-Q1', 4],
    ['P08-5-01 the security of data is audited every quarter', 'data-security-audit', '2025-Q1', 4],
  ])('%s, and are a breach where not', (_row, name, key, times) => {
    expect(inYear(name, 2025)).toHaveLength(times);
    expect(isMissed(name, key, '2025-04-01T00:00')).toMatchObject({ type: 'limitBreached' });
    expect(isDone(name, key, '2025-03-06T10:00')).toBe('done');
  });

  it('P08-4.2-02 a drill is not over before it is summed up and the plan was looked at', () => {
    const story = fallsDue('data-security-drill', '2025-Q1').on('2025-03-06T10:00');
    expect(refused(story, 'data-security-drill', without('data-security-drill', 'summary'))).toEqual(['summary']);
    expect(refused(story, 'data-security-drill', without('data-security-drill', 'plan'))).toEqual(['plan']);
    expect(refused(story, 'data-security-drill', without('data-security-drill', 'planVersion'))).toEqual([
      'planVersion',
    ]);
  });

  it('P08-5-03 each risk that an audit finds has an owner and a state', () => {
    const story = fallsDue('data-security-audit', '2025-Q1').on('2025-03-06T10:00');
    expect(refused(story, 'data-security-audit', without('data-security-audit', 'risks'))).toEqual(['risks']);
    const nameless = {
      ...proof['data-security-audit'],
      risks: [{ finding: '弱口令', severity: 'high', state: 'open' }],
    };
    expect(refused(story, 'data-security-audit', nameless)).not.toBeNull();
  });

  it('P08-5-04 an audit ends with its report', () => {
    const story = fallsDue('data-security-audit', '2025-Q1').on('2025-03-06T10:00');
    expect(refused(story, 'data-security-audit', without('data-security-audit', 'conclusion'))).toEqual(['conclusion']);
  });
});

it('P04-4.1-01 P04-4.3-02 every proof is kept five years from the day on which it was made', () => {
  const madeAt = at('2025-03-06T10:00');
  expect(parameters['retention.general'].anchor).toBe('created');
  const { value } = parameterAt('retention.general', ON);
  for (const kind of dutyRecords) {
    expect(kind.retention).toEqual(['retention.general']);
    expect(keptUntil(kind, [{ value: value as '5y', anchoredAt: madeAt }]), kind.code).toBe(at('2030-03-07T00:00'));
  }
  const forms = new Set(periodicDuties.map(({ form }) => form.id));
  expect(new Set(dutyRecords.map(({ code }) => code))).toEqual(forms);
});

it('every duty has a complete proof here', () => {
  expect(Object.keys(proof).sort()).toEqual(periodicDuties.map(({ name }) => name).sort());
});
