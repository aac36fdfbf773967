import { carries } from '../../../core/manual/carriers.ts';
import type { Finding } from './findings.ts';
import { jpegSize } from './image-header.ts';
import type { InspectionLimits } from './limits.ts';
import type { PageMeasure } from './page-coverage.ts';
import { activeContent, isEncrypted } from './pdf-actions.ts';
import { readPages } from './pdf-pages.ts';
import { isDictionary, nameOf, type PdfStream, type PdfStructure, readStructure } from './pdf-structure.ts';

export interface PdfReport {
  readonly findings: readonly Finding[];
  readonly pages: number | null;
  /** Of the scanned pages the lowest, in dots per inch; null where no page is a scan. */
  readonly lowestDpi: number | null;
}

interface StoredImage {
  readonly stream: PdfStream;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly isMask: boolean;
}

const imagesIn = ({ objects, resolve }: PdfStructure): StoredImage[] =>
  objects.flatMap(({ value, stream }) => {
    if (stream === null || !isDictionary(value)) return [];
    if (!resolve(value.get('Subtype')).some((one) => nameOf(one) === 'Image')) return [];
    const size = (key: string): number => Math.max(0, ...resolve(value.get(key)).map(Number));
    const isMask = resolve(value.get('ImageMask')).includes(true);
    return [{ stream, widthPx: size('Width'), heightPx: size('Height'), isMask }];
  });

/** A JPEG says its size itself; a picture declared larger than it is would pass for a finer scan. */
const isMisdeclared = (bytes: Buffer, { stream, widthPx, heightPx }: StoredImage): boolean => {
  if (stream.filters.length !== 1 || stream.filters[0] !== 'DCTDecode') return false;
  const real = jpegSize(bytes.subarray(stream.start, stream.end));
  return real !== null && (real.widthPx < 0.95 * widthPx || real.heightPx < 0.95 * heightPx);
};

/** A body that each decoder gives up on at once; the header keeps the Flate stream itself valid. */
const endingAtOnce: Readonly<Record<string, Buffer>> = {
  FlateDecode: Buffer.of(0x78, 0x9c, 0x07),
  DCTDecode: Buffer.of(),
  JPXDecode: Buffer.of(),
};

/**
 * A copy without the pixels. Only sizes and places of the pictures are measured, and pdf.js would otherwise decode every
 * one: seconds for an honest scan, memory without bound for another. Masks stay: pdf.js wants them before it lists them.
 */
const withoutPixels = (bytes: Buffer, images: readonly StoredImage[]): Uint8Array => {
  const copy = new Uint8Array(bytes);
  for (const { stream, isMask } of images) {
    const ending = endingAtOnce[stream.filters[0] ?? ''];
    if (isMask || ending === undefined || stream.end - stream.start < ending.byteLength) continue;
    copy.fill(0, stream.start, stream.end);
    copy.set(ending, stream.start);
  }
  return copy;
};

const MARK_WITHIN = 2_048;

const isComplete = (bytes: Buffer): boolean => {
  const end = bytes.lastIndexOf('%%EOF');
  return end >= 0 && bytes.byteLength - end <= MARK_WITHIN;
};

const structureFindings = (
  bytes: Buffer,
  structure: PdfStructure,
  images: readonly StoredImage[],
  limits: InspectionLimits,
): Finding[] => {
  if (isEncrypted(structure)) return [{ code: 'pdf.encrypted' }];
  if (structure.trouble === 'bomb') return [{ code: 'file.unsafe' }];
  if (structure.trouble !== 'none') return [{ code: 'pdf.tooComplex' }];
  const largest = Math.max(0, ...images.map(({ widthPx, heightPx }) => widthPx * heightPx));
  const found: Finding[] = activeContent(structure).map((code) => ({ code }));
  if (largest > limits.maxMegapixels * 1e6) {
    const params = { megapixels: Math.ceil(largest / 1e6), limit: limits.maxMegapixels };
    found.push({ code: 'pdf.imageTooLarge', params });
  } else if (images.some((image) => isMisdeclared(bytes, image))) found.push({ code: 'pdf.imageMisdeclared' });
  return found;
};

const MENTIONED = 5;

/**
 * A page is a scan when pictures cover more than half of it. Paper sizes are rounded to whole points and scanners round
 * their pixels, so one per cent less than asked for is accepted.
 */
const findLowResolution = (measures: readonly PageMeasure[], minDpi: number): Finding[] => {
  const low = measures.flatMap(({ covered, dpi }, i) =>
    covered > 0.5 && dpi !== null && dpi < 0.99 * minDpi ? [{ page: i + 1, dpi: Math.round(dpi) }] : [],
  );
  const [first] = low;
  if (first === undefined) return [];
  const named = low.slice(0, MENTIONED);
  const more = low.length - named.length;
  const params = {
    limitDpi: minDpi,
    page: first.page,
    dpi: first.dpi,
    pagesZh: `${named.map(({ page, dpi }) => `第${page}页为${dpi}dpi`).join(',')}${more > 0 ? `,另有${more}页` : ''}`,
    pagesEn: `${named.map(({ page, dpi }) => `page ${page} has ${dpi} dpi`).join(', ')}${more > 0 ? `, and ${more} more` : ''}`,
  };
  return [{ code: 'pdf.lowResolution', params }];
};

const resolutionFindings = carries(
  { kind: 'file', name: 'file.resolution', obligations: ['P05-2.4-03'] },
  findLowResolution,
  () => () => [],
);

const lowestOfScans = (measures: readonly PageMeasure[]): number | null => {
  const dpis = measures.flatMap(({ covered, dpi }) => (covered > 0.5 && dpi !== null ? [Math.round(dpi)] : []));
  return dpis.length === 0 ? null : Math.min(...dpis);
};

const only = (code: Finding['code']): PdfReport => ({ findings: [{ code }], pages: null, lowestDpi: null });

/** Everything that P05 §2.4 and prudence ask of a PDF. Meant for a process of its own: see inspector.ts. */
export const inspectPdf = async (bytes: Buffer, limits: InspectionLimits): Promise<PdfReport> => {
  if (!isComplete(bytes)) return only('pdf.incomplete');
  const structure = readStructure(bytes, { maxUnfoldedBytes: limits.maxUnfoldedMb * 1_048_576 });
  const images = imagesIn(structure);
  const findings = structureFindings(bytes, structure, images, limits);
  const opened =
    structure.trouble === 'none' &&
    findings.every(({ code }) => code !== 'pdf.encrypted' && code !== 'pdf.imageTooLarge');
  if (!opened) return { findings, pages: null, lowestDpi: null };
  const read = await readPages(withoutPixels(bytes, images), { maxPages: limits.maxPages, disregardedShare: 0.05 });
  if (read.kind !== 'pages') return only(`pdf.${read.kind}`);
  if (read.scripts && findings.every(({ code }) => code !== 'pdf.javaScript'))
    findings.push({ code: 'pdf.javaScript' });
  if (read.pages > limits.maxPages) {
    findings.push({ code: 'pdf.tooManyPages', params: { pages: read.pages, limit: limits.maxPages } });
  }
  findings.push(...resolutionFindings(read.measures, limits.minDpi));
  return { findings, pages: read.pages, lowestDpi: lowestOfScans(read.measures) };
};
