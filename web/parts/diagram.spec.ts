import { expect, it } from 'vitest';
import { linesOf, pathOf } from './diagram.tsx';

it('breaks a long title into two lines, Chinese between signs and English between words', () => {
  expect(linesOf('初步审核', 120)).toEqual(['初步审核']);
  expect(linesOf('质量管理部资质审核与合规部审核', 120)).toHaveLength(2);
  expect(linesOf('Quality and compliance review', 120)).toEqual(['Quality and', 'compliance review']);
});

it('rounds the corners of an edge and keeps its two ends', () => {
  const path = pathOf([
    [0, 0],
    [40, 0],
    [40, 40],
  ]);
  expect(path).toBe('M0 0L32 0Q40 0 40 8L40 40');
});
