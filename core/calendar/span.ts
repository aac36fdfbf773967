import { Defect, ok, type Result, refused } from '../base/result.ts';
import { type Text, text } from '../base/text.ts';

/** m minutes, h hours (natural time); d days, mo months, y years (calendar); wd working days. */
export type SpanUnit = 'm' | 'h' | 'd' | 'wd' | 'mo' | 'y';

/** A length of statutory time as it stands in parameters and on the command line: `30m`, `24h`, `5d`, `3wd`, `1mo`, `1y`. */
export type Span = `${number}${SpanUnit}`;

export interface SpanParts {
  readonly amount: number;
  readonly unit: SpanUnit;
}

const PATTERN = /^([1-9]\d{0,6})(m|h|d|wd|mo|y)$/;

/** A hundred years: longer than any limit, short enough that every due instant is a real date. */
const MOST: Readonly<Record<SpanUnit, number>> = { m: 5_000_000, h: 870_000, d: 36_500, wd: 25_000, mo: 1_200, y: 100 };

const badSpan = (given: string): Result<never> =>
  refused({
    code: 'calendar.span',
    message: text(
      `“${given.slice(0, 40)}”不是期限。请写成数字加单位，例如 30m（分钟）、24h（小时）、5d（天）、3wd（工作日）、1mo（月）、1y（年），最长一百年。`,
      `"${given.slice(0, 40)}" is not a span of time. Write a number and a unit, such as 30m (minutes), 24h (hours), 5d (days), 3wd (working days), 1mo (month) or 1y (year), a hundred years at most.`,
    ),
  });

/** Reads a span; anything else is refused with `calendar.span`. Zero, signs and leading zeros are not spans. */
export const parseSpan = (given: string): Result<SpanParts> => {
  const m = PATTERN.exec(given);
  const amount = Number(m?.[1]);
  const unit = m?.[2] as SpanUnit | undefined;
  if (unit === undefined || amount > MOST[unit]) return badSpan(given);
  return ok({ amount, unit });
};

export const isSpan = (given: string): given is Span => parseSpan(given).ok;

/** For spans put together by code; throws where the parts make none. */
export const span = (amount: number, unit: SpanUnit): Span => {
  const made = `${amount}${unit}` as Span;
  if (!isSpan(made)) throw new Defect(`not a span: ${made}`);
  return made;
};

const WORDS: Readonly<Record<SpanUnit, readonly [zh: string, one: string, many: string]>> = {
  m: ['分钟', 'minute', 'minutes'],
  h: ['小时', 'hour', 'hours'],
  d: ['天', 'day', 'days'],
  wd: ['个工作日', 'working day', 'working days'],
  mo: ['个月', 'month', 'months'],
  y: ['年', 'year', 'years'],
};

/** `3wd` as people read it: 3个工作日, 3 working days. */
export const formatSpan = ({ amount, unit }: SpanParts): Text => {
  const [zh, one, many] = WORDS[unit];
  return text(`${amount}${zh}`, `${amount} ${amount === 1 ? one : many}`);
};
