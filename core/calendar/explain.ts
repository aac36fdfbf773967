import { type Text, text } from '../base/text.ts';
import { formatMinute, type Instant } from '../base/time.ts';
import type { Counted, Counting } from './count.ts';
import { type DayIndex, isWorked, yearMissingAt } from './day-index.ts';
import { type DayNumber, dateOfDay, isWeekend, weekdayOf } from './day-number.ts';
import type { HolidayDays } from './day-table.ts';
import { formatDue } from './elapsed.ts';
import type { Limit } from './limit.ts';
import { isPausedAway, type Standstill } from './pauses.ts';
import { formatSpan, type SpanParts } from './span.ts';

/** The sentences that tell a reader how a due was counted, in the order in which he would count it himself. */

const WEEKDAYS: readonly (readonly [zh: string, en: string])[] = [
  ['周日', 'Sunday'],
  ['周一', 'Monday'],
  ['周二', 'Tuesday'],
  ['周三', 'Wednesday'],
  ['周四', 'Thursday'],
  ['周五', 'Friday'],
  ['周六', 'Saturday'],
];

/** `2025-10-11 周六` / `2025-10-11 (Saturday)`. */
export const dayWords = (day: DayNumber): Text => {
  const [zh, en] = WEEKDAYS[weekdayOf(day)] ?? ['', ''];
  return text(`${dateOfDay(day)} ${zh}`, `${dateOfDay(day)} (${en})`);
};

const runWords = (first: DayNumber, last: DayNumber): Text =>
  first === last
    ? dayWords(first)
    : text(`${dateOfDay(first)}至${dateOfDay(last)}`, `${dateOfDay(first)} to ${dateOfDay(last)}`);

export const explainTrigger = (limit: Limit, trigger: DayNumber): Text => {
  const { zh, en } = dayWords(trigger);
  return limit.fromLapse
    ? text(
        `前一期限于${zh}届满，自次日起算（民法典第201条）。`,
        `The period before ran out on ${en}; counting begins on the next day (Civil Code 201).`,
      )
    : text(
        `${zh}为起算事由发生之日，不计入（民法典第201条）。`,
        `${en} is the day of the trigger and is not counted (Civil Code 201).`,
      );
};

interface Run {
  first: DayNumber;
  last: DayNumber;
  names: HolidayDays[];
}

/** Holidays among the days, each unbroken run once, with every name that it bears. */
const holidayRuns = (index: DayIndex, days: readonly DayNumber[]): Run[] => {
  const runs: Run[] = [];
  for (const day of days) {
    const holiday = index.named.get(day);
    if (!holiday) continue;
    const open = runs.at(-1);
    if (open?.last === day - 1) {
      open.last = day;
      if (!open.names.some((h) => h.zh === holiday.zh)) open.names.push(holiday);
    } else runs.push({ first: day, last: day, names: [holiday] });
  }
  return runs;
};

/** Why days between two bounds were passed over, and which weekend days were counted all the same. */
export const explainPassed = (index: DayIndex, first: DayNumber, last: DayNumber): Text[] => {
  const days = Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i);
  const rest = days.filter((day) => isWorked(index, day) === false);
  const steps = holidayRuns(index, rest).map((run) => {
    const { zh, en } = runWords(run.first, run.last);
    const names = text(run.names.map((h) => h.zh).join('、'), run.names.map((h) => h.en).join(', '));
    return text(`${zh}${names.zh}放假，不计入。`, `${en}: days off for ${names.en}, not counted.`);
  });
  const weekends = rest.filter((day) => !index.named.has(day)).length;
  if (weekends > 0) {
    steps.push(
      text(
        `其间周末${weekends}天不计入。`,
        `${weekends} weekend ${weekends === 1 ? 'day is' : 'days are'} not counted.`,
      ),
    );
  }
  for (const day of days.filter((d) => isWeekend(d) && isWorked(index, d))) {
    const { zh, en } = dayWords(day);
    const holiday = index.named.get(day);
    steps.push(
      text(
        `${zh}为${holiday?.zh}调休上班日，计为工作日。`,
        `${en} is a make-up working day for ${holiday?.en} and is counted.`,
      ),
    );
  }
  return steps;
};

const unpublished = (year: number): Text =>
  text(
    `${year}年的放假安排尚未导入，该年按最早可能推算，结果为暂定；导入后重新计算。`,
    `The holidays of ${year} are not imported yet: that year is reckoned as the earliest it can be, the result is provisional and will be reckoned again after the import.`,
  );

/** Tells of days that no imported notice settles. */
export const explainUnpublished = (index: DayIndex, first: DayNumber, last: DayNumber): Text[] => {
  for (let day = first; day <= last; day++) {
    if (isWorked(index, day) === null) return [unpublished(yearMissingAt(index, day))];
  }
  return [];
};

const explainPauses = (c: Counting, first: DayNumber, last: DayNumber): Text[] => {
  if (c.stood.length === 0) return [];
  const steps: Text[] = [];
  for (let day = first; day <= last; day++) {
    if (isPausedAway(day, c.closing(day), c.kinder, c.stood) !== 'yes') continue;
    const { zh, en } = dayWords(day);
    steps.push(text(`${zh}期限中止，不计入。`, `${en} is not counted because the clock stood.`));
  }
  return steps;
};

