import { connect } from 'node:net';
import type { Finding } from './findings.ts';

export interface ClamdAddress {
  readonly host: string;
  readonly port: number;
  /** Default 30. */
  readonly seconds?: number;
}

const CHUNK = 65_536;

const send = (bytes: Uint8Array, write: (data: Uint8Array | string) => void): void => {
  write('zINSTREAM\0');
  for (let at = 0; at < bytes.byteLength; at += CHUNK) {
    const chunk = bytes.subarray(at, at + CHUNK);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(chunk.byteLength);
    write(length);
    write(chunk);
  }
  write(Buffer.alloc(4));
};

/** Empty where the scanner can't be reached, or stays silent. */
const askedOf = ({ host, port, seconds = 30 }: ClamdAddress, bytes: Uint8Array): Promise<string> =>
  new Promise((resolve) => {
    const socket = connect({ host, port });
    let answer = '';
    socket.setTimeout(seconds * 1_000, () => socket.destroy());
    socket.on('connect', () => send(bytes, (data) => socket.write(data)));
    socket.on('data', (data) => {
      answer += data.toString('latin1');
    });
    socket.on('error', () => socket.destroy());
    socket.on('close', () => resolve(answer.replaceAll('\0', '').trim()));
  });

/**
 * Has clamd scan an upload. Null when clean; only a plain "OK" counts as that: a scanner that fails or refuses the size
 * keeps the file out.
 */
export const scanForViruses = async (at: ClamdAddress, bytes: Uint8Array): Promise<Finding | null> => {
  const answer = await askedOf(at, bytes);
  if (answer === 'stream: OK') return null;
  return { code: answer.endsWith(' FOUND') ? 'file.virus' : 'file.notScanned' };
};
