import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Defect } from '../../../../core/base/result.ts';
import type { BucketAddress } from '../s3-bucket.ts';
import { checkingSignatures } from './signature-check.ts';

const PROGRAM = fileURLToPath(import.meta.resolve('s3rver/bin/s3rver.js'));
const BUCKET = 'plumbline';
/** Of the only account that s3rver knows. */
const SECRET = 'S3RVER';
/** How s3rver names the content of an object on its disk. */
const CONTENT = '._S3rver_object';

/** Up; dropping connections; never answering; or dropping each after so many bytes of requests. */
type LineState = 'up' | 'down' | 'silent' | { readonly cutAfter: number };

/** An S3 server in a process of its own, a check of signatures before it, and a line to both that can be cut. */
export interface S3Server {
  readonly address: BucketAddress;
  /** Names of all objects. */
  readonly objects: () => readonly string[];
  /** From now on, for connections that stand as well. */
  readonly line: (state: LineState) => void;
  readonly stop: () => Promise<void>;
}

const started = (child: ChildProcess): Promise<number> =>
  new Promise((ready, failed) => {
    let said = '';
    const hear = (text: string): void => {
      said += text;
      const found = /listening on \S+:(\d+)/.exec(said);
      if (found?.[1]) ready(Number(found[1]));
    };
    child.stdout?.setEncoding('utf8').on('data', hear);
    child.stderr?.setEncoding('utf8').on('data', hear);
    child.once('exit', (code) => failed(new Defect(`the S3 server ended with ${code}: ${said.slice(-500)}`)));
  });

const portOf = (server: Server): number => {
  const bound = server.address();
  return typeof bound === 'object' && bound !== null ? bound.port : 0;
};

const carry = (from: Socket, port: number, cutAfter: () => number): void => {
  const to = connect(port, '127.0.0.1').on('error', () => from.destroy());
  let passed = 0;
  from.on('data', (bytes: Buffer) => {
    passed += bytes.length;
    if (passed <= cutAfter()) return void to.write(bytes);
    to.destroy();
    from.destroy();
  });
  to.pipe(from);
  from.once('close', () => to.destroy());
  to.once('close', () => from.destroy());
};

const lineTo = async (port: number) => {
  const sockets = new Set<Socket>();
  let state: LineState = 'up';
  const server = createServer((from) => {
    sockets.add(from);
    from.once('close', () => sockets.delete(from)).on('error', () => {});
    if (state === 'down') from.destroy();
    else if (state !== 'silent')
      carry(from, port, () => (typeof state === 'object' ? state.cutAfter : Number.POSITIVE_INFINITY));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const set = (next: LineState): void => {
    state = next;
    for (const socket of sockets) socket.destroy();
  };
  return { server, set };
};

export const startS3Server = async (): Promise<S3Server> => {
  const directory = mkdtempSync(join(tmpdir(), 'plumbline-s3-'));
  const options = ['-d', directory, '-a', '127.0.0.1', '-p', '0', '--no-vhost-buckets', '--configure-bucket', BUCKET];
  // It hides where a list goes on under an old cipher.
  const node = ['--no-warnings', '--openssl-legacy-provider'];
  const child = spawn(process.execPath, [...node, PROGRAM, ...options], { stdio: ['ignore', 'pipe', 'pipe'] });
  const checking = await checkingSignatures(SECRET, await started(child));
  const line = await lineTo(portOf(checking));
  const files = (): readonly string[] =>
    readdirSync(join(directory, BUCKET), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(directory.length + BUCKET.length + 2));
  const url = `http://127.0.0.1:${portOf(line.server)}/${BUCKET}`;
  return {
    address: { url, region: 'us-east-1', keyId: 'S3RVER', secret: SECRET },
    objects: () => files().flatMap((name) => (name.endsWith(CONTENT) ? [name.slice(0, -CONTENT.length)] : [])),
    line: line.set,
    stop: async () => {
      line.set('down');
      line.server.close();
      checking.closeAllConnections();
      checking.close();
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
      rmSync(directory, { recursive: true, force: true });
    },
  };
};
