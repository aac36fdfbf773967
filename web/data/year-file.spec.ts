import { describe, expect, it } from 'vitest';
import type { Json } from '../../core/base/json.ts';
import { readYearFile } from '../../core/calendar/year-file.ts';
import { blankYearFile, parseYearFile } from './year-file.ts';

describe('the blank year file', () => {
  it('lacks the notice and the days of it alone: filled in, it is taken', () => {
    const blank = parseYearFile(blankYearFile(2027)) as { notices: string[] };
    expect(readYearFile(blank as unknown as Json)).toMatchObject({ refusal: { code: 'calendar.import.shape' } });
    expect(readYearFile({ ...blank, notices: ['notice'] } as unknown as Json)).toMatchObject({ ok: true });
  });
  it('is read with a byte order mark too, and what is no JSON is told apart', () => {
    expect(parseYearFile(`\uFEFF${blankYearFile(2027)}`)).toMatchObject({ year: 2027 });
    expect(parseYearFile('year: 2027')).toBeUndefined();
  });
});
