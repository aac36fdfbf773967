import { createHash, createHmac } from 'node:crypto';
import { once } from 'node:events';
import { request as ask, createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';

const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();
const sha256 = (content: string | Buffer): string => createHash('sha256').update(content).digest('hex');

export interface SignedRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

const AUTHORIZATION =
  /^AWS4-HMAC-SHA256 Credential=[^/]+\/(\d{8})\/([^/]+)\/s3\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/;

const encoded = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);

/** Version 4 as Amazon describes it, computed without the library that signs: is the signature that of this secret? */
export const isSignedWith = (secret: string, { method, path, query, headers }: SignedRequest): boolean => {
  const [, day = '', region = '', names = '', signature] = AUTHORIZATION.exec(String(headers.authorization)) ?? [];
  const canonical = [
    method,
    path,
    [...query]
      .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
      .sort()
      .join('&'),
    ...names.split(';').map((name) => `${name}:${String(headers[name]).trim()}`),
    '',
    names,
    String(headers['x-amz-content-sha256']),
  ].join('\n');
  const scope = `${day}/${region}/s3/aws4_request`;
  const toSign = ['AWS4-HMAC-SHA256', String(headers['x-amz-date']), scope, sha256(canonical)].join('\n');
  const key = [day, region, 's3', 'aws4_request'].reduce<string | Buffer>(
    (last, part) => hmac(last, part),
    `AWS4${secret}`,
  );
  return signature === createHmac('sha256', key).update(toSign).digest('hex');
};

const refuse = (answer: ServerResponse, code: string): void => {
  answer.writeHead(403, { 'content-type': 'application/xml' }).end(`<Error><Code>${code}</Code></Error>`);
};

const pass = async (incoming: IncomingMessage, answer: ServerResponse, secret: string, port: number): Promise<void> => {
  const body = await buffer(incoming);
  const { method = 'GET', headers } = incoming;
  const url = new URL(incoming.url ?? '/', 'http://s3');
  if (!isSignedWith(secret, { method, path: url.pathname, query: url.searchParams, headers }))
    return refuse(answer, 'SignatureDoesNotMatch');
  if (headers['x-amz-content-sha256'] !== sha256(body)) return refuse(answer, 'XAmzContentSHA256Mismatch');
  const asked = ask({ port, host: '127.0.0.1', method, path: incoming.url, headers }).end(body);
  const [given] = (await once(asked, 'response')) as [IncomingMessage];
  answer.writeHead(given.statusCode ?? 500, given.headers);
  await pipeline(given, answer);
};

/** Stands before an S3 server that lets every signature of version 4 pass, and does not. */
export const checkingSignatures = async (secret: string, port: number): Promise<Server> => {
  const server = createServer((incoming, answer) => {
    pass(incoming, answer, secret, port).catch(() => answer.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
};
