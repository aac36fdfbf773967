import { deflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { unfold } from './unfold.ts';

const text = (raw: Buffer | string, ...filters: string[]) => {
  const result = unfold(Buffer.from(raw), filters, 1_000_000);
  return result.kind === 'bytes' ? `${result.data.toString()}${result.whole ? '' : ' …'}` : result.kind;
};

test.each<[string, string, Buffer | string, string[]]>([
  ['nothing', 'plain', 'plain', []],
  ['Flate twice', 'twice', deflateSync(deflateSync('twice')), ['FlateDecode', 'Fl']],
  ['base 85 of every length', 'Man sure.', '9jqo^F*2M7/c~>', ['ASCII85Decode']],
  ['base 85 around Flate', 'x', 'Gatf7!!%9EGl~>', ['A85', 'FlateDecode']],
  ['hexadecimal, odd digits', 'abp', '61 62 7>', ['ASCIIHexDecode']],
  ['what is left of a picture', 'raw …', 'raw', ['DCTDecode']],
])('undoes %s', (_what, clear, raw, filters) => {
  expect(text(raw, ...filters)).toBe(clear);
});

test.each<[string, string, Buffer | string, string[]]>([
  ['Flate beyond the limit', 'tooMuch', deflateSync(Buffer.alloc(2_000_000)), ['FlateDecode']],
  ['LZW that might go beyond the limit', 'tooMuch', Buffer.alloc(1_000), ['LZWDecode']],
  ['runs of runs', 'tooMuch', Buffer.alloc(1_000), ['RunLengthDecode', 'RunLengthDecode']],
  ['what is no Flate', 'damaged', 'no', ['FlateDecode']],
])('stops at %s', (_what, kind, raw, filters) => {
  expect(text(raw, ...filters)).toBe(kind);
});
