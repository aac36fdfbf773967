import { Defect } from '../../../core/base/result.ts';

/** Which characters a font (TrueType or OpenType) has a picture of, by its `cmap` table in format 12 or 4. */
type Covers = (codePoint: number) => boolean;

const tableAt = (font: Buffer, name: string): number => {
  const count = font.readUInt16BE(4);
  for (let i = 0; i < count; i += 1) {
    const at = 12 + i * 16;
    if (font.toString('latin1', at, at + 4) === name) return font.readUInt32BE(at + 8);
  }
  throw new Defect(`the font has no table ${name}`);
};

const format12 = (font: Buffer, at: number): Covers => {
  const groups = font.readUInt32BE(at + 12);
  const ranges: (readonly [number, number])[] = [];
  for (let i = 0; i < groups; i += 1) {
    const group = at + 16 + i * 12;
    ranges.push([font.readUInt32BE(group), font.readUInt32BE(group + 4)]);
  }
  return withinRanges(ranges);
};

const format4 = (font: Buffer, at: number): Covers => {
  const segments = font.readUInt16BE(at + 6) / 2;
  const ranges: (readonly [number, number])[] = [];
  for (let i = 0; i < segments; i += 1) {
    const start = font.readUInt16BE(at + 16 + segments * 2 + i * 2);
    if (start !== 0xffff) ranges.push([start, font.readUInt16BE(at + 14 + i * 2)]);
  }
  return withinRanges(ranges);
};

/** Ranges stand in ascending order in both formats. */
const withinRanges =
  (ranges: readonly (readonly [number, number])[]): Covers =>
  (codePoint) => {
    let [low, high] = [0, ranges.length - 1];
    while (low <= high) {
      const middle = (low + high) >> 1;
      const [from, to] = ranges[middle] ?? [0, 0];
      if (codePoint < from) high = middle - 1;
      else if (codePoint > to) low = middle + 1;
      else return true;
    }
    return false;
  };

export const coverageOf = (font: Buffer): Covers => {
  const cmap = tableAt(font, 'cmap');
  const count = font.readUInt16BE(cmap + 2);
  const subtables = Array.from({ length: count }, (_, i) => cmap + font.readUInt32BE(cmap + 8 + i * 8));
  const whole = subtables.find((at) => font.readUInt16BE(at) === 12);
  if (whole !== undefined) return format12(font, whole);
  const basic = subtables.find((at) => font.readUInt16BE(at) === 4);
  if (basic === undefined) throw new Defect('the font has no table of characters that we can read');
  return format4(font, basic);
};

/** 〓, which printers set where they have no type for a character. */
const GETA = '\u3013';

/**
 * Text as a font can print it. What it has no picture of is printed as 〓 (the record keeps what was typed), because a
 * PDF/A with a missing glyph is none; what has no picture by nature (joiners, selectors) goes.
 */
export const printable = (text: string, covers: Covers): string =>
  text.replace(/[^\p{ASCII}]/gu, (character) => {
    if (covers(character.codePointAt(0) as number)) return character;
    return /\p{Default_Ignorable_Code_Point}/u.test(character) ? '' : GETA;
  });
