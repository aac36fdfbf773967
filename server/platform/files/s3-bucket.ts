import { type IncomingMessage, Agent as PlainAgent, request as plainRequest } from 'node:http';
import { Agent as SecureAgent, request as secureRequest } from 'node:https';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { sign } from 'aws4';
import { PlaceAway } from './blobs.ts';

export interface BucketAddress {
  /** Of the bucket itself: `https://s3.example.cn/bucket` or `https://bucket.s3.example.cn`. */
  readonly url: string;
  readonly region: string;
  readonly keyId: string;
  readonly secret: string;
  /** Until the answer begins; default 5,000. */
  readonly patienceMs?: number;
}

export interface BucketRequest {
  readonly method: 'GET' | 'HEAD' | 'PUT' | 'DELETE';
  /** Object within the bucket; empty for the bucket itself. */
  readonly object?: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** Opened anew for each try. `sha256` in hexadecimal is in the signature: a body altered on the way is refused. */
  readonly body?: { readonly open: () => Readable; readonly bytes: number; readonly sha256: string };
  /** Asks once and waits two seconds at most: for a question whose answer is wanted now. */
  readonly quick?: boolean;
}

export interface BucketAnswer {
  readonly status: number;
  /** To be read to its end or dropped. */
  readonly body: Readable;
  readonly text: () => Promise<string>;
  readonly drop: () => void;
}

export type Bucket = (request: BucketRequest) => Promise<BucketAnswer>;

const TRIES = 3;
const QUICK_MS = 2_000;
const EMPTY = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
/** An upload is given the time that a slow line of this many bytes a millisecond needs. */
const SLOWEST = 512;

const agents = { 'http:': new PlainAgent({ keepAlive: true }), 'https:': new SecureAgent({ keepAlive: true }) };

const passing = (status: number): boolean => status === 429 || (status >= 500 && status !== 501 && status !== 507);

const full = (): Error => Object.assign(new Error('the bucket has no room left'), { code: 'ENOSPC' });

const signed = ({ url, region, keyId, secret }: BucketAddress, { object = '', ...request }: BucketRequest) => {
  const { protocol, host, hostname, port, pathname } = new URL(`${url.replace(/\/$/, '')}/${object}`);
  const query = new URLSearchParams(request.query).toString().replaceAll('+', '%20');
  const headers = {
    ...request.headers,
    host,
    'x-amz-content-sha256': request.body?.sha256 ?? EMPTY,
    ...(request.body === undefined ? {} : { 'content-length': request.body.bytes }),
  };
  const path = query === '' ? pathname : `${pathname}?${query}`;
  const toSign = { host, path, method: request.method, service: 's3', region, headers };
  const { headers: all } = sign(toSign, { accessKeyId: keyId, secretAccessKey: secret });
  return { protocol, hostname, port, path, method: request.method, headers: all };
};

const answerOf = (response: IncomingMessage): BucketAnswer => ({
  status: response.statusCode ?? 0,
  body: response,
  text: () => text(response),
  drop: () => void response.resume(),
});

/** Ends waiting for the beginning of an answer only: a body may take longer, and is watched by whoever reads it. */
const asked = (address: BucketAddress, request: BucketRequest): Promise<BucketAnswer> =>
  new Promise((answered, failed) => {
    const options = signed(address, request);
    const patience = request.quick ? QUICK_MS : (address.patienceMs ?? 5_000);
    const outgoing =
      options.protocol === 'https:'
        ? secureRequest({ ...options, agent: agents['https:'] })
        : plainRequest({ ...options, agent: agents['http:'] });
    const silence = (): void => void outgoing.destroy(new Error('no answer'));
    const timer = setTimeout(silence, patience + (request.body?.bytes ?? 0) / SLOWEST);
    outgoing.once('close', () => clearTimeout(timer));
    outgoing.once('error', failed);
    outgoing.once('response', (response) => {
      clearTimeout(timer);
      answered(answerOf(response));
    });
    if (request.body === undefined) outgoing.end();
    else pipeline(request.body.open(), outgoing).catch(failed);
  });

const refuseIfFull = async (answer: BucketAnswer): Promise<BucketAnswer> => {
  if (answer.status === 507) throw full();
  if (answer.status !== 403) return answer;
  const said = await answer.text();
  if (/<Code>(QuotaExceeded|XMinioStorageFull)/.test(said)) throw full();
  return { ...answer, text: async () => said, drop: () => {} };
};

/**
 * Asks a bucket that speaks S3, signed with version 4. No answer, 429 and 5xx are tried again, up to three times within some
 * seconds, which every request here bears. Throws PlaceAway where none helped and ENOSPC where the bucket is full;
 * everything else that the bucket says is the caller's to read.
 */
export const openBucket =
  (address: BucketAddress): Bucket =>
  async (request) => {
    let failed = '';
    for (let tries = 0; tries < (request.quick ? 1 : TRIES); tries += 1) {
      if (tries > 0) await pause(Math.random() * 100 * 3 ** tries);
      const answer = await asked(address, request).catch(() => null);
      if (answer !== null && !passing(answer.status)) return refuseIfFull(answer);
      answer?.drop();
      failed = answer === null ? 'it does not answer' : `it answered ${answer.status}`;
    }
    throw new PlaceAway(`the bucket cannot be used: ${failed}`);
  };
