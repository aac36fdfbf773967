/** As a field of kind `files` says. */
export type Accept = 'pdf' | 'image' | 'pdfOrImage';

export interface InspectionLimits {
  /** 1 MB is 1,048,576 bytes, the reading kinder to the uploader. */
  readonly maxMb: number;
  readonly maxPages: number;
  /** What a scanned page must reach, in dots per inch. */
  readonly minDpi: number;
  readonly maxMegapixels: number;
  /** What the compressed parts of a PDF, pictures excepted, may unfold to. */
  readonly maxUnfoldedMb: number;
}

/** P05 §2.4 for size and resolution; the rest is ours. A parameter of the platform overrides each. */
export const defaultLimits: InspectionLimits = {
  maxMb: 10,
  maxPages: 200,
  minDpi: 300,
  maxMegapixels: 120,
  maxUnfoldedMb: 256,
};
