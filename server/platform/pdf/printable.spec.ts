import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { coverageOf, printable } from './printable.ts';

const font = createRequire(import.meta.url).resolve(
  '@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf',
);
const covers = coverageOf(readFileSync(font));

describe('text as the font of the papers can print it', () => {
  it('is left alone where the font has every character', () => {
    const text = '上海青杉医疗器械有限公司（“A&B”）— 2026年〓\nok';
    expect(printable(text, covers)).toBe(text);
  });

  it('has 〓 for what the font does not know, once for each character', () => {
    expect(printable('医械🩺ab', covers)).toBe('医械〓ab');
    expect(printable('👨\u200d👩', covers)).toBe('〓〓');
  });

  it('knows its characters one by one', () => {
    expect([covers(0x4e2d), covers(0x3013), covers(0x1fa7a), covers(0x10ffff)]).toEqual([true, true, false, false]);
  });
});
