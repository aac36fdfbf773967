import { setTimeout as pause } from 'node:timers/promises';
import { AwsV4Signer } from 'aws4fetch';
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
  /** With `sha256` in hexadecimal, which the signature covers: a body altered on the way is refused. */
  readonly body?: { readonly content: Blob; readonly sha256: string };
  /** Asks once and waits two seconds at most: for a question whose answer is wanted now. */
  readonly quick?: boolean;
}

export type Bucket = (request: BucketRequest) => Promise<Response>;

const TRIES = 3;
const QUICK_MS = 2_000;
const EMPTY = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
/** An upload is given the time that a slow line of this many bytes a millisecond needs. */
const SLOWEST = 512;

const passing = (status: number): boolean => status === 429 || (status >= 500 && status !== 501 && status !== 507);

const full = (): Error => Object.assign(new Error('the bucket has no room left'), { code: 'ENOSPC' });

const refuseIfFull = async (response: Response): Promise<void> => {
  if (response.status === 507) throw full();
  if (response.status === 403 && /<Code>(QuotaExceeded|XMinioStorageFull)/.test(await response.clone().text()))
    throw full();
};

const signed = ({ url, region, keyId, secret }: BucketAddress, request: BucketRequest): Promise<Request> => {
  const target = new URL(`${url.replace(/\/$/, '')}/${request.object ?? ''}`);
  for (const [name, value] of Object.entries(request.query ?? {})) target.searchParams.set(name, value);
  const signer = new AwsV4Signer({
    method: request.method,
    url: target.href,
    headers: { ...request.headers, 'x-amz-content-sha256': request.body?.sha256 ?? EMPTY },
    service: 's3',
    region,
    accessKeyId: keyId,
    secretAccessKey: secret,
  });
  return signer.sign().then(({ method, url: to, headers }) => new Request(to, { method, headers }));
};

/** Ends waiting for the beginning of an answer only: a body may take longer, and is watched by whoever reads it. */
const answered = async (request: Request, body: Blob | undefined, patienceMs: number): Promise<Response> => {
  const given = new AbortController();
  const timer = setTimeout(() => given.abort(), patienceMs + (body?.size ?? 0) / SLOWEST);
  try {
    return await fetch(request, { ...(body ? { body } : {}), signal: given.signal, redirect: 'manual' });
  } finally {
    clearTimeout(timer);
  }
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
      try {
        const patience = request.quick ? QUICK_MS : (address.patienceMs ?? 5_000);
        const response = await answered(await signed(address, request), request.body?.content, patience);
        if (!passing(response.status)) {
          await refuseIfFull(response);
          return response;
        }
        failed = `it answered ${response.status}`;
        await response.body?.cancel();
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOSPC') throw error;
        failed = 'it does not answer';
      }
    }
    throw new PlaceAway(`the bucket cannot be used: ${failed}`);
  };
