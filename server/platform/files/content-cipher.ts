import { createCipheriv, createDecipheriv, type KeyObject } from 'node:crypto';
import { Defect } from '../../../core/base/result.ts';

/**
 * A content on disk: a header of 8 bytes, then frames of 65,536 bytes and a tag of 16 each; the last frame may be shorter.
 * The nonce of a frame is its number and whether it is the last, so that frames cannot be dropped, reordered, repeated or
 * cut off unnoticed (the STREAM construction). Each content has a key of its own: nonces never repeat under a key.
 */
const FRAME = 65_536;
const TAG = 16;
const HEADER = Buffer.of(0x50, 0x4c, 0x42, 0x46, 1, 1, 16, 0);
const MOST_FRAMES = 0xffff_ffff;

const nonceOf = (frame: number, last: boolean): Buffer => {
  if (frame > MOST_FRAMES) throw new Defect('a content is too long for its frames to be numbered');
  const nonce = Buffer.alloc(12);
  nonce.writeUInt32BE(frame, 7);
  nonce.writeUInt8(last ? 1 : 0, 11);
  return nonce;
};

const sealFrame = (key: KeyObject, clear: Buffer, frame: number, last: boolean): Buffer => {
  const cipher = createCipheriv('aes-256-gcm', key, nonceOf(frame, last));
  cipher.setAAD(HEADER);
  return Buffer.concat([cipher.update(clear), cipher.final(), cipher.getAuthTag()]);
};

const openFrame = (key: KeyObject, sealed: Buffer, frame: number, last: boolean): Buffer => {
  if (sealed.byteLength < TAG) throw new Defect('a stored content was cut off');
  const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(frame, last), { authTagLength: TAG });
  decipher.setAAD(HEADER);
  decipher.setAuthTag(sealed.subarray(-TAG));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(0, -TAG)), decipher.final()]);
  } catch {
    throw new Defect(`a stored content was altered, cut off or exchanged (frame ${frame})`);
  }
};

/** Cuts into pieces of `size`; the last one, flagged, may be shorter or empty. Holds at most one piece and one chunk. */
async function* pieces(
  source: AsyncIterable<Uint8Array>,
  size: number,
): AsyncGenerator<{ readonly piece: Buffer; readonly last: boolean }> {
  let waiting: Buffer[] = [];
  let length = 0;
  for await (const chunk of source) {
    waiting.push(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength));
    length += chunk.byteLength;
    if (length <= size) continue;
    const all = Buffer.concat(waiting);
    let at = 0;
    // Strictly more must remain: a piece that could be the last waits until it is known.
    for (; length - at > size; at += size) yield { piece: all.subarray(at, at + size), last: false };
    waiting = [all.subarray(at)];
    length -= at;
  }
  yield { piece: Buffer.concat(waiting), last: true };
}

export async function* encryptContent(key: KeyObject, clear: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  yield HEADER;
  let frame = 0;
  for await (const { piece, last } of pieces(clear, FRAME)) yield sealFrame(key, piece, frame++, last);
}

/** Throws a Defect at the first frame that isn't what was written; nothing of that frame or after it is given out. */
export async function* decryptContent(key: KeyObject, stored: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let frame = 0;
  let header: Buffer | null = Buffer.alloc(0);
  const body = (async function* () {
    for await (const chunk of stored) {
      if (header === null) yield chunk;
      else {
        header = Buffer.concat([header, chunk]);
        if (header.byteLength < HEADER.byteLength) continue;
        if (!header.subarray(0, HEADER.byteLength).equals(HEADER)) break;
        yield header.subarray(HEADER.byteLength);
        header = null;
      }
    }
    if (header !== null) throw new Defect('a stored content does not begin as one');
  })();
  for await (const { piece, last } of pieces(body, FRAME + TAG)) yield openFrame(key, piece, frame++, last);
}
