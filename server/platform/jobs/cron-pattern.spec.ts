import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatMinute, type Instant, instant, parseInstant } from '../../../core/base/time.ts';
import { dueUntil } from './catch-up.ts';
import { nextAfter, parseCron } from './cron-pattern.ts';

const at = (text: string): Instant => {
  const found = parseInstant(text);
  if (found === null) throw new Error(text);
  return found;
};

const following = (pattern: string, after: string, count: number): string[] => {
  const cron = parseCron(pattern);
  const found: Instant[] = [];
  for (let last = at(after); found.length < count; last = found.at(-1) ?? last) found.push(nextAfter(cron, last));
  return found.map(formatMinute);
};

describe('a cron pattern in Asia/Shanghai', () => {
  test.each([
    ['0 22 * * *', '2025-09-30T22:00', ['2025-10-01 22:00', '2025-10-02 22:00']],
    ['0 */6 * * *', '2025-09-30T13:01', ['2025-09-30 18:00', '2025-10-01 00:00']],
    ['0 23 * * 0', '2025-09-30', ['2025-10-05 23:00', '2025-10-12 23:00']],
    ['0 23 * * 7', '2025-09-30', ['2025-10-05 23:00']],
    [
      '15,45 8-9 * * *',
      '2025-09-30T08:15',
      ['2025-09-30 08:45', '2025-09-30 09:15', '2025-09-30 09:45', '2025-10-01 08:15'],
    ],
    ['0 3 29 2 *', '2025-03-01', ['2028-02-29 03:00', '2032-02-29 03:00']],
    ['0 0 1 * 1', '2025-10-01', ['2025-10-06 00:00', '2025-10-13 00:00']],
    ['*/20 0 1 1 *', '2025-06-01', ['2026-01-01 00:00', '2026-01-01 00:20']],
  ])('%s after %s', (pattern, after, expected) => {
    expect(following(pattern, after, expected.length)).toEqual(expected);
  });

  test.each(['* * * *', '60 * * * *', '* 24 * * *', '* * 0 * *', '*/0 * * * *', '5-2 * * * *', 'a * * * *', '@daily'])(
    '%s is refused',
    (pattern) => {
      expect(() => parseCron(pattern)).toThrow();
    },
  );

  test('a day that never comes is refused instead of searched for ever', () => {
    expect(() => nextAfter(parseCron('0 0 30 2 *'), at('2025-01-01'))).toThrow('never comes');
  });

  test('the next instant is later, on the minute, and nothing lies between', () => {
    const cron = parseCron('*/7 */5 * * *');
    fc.assert(
      fc.property(fc.integer({ min: 1_600_000_000_000, max: 1_900_000_000_000 }), (ms) => {
        const next = nextAfter(cron, instant(ms));
        return next > ms && next % 60_000 === 0 && nextAfter(cron, instant(next - 1)) === next;
      }),
    );
  });
});

describe('catching up after 72 hours', () => {
  const hourly = parseCron('0 * * * *');
  const first = at('2025-10-01T12:00');
  const now = at('2025-10-04T12:30');

  test('serves the last missed instant where once is enough', () => {
    expect(dueUntil(hourly, first, now, 'once')).toEqual({
      serve: [at('2025-10-04T12:00')],
      next: at('2025-10-04T13:00'),
    });
  });

  test('serves the last of each missed day, in order', () => {
    expect(dueUntil(hourly, first, now, 'once-each-missed-day').serve.map(formatMinute)).toEqual([
      '2025-10-01 23:00',
      '2025-10-02 23:00',
      '2025-10-03 23:00',
      '2025-10-04 12:00',
    ]);
  });

  test('finds nothing before its time', () => {
    expect(dueUntil(hourly, first, instant(first - 1), 'once')).toEqual({ serve: [], next: first });
  });
});
