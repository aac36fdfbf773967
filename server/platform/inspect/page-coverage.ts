/** `[a, b, c, d, e, f]`, as PDF writes it: x' = a·x + c·y + e, y' = b·x + d·y + f. */
export type Matrix = readonly [number, number, number, number, number, number];

/** A picture where it is painted: the matrix maps the unit square onto the page, in points. */
export interface PaintedImage {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly matrix: Matrix;
}

export interface PageBox {
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
  readonly top: number;
  /** Inches per unit; 1/72 unless the page says otherwise. */
  readonly inchesPerUnit: number;
}

export interface PageMeasure {
  /** Share of the page that pictures cover, 0..1. */
  readonly covered: number;
  /** Dots per inch that the pictures of the page reach, a small share of it disregarded; null without pictures. */
  readonly dpi: number | null;
}

const GRID = 64;

export const multiply = (m: Matrix, n: Matrix): Matrix => [
  m[0] * n[0] + m[2] * n[1],
  m[1] * n[0] + m[3] * n[1],
  m[0] * n[2] + m[2] * n[3],
  m[1] * n[2] + m[3] * n[3],
  m[0] * n[4] + m[2] * n[5] + m[4],
  m[1] * n[4] + m[3] * n[5] + m[5],
];

/** The coarser of both directions. */
const dpiOf = ({ widthPx, heightPx, matrix: [a, b, c, d] }: PaintedImage, inchesPerUnit: number): number =>
  Math.min(widthPx / (Math.hypot(a, b) * inchesPerUnit), heightPx / (Math.hypot(c, d) * inchesPerUnit));

/** Raises the cells whose middle lies in the picture to its resolution: where pictures overlap, the finest counts. */
const paint = (cells: Float64Array, image: PaintedImage, box: PageBox): void => {
  const [a, b, c, d, e, f] = image.matrix;
  const area = a * d - b * c;
  const dpi = dpiOf(image, box.inchesPerUnit);
  if (!Number.isFinite(area) || area === 0 || !Number.isFinite(dpi)) return;
  const cellWidth = (box.right - box.left) / GRID;
  const cellHeight = (box.top - box.bottom) / GRID;
  const xs = [e, e + a, e + c, e + a + c].map((x) => (x - box.left) / cellWidth);
  const ys = [f, f + b, f + d, f + b + d].map((y) => (y - box.bottom) / cellHeight);
  const clamp = (n: number): number => Math.min(GRID, Math.max(0, n));
  for (let row = clamp(Math.floor(Math.min(...ys))); row < clamp(Math.ceil(Math.max(...ys))); row += 1) {
    const y = box.bottom + (row + 0.5) * cellHeight - f;
    for (let column = clamp(Math.floor(Math.min(...xs))); column < clamp(Math.ceil(Math.max(...xs))); column += 1) {
      const x = box.left + (column + 0.5) * cellWidth - e;
      const u = (d * x - c * y) / area;
      const v = (a * y - b * x) / area;
      const at = row * GRID + column;
      if (u >= 0 && u < 1 && v >= 0 && v < 1) cells[at] = Math.max(cells[at] ?? 0, dpi);
    }
  }
};

/**
 * Measures how much of a page pictures cover and at which resolution. Of the covered area the coarsest part, up to
 * `disregardedShare` of the page, is left out: a small logo beside or on a good scan does not count.
 */
export const measurePage = (images: readonly PaintedImage[], box: PageBox, disregardedShare: number): PageMeasure => {
  const cells = new Float64Array(GRID * GRID);
  for (const image of images) paint(cells, image, box);
  const painted = cells.filter((dpi) => dpi > 0).sort();
  const disregarded = Math.min(Math.floor(disregardedShare * cells.length), painted.length - 1);
  return { covered: painted.length / cells.length, dpi: painted[disregarded] ?? null };
};
