import { describe, expect, it } from 'vitest';
import { minuteOf, timeLeft, urgencyOf, withinText } from './time-left.ts';

const now = Date.parse('2026-11-20T10:00:00+08:00');
const due = '2026-11-23T13:30:00+08:00';
const running = { dueAt: due, breached: false, state: 'running' as const };

describe('time left on the screen', () => {
  it('turns amber at half and red at four fifths of the time', () => {
    expect([0.49, 0.5, 0.79, 0.8].map((used) => urgencyOf({ ...running, used }, now))).toEqual([
      'calm',
      'amber',
      'amber',
      'red',
    ]);
  });
  it('is a breach from the due instant on, before the server says so', () => {
    expect(urgencyOf({ ...running, used: 0.99 }, Date.parse(due) - 1)).toBe('red');
    expect(urgencyOf({ ...running, used: 0.99 }, Date.parse(due))).toBe('breach');
  });
  it('stays a breach after the duty was done late', () => {
    expect(urgencyOf({ dueAt: due, used: 2, breached: true, state: 'met' }, now)).toBe('breach');
  });
  it('says the two largest units in both languages', () => {
    expect(timeLeft(due, now, 'zh')).toBe('剩 3 天 3 小时');
    expect(timeLeft(due, now, 'en')).toBe('3 d 3 h left');
    expect(timeLeft(due, Date.parse(due) + 100 * 60_000, 'zh')).toBe('超 1 小时 40 分');
  });
  it('spells the figure of a limit, and shows other spellings as they are', () => {
    expect([withinText('3wd', 'zh'), withinText('24h', 'en'), withinText('15 wd before', 'zh')]).toEqual([
      '3 个工作日',
      '24 h',
      '15 wd before',
    ]);
  });
  it('shows instants in Asia/Shanghai', () => {
    expect(minuteOf('2026-11-20T16:30:00Z')).toBe('2026-11-21 00:30');
  });
});
