import { type Text, text } from '../base/text.ts';
import type { InMonth, Recurs } from './recurrence.ts';

const PERIOD = {
  month: text('每月', 'Every month'),
  quarter: text('每季度', 'Every quarter'),
  halfYear: text('每半年', 'Every half-year'),
  year: text('每年', 'Every year'),
} as const;

const WEEKDAYS = [
  text('周日', 'Sunday'),
  text('周一', 'Monday'),
  text('周二', 'Tuesday'),
  text('周三', 'Wednesday'),
  text('周四', 'Thursday'),
  text('周五', 'Friday'),
  text('周六', 'Saturday'),
];

const weekday = (day: number): Text => WEEKDAYS[day] ?? text('', '');

const daysOf = (on: InMonth): Text => {
  if ('lastWeekday' in on) {
    const day = weekday(on.lastWeekday);
    return text(`最后一个${day.zh}`, `last ${day.en}`);
  }
  if ('from' in on)
    return on.to >= 30 && on.from === 1 ? text('', '') : text(`${on.from}–${on.to} 日`, `days ${on.from}–${on.to}`);
  return on.day >= 31 ? text('月末', 'last day') : text(`${on.day} 日`, `day ${on.day}`);
};

/** How often, as people say it: 每月 5–10 日 / Every month, days 5–10. */
export const rhythmOf = (recurs: Recurs): Text => {
  if (recurs.every === 'day') {
    const days = recurs.workingDaysOnly ? text('每个工作日', 'Every working day') : text('每日', 'Every day');
    const [from, to] = recurs.hours ?? [];
    return from === undefined ? days : text(`${days.zh} ${from}:00–${to}:00`, `${days.en}, ${from}:00–${to}:00`);
  }
  if (recurs.every === 'week') {
    const day = weekday(recurs.weekday);
    return text(`每${day.zh}`, `Every ${day.en}`);
  }
  const period = PERIOD[recurs.every];
  if ('anyTime' in recurs) return period;
  const days = daysOf(recurs.on);
  const month =
    recurs.every === 'month' ? text('', '') : text(`第 ${recurs.monthOf} 个月`, `month ${recurs.monthOf} of it`);
  const said = (words: readonly string[]): readonly string[] => words.filter((word) => word !== '');
  return text(said([period.zh, month.zh, days.zh]).join(' '), said([period.en, month.en, days.en]).join(', '));
};
