export interface ImageHeader {
  readonly mediaType: 'image/png' | 'image/jpeg' | 'image/webp';
  readonly widthPx: number;
  readonly heightPx: number;
  /** The file goes on to the end that its format prescribes. */
  readonly complete: boolean;
}

const png = (bytes: Buffer): ImageHeader | null => {
  if (bytes.toString('latin1', 12, 16) !== 'IHDR' || bytes.byteLength < 33) return null;
  let at = 8;
  let complete = false;
  while (at + 12 <= bytes.byteLength && !complete) {
    complete = bytes.toString('latin1', at + 4, at + 8) === 'IEND';
    at += 12 + bytes.readUInt32BE(at);
  }
  return {
    mediaType: 'image/png',
    widthPx: bytes.readUInt32BE(16),
    heightPx: bytes.readUInt32BE(20),
    complete: complete && at === bytes.byteLength,
  };
};

/** Size as the frame header of a JPEG says (SOF0..SOF15 but DHT, JPG and DAC); null without one. */
export const jpegSize = (bytes: Buffer): { readonly widthPx: number; readonly heightPx: number } | null => {
  let at = 2;
  while (at + 9 < bytes.byteLength) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes.readUInt8(at + 1);
    if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc) {
      return { heightPx: bytes.readUInt16BE(at + 5), widthPx: bytes.readUInt16BE(at + 7) };
    }
    // Fill bytes and markers without a length.
    if (marker === 0xff) at += 1;
    else if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) at += 2;
    else at += 2 + bytes.readUInt16BE(at + 2);
  }
  return null;
};

const jpeg = (bytes: Buffer): ImageHeader | null => {
  const size = jpegSize(bytes);
  // Cameras and phones write more after the picture; its end marker must be there all the same.
  return size && { mediaType: 'image/jpeg', ...size, complete: bytes.lastIndexOf(Buffer.of(0xff, 0xd9)) > 0 };
};

const webp = (bytes: Buffer): ImageHeader | null => {
  if (bytes.byteLength < 30) return null;
  const complete = bytes.readUInt32LE(4) + 8 === bytes.byteLength;
  const size = (widthPx: number, heightPx: number): ImageHeader => ({
    mediaType: 'image/webp',
    widthPx,
    heightPx,
    complete,
  });
  switch (bytes.toString('latin1', 12, 16)) {
    case 'VP8 ':
      return size(bytes.readUInt16LE(26) & 0x3fff, bytes.readUInt16LE(28) & 0x3fff);
    case 'VP8L': {
      const bits = bytes.readUInt32LE(21);
      return size((bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1);
    }
    case 'VP8X':
      return size(bytes.readUIntLE(24, 3) + 1, bytes.readUIntLE(27, 3) + 1);
    default:
      return null;
  }
};

/** Reads format and size from the content; null for what is none of the three. Decodes nothing. */
export const readImageHeader = (bytes: Buffer): ImageHeader | null => {
  if (bytes.subarray(0, 8).equals(Buffer.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a))) return png(bytes);
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return jpeg(bytes);
  if (bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP') return webp(bytes);
  return null;
};
