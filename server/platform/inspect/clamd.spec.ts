import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { scanForViruses } from './clamd.ts';

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** Speaks the part of clamd's protocol that we use, and tells how many bytes it was given. */
const scanner = async (verdict: (bytes: number) => string) => {
  const server = createServer((socket) => {
    let received = Buffer.alloc(0);
    socket.on('error', () => {});
    socket.on('data', (data) => {
      received = Buffer.concat([received, data]);
      if (!received.subarray(-4).equals(Buffer.alloc(4))) return;
      let bytes = 0;
      for (let at = 10; at < received.length - 4; ) {
        const length = received.readUInt32BE(at);
        bytes += length;
        at += 4 + length;
      }
      socket.end(verdict(bytes));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(() => server.close());
  return { host: '127.0.0.1', port: (server.address() as AddressInfo).port, seconds: 2 };
};
const upload = Buffer.alloc(200_000, 7);

test('a clean file passes, sent whole', async () => {
  const at = await scanner((bytes) => (bytes === upload.length ? 'stream: OK\0' : 'stream: short ERROR\0'));
  expect(await scanForViruses(at, upload)).toBeNull();
});

test.each([
  ['a virus', 'stream: Eicar-Test-Signature FOUND\0', 'file.virus'],
  ['a size limit of the scanner', 'INSTREAM size limit exceeded. ERROR\0', 'file.notScanned'],
  ['silence', '', 'file.notScanned'],
])('%s keeps the file out', async (_what, answer, code) => {
  expect(await scanForViruses(await scanner(() => answer), upload)).toEqual({ code });
});

test('a scanner that cannot be reached keeps the file out', async () => {
  expect(await scanForViruses({ host: '127.0.0.1', port: 1 }, upload)).toEqual({ code: 'file.notScanned' });
});
