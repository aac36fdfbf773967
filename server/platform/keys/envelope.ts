import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { Defect } from '../../../core/base/result.ts';

/** Ciphers by the number that stands in every envelope. 2 is kept for SM4-GCM (GB/T 32907), whose keys have 16 bytes. */
const ciphers = {
  1: { name: 'aes-256-gcm', keyBytes: 32 },
} as const;

export type Algorithm = keyof typeof ciphers;

/** What new keys are made for. */
export const ALGORITHM: Algorithm = 1;

/** A key ready for use. `id` is a UUID; the secret is in a KeyObject, which neither prints nor serialises. */
export interface DataKey {
  readonly id: string;
  readonly algorithm: Algorithm;
  readonly secret: KeyObject;
}

/**
 * Where a ciphertext stands: table, column and the identity of its row. It is authenticated, not stored, so that a
 * ciphertext moved to another row or column no longer opens.
 */
export type Place = readonly [table: string, column: string, ...row: string[]];

const VERSION = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const HEADER_BYTES = 2 + 16;
const LEAST_BYTES = HEADER_BYTES + NONCE_BYTES + TAG_BYTES;

export const newSecret = (algorithm: Algorithm = ALGORITHM): Buffer => randomBytes(ciphers[algorithm].keyBytes);

export const dataKey = (id: string, algorithm: number, secret: Uint8Array): DataKey => {
  const cipher = ciphers[algorithm as Algorithm];
  if (cipher === undefined)
    throw new Defect(`key ${id} is for algorithm ${algorithm}, which this version does not know`);
  if (secret.byteLength !== cipher.keyBytes) throw new Defect(`key ${id} does not have ${cipher.keyBytes} bytes`);
  return { id, algorithm: algorithm as Algorithm, secret: createSecretKey(secret) };
};

/** Length before each part: `['ab', 'c']` and `['a', 'bc']` are different places. */
const authenticated = (header: Uint8Array, place: Place): Buffer => {
  const parts: Uint8Array[] = [header];
  for (const part of place) {
    const bytes = Buffer.from(part, 'utf8');
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.byteLength);
    parts.push(length, bytes);
  }
  return Buffer.concat(parts);
};

const uuidBytes = (id: string): Buffer => Buffer.from(id.replaceAll('-', ''), 'hex');

const uuidText = (bytes: Buffer): string =>
  bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

/** Envelope: version (1 byte), algorithm (1), key id (16), nonce (12), ciphertext, tag (16): 46 bytes more than `clear`. */
export const encrypt = (key: DataKey, clear: Uint8Array, place: Place): Buffer => {
  const header = Buffer.concat([Buffer.of(VERSION, key.algorithm), uuidBytes(key.id)]);
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(ciphers[key.algorithm].name, key.secret, nonce);
  cipher.setAAD(authenticated(header, place));
  return Buffer.concat([header, nonce, cipher.update(clear), cipher.final(), cipher.getAuthTag()]);
};

/** Id of the key that an envelope asks for; throws a Defect when it isn't an envelope of ours. */
export const keyIdOf = (envelope: Uint8Array): string => {
  if (envelope.byteLength < LEAST_BYTES) throw new Defect('a ciphertext is too short to be one');
  if (envelope[0] !== VERSION)
    throw new Defect(`a ciphertext has version ${envelope[0]}, which this version does not know`);
  return uuidText(Buffer.from(envelope.subarray(2, HEADER_BYTES)));
};

/** Throws a Defect when the envelope was altered, stands elsewhere than it was made for, or belongs to another key. */
export const decrypt = (key: DataKey, envelope: Uint8Array, place: Place): Buffer => {
  const asked = keyIdOf(envelope);
  if (asked !== key.id || envelope[1] !== key.algorithm)
    throw new Defect(`a ciphertext at ${place[0]}.${place[1]} belongs to another key`);
  const bytes = Buffer.from(envelope.buffer, envelope.byteOffset, envelope.byteLength);
  const body = bytes.subarray(HEADER_BYTES + NONCE_BYTES, -TAG_BYTES);
  const nonce = bytes.subarray(HEADER_BYTES, HEADER_BYTES + NONCE_BYTES);
  const decipher = createDecipheriv(ciphers[key.algorithm].name, key.secret, nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(authenticated(bytes.subarray(0, HEADER_BYTES), place));
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(body), decipher.final()]);
  } catch {
    throw new Defect(
      `a ciphertext at ${place[0]}.${place[1]} was altered or moved: it is not the one that was written there`,
    );
  }
};
