import { expect, test } from 'vitest';
import { chapterIds } from './chapter.ts';
import { chapterOf } from './obligation.ts';
import { isObligationId, obligation, obligations, obligationsOf } from './obligations.ts';

test('every obligation of both manuals is there once', () => {
  expect(obligations).toHaveLength(2026);
  expect(new Set(obligations.map((row) => row.id)).size).toBe(2026);
});

test('no row is empty and each stands in its chapter and under its clause', () => {
  for (const chapter of chapterIds) {
    expect(obligationsOf(chapter).length, chapter).toBeGreaterThan(0);
    for (const row of obligationsOf(chapter)) {
      expect(chapterOf(row.id)).toBe(chapter);
      expect(row.id.startsWith(`${row.source.replace(' §', '-')}-`), row.id).toBe(true);
      expect(
        [row.obligation, row.system, row.area, row.kind].every((value) => value.trim() !== ''),
        row.id,
      ).toBe(true);
    }
  }
});

test('an obligation is found by its id, and only by a real one', () => {
  expect(obligation('P05-1.1-01').source).toBe('P05 §1.1');
  expect(isObligationId('P05-1.1-01')).toBe(true);
  expect(isObligationId('P05-9.9-99')).toBe(false);
});
