import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { Defect } from '../../../core/base/result.ts';
import { type BlobState, type Blobs, ContentMissing, PlaceAway, type Staged } from './blobs.ts';
import { pathsOlderThan, stageOnDisk } from './disk.ts';
import type { Bucket, BucketAnswer } from './s3-bucket.ts';

/** Everything of ours lies under this name in the bucket. */
const FOLDER = 'files/';
/** A body that says nothing for so long will say nothing more. */
const SILENCE_MS = 20_000;

/** Who was let in yesterday and is not today: an administrator's matter, and nobody else's fault. */
const done = async (response: BucketAnswer, ...fine: readonly number[]): Promise<BucketAnswer> => {
  if (fine.includes(response.status)) return response;
  response.drop();
  if ([401, 403, 404].includes(response.status)) throw new PlaceAway(`the bucket refused us with ${response.status}`);
  throw new Defect(`the bucket answered ${response.status}`);
};

async function* listened(body: Readable): AsyncGenerator<Uint8Array> {
  const silent = (): void => void body.destroy(new PlaceAway('the bucket fell silent'));
  let silence = setTimeout(silent, SILENCE_MS);
  try {
    for await (const chunk of body as AsyncIterable<Uint8Array>) {
      // Whoever reads may take his time; only ours with the bucket counts.
      clearTimeout(silence);
      yield chunk;
      silence = setTimeout(silent, SILENCE_MS);
    }
  } finally {
    clearTimeout(silence);
  }
}

async function* readFrom(bucket: Bucket, path: string): AsyncGenerator<Uint8Array> {
  const response = await bucket({ method: 'GET', object: FOLDER + path });
  if (response.status === 404) {
    response.drop();
    throw new ContentMissing('a content that the database knows is not in the bucket');
  }
  const { body } = await done(response, 200);
  // Whether it came whole, the cipher's frames tell.
  yield* listened(body);
}

/** Gathered and encrypted on our own disk, whose bytes then go into the bucket in one request: whole or not at all. */
const stageFor = async (bucket: Bucket, folder: string): Promise<Staged> => {
  const { path, write, finish, discard } = await stageOnDisk(folder);
  const hash = createHash('sha256');
  let sha256 = '';
  let bytes = 0;
  return {
    write: async (chunk) => {
      hash.update(chunk);
      bytes += chunk.byteLength;
      await write(chunk);
    },
    finish: async () => {
      sha256 = hash.digest('hex');
      await finish();
    },
    keep: async (to) => {
      const body = { open: () => createReadStream(path), bytes, sha256 };
      const response = await bucket({ method: 'PUT', object: FOLDER + to, body });
      (await done(response, 200, 201, 204)).drop();
    },
    discard,
  };
};

const text = (xml: string, tag: string): string | undefined => new RegExp(`<${tag}>([^<]*)</${tag}>`).exec(xml)?.[1];
const unescaped = (value: string): string =>
  value.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

async function* objectsOlderThan(bucket: Bucket, ms: number, pageSize: number): AsyncGenerator<string> {
  const before = Date.now() - ms;
  for (let next: string | undefined = ''; next !== undefined; ) {
    const page = { 'list-type': '2', prefix: FOLDER, 'max-keys': String(pageSize) };
    const query = { ...page, ...(next === '' ? {} : { 'continuation-token': next }) };
    const xml = await (await done(await bucket({ method: 'GET', query }), 200)).text();
    for (const [, entry = ''] of xml.matchAll(/<Contents>(.*?)<\/Contents>/gs)) {
      const at = Date.parse(text(entry, 'LastModified') ?? '');
      if (at < before) yield unescaped(text(entry, 'Key') ?? '').slice(FOLDER.length);
    }
    const token = text(xml, 'NextContinuationToken');
    next = token === undefined ? undefined : unescaped(token);
  }
}

const stateOf = async (bucket: Bucket): Promise<BlobState> => {
  try {
    const response = await bucket({ method: 'HEAD', quick: true });
    response.drop();
    return response.status === 200 ? 'up' : 'away';
  } catch {
    return 'away';
  }
};

/** Contents in a bucket that speaks S3; `folder` is where they are gathered on their way in. */
export const s3Blobs = (bucket: Bucket, folder: string, pageSize = 1_000): Blobs => ({
  stage: () => stageFor(bucket, folder),
  read: (path) => readFrom(bucket, path),
  has: async (path) => {
    const response = await done(await bucket({ method: 'HEAD', object: FOLDER + path }), 200, 404);
    response.drop();
    return response.status === 200;
  },
  olderThan: async function* (ms) {
    for await (const path of pathsOlderThan(join(folder, 'incoming'), ms)) yield `incoming/${path}`;
    yield* objectsOlderThan(bucket, ms, pageSize);
  },
  remove: async (path) => {
    if (path.startsWith('incoming/')) return rm(join(folder, path), { force: true });
    (await done(await bucket({ method: 'DELETE', object: FOLDER + path }), 200, 204, 404)).drop();
  },
  state: () => stateOf(bucket),
});
