import { connect, type Socket } from 'node:net';

export interface Answer {
  readonly status: number;
  readonly body: string;
  readonly cookie: string | null;
}

export interface Connection {
  /** One request at a time. */
  readonly ask: (
    method: 'GET' | 'POST',
    path: string,
    headers?: Record<string, string>,
    body?: unknown,
  ) => Promise<Answer>;
  readonly close: () => void;
}

const HEAD_END = Buffer.from('\r\n\r\n');

/** A whole answer at the head of `bytes`, or null while some of it is still under way. */
const parse = (bytes: Buffer): Answer | null => {
  const end = bytes.indexOf(HEAD_END);
  if (end < 0) return null;
  const head = bytes.toString('latin1', 0, end);
  const length = Number(/\r\ncontent-length: *(\d+)/i.exec(head)?.[1] ?? 0);
  if (bytes.length < end + 4 + length) return null;
  const cookie = /\r\nset-cookie: *([^;\r]+)/i.exec(head)?.[1] ?? null;
  return { status: Number(head.slice(9, 12)), body: bytes.toString('utf8', end + 4, end + 4 + length), cookie };
};

const answerOn = (socket: Socket): Promise<Answer> =>
  new Promise((settle, fail) => {
    let bytes: Buffer = Buffer.alloc(0);
    const done = (): void => {
      socket.off('data', hear).off('error', broken).off('close', broken);
    };
    const hear = (chunk: Buffer): void => {
      bytes = bytes.length === 0 ? chunk : Buffer.concat([bytes, chunk]);
      const answer = parse(bytes);
      if (answer === null) return;
      done();
      settle(answer);
    };
    const broken = (): void => {
      done();
      fail(new Error('the server closed the connection'));
    };
    socket.on('data', hear).on('error', broken).on('close', broken);
  });

/**
 * HTTP/1.1 over one kept socket, and no more of it than our own server speaks: a client that costs as much as the
 * server would halve, on two cores, what is measured.
 */
export const openConnection = (port: number): Promise<Connection> =>
  new Promise((opened, fail) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    socket.once('error', fail);
    socket.once('connect', () => {
      socket.off('error', fail);
      opened({
        ask: (method, path, headers = {}, body) => {
          const text = body === undefined ? '' : JSON.stringify(body);
          const lines = Object.entries({ host: `localhost:${port}`, ...headers }).map(
            ([key, value]) => `${key}: ${value}\r\n`,
          );
          const content =
            body === undefined
              ? ''
              : `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(text)}\r\n`;
          const answer = answerOn(socket);
          socket.write(`${method} ${path} HTTP/1.1\r\n${lines.join('')}${content}\r\n${text}`);
          return answer;
        },
        close: () => void socket.destroy(),
      });
    });
  });
