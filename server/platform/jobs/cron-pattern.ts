import { Defect } from '../../../core/base/result.ts';
import { DAY_MS, HOUR_MS, type Instant, MINUTE_MS, SHANGHAI_OFFSET_MS } from '../../../core/base/time.ts';

/** A cron pattern of five fields, read in Asia/Shanghai. */
export interface CronPattern {
  readonly minutes: ReadonlySet<number>;
  readonly hours: ReadonlySet<number>;
  readonly days: ReadonlySet<number>;
  readonly months: ReadonlySet<number>;
  /** 0 is Sunday. */
  readonly weekdays: ReadonlySet<number>;
  /** As in cron: where day and weekday are both restricted, either suffices. */
  readonly eitherDay: boolean;
}

const readField = (field: string, least: number, most: number): Set<number> => {
  const values = new Set<number>();
  for (const part of field.split(',')) {
    const match = /^(?:\*|(\d+)(?:-(\d+))?)(?:\/(\d+))?$/.exec(part);
    const from = match?.[1] === undefined ? least : Number(match[1]);
    const step = match?.[3] === undefined ? 1 : Number(match[3]);
    const alone = match?.[1] !== undefined && match[2] === undefined && match[3] === undefined;
    const to = match?.[2] === undefined ? (alone ? from : most) : Number(match[2]);
    if (match === null || step < 1 || from < least || to > most || from > to)
      throw new Defect(`not a cron field: ${part}`);
    for (let value = from; value <= to; value += step) values.add(value);
  }
  return values;
};

/** `minute hour day month weekday` with `*`, lists, ranges and steps; weekday 0 or 7 is Sunday. Throws on anything else. */
export const parseCron = (pattern: string): CronPattern => {
  const [minute, hour, day, month, weekday, ...rest] = pattern.trim().split(/\s+/);
  if (
    minute === undefined ||
    hour === undefined ||
    day === undefined ||
    month === undefined ||
    weekday === undefined ||
    rest.length > 0
  ) {
    throw new Defect(`a cron pattern has five fields: ${pattern}`);
  }
  return {
    minutes: readField(minute, 0, 59),
    hours: readField(hour, 0, 23),
    days: readField(day, 1, 31),
    months: readField(month, 1, 12),
    weekdays: new Set([...readField(weekday, 0, 7)].map((value) => value % 7)),
    eitherDay: day !== '*' && weekday !== '*',
  };
};

const onDay = (cron: CronPattern, day: Date): boolean => {
  if (!cron.months.has(day.getUTCMonth() + 1)) return false;
  const byDay = cron.days.has(day.getUTCDate());
  const byWeekday = cron.weekdays.has(day.getUTCDay());
  return cron.eitherDay ? byDay || byWeekday : byDay && byWeekday;
};

const farthestDays = 366 * 9;

/** The first instant after `after` that the pattern names. Throws for a day that never comes, such as 30 February. */
export const nextAfter = (cron: CronPattern, after: Instant): Instant => {
  // Shanghai has no daylight saving: its wall clock is UTC moved by eight hours.
  const start = (Math.floor((after + SHANGHAI_OFFSET_MS) / MINUTE_MS) + 1) * MINUTE_MS;
  const firstDay = Math.floor(start / DAY_MS) * DAY_MS;
  for (let day = firstDay; day < firstDay + farthestDays * DAY_MS; day += DAY_MS) {
    if (!onDay(cron, new Date(day))) continue;
    for (let hour = day === firstDay ? Math.floor((start - day) / HOUR_MS) : 0; hour < 24; hour += 1) {
      if (!cron.hours.has(hour)) continue;
      const ofHour = day + hour * HOUR_MS;
      for (let minute = Math.max(0, (start - ofHour) / MINUTE_MS); minute < 60; minute += 1) {
        if (cron.minutes.has(minute)) return (ofHour + minute * MINUTE_MS - SHANGHAI_OFFSET_MS) as Instant;
      }
    }
  }
  throw new Defect('the cron pattern names a day that never comes');
};
