import { describe, expect, it } from 'vitest';
import { type Instant, instant, parseInstant } from '../base/time.ts';
import { formatDue, formatTimeLeft, shareUsed, timeLeft } from './elapsed.ts';
import { earliest, type Figure } from './figures.ts';

const at = (iso: string): Instant => parseInstant(iso) ?? instant(Number.NaN);
const HOUR = 3_600_000;

describe('the share of a limit that is used', () => {
  const [from, due] = [at('2025-06-10T00:00'), at('2025-06-11T00:00')];
  it.each([
    ['2025-06-09T12:00', 0],
    ['2025-06-10T00:00', 0],
    ['2025-06-10T12:00', 0.5],
    ['2025-06-11T00:00', 1],
    ['2025-06-11T12:00', 1.5],
  ])('at %s is %d', (now, share) => {
    expect(shareUsed(from, due, at(now))).toBe(share);
  });

  it('leaves out what the clock stood, and stays where it is meanwhile', () => {
    const pauses = [{ from: at('2025-06-10T06:00'), to: at('2025-06-10T18:00') }];
    const later = instant(due + 12 * HOUR);
    expect(shareUsed(from, later, at('2025-06-10T06:00'), pauses)).toBe(0.25);
    expect(shareUsed(from, later, at('2025-06-10T12:00'), pauses)).toBe(0.25);
    expect(shareUsed(from, later, at('2025-06-11T00:00'), pauses)).toBe(0.5);
    expect(shareUsed(from, later, later, pauses)).toBe(1);
    expect(shareUsed(from, due, from, [{ from, to: null }])).toBe(1);
  });
});

it('time left is natural time, negative once over', () => {
  expect(timeLeft(at('2025-06-11T00:00'), at('2025-06-10T22:30'))).toBe(1.5 * HOUR);
  expect(timeLeft(at('2025-06-11T00:00'), at('2025-06-11T00:01'))).toBe(-60_000);
});

it.each([
  [51 * HOUR, '剩余2天3小时', '2 d 3 h left'],
  [24 * HOUR, '剩余1天0小时', '1 d 0 h left'],
  [3.5 * HOUR, '剩余3小时30分', '3 h 30 min left'],
  [HOUR - 1, '剩余59分钟', '59 min left'],
  [0, '剩余0分钟', '0 min left'],
  [-1, '已超时1分钟', '1 min overdue'],
  [-60_000, '已超时1分钟', '1 min overdue'],
  [-26 * HOUR, '已超时1天2小时', '1 d 2 h overdue'],
])('%d ms is worded %s', (ms, zh, en) => {
  expect(formatTimeLeft(ms)).toEqual({ zh, en });
});

it('a due at midnight is shown as 24:00 of the day that it ends', () => {
  expect(formatDue(at('2025-10-12T00:00'))).toBe('2025-10-11 24:00');
  expect(formatDue(at('2025-10-11T18:00'))).toBe('2025-10-11 18:00');
  expect(formatDue(at('2026-01-01T00:00'))).toBe('2025-12-31 24:00');
});

describe('of several figures for one limit', () => {
  const figure = (origin: Figure['origin'], source: string, due: string): Figure => ({
    origin,
    source,
    within: '1d',
    due: at(due),
  });
  const manual = figure('manual', 'D09 §5.2', '2025-06-20');
  const law = figure('law', '2018 measures', '2025-06-17');
  const other = figure('manual', 'P14 §2', '2025-06-18');

  it('the earliest binds, and the others stay, the earliest first', () => {
    expect(earliest([manual, law, other])).toEqual({ binding: law, others: [other, manual] });
    expect(earliest([manual])).toEqual({ binding: manual, others: [] });
  });

  it('the law binds where it falls together with the manual', () => {
    const same = { ...manual, due: law.due };
    expect(earliest([same, law]).binding).toBe(law);
    expect(earliest([same, { ...other, due: law.due }]).binding).toBe(same);
  });
});
