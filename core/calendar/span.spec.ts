import fc from 'fast-check';
import { expect, it } from 'vitest';
import { formatSpan, isSpan, parseSpan, span } from './span.ts';

it.each([
  ['30m', 30, 'm', '30分钟', '30 minutes'],
  ['24h', 24, 'h', '24小时', '24 hours'],
  ['5d', 5, 'd', '5天', '5 days'],
  ['3wd', 3, 'wd', '3个工作日', '3 working days'],
  ['1wd', 1, 'wd', '1个工作日', '1 working day'],
  ['1mo', 1, 'mo', '1个月', '1 month'],
  ['10y', 10, 'y', '10年', '10 years'],
] as const)('%s is read and worded', (given, amount, unit, zh, en) => {
  const read = parseSpan(given);
  expect(read).toEqual({ ok: true, value: { amount, unit } });
  if (read.ok) expect(formatSpan(read.value)).toEqual({ zh, en });
});

it.each([
  '',
  '3',
  'wd',
  '0d',
  '-1d',
  '03d',
  '1.5h',
  '3 wd',
  '3WD',
  ' 3wd',
  '3wd\n',
  '1w',
  '101y',
  '36501d',
  '99999999m',
])('%j is refused with what to write instead', (given) => {
  expect(parseSpan(given)).toMatchObject({ ok: false, refusal: { code: 'calendar.span' } });
  expect(isSpan(given)).toBe(false);
});

it('what code puts together reads back', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100 }), fc.constantFrom('m', 'h', 'd', 'wd', 'mo', 'y'), (amount, unit) => {
      expect(parseSpan(span(amount, unit))).toEqual({ ok: true, value: { amount, unit } });
    }),
  );
  expect(() => span(0, 'd')).toThrow('not a span');
  expect(() => span(1.5, 'd')).toThrow('not a span');
});
