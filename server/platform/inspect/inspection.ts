import { fileTypeFromBuffer } from 'file-type';
import { carries } from '../../../core/manual/carriers.ts';
import type { Finding } from './findings.ts';
import { readImageHeader } from './image-header.ts';
import type { Accept, InspectionLimits } from './limits.ts';
import { inspectPdf } from './pdf-inspection.ts';

export type MediaType = 'application/pdf' | 'image/png' | 'image/jpeg' | 'image/webp';

export interface Inspection {
  readonly mediaType: MediaType;
  /** Null for pictures. */
  readonly pages: number | null;
  /** Of the scanned pages the lowest, in dots per inch; null where none is a scan and for pictures. */
  readonly lowestDpi: number | null;
  /** Null for PDF. */
  readonly widthPx: number | null;
  readonly heightPx: number | null;
}

/** Plain data: it crosses to the server process. `inspection` is null where anything was found. */
export interface InspectionAnswer {
  readonly findings: readonly Finding[];
  readonly inspection: Inspection | null;
}

/** A ZIP archive ends with its directory, so that it can hide behind any other format. */
const endsAsArchive = (bytes: Buffer): boolean => {
  const tail = bytes.subarray(-65_557);
  for (let at = tail.lastIndexOf('PK\x05\x06'); at >= 0; at = at === 0 ? -1 : tail.lastIndexOf('PK\x05\x06', at - 1)) {
    if (at + 22 <= tail.byteLength && at + 22 + tail.readUInt16LE(at + 20) === tail.byteLength) return true;
  }
  return false;
};

const isPdf = (bytes: Buffer): boolean => bytes.toString('latin1', 0, 5) === '%PDF-';

const beginsInside = (bytes: Buffer): boolean => bytes.subarray(0, 1_024).lastIndexOf('%PDF-') > 0;

const no = (code: Finding['code'], params?: Finding['params']): InspectionAnswer => ({
  findings: [params === undefined ? { code } : { code, params }],
  inspection: null,
});

const inspectImage = (bytes: Buffer, limits: InspectionLimits): InspectionAnswer | null => {
  const header = readImageHeader(bytes);
  if (header === null) return null;
  const { mediaType, widthPx, heightPx, complete } = header;
  if (beginsInside(bytes)) return no('file.twoFormats');
  if (!complete || widthPx * heightPx === 0) return no('image.damaged');
  const megapixels = Math.ceil((widthPx * heightPx) / 1e6);
  if (megapixels > limits.maxMegapixels) return no('image.tooManyPixels', { megapixels, limit: limits.maxMegapixels });
  return { findings: [], inspection: { mediaType, pages: null, lowestDpi: null, widthPx, heightPx } };
};

const other = async (bytes: Buffer, accept: Accept): Promise<InspectionAnswer> => {
  const found = (await fileTypeFromBuffer(bytes.subarray(0, 65_536)))?.mime ?? '未知 unknown';
  return no(accept === 'pdf' ? 'file.notPdf' : accept === 'image' ? 'file.notImage' : 'file.notAccepted', { found });
};

const isTooLarge = carries(
  { kind: 'file', name: 'file.size', obligations: ['P05-2.4-02'] },
  (bytes: Buffer, limits: InspectionLimits): boolean => bytes.byteLength > limits.maxMb * 1_048_576,
  () => () => false,
);

/** May the upload be a picture? Never where a PDF is asked for. */
const mayBePicture = carries(
  { kind: 'file', name: 'file.pdfOnly', obligations: ['P05-2.4-01'] },
  (accept: Accept): boolean => accept !== 'pdf',
  () => () => true,
);

/** Looks at the content alone, never at a name. Meant for a process of its own: see inspector.ts. */
export const inspect = async (bytes: Buffer, accept: Accept, limits: InspectionLimits): Promise<InspectionAnswer> => {
  if (bytes.byteLength === 0) return no('file.empty');
  if (isTooLarge(bytes, limits)) return no('file.tooLarge', { limitMb: limits.maxMb });
  if (endsAsArchive(bytes) && (isPdf(bytes) || readImageHeader(bytes) !== null)) return no('file.twoFormats');
  if (isPdf(bytes) && accept !== 'image') {
    const { findings, pages, lowestDpi } = await inspectPdf(bytes, limits);
    if (findings.length > 0) return { findings, inspection: null };
    return { findings, inspection: { mediaType: 'application/pdf', pages, lowestDpi, widthPx: null, heightPx: null } };
  }
  return (mayBePicture(accept) ? inspectImage(bytes, limits) : null) ?? other(bytes, accept);
};
