import { inflateSync } from 'node:zlib';

/** A group of five digits of base 85 is four bytes; `z` is four zeros; a short group at the end gives a byte less. */
const ascii85 = (data: Buffer): Buffer => {
  const out: number[] = [];
  let group: number[] = [];
  const flush = (digits: readonly number[]): void => {
    const value = digits.reduce((sum, digit) => sum * 85 + digit, 0);
    for (let i = 3; i > 3 - (group.length - 1); i -= 1) out.push(Math.floor(value / 256 ** i) % 256);
    group = [];
  };
  for (const code of data) {
    if (code === 126) break;
    if (code === 122 && group.length === 0) out.push(0, 0, 0, 0);
    else if (code >= 33 && code <= 117) group.push(code - 33);
    if (group.length === 5) flush(group);
  }
  if (group.length > 1) flush([...group, 84, 84, 84, 84].slice(0, 5));
  return Buffer.from(out);
};

const asciiHex = (data: Buffer): Buffer => {
  const digits =
    data
      .toString('latin1')
      .split('>')[0]
      ?.replace(/[^0-9a-fA-F]/g, '') ?? '';
  return Buffer.from(digits.length % 2 === 0 ? digits : `${digits}0`, 'hex');
};

const flate = new Set(['FlateDecode', 'Fl']);
const texts: Readonly<Record<string, (data: Buffer) => Buffer>> = {
  ASCII85Decode: ascii85,
  A85: ascii85,
  ASCIIHexDecode: asciiHex,
  AHx: asciiHex,
};
/** The most that a byte can become under the filters that aren't undone here. */
const growth: Readonly<Record<string, number>> = { LZWDecode: 1_400, LZW: 1_400, RunLengthDecode: 64, RL: 64 };

export type Unfolded =
  /** `whole` is false where a filter is left that only readers of pictures, or none, understand. */
  | { readonly kind: 'bytes'; readonly data: Buffer; readonly whole: boolean }
  | { readonly kind: 'tooMuch' }
  | { readonly kind: 'damaged' };

/** Undoes the filters of a stream, never beyond `most` bytes, and says where what is left might grow beyond them. */
export const unfold = (raw: Buffer, filters: readonly string[], most: number): Unfolded => {
  let data = raw;
  for (const [i, filter] of filters.entries()) {
    const asText = Object.hasOwn(texts, filter) ? texts[filter] : undefined;
    if (asText) data = asText(data);
    else if (!flate.has(filter)) {
      const factor = filters
        .slice(i)
        .reduce((product, one) => product * (growth[one] ?? (flate.has(one) ? 1_032 : 1)), 1);
      return data.byteLength * factor > most ? { kind: 'tooMuch' } : { kind: 'bytes', data, whole: false };
    } else {
      try {
        // Sync flush (2) takes what is there of a stream that was cut short, as readers do.
        data = inflateSync(data, { maxOutputLength: Math.max(1, most), finishFlush: 2 });
      } catch (error) {
        return { kind: (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? 'tooMuch' : 'damaged' };
      }
    }
  }
  return { kind: 'bytes', data, whole: true };
};
