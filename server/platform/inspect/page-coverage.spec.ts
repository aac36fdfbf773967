import { expect, test } from 'vitest';
import { measurePage, multiply, type PaintedImage } from './page-coverage.ts';

const a4 = { left: 0, bottom: 0, right: 595.28, top: 841.89, inchesPerUnit: 1 / 72 };
const scan = (dpi: number, share = 1): PaintedImage => ({
  widthPx: Math.round((595.28 / 72) * dpi),
  heightPx: Math.round((841.89 / 72) * dpi * share),
  matrix: [595.28, 0, 0, 841.89 * share, 0, 0],
});
const measure = (...images: PaintedImage[]) => {
  const { covered, dpi } = measurePage(images, a4, 0.05);
  return [Math.round(covered * 100), dpi === null ? null : Math.round(dpi)];
};

test('a full page has the resolution of its picture', () => {
  expect(measure(scan(300))).toEqual([100, 300]);
  expect(measure(scan(150))).toEqual([100, 150]);
});

test('a page without pictures has none', () => {
  expect(measure()).toEqual([0, null]);
});

test('a page scanned in strips finer than the grid is covered whole', () => {
  const strips = Array.from({ length: 842 }, (_, y): PaintedImage => {
    return { widthPx: 2480, heightPx: 4, matrix: [595.28, 0, 0, 1, 0, y] };
  });
  expect(measure(...strips)).toEqual([100, 288]);
});

test('a coarse background below a fine mask counts as fine', () => {
  expect(measure(scan(75), scan(300))).toEqual([100, 300]);
});

test('a small coarse logo on free ground beside a good scan is disregarded', () => {
  const logo: PaintedImage = { widthPx: 60, heightPx: 60, matrix: [120, 0, 0, 120, 400, 700] };
  expect(measure(scan(300, 0.8), logo)).toEqual([83, 300]);
});

test('two halves of which one is coarse count as coarse', () => {
  const upper: PaintedImage = { ...scan(150, 0.4), matrix: [595.28, 0, 0, 336, 0, 500] };
  expect(measure(scan(300, 0.4), upper)).toEqual([81, 150]);
});

test('turned, mirrored and skewed pictures are measured along their own sides', () => {
  const turned: PaintedImage = { widthPx: 3508, heightPx: 2480, matrix: [0, 841.89, -595.28, 0, 595.28, 0] };
  const mirrored: PaintedImage = { widthPx: 2480, heightPx: 3508, matrix: [-595.28, 0, 0, -841.89, 595.28, 841.89] };
  expect(measure(turned)).toEqual([100, 300]);
  expect(measure(mirrored)).toEqual([100, 300]);
  expect(multiply([2, 0, 0, 2, 10, 20], [1, 0, 0, 1, 3, 4])).toEqual([2, 0, 0, 2, 16, 28]);
});

test('matrices without area, infinite or far off the page cost and count nothing', () => {
  const odd = (matrix: PaintedImage['matrix']): PaintedImage => ({ widthPx: 10, heightPx: 10, matrix });
  expect(measure(odd([0, 0, 0, 0, 0, 0]), odd([1e308, 0, 0, 1e308, -1e308, 0]), odd([1, 0, 0, 1, 1e9, 1e9]))[0]).toBe(
    0,
  );
});
