import { readdirSync, readFileSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { testWhere } from '../testing/only-where.ts';
import { openInspector } from './inspector.ts';
import { defaultLimits } from './limits.ts';
import { flateStream, sampleDocument, samplePdf, scannedPage, textPage } from './sample-pdf.ts';

const inspector = openInspector({ seconds: 2, processes: 2 });
afterAll(() => inspector.close());

const honest = sampleDocument({ pages: [scannedPage(300)] });
const look = async (bytes: Buffer, accept: 'pdf' | 'image' | 'pdfOrImage' = 'pdf') => {
  const result = await inspector.inspect(bytes, accept);
  return result.ok ? `${result.value.mediaType} ${result.value.pages ?? result.value.widthPx}` : result.refusal.code;
};

describe('a hostile file takes nobody down', () => {
  test('one whose forms multiply a billion times is given up, and the next upload is looked at', async () => {
    const form = (next: number) =>
      flateStream(
        `/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /N ${next} 0 R >> >>`,
        '/N Do '.repeat(10),
      );
    const forms = Array.from({ length: 9 }, (_, i) => form(5 + i));
    const bomb = samplePdf([
      '<< /Type /Catalog /Pages 2 0 R >>',
      '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
      '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 14 0 R /Resources << /XObject << /N 4 0 R >> >> >>',
      ...forms,
      flateStream('/Type /XObject /Subtype /Form /BBox [0 0 9 9]', '0 0 m'),
      flateStream('', '/N Do'),
    ]);
    const [hostile, beside] = await Promise.all([look(bomb), look(honest)]);
    expect(['file.tooSlow', 'file.unsafe']).toContain(hostile);
    expect(beside).toBe('application/pdf 1');
    expect(await Promise.all([look(honest), look(honest), look(honest)])).toEqual(Array(3).fill('application/pdf 1'));
  });

  testWhere(
    process.platform === 'linux',
    'needs the /proc of Linux',
    'the process that reads it has no environment, and bounds of the kernel',
    async () => {
      process.env.PLUMBLINE_SPEC_SECRET = 'spec-secret';
      const own = openInspector({ processes: 1 });
      await own.inspect(honest, 'pdf');
      const tasks = readdirSync('/proc/self/task').map((task) =>
        readFileSync(`/proc/self/task/${task}/children`, 'utf8'),
      );
      const children = tasks.join(' ').trim().split(/\s+/);
      const read = (file: string) => children.map((pid) => readFileSync(`/proc/${pid}/${file}`, 'utf8'));
      expect(
        read('cmdline').filter((line) => line.includes('--permission') && !line.includes('allow-child')).length,
      ).toBeGreaterThan(0);
      expect(read('environ').join('')).not.toContain('spec-secret');
      expect(
        read('limits').every((limits) => /Max data size +\d+/.test(limits) && /Max core file size +0/.test(limits)),
      ).toBe(true);
      await own.close();
    },
  );
});

test('several findings are told together, each with what to do', async () => {
  const bytes = sampleDocument({
    pages: [scannedPage(100), textPage()],
    catalog: '/OpenAction << /S /JavaScript /JS (x) >>',
  });
  const result = await inspector.inspect(bytes, 'pdf');
  const { zh, en } = result.ok ? { zh: '', en: '' } : result.refusal.message;
  expect(zh).toContain('脚本');
  expect(zh).toContain('请以300dpi或以上重新扫描:第1页为100dpi。');
  expect(en).toContain('Scan again at 300 dpi or more: page 1 has 100 dpi.');
});

describe('pictures are judged by content and size', () => {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const frame = Buffer.alloc(8);
    frame.writeUInt32BE(data.length);
    frame.writeUInt32BE(crc32(body), 4);
    return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
  };
  const png = (width: number, height: number) => {
    const header = Buffer.alloc(13);
    header.writeUInt32BE(width);
    header.writeUInt32BE(height, 4);
    const signature = Buffer.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
    return Buffer.concat([
      signature,
      chunk('IHDR', header),
      chunk('IDAT', Buffer.alloc(9)),
      chunk('IEND', Buffer.alloc(0)),
    ]);
  };
  const jpeg = Buffer.from('ffd8ffe000044a46ffc0000b080010002001011100ffda0000ffd9', 'hex');
  const webp = Buffer.from('524946461600000057454250565038580a000000000000001f00000f0000', 'hex');

  test.each([
    ['PNG', png(32, 16), 'image/png 32'],
    ['JPEG', jpeg, 'image/jpeg 32'],
    ['WebP', webp, 'image/webp 32'],
    ['a PNG that unfolds to ten gigapixels', png(100_000, 100_000), 'image.tooManyPixels'],
    ['a PNG cut short', png(32, 16).subarray(0, 50), 'image.damaged'],
    ['a PNG with something behind it', Buffer.concat([png(32, 16), Buffer.from('<script>')]), 'image.damaged'],
    [
      'a PNG that is an archive as well',
      Buffer.concat([png(32, 16), Buffer.from('PK\x05\x06'), Buffer.alloc(18)]),
      'file.twoFormats',
    ],
    ['a drawing with scripts', Buffer.from('<svg onload="alert(1)"/>'), 'file.notAccepted'],
    ['a GIF', Buffer.from('GIF89a'), 'file.notAccepted'],
  ])('%s', async (_what, bytes, outcome) => {
    expect(await look(bytes, 'pdfOrImage')).toBe(outcome);
  });

  test('a PDF where a picture is asked for and a picture where a PDF is asked for are refused', async () => {
    expect([await look(honest, 'image'), await look(png(32, 16), 'pdf')]).toEqual(['file.notImage', 'file.notPdf']);
  });
});

test('an address of a virus scanner that does not answer keeps everything out', async () => {
  const guarded = openInspector({ processes: 1, clamd: { host: '127.0.0.1', port: 1 } });
  const result = await guarded.inspect(honest, 'pdf', defaultLimits);
  await guarded.close();
  expect(result.ok ? '' : result.refusal.code).toBe('file.notScanned');
});
