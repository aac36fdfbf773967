import type { Locale } from '../../core/base/text.ts';
import { formatMinute, type Instant } from '../../core/base/time.ts';
import { formatDue } from '../../core/calendar/elapsed.ts';
import { say } from '../app/language.tsx';
import type { WordKey } from '../data/words.ts';

export type Urgency = 'none' | 'calm' | 'amber' | 'red' | 'breach' | 'met' | 'paused';

export interface Clock {
  readonly dueAt: string | null;
  readonly used: number;
  readonly breached: boolean;
  readonly state?: 'running' | 'paused' | 'met' | 'breached' | 'cancelled';
}

/** Amber from half of the time on, red from four fifths on; a breach stays a breach for ever (SCREENS). */
export const urgencyOf = (clock: Clock, now: number): Urgency => {
  if (clock.breached || clock.state === 'breached') return 'breach';
  if (clock.state === 'met' || clock.state === 'cancelled') return 'met';
  if (clock.state === 'paused') return 'paused';
  if (clock.dueAt === null) return 'none';
  if (now >= Date.parse(clock.dueAt)) return 'breach';
  if (clock.used >= 0.8) return 'red';
  return clock.used >= 0.5 ? 'amber' : 'calm';
};

/** `剩 2 天 3 小时`, `超 20 分钟`: the two largest units, rounded down so that nobody is promised time that is gone. */
export const timeLeft = (dueAt: string, now: number, locale: Locale): string => {
  const left = Date.parse(dueAt) - now;
  const minutes = Math.floor(Math.abs(left) / 60_000);
  const side = left > 0 ? 'left' : 'over';
  const d = Math.floor(minutes / 1440);
  const h = Math.floor((minutes % 1440) / 60);
  const m = minutes % 60;
  const size = d > 0 ? 'days' : h > 0 ? 'hours' : 'minutes';
  return say(locale, `time.${side}.${size}`, { d, h, m });
};

const units: Readonly<Record<string, WordKey>> = {
  m: 'time.unit.m',
  h: 'time.unit.h',
  d: 'time.unit.d',
  wd: 'time.unit.wd',
  mo: 'time.unit.mo',
};

/** `3wd` -> `3 个工作日`; what is not such a figure is shown as it came. */
export const withinText = (within: string, locale: Locale): string => {
  const [, n, unit] = /^(\d+)(m|h|d|wd|mo)$/.exec(within) ?? [];
  const key = unit === undefined ? undefined : units[unit];
  return n === undefined || key === undefined ? within : say(locale, key, { n });
};

/** `2026-11-24 18:00` in Asia/Shanghai, whatever zone the desk is set to. */
export const minuteOf = (at: string): string => formatMinute(Date.parse(at) as Instant);

/** A due instant as people and papers say it: 00:00 is the 24:00 of the day before. */
export const dueOf = (at: string): string => formatDue(Date.parse(at) as Instant);
