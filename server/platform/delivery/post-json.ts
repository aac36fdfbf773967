import { lookup as resolve } from 'node:dns';
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { NotDelivered } from './not-delivered.ts';
import { isPrivateAddress } from './private-address.ts';

export interface PostOptions {
  /** Lets targets in private networks and plain http through: for gateways of the house and for tests. */
  readonly allowPrivate: boolean;
  /** From the first byte to the last. */
  readonly timeoutMs?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

const MOST_ANSWERED = 64 * 1024;

/** The address is judged where the connection is made, so that a name can't answer one thing now and another then. */
const publicOnly: LookupFunction = (hostname, options, done) =>
  resolve(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return done(error, []);
    if (addresses.some(({ address }) => isPrivateAddress(address))) return done(new NotDelivered('target.private'), []);
    const [first] = addresses;
    if (options.all || first === undefined) return done(null, addresses);
    return done(null, first.address, first.family);
  });

const judge = (url: URL, allowPrivate: boolean): void => {
  if (allowPrivate) return;
  if (url.protocol !== 'https:') throw new NotDelivered('target.notHttps');
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0 && isPrivateAddress(host)) throw new NotDelivered('target.private');
};

/**
 * Posts JSON and gives the JSON that is answered. Follows no redirect, reads 64 KB at most, throws NotDelivered with a
 * code (`http.503`, `target.private`, `timeout`) that names neither address nor contents.
 */
export const postJson = (target: string, body: string, options: PostOptions): Promise<unknown> =>
  new Promise((done, failed) => {
    const url = new URL(target);
    judge(url, options.allowPrivate);
    const signal = AbortSignal.timeout(options.timeoutMs ?? 10_000);
    const send = url.protocol === 'https:' ? requestHttps : requestHttp;
    const fail = (error: unknown): void => failed(signal.aborted ? new NotDelivered('timeout') : error);
    const request = send(url, {
      method: 'POST',
      agent: false,
      signal,
      ...(options.allowPrivate ? {} : { lookup: publicOnly }),
      headers: {
        ...options.headers,
        'content-type': 'application/json; charset=utf-8',
        'content-length': Buffer.byteLength(body),
      },
    });
    request.on('error', fail);
    request.on('response', (response) => {
      const parts: Buffer[] = [];
      let size = 0;
      response.on('error', fail);
      response.on('data', (part: Buffer) => {
        size += part.length;
        if (size > MOST_ANSWERED) response.destroy(new NotDelivered('answer.tooLong'));
        else parts.push(part);
      });
      response.on('end', () => {
        const status = response.statusCode ?? 0;
        if (status < 200 || status > 299) return failed(new NotDelivered(`http.${status}`));
        try {
          done(JSON.parse(Buffer.concat(parts).toString('utf8')));
        } catch {
          failed(new NotDelivered('answer.notJson'));
        }
      });
    });
    request.end(body);
  });
