import { createHmac, createSecretKey } from 'node:crypto';
import type { Instant } from '../../../core/base/time.ts';
import { type DataKey, encrypt, newSecret, type Place } from '../keys/envelope.ts';
import type { KeyRing } from '../keys/key-ring.ts';
import type { Sql } from '../postgres/sql.ts';
import type { Blobs, Staged } from './blobs.ts';
import { encryptContent } from './content-cipher.ts';
import { hasContent, lockAddress, writeContent } from './file-rows.ts';

/** More was sent than the limit allows; whoever reads the source stops at once. */
export class TooLarge extends Error {
  override readonly name = 'TooLarge';
}

/** A content that lies encrypted on disk, not yet under its address. */
export interface Incoming {
  readonly entity: string;
  readonly address: string;
  readonly bytes: number;
  readonly staged: Staged;
  readonly wrap: (address: string) => { readonly key_id: string; readonly wrapped_key: Buffer };
}

export const pathOf = (entity: string, address: string): string => `${entity}/${address.slice(0, 2)}/${address}`;

export const keyPlace = (entity: string, address: string): Place => ['file_contents', 'wrapped_key', entity, address];

interface IntakeDeps {
  readonly ring: KeyRing;
  readonly blobs: Blobs;
}

/** Passes on what is read, counting, hashing and showing it. */
async function* watched(
  source: AsyncIterable<Uint8Array>,
  mostBytes: number,
  seen: (chunk: Uint8Array) => void,
): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const chunk of source) {
    bytes += chunk.byteLength;
    if (bytes > mostBytes) throw new TooLarge();
    seen(chunk);
    yield chunk;
  }
}

/**
 * Encrypts what comes onto the disk, holding a frame of it in memory, and returns when the disk has it. Throws TooLarge, or
 * what the source or the disk throws; then nothing is left behind. `seen` is shown every chunk in clear.
 */
export const takeIn = async (
  { ring, blobs }: IntakeDeps,
  entity: string,
  source: AsyncIterable<Uint8Array>,
  mostBytes: number,
  seen: (chunk: Uint8Array) => void,
): Promise<Incoming> => {
  const [hashing, wrapping] = await Promise.all([ring.current(entity, 'fileAddress'), ring.current(entity, 'files')]);
  const hash = createHmac('sha256', hashing.secret);
  const secret = newSecret();
  let bytes = 0;
  const noting = (chunk: Uint8Array): void => {
    hash.update(chunk);
    bytes += chunk.byteLength;
    seen(chunk);
  };
  const staged = await blobs.stage();
  try {
    for await (const frame of encryptContent(createSecretKey(secret), watched(source, mostBytes, noting))) {
      await staged.write(frame);
    }
    await staged.finish();
  } catch (error) {
    await staged.discard();
    throw error;
  }
  return { entity, address: hash.digest('hex'), bytes, staged, wrap: wrapper(wrapping, secret, entity) };
};

const wrapper = (key: DataKey, secret: Uint8Array, entity: string): Incoming['wrap'] => {
  return (address) => ({ key_id: key.id, wrapped_key: encrypt(key, secret, keyPlace(entity, address)) });
};

/**
 * Puts a content under its address within `tx`; where the same content is there already, that one is kept. A content
 * whose transaction is rolled back afterwards is an orphan, which the sweep removes.
 */
export const settle = async (tx: Sql, blobs: Blobs, incoming: Incoming, now: Instant): Promise<void> => {
  const { entity, address, bytes, staged } = incoming;
  await lockAddress(tx, entity, address);
  const path = pathOf(entity, address);
  if ((await hasContent(tx, entity, address)) && (await blobs.has(path))) return staged.discard();
  // The row first: under a snapshot older than the lock it is what tells that somebody else has kept the same content since,
  // and putting ours in its place would leave his key without its content.
  await writeContent(tx, { entity, address, bytes, ...incoming.wrap(address) }, now);
  await staged.keep(path);
};
