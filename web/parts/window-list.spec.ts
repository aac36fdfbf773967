import { expect, it } from 'vitest';
import { offsetsOf, rowAt } from './window-list.ts';

it('finds the row at a height among rows of unequal heights', () => {
  const offsets = offsetsOf([32, 76, 76, 32, 76]);
  expect(offsets).toEqual([0, 32, 108, 184, 216, 292]);
  expect([0, 31, 32, 107, 108, 291, 5000].map((y) => rowAt(offsets, y))).toEqual([0, 0, 1, 1, 2, 4, 4]);
});

it('finds a row of an empty list without failing', () => {
  expect(rowAt(offsetsOf([]), 100)).toBe(0);
});
