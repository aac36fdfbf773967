import { join } from 'node:path';
import { ok, type Result, refused } from '../../../core/base/result.ts';
import type { Text } from '../../../core/base/text.ts';
import type { Config } from '../config/keys.ts';
import type { Blobs } from './blobs.ts';
import { diskBlobs } from './disk.ts';

type BlobConfig = Pick<Config, 'dataFolder' | 's3BucketUrl' | 's3Region' | 's3KeyId' | 's3Secret'>;

/**
 * The place that the configuration names: a bucket where there is one, else `files` in the data folder. A bucket is tried out
 * at once, and refused (files.placeUnfit) in words for the administrator. Its code is read only where it is needed.
 */
export const openBlobs = async (config: BlobConfig): Promise<Result<Blobs>> => {
  const folder = join(config.dataFolder, 'files');
  const { s3BucketUrl: url, s3Region: region, s3KeyId: keyId, s3Secret: secret } = config;
  if (url === undefined || keyId === undefined || secret === undefined) return ok(diskBlobs(folder));
  const [{ openBucket }, { s3Blobs }, { faultOfBucket }] = await Promise.all([
    import('./s3-bucket.ts'),
    import('./s3.ts'),
    import('./s3-check.ts'),
  ]);
  const bucket = openBucket({ url, region, keyId, secret });
  const fault: Text | null = await faultOfBucket(bucket);
  return fault === null ? ok(s3Blobs(bucket, folder)) : refused({ code: 'files.placeUnfit', message: fault });
};
