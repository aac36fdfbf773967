import { randomUUID } from 'node:crypto';
import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { dataKey, decrypt, encrypt, keyIdOf, newSecret, type Place } from './envelope.ts';

const key = dataKey(randomUUID(), 1, newSecret());
const place: Place = ['personal_values', 'ciphertext', 'row-1', 'north'];
const clear = Buffer.from('13800138000');

describe('P04-3.1-09 what is stored is encrypted with AES-256 and authenticated', () => {
  test('opens to what was put in, twice the same text gives two ciphertexts', () => {
    const [one, two] = [encrypt(key, clear, place), encrypt(key, clear, place)];
    expect(decrypt(key, one, place)).toEqual(clear);
    expect(one.equals(two)).toBe(false);
    expect(one.includes(clear)).toBe(false);
    expect(key.secret.symmetricKeySize).toBe(32);
  });

  test('every single byte that is altered is noticed', () => {
    const envelope = encrypt(key, clear, place);
    for (let i = 0; i < envelope.length; i += 1) {
      const altered = Buffer.from(envelope);
      altered.writeUInt8(altered.readUInt8(i) ^ 1, i);
      expect(() => decrypt(key, altered, place), `byte ${i}`).toThrow(/ciphertext/);
    }
  });

  test.each<[string, Place]>([
    ['another row', ['personal_values', 'ciphertext', 'row-2', 'north']],
    ['another column', ['personal_values', 'mask', 'row-1', 'north']],
    ['parts cut elsewhere', ['personal_values', 'ciphertext', 'row-1n', 'orth']],
    ['parts joined', ['personal_values', 'ciphertext', 'row-1north']],
  ])('moved to %s it no longer opens', (_where, elsewhere) => {
    expect(() => decrypt(key, encrypt(key, clear, place), elsewhere)).toThrow('altered or moved');
  });

  test('a truncated one no longer opens', () => {
    const envelope = encrypt(key, clear, place);
    expect(() => decrypt(key, envelope.subarray(0, -1), place)).toThrow('altered or moved');
    expect(() => decrypt(key, envelope.subarray(0, 20), place)).toThrow('too short');
  });
});

test('an envelope names its key and algorithm, and another key is not tried', () => {
  const envelope = encrypt(key, clear, place);
  expect(keyIdOf(envelope)).toBe(key.id);
  expect(() => decrypt(dataKey(randomUUID(), 1, newSecret()), envelope, place)).toThrow('another key');
  expect(() => dataKey(key.id, 2, newSecret())).toThrow('algorithm 2');
});

test('neither a key nor an error shows what it holds', () => {
  const secret = newSecret();
  const shown = inspect(dataKey(randomUUID(), 1, secret), { depth: 9, showHidden: true });
  expect(shown).not.toContain(secret.toString('hex'));
  expect(JSON.stringify(dataKey(randomUUID(), 1, secret))).not.toContain(secret.toString('base64'));
});
