import { type Text, text } from '../base/text.ts';
import { DAY_MS, formatMinute, HOUR_MS, type Instant, MINUTE_MS } from '../base/time.ts';
import { type Pause, standstills, stoodBetween } from './pauses.ts';

/** Milliseconds of natural time until the due; negative once it has passed. */
export const timeLeft = (due: Instant, now: Instant): number => due - now;

/**
 * Which share of a limit's natural time is used: 0 at the start, 1 at the due, beyond it more; the time for which the clock stood
 * is left out. A limit whose clock never ran (due at its start) is used up.
 */
export const shareUsed = (from: Instant, due: Instant, now: Instant, pauses: readonly Pause[] = []): number => {
  const stood = standstills(pauses);
  const whole = due - from - stoodBetween(from, due, stood);
  if (whole <= 0) return 1;
  return Math.max(0, (now - from - stoodBetween(from, now, stood)) / whole);
};

const parts = (ms: number): Text => {
  const days = Math.floor(ms / DAY_MS);
  const hours = Math.floor((ms % DAY_MS) / HOUR_MS);
  const minutes = Math.floor((ms % HOUR_MS) / MINUTE_MS);
  if (days > 0) return text(`${days}天${hours}小时`, `${days} d ${hours} h`);
  if (hours > 0) return text(`${hours}小时${minutes}分`, `${hours} h ${minutes} min`);
  return text(`${minutes}分钟`, `${minutes} min`);
};

/** `剩余2天3小时` / `2 d 3 h left`; after the due `已超时…` / `… overdue`. Rounded down to what is surely left, up to what is surely over. */
export const formatTimeLeft = (ms: number): Text => {
  if (ms < 0) {
    const over = parts(Math.ceil(-ms / MINUTE_MS) * MINUTE_MS);
    return text(`已超时${over.zh}`, `${over.en} overdue`);
  }
  const left = parts(ms);
  return text(`剩余${left.zh}`, `${left.en} left`);
};

/** 24:00 of a day is shown as people say it; `due` itself is the 00:00 that follows. */
export const formatDue = (due: Instant): string => {
  const words = formatMinute(due);
  return words.endsWith(' 00:00') ? `${formatMinute((due - MINUTE_MS) as Instant).slice(0, 10)} 24:00` : words;
};