const explainNominal = (parts: SpanParts, nominal: DayNumber, trigger: DayNumber): Text => {
  const { zh, en } = dayWords(nominal);
  const words = formatSpan(parts);
  if (parts.unit === 'wd') return text(`第${words.zh}为${zh}。`, `Working day ${parts.amount} is ${en}.`);
  if (parts.unit === 'd') return text(`第${parts.amount}天为${zh}。`, `Day ${parts.amount} is ${en}.`);
  const shorter = dateOfDay(nominal).slice(8) < dateOfDay(trigger).slice(8);
  return text(
    `${words.zh}后的对应日为${zh}${shorter ? '，当月无对应日，取月末日' : ''}（民法典第202条）。`,
    `${words.en} on is ${en}${shorter ? ', the last day of a shorter month' : ''} (Civil Code 202).`,
  );
};

const explainRoll = (index: DayIndex, nominal: DayNumber, last: DayNumber): Text[] => {
  if (last === nominal && isWorked(index, last) !== false) return [];
  const { zh, en } = dayWords(last);
  if (last > nominal) {
    return [
      text(
        `最后一日为休息日，顺延至${zh}（民法典第203条）。`,
        `The last day is a day of rest, so the limit rolls to ${en} (Civil Code 203).`,
      ),
    ];
  }
  if (last < nominal) {
    return [
      text(
        `最后一日为休息日；向监管部门报告不得顺延，提前至${zh}。`,
        `The last day is a day of rest; a report to a regulator never rolls later, so it falls due on ${en}.`,
      ),
    ];
  }
  return [
    text(
      `最后一日虽为休息日，但此前没有可提前到的工作日，仍以${zh}为准。`,
      `The last day is a day of rest, but no working day lies between the trigger and it, so it stays ${en}.`,
    ),
  ];
};

export const explainEnd = (due: Instant): Text => {
  const shown = formatDue(due);
  return shown.endsWith('24:00')
    ? text(`${shown}届满（记作次日00:00）。`, `It ends at ${shown} (written as 00:00 of the next day).`)
    : text(`${shown}下班时届满。`, `It ends at ${shown}, the close of business.`);
};

const explainStanding = (left: number): Text =>
  text(
    `期限仍在中止，尚余${left}天未计；恢复后再定届满时间。`,
    `The clock still stands with ${left} ${left === 1 ? 'day' : 'days'} to run; the due is known once it runs again.`,
  );

export const explainDays = (counted: {
  readonly counting: Counting;
  readonly limit: Limit;
  readonly parts: SpanParts;
  readonly trigger: DayNumber;
  readonly nominal: Counted;
  readonly last: Counted;
}): Text[] => {
  const { counting, limit, parts, trigger, nominal, last } = counted;
  const steps = [explainTrigger(limit, trigger)];
  if (nominal.kind !== 'day') return nominal.kind === 'standing' ? [...steps, explainStanding(nominal.left)] : steps;
  const first = trigger + 1;
  if (parts.unit === 'wd') steps.push(...explainPassed(counting.index, first, nominal.day));
  steps.push(...explainPauses(counting, first, nominal.day), explainNominal(parts, nominal.day, trigger));
  if (last.kind === 'standing') return [...steps, explainStanding(last.left)];
  if (last.kind !== 'day') return steps;
  const [a, b] = [Math.min(last.day, nominal.day), Math.max(last.day, nominal.day)];
  if (parts.unit !== 'wd') {
    steps.push(...explainPassed(counting.index, a, b), ...explainRoll(counting.index, nominal.day, last.day));
  }
  steps.push(...explainUnpublished(counting.index, parts.unit === 'wd' ? first : a, b));
  return [...steps, explainEnd(counting.closing(last.day))];
};

export const explainNatural = (from: Instant, parts: SpanParts, stood: readonly Standstill[]): Text[] => {
  const words = formatSpan(parts);
  const steps = [
    text(
      `自${formatMinute(from)}起按自然时间连续计算${words.zh}，不分昼夜与节假日。`,
      `${words.en} of natural time run from ${formatMinute(from)}, day and night, holidays included.`,
    ),
  ];
  for (const s of stood) {
    const open = s.to === Number.POSITIVE_INFINITY;
    const [a, b] = [formatMinute(s.from as Instant), open ? null : formatMinute(s.to as Instant)];
    steps.push(
      b === null
        ? text(`${a}起中止，尚未恢复。`, `The clock stands since ${a}.`)
        : text(`${a}至${b}中止，不计入。`, `The clock stood from ${a} to ${b}, which is left out.`),
    );
  }
  return steps;
};

/** Where the last day was found by weekday or by its number, and moved because it is not worked. */
export const explainMovedEarlier = (nominal: DayNumber, last: DayNumber): Text[] => {
  if (nominal === last) return [];
  const [a, b] = [dayWords(nominal), dayWords(last)];
  return [text(`${a.zh}为休息日，提前至${b.zh}。`, `${a.en} is a day of rest, so the duty falls due on ${b.en}.`)];
};
