import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { Bucket } from '../files/s3-bucket.ts';
import { objectPlace, onceOnly } from './http-place.ts';
import type { HeadPlace } from './places.ts';

/** Heads in a bucket that speaks S3, each request signed; `folder` is their name in it, e.g. `audit/`. */
export const bucketPlace = (name: string, bucket: Bucket, folder: string): HeadPlace =>
  objectPlace(name, (object, put) => {
    if (put === undefined) return bucket({ method: 'GET', object: folder + object });
    const content = Buffer.from(put.body, 'utf8');
    const sha256 = createHash('sha256').update(content).digest('hex');
    return bucket({
      method: 'PUT',
      object: folder + object,
      body: { open: () => Readable.from([content]), bytes: content.length, sha256 },
      ...(put.once ? { headers: onceOnly } : {}),
    });
  });
