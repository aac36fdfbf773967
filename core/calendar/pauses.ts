import { Defect } from '../base/result.ts';
import type { Instant } from '../base/time.ts';
import { type DayNumber, startOf } from './day-number.ts';

/** A stretch during which a clock stands: `from` included, `to` not; `null` while it still stands. */
export interface Pause {
  readonly from: Instant;
  readonly to: Instant | null;
}

/** Pauses in order, overlapping and touching ones made one, empty ones dropped. An open one ends at Infinity. */
export interface Standstill {
  readonly from: number;
  readonly to: number;
}

export const standstills = (pauses: readonly Pause[]): readonly Standstill[] => {
  if (pauses.length === 0) return [];
  const merged: { from: number; to: number }[] = [];
  const sorted = pauses
    .map((p) => ({ from: p.from, to: p.to ?? Number.POSITIVE_INFINITY }))
    .sort((a, b) => a.from - b.from);
  for (const pause of sorted) {
    if (pause.to < pause.from) throw new Defect('a pause that ends before it begins');
    const open = merged.at(-1);
    if (open && pause.from <= open.to) open.to = Math.max(open.to, pause.to);
    else if (pause.to > pause.from) merged.push({ ...pause });
  }
  return merged;
};

/** Milliseconds for which the clock stood between two instants. */
export const stoodBetween = (from: number, to: number, stood: readonly Standstill[]): number =>
  stood.reduce((sum, s) => sum + Math.max(0, Math.min(s.to, to) - Math.max(s.from, from)), 0);

/** `from` + running time, the standstills left out exactly; null where the clock stands and the time is not used up. */
export const naturalDue = (from: Instant, ms: number, stood: readonly Standstill[]): Instant | null => {
  let due: number = from + ms;
  for (const s of stood) {
    if (s.to <= from) continue;
    if (s.from >= due) break;
    due += s.to - Math.max(s.from, from);
  }
  return Number.isFinite(due) ? (due as Instant) : null;
};

/**
 * Does a pause take this day out of the count? A duty of ours loses a day only if its closing passes while the clock
 * stands; another's period loses every day that a pause touches, because he did not have the whole of it.
 */
export const isPausedAway = (
  day: DayNumber,
  closing: Instant,
  kinder: boolean,
  stood: readonly Standstill[],
): 'no' | 'yes' | 'open' => {
  for (const s of stood) {
    const away = kinder ? s.from < startOf(day + 1) && s.to > startOf(day) : s.from < closing && closing <= s.to;
    if (away) return s.to === Number.POSITIVE_INFINITY ? 'open' : 'yes';
  }
  return 'no';
};
