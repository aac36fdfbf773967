import { createHmac, randomBytes } from 'node:crypto';
import { chmodSync, existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Defect, ok, type Result, refused } from '../../../core/base/result.ts';
import { dataKey, decrypt, encrypt, type Place } from './envelope.ts';

/** The key over all keys. Asynchronous because one day it answers from another machine or needs its custodians. */
export interface MasterKey {
  /** Fingerprint in the shape of a UUID: which master key wrapped a data key can be told without holding either. */
  readonly id: string;
  readonly wrap: (secret: Uint8Array, place: Place) => Promise<Buffer>;
  /** Throws a Defect when `wrapped` was altered, moved or wrapped by another master key. */
  readonly unwrap: (wrapped: Uint8Array, place: Place) => Promise<Buffer>;
}

const KEY_BYTES = 32;

const fingerprint = (secret: Uint8Array): string =>
  createHmac('sha256', secret)
    .update('plumbline master key')
    .digest('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');

export const masterKeyOf = (secret: Uint8Array): MasterKey => {
  const key = dataKey(fingerprint(secret), 1, secret);
  return {
    id: key.id,
    wrap: async (clear, place) => encrypt(key, clear, place),
    unwrap: async (wrapped, place) => decrypt(key, wrapped, place),
  };
};

/** Reads a key of 32 bytes in hexadecimal or base64. The refusal names the key of the configuration, never the value. */
export const parseMasterKey = (value: string): Result<MasterKey> => {
  const text = value.trim();
  const bytes = /^[0-9a-f]{64}$/i.test(text)
    ? Buffer.from(text, 'hex')
    : /^[A-Za-z0-9+/_-]{43}=?$/.test(text)
      ? Buffer.from(text, 'base64')
      : Buffer.alloc(0);
  if (bytes.byteLength === KEY_BYTES) return ok(masterKeyOf(bytes));
  return refused({
    code: 'masterKey.format',
    message: {
      zh: 'PLUMBLINE_MASTER_KEY 必须是32字节的密钥,用64位十六进制或base64书写(可用 openssl rand -hex 32 生成)。',
      en: 'PLUMBLINE_MASTER_KEY must be a key of 32 bytes in 64 hexadecimal digits or base64 (openssl rand -hex 32 makes one).',
    },
  });
};

/**
 * The master key kept in `<dataFolder>/secrets/master-key` (0600 in a folder of 0700), made on first use; for a trial or
 * demo, where database and key lie on the same disk. `made` tells the caller to warn. Two processes starting together
 * end with the same key, because a finished file is linked into place.
 */
export const keptMasterKey = (dataFolder: string): { readonly key: MasterKey; readonly made: boolean } => {
  const folder = join(dataFolder, 'secrets');
  const path = join(folder, 'master-key');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
  let made = false;
  if (!existsSync(path)) {
    const draft = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`;
    writeFileSync(draft, randomBytes(KEY_BYTES).toString('hex'), { flag: 'wx', mode: 0o600, flush: true });
    try {
      linkSync(draft, path);
      made = true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    } finally {
      rmSync(draft);
    }
  }
  const key = parseMasterKey(readFileSync(path, 'utf8'));
  if (!key.ok) throw new Defect(`${path} does not hold a master key; put the right file back`);
  return { key: key.value, made };
};
