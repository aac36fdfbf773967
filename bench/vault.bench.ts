import { createSecretKey, randomBytes, randomUUID } from 'node:crypto';
import { decryptContent, encryptContent } from '../server/platform/files/content-cipher.ts';
import { openInspector } from '../server/platform/inspect/inspector.ts';
import { type SampleObject, sampleDocument } from '../server/platform/inspect/sample-pdf.ts';
import { dataKey, newSecret } from '../server/platform/keys/envelope.ts';
import { prepareSeal } from '../server/platform/personal/seal.ts';
import type { BenchResult } from './bench-result.ts';

/** Phone and resident number: encrypted, committed to, masked, and hashed for searching by every form. */
const sealing = (): BenchResult => {
  const key = () => dataKey(randomUUID(), 1, newSecret());
  const people = Array.from({ length: 100 }, () => randomUUID());
  const keys = { entity: 'bench', subjects: new Map(people.map((id) => [id, key()])), index: key() };
  const inputs = people.flatMap((subject) => [
    { subject, kind: 'phone' as const, value: '13812345678' },
    { subject, kind: 'residentId' as const, value: '11010519491231002X' },
  ]);
  prepareSeal(keys, inputs);
  const started = performance.now();
  let sealed = 0;
  while (performance.now() - started < 1_000) sealed += prepareSeal(keys, inputs).rows.length;
  const value = (sealed * 1_000) / (performance.now() - started);
  return { name: 'personal values sealed', value, unit: 'values/s', note: 'one core, 2–3 search tokens each' };
};

async function* zeros(megabytes: number) {
  const chunk = randomBytes(65_536);
  for (let i = 0; i < megabytes * 16; i += 1) yield chunk;
}

const encrypting = async (): Promise<BenchResult[]> => {
  const key = createSecretKey(randomBytes(32));
  const rate = async (stream: AsyncIterable<Uint8Array>, megabytes: number): Promise<number> => {
    const started = performance.now();
    let bytes = 0;
    for await (const frame of stream) bytes += frame.byteLength;
    return bytes < megabytes ? 0 : (megabytes * 1_000) / (performance.now() - started);
  };
  await rate(encryptContent(key, zeros(20)), 20);
  const written = await rate(encryptContent(key, zeros(200)), 200);
  const both = await rate(decryptContent(key, encryptContent(key, zeros(200))), 200);
  return [
    { name: 'file content encrypted', value: written, unit: 'MB/s', note: '200 MB, one core, without disk' },
    { name: 'file content encrypted and decrypted again', value: both, unit: 'MB/s', note: 'as above' },
  ];
};

/** As a scanner makes it: a colour JPEG of A4 at 300 dpi on each page. The pixels are noise; nobody looks at them. */
const scanned = (pages: number): Buffer => {
  const header = Buffer.of(
    0xff,
    0xd8,
    0xff,
    0xc0,
    0,
    17,
    8,
    0x0d,
    0xb4,
    0x09,
    0xb0,
    3,
    1,
    0x11,
    0,
    2,
    0x11,
    0,
    3,
    0x11,
    0,
  );
  const jpeg = (): SampleObject => ({
    entries:
      '/Type /XObject /Subtype /Image /Width 2480 /Height 3508 /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode',
    data: Buffer.concat([header, randomBytes(900_000)]),
  });
  const page = () => ({ content: 'q 595.28 0 0 841.89 0 0 cm /Im0 Do Q', xObjects: [jpeg()] });
  return sampleDocument({ pages: Array.from({ length: pages }, page) });
};

const inspecting = async (): Promise<BenchResult[]> => {
  const inspector = openInspector({ processes: 1 });
  try {
    const bytes = scanned(10);
    const started = performance.now();
    const first = await inspector.inspect(bytes, 'pdf');
    const cold = performance.now() - started;
    if (!first.ok) throw new Error(`the scan was refused: ${first.refusal.code}`);
    const rounds = 20;
    const again = performance.now();
    for (let i = 0; i < rounds; i += 1) await inspector.inspect(bytes, 'pdf');
    const warm = (performance.now() - again) / rounds;
    const note = `${Math.round(bytes.byteLength / 1e6)} MB, 10 pages of 300 dpi`;
    return [
      { name: 'scan inspected', value: warm, unit: 'ms', note },
      { name: 'scan inspected by a process that must start', value: cold, unit: 'ms', note },
    ];
  } finally {
    await inspector.close();
  }
};

export const run = async (): Promise<BenchResult[]> => [sealing(), ...(await encrypting()), ...(await inspecting())];
