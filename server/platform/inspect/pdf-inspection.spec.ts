import { deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { Finding } from './findings.ts';
import { inspect } from './inspection.ts';
import { defaultLimits } from './limits.ts';
import {
  blankImage,
  EXTRA,
  flateStream,
  type SampleDocument,
  sampleDocument,
  samplePdf,
  scannedPage,
  textPage,
} from './sample-pdf.ts';

const look = async (bytes: Buffer, limits = {}) => {
  const { findings, inspection } = await inspect(bytes, 'pdf', { ...defaultLimits, ...limits });
  return inspection ?? findings.map(({ code }: Finding) => code);
};
const lookAt = (document: SampleDocument, limits = {}) => look(sampleDocument(document), limits);
const lowPages = async (document: SampleDocument) =>
  (await inspect(sampleDocument(document), 'pdf', defaultLimits)).findings[0]?.params?.pagesZh;
const passes = (pages: number, lowestDpi: number | null) =>
  expect.objectContaining({ mediaType: 'application/pdf', pages, lowestDpi });

describe('scanned pages need 300 dpi', () => {
  test('a scan at 300 dpi passes, its pages are counted and its resolution is known', async () => {
    expect(await lookAt({ pages: [scannedPage(300), scannedPage(600)] })).toEqual(passes(2, 300));
  });

  test('P05-2.4-03 the page that falls short is named with the dpi it has', async () => {
    const document = { pages: [scannedPage(300), scannedPage(150)] };
    expect(await lookAt(document)).toEqual(['pdf.lowResolution']);
    expect(await lowPages(document)).toBe('第2页为150dpi');
  });

  test('299 dots for rounding of the paper size pass, 290 do not', async () => {
    expect(await lookAt({ pages: [scannedPage(299)] })).toEqual(passes(1, 299));
    expect(await lookAt({ pages: [scannedPage(290)] })).toEqual(['pdf.lowResolution']);
  });

  test('a page of text passes, also with a small coarse logo', async () => {
    const logo = {
      content: 'BT /F1 12 Tf 72 720 Td (Letter) Tj ET q 90 0 0 90 72 730 cm /Im0 Do Q',
      xObjects: [blankImage(60, 60)],
    };
    expect(await lookAt({ pages: [textPage(), logo] })).toEqual(passes(2, null));
  });

  test.each([
    [
      'in an inline image',
      { content: `q 595 0 0 842 0 0 cm BI /W 16 /H 16 /CS /G /BPC 1 /F /AHx ID ${'FF'.repeat(32)}> EI Q` },
    ],
    [
      'in an image mask',
      {
        content: 'q 595 0 0 842 0 0 cm /Im0 Do Q',
        xObjects: [
          flateStream(
            '/Type /XObject /Subtype /Image /Width 800 /Height 1100 /ImageMask true /BitsPerComponent 1',
            Buffer.alloc(110_000, 0x55),
          ),
        ],
      },
    ],
    [
      'in a turned and shifted image',
      { content: 'q 0 842 -595 0 595 0 cm /Im0 Do Q', xObjects: [blankImage(1100, 800)] },
    ],
    [
      'under matrices that multiply',
      { content: 'q 5 0 0 5 0 0 cm q 119 0 0 168.4 0 0 cm /Im0 Do Q Q', xObjects: [blankImage(800, 1100)] },
    ],
    [
      'in two halves',
      {
        content: 'q 595 0 0 421 0 0 cm /Im0 Do Q q 595 0 0 421 0 421 cm /Im1 Do Q',
        xObjects: [blankImage(800, 550), blankImage(800, 550)],
      },
    ],
    [
      'on a page with larger units',
      {
        content: 'q 297 0 0 421 0 0 cm /Im0 Do Q',
        xObjects: [blankImage(1240, 1754)],
        entries: '/UserUnit 2',
        mediaBox: '0 0 297 421',
      },
    ],
  ])('P05-2.4-03 a coarse scan is seen %s', async (_where, page) => {
    expect(await lookAt({ pages: [page] })).toEqual(['pdf.lowResolution']);
  });

  test('a coarse scan is seen inside a form within a form', async () => {
    const entries = (inner: number, matrix: string) =>
      `/Type /XObject /Subtype /Form /BBox [0 0 600 850] /Matrix [${matrix}] /Resources << /XObject << /In ${inner} 0 R >> >>`;
    const extra = [
      blankImage(800, 1100),
      flateStream(entries(EXTRA, '1 0 0 1 0 0'), 'q 297.5 0 0 421 0 0 cm /In Do Q'),
      flateStream(entries(EXTRA + 1, '2 0 0 2 0 0'), '/In Do'),
    ];
    const page = { content: '/Outer Do', entries: `/Resources << /XObject << /Outer ${EXTRA + 2} 0 R >> >>` };
    const bytes = sampleDocument({ pages: [page], extra })
      .toString('latin1')
      .replace(/\/Resources << \/Font .*? >> >> (?=\/Contents)/, '');
    expect(await look(Buffer.from(bytes, 'latin1'))).toEqual(['pdf.lowResolution']);
  });

  test('a picture that claims more pixels than its JPEG has is refused', async () => {
    const jpeg = Buffer.concat([
      Buffer.of(0xff, 0xd8, 0xff, 0xc0, 0, 11, 8, 0x04, 0x00, 0x03, 0x00, 1, 1, 0x11, 0),
      Buffer.alloc(50),
    ]);
    const image = {
      entries:
        '/Type /XObject /Subtype /Image /Width 2480 /Height 3508 /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /DCTDecode',
      data: jpeg,
    };
    expect(await lookAt({ pages: [{ content: 'q 595 0 0 842 0 0 cm /Im0 Do Q', xObjects: [image] }] })).toEqual([
      'pdf.imageMisdeclared',
    ]);
  });
});

describe('only a whole, readable, open PDF is taken, judged by its content', () => {
  const good = sampleDocument({ pages: [textPage()] });
  const nested = `${'<</A '.repeat(5_000)}1${'>>'.repeat(5_000)}`;
  test.each<[string, Buffer, string]>([
    ['nothing', Buffer.alloc(0), 'file.empty'],
    ['a text that is called PDF', Buffer.from('hello'), 'file.notPdf'],
    ['a Word document', Buffer.from('PK\x03\x04 word/document.xml'), 'file.notPdf'],
    ['a file cut short', good.subarray(0, good.length - 200), 'pdf.incomplete'],
    [
      'garbage behind the right first bytes',
      Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(5_000, 0x9d), Buffer.from('%%EOF')]),
      'pdf.damaged',
    ],
    ['no page', sampleDocument({ pages: [] }), 'pdf.noPages'],
    [
      'an encrypted file',
      sampleDocument({
        pages: [textPage()],
        trailer: '/Encrypt << /Filter /Standard /V 1 /R 2 /O (x) /U (y) /P -4 >>',
      }),
      'pdf.encrypted',
    ],
    [
      'a PDF that is an archive as well',
      Buffer.concat([good, Buffer.from('PK\x05\x06'), Buffer.alloc(18)]),
      'file.twoFormats',
    ],
    ['a web page before the PDF', Buffer.concat([Buffer.from('<html>'), good]), 'file.notPdf'],
    ['objects nested without end', samplePdf(['<< /Type /Catalog /Pages 2 0 R >>', nested]), 'pdf.tooComplex'],
    ['objects that are never closed', samplePdf([`<< /Type /Catalog ${'1 0 obj ('.repeat(20_000)}`]), 'pdf.tooComplex'],
    [
      'objects kept under an odd filter',
      samplePdf(['<< >>', { entries: '/Type /ObjStm /N 1 /First 4 /Filter /LZWDecode', data: Buffer.from('x') }]),
      'pdf.tooComplex',
    ],
    [
      'a page that unfolds to 300 MB',
      sampleDocument({
        pages: [textPage()],
        extra: [
          { entries: '/Filter [/FlateDecode /FlateDecode]', data: deflateSync(deflateSync(Buffer.alloc(300_000_000))) },
        ],
      }),
      'file.unsafe',
    ],
    [
      'a page that unfolds run by run to more than memory has',
      sampleDocument({
        pages: [textPage()],
        extra: [{ entries: '/Filter /RunLengthDecode', data: Buffer.alloc(5_000_000, 129) }],
      }),
      'file.unsafe',
    ],
    [
      'a page that paints itself without end',
      sampleDocument({
        pages: [
          {
            content: '/Im0 Do',
            xObjects: [
              flateStream(
                '/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /Im0 4 0 R >> >>',
                '/Im0 Do',
              ),
            ],
          },
        ],
      }),
      'pdf.damaged',
    ],
    [
      'a picture of a gigapixel',
      sampleDocument({
        pages: [
          {
            content: '/Im0 Do',
            xObjects: [
              {
                entries: '/Subtype /Image /Width 40000 /Height 40000 /Filter /FlateDecode',
                data: Buffer.of(0x78, 0x9c, 3, 0),
              },
            ],
          },
        ],
      }),
      'pdf.imageTooLarge',
    ],
  ])('refused: %s', async (_what, bytes, code) => {
    expect(await look(bytes)).toEqual([code]);
  });

  test('more than 200 pages are refused without looking at each', async () => {
    expect(await lookAt({ pages: Array.from({ length: 201 }, () => textPage()) })).toEqual(['pdf.tooManyPages']);
  });

  test('P05-2.4-01 a sound picture is not taken where a PDF is asked for', async () => {
    const dot = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
    expect(await look(Buffer.from(dot, 'base64'))).toEqual(['file.notPdf']);
  });

  test('P05-2.4-02 the size limit is a parameter', async () => {
    expect(await look(good, { maxMb: 0.0001 })).toEqual(['file.tooLarge']);
    expect(await look(good)).toEqual(passes(1, null));
  });
});
