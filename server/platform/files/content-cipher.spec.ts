import { createSecretKey, randomBytes } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import { decryptContent, encryptContent } from './content-cipher.ts';

const key = createSecretKey(randomBytes(32));
const FRAME = 65_536 + 16;

async function* inChunks(bytes: Buffer, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
const seal = (clear: Buffer, size = 10_000) => buffer(encryptContent(key, inChunks(clear, size)));
const unseal = (stored: Buffer, size = 10_000, by = key) => buffer(decryptContent(by, inChunks(stored, size)));

test.each([0, 1, 65_535, 65_536, 65_537, 131_072, 300_000])(
  '%i bytes come back, however they are cut',
  async (length) => {
    const clear = randomBytes(length);
    for (const size of [1_000, 65_536, 400_000]) {
      const stored = await seal(clear, size);
      expect(stored.length).toBe(8 + length + 16 * Math.max(1, Math.ceil(length / 65_536)));
      expect((await unseal(stored, size)).equals(clear)).toBe(true);
    }
  },
);

describe('what is not as it was written is noticed', () => {
  const clear = randomBytes(200_000);
  const frame = (stored: Buffer, n: number) => stored.subarray(8 + n * FRAME, 8 + (n + 1) * FRAME);
  test.each<[string, (stored: Buffer) => Buffer]>([
    ['the last frame cut off', (stored) => stored.subarray(0, 8 + 3 * FRAME)],
    ['cut off within a frame', (stored) => stored.subarray(0, -5)],
    ['nothing but the header', (stored) => stored.subarray(0, 8)],
    ['not even the header', (stored) => stored.subarray(0, 5)],
    ['another header', (stored) => Buffer.concat([Buffer.from('PLBF\x01\x02\x10\x00', 'latin1'), stored.subarray(8)])],
    [
      'two frames exchanged',
      (stored) =>
        Buffer.concat([stored.subarray(0, 8), frame(stored, 1), frame(stored, 0), stored.subarray(8 + 2 * FRAME)]),
    ],
    ['a frame twice', (stored) => Buffer.concat([stored.subarray(0, 8 + FRAME), stored.subarray(8)])],
    ['something added', (stored) => Buffer.concat([stored, Buffer.alloc(20)])],
    ['one bit', (stored) => Buffer.from(stored).fill((stored[100_000] ?? 0) ^ 4, 100_000, 100_001)],
  ])('%s', async (_what, change) => {
    await expect(unseal(change(await seal(clear)))).rejects.toThrow('stored content');
  });

  test('another key opens nothing', async () => {
    await expect(unseal(await seal(clear), 10_000, createSecretKey(randomBytes(32)))).rejects.toThrow('frame 0');
  });
});

test('a frame at a time is held in memory, not the content', async () => {
  async function* endless() {
    for (let i = 0; i < 1_000; i += 1) yield Buffer.alloc(65_536, i);
  }
  let largest = 0;
  let total = 0;
  for await (const frame of decryptContent(key, encryptContent(key, endless()))) {
    largest = Math.max(largest, frame.length);
    total += frame.length;
  }
  expect([largest, total]).toEqual([65_536, 65_536_000]);
});
