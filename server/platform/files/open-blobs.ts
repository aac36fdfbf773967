import { join } from 'node:path';
import { ok, type Result, refused } from '../../../core/base/result.ts';
import type { Text } from '../../../core/base/text.ts';
import type { Config } from '../config/keys.ts';
import type { Blobs } from './blobs.ts';
import { diskBlobs } from './disk.ts';
import type { Bucket } from './s3-bucket.ts';

type BlobConfig = Pick<Config, 'dataFolder' | 's3BucketUrl' | 's3Region' | 's3KeyId' | 's3Secret'>;

/** The bucket that the configuration names, not yet tried out; its code is read only where there is one. */
export const openConfiguredBucket = async (
  config: Omit<BlobConfig, 'dataFolder'>,
): Promise<{ readonly url: string; readonly ask: Bucket } | undefined> => {
  const { s3BucketUrl: url, s3Region: region, s3KeyId: keyId, s3Secret: secret } = config;
  if (url === undefined || keyId === undefined || secret === undefined) return undefined;
  const { openBucket } = await import('./s3-bucket.ts');
  return { url, ask: openBucket({ url, region, keyId, secret }) };
};

/**
 * The place that the configuration names: a bucket where there is one, else `files` in the data folder. A bucket is tried out
 * at once, and refused (files.placeUnfit) in words for the administrator.
 */
export const openBlobs = async (config: BlobConfig): Promise<Result<Blobs>> => {
  const folder = join(config.dataFolder, 'files');
  const bucket = await openConfiguredBucket(config);
  if (bucket === undefined) return ok(diskBlobs(folder));
  const [{ s3Blobs }, { faultOfBucket }] = await Promise.all([import('./s3.ts'), import('./s3-check.ts')]);
  const fault: Text | null = await faultOfBucket(bucket.ask);
  return fault === null ? ok(s3Blobs(bucket.ask, folder)) : refused({ code: 'files.placeUnfit', message: fault });
};
