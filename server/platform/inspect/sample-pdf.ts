/** A tiny writer of PDF syntax, for tests and benchmarks: it writes exactly what it is told, harmful or not. */
import { deflateSync } from 'node:zlib';

/** The body of an object, or of a stream: dictionary entries without `<<`, `>>` and Length, and its bytes. */
export type SampleObject = string | { readonly entries: string; readonly data: Buffer };

const objectBytes = (number: number, object: SampleObject): Buffer => {
  if (typeof object === 'string') return Buffer.from(`${number} 0 obj\n${object}\nendobj\n`, 'latin1');
  const head = `${number} 0 obj\n<< ${object.entries} /Length ${object.data.byteLength} >>\nstream\n`;
  return Buffer.concat([Buffer.from(head, 'latin1'), object.data, Buffer.from('\nendstream\nendobj\n')]);
};

/** A PDF of the given objects, the first being number 1 and the catalog, with a table that fits. */
export const samplePdf = (objects: readonly SampleObject[], trailer = ''): Buffer => {
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1')];
  const offsets: number[] = [];
  let at = parts[0]?.byteLength ?? 0;
  for (const [i, object] of objects.entries()) {
    const bytes = objectBytes(i + 1, object);
    offsets.push(at);
    at += bytes.byteLength;
    parts.push(bytes);
  }
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  parts.push(
    Buffer.from(
      `xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<< /Size ${size} /Root 1 0 R ${trailer} >>\nstartxref\n${at}\n%%EOF\n`,
      'latin1',
    ),
  );
  return Buffer.concat(parts);
};

export const flateStream = (entries: string, data: Buffer | string): SampleObject => ({
  entries: `${entries} /Filter /FlateDecode`,
  data: deflateSync(data),
});

/** A white picture; one bit a pixel, so that it stays small. */
export const blankImage = (widthPx: number, heightPx: number, entries = ''): SampleObject =>
  flateStream(
    `/Type /XObject /Subtype /Image /Width ${widthPx} /Height ${heightPx} /ColorSpace /DeviceGray /BitsPerComponent 1 ${entries}`,
    Buffer.alloc(Math.ceil(widthPx / 8) * heightPx, 0xff),
  );

export interface SamplePage {
  /** Content stream, in points. */
  readonly content: string;
  /** What the content calls /Im0, /Im1, … */
  readonly xObjects?: readonly SampleObject[];
  /** More entries of the page's dictionary. */
  readonly entries?: string;
  readonly mediaBox?: string;
}

export interface SampleDocument {
  readonly pages: readonly SamplePage[];
  /** More entries of the catalog. */
  readonly catalog?: string;
  /** More objects, for references; the first has the number `EXTRA`. */
  readonly extra?: readonly SampleObject[];
  readonly trailer?: string;
}

/** Number of the first extra object: catalog, page tree and font come first. */
export const EXTRA = 4;

export const sampleDocument = ({ pages, catalog = '', extra = [], trailer = '' }: SampleDocument): Buffer => {
  const objects: SampleObject[] = ['', '', '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>', ...extra];
  const add = (object: SampleObject): number => objects.push(object);
  const kids = pages.map(({ content, xObjects = [], entries = '', mediaBox = '0 0 595.28 841.89' }) => {
    const named = xObjects.map((object, i) => `/Im${i} ${add(object)} 0 R`).join(' ');
    const body = add(flateStream('', Buffer.from(content, 'latin1')));
    const resources = `<< /Font << /F1 3 0 R >> /XObject << ${named} >> >>`;
    return `${add(`<< /Type /Page /Parent 2 0 R /MediaBox [${mediaBox}] /Resources ${resources} /Contents ${body} 0 R ${entries} >>`)} 0 R`;
  });
  objects[0] = `<< /Type /Catalog /Pages 2 0 R ${catalog} >>`;
  objects[1] = `<< /Type /Pages /Kids [${kids.join(' ')}] /Count ${kids.length} >>`;
  return samplePdf(objects, trailer);
};

/** A page of text, as an office program makes it. */
export const textPage = (entries = ''): SamplePage => ({
  content: 'BT /F1 12 Tf 72 720 Td (Business licence) Tj ET',
  entries,
});

/** An A4 page that is nothing but a picture at the given resolution. */
export const scannedPage = (dpi: number): SamplePage => ({
  content: 'q 595.28 0 0 841.89 0 0 cm /Im0 Do Q',
  xObjects: [blankImage(Math.round((595.28 / 72) * dpi), Math.round((841.89 / 72) * dpi))],
});
