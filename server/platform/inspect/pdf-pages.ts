import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist/types/src/pdf.d.ts';
import { type Matrix, measurePage, multiply, type PageMeasure, type PaintedImage } from './page-coverage.ts';

// pdf.js wants these for painting, which we don't do; with them it doesn't go looking for a native canvas.
const painting = globalThis as { DOMMatrix?: unknown; ImageData?: unknown; Path2D?: unknown };
painting.DOMMatrix ??= class {};
painting.ImageData ??= class {};
painting.Path2D ??= class {};

const { getDocument, OPS, VerbosityLevel } = await import('pdfjs-dist/legacy/build/pdf.mjs');
const distribution = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));

export type PdfPages =
  | {
      readonly kind: 'pages';
      readonly pages: number;
      readonly measures: readonly PageMeasure[];
      readonly scripts: boolean;
    }
  | { readonly kind: 'encrypted' | 'damaged' | 'noPages' };

const identity: Matrix = [1, 0, 0, 1, 0, 0];

const matrixOf = (value: unknown): Matrix => {
  const numbers = value === null || typeof value !== 'object' ? [] : Array.from(value as ArrayLike<number>, Number);
  const [a, b, c, d, e, f] = numbers;
  return a === undefined || b === undefined || c === undefined || d === undefined || e === undefined || f === undefined
    ? identity
    : [a, b, c, d, e, f];
};

/** Follows the matrix through the operators of a page and notes each picture where it is painted. */
const imagesOf = (operators: readonly number[], operands: readonly unknown[]): PaintedImage[] => {
  const found: PaintedImage[] = [];
  const saved: Matrix[] = [];
  let matrix = identity;
  const restore = (): void => {
    matrix = saved.pop() ?? identity;
  };
  const step: Readonly<Record<number, (args: readonly unknown[]) => void>> = {
    [OPS.save]: () => void saved.push(matrix),
    [OPS.restore]: restore,
    [OPS.transform]: (args) => {
      matrix = multiply(matrix, matrixOf(args));
    },
    [OPS.paintFormXObjectBegin]: (args) => {
      saved.push(matrix);
      matrix = multiply(matrix, matrixOf(args[0]));
    },
    [OPS.paintFormXObjectEnd]: restore,
    [OPS.beginAnnotation]: (args) => {
      saved.push(matrix);
      matrix = multiply(matrixOf(args[2]), matrixOf(args[3]));
    },
    [OPS.endAnnotation]: restore,
    [OPS.paintImageXObject]: ([, widthPx, heightPx]) => {
      found.push({ widthPx: Number(widthPx), heightPx: Number(heightPx), matrix });
    },
  };
  const sized = (args: readonly unknown[]): void => {
    const { width, height } = (args[0] ?? {}) as { width?: number; height?: number };
    found.push({ widthPx: Number(width), heightPx: Number(height), matrix });
  };
  for (const [i, operator] of operators.entries()) {
    const args = (operands[i] ?? []) as readonly unknown[];
    if (operator === OPS.paintInlineImageXObject || operator === OPS.paintImageMaskXObject) sized(args);
    else step[operator]?.(args);
  }
  return found;
};

const measureOne = async (page: PDFPageProxy, disregardedShare: number): Promise<PageMeasure> => {
  const { fnArray, argsArray } = await page.getOperatorList();
  const [left = 0, bottom = 0, right = 0, top = 0] = page.view;
  const box = { left, bottom, right, top, inchesPerUnit: page.userUnit / 72 };
  const measure = measurePage(imagesOf(fnArray, argsArray), box, disregardedShare);
  page.cleanup();
  return measure;
};

const measureAll = async (document: PDFDocumentProxy, options: PageOptions): Promise<PdfPages> => {
  if (document.numPages === 0) return { kind: 'noPages' };
  const measures: PageMeasure[] = [];
  for (let n = 1; n <= document.numPages && document.numPages <= options.maxPages; n += 1) {
    measures.push(await measureOne(await document.getPage(n), options.disregardedShare));
  }
  // A second opinion beside our own reading of the structure.
  const scripts = (await document.getJSActions()) !== null;
  return { kind: 'pages', pages: document.numPages, measures, scripts };
};

export interface PageOptions {
  /** Pages are counted, but not measured, beyond this number. */
  readonly maxPages: number;
  readonly disregardedShare: number;
}

const PASSWORD = 'PasswordException';

// pdf.js leaves out what it cannot read, forms and the rest of a page included, and says so only in a warning.
const leftOut = /getOperatorList - ignoring|allocation failed|out of memory|Invalid array length/i;

/** Runs `work` and tells whether pdf.js left out something that might hold pictures. Its warnings go nowhere else. */
const watched = async <T>(work: () => Promise<T>): Promise<{ readonly result: T; readonly whole: boolean }> => {
  const { warn } = console;
  let whole = true;
  console.warn = (warning: unknown) => {
    if (leftOut.test(String(warning))) whole = false;
  };
  try {
    return { result: await work(), whole };
  } finally {
    console.warn = warn;
  }
};

/** Opens a PDF with pdf.js and measures its pages. Takes `data` over: the array is empty afterwards. */
export const readPages = async (data: Uint8Array, options: PageOptions): Promise<PdfPages> => {
  const task = getDocument({
    data,
    cMapUrl: join(distribution, 'cmaps/'),
    standardFontDataUrl: join(distribution, 'standard_fonts/'),
    wasmUrl: join(distribution, 'wasm/'),
    disableFontFace: true,
    useSystemFonts: false,
    isEvalSupported: false,
    isOffscreenCanvasSupported: false,
    enableXfa: false,
    verbosity: VerbosityLevel.WARNINGS,
  });
  try {
    const { result, whole } = await watched(async () => measureAll(await task.promise, options));
    return whole ? result : { kind: 'damaged' };
  } catch (error) {
    return { kind: (error as Error | null)?.name === PASSWORD ? 'encrypted' : 'damaged' };
  } finally {
    await task.destroy();
  }
};
