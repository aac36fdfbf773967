import { type Text, text } from '../base/text.ts';
import type { Counting } from './count.ts';
import type { DayNumber } from './day-number.ts';
import { dayWords, explainEnd, explainMovedEarlier, explainPassed, explainUnpublished } from './explain.ts';
import { formatSpan, type SpanParts } from './span.ts';

/** How a limit that runs backward was counted. */
export const explainBefore = (counted: {
  readonly counting: Counting;
  readonly parts: SpanParts;
  readonly anchor: DayNumber;
  readonly nominal: DayNumber;
  readonly last: DayNumber;
}): Text[] => {
  const { counting, parts, anchor, nominal, last } = counted;
  const event = dayWords(anchor);
  const landed = dayWords(nominal);
  const words = formatSpan(parts);
  const steps = [
    text(
      `${event.zh}为事件当日，不计入；由此向前数。`,
      `${event.en} is the day of the event and is not counted; counting goes backward from it.`,
    ),
  ];
  if (parts.unit === 'wd') steps.push(...explainPassed(counting.index, last, anchor - 1));
  steps.push(text(`之前${words.zh}为${landed.zh}。`, `${words.en} before is ${landed.en}.`));
  if (last !== nominal)
    steps.push(...explainPassed(counting.index, last, nominal), ...explainMovedEarlier(nominal, last));
  steps.push(...explainUnpublished(counting.index, last, parts.unit === 'wd' ? anchor - 1 : nominal));
  return [...steps, explainEnd(counting.closing(last))];
};
