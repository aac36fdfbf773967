import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { type Text, text } from '../../../core/base/text.ts';
import { PlaceAway } from './blobs.ts';
import type { Bucket, BucketAnswer } from './s3-bucket.ts';

const named = (key: string, zh: string, en: string): Text => text(`${key}：${zh}`, `${key}: ${en}`);

const NO_ANSWER = named(
  'PLUMBLINE_S3_BUCKET_URL',
  '对象存储没有应答，请检查地址与网络。',
  'the object store does not answer; check address and network.',
);
const NO_BUCKET = named(
  'PLUMBLINE_S3_BUCKET_URL',
  '没有这个存储桶，请先建立，或更正地址。',
  'there is no such bucket; make it first, or mend the address.',
);
const WRONG_KEY = named(
  'PLUMBLINE_S3_KEY_ID',
  '对象存储不认识这个访问密钥。',
  'the object store does not know this key.',
);
const WRONG_SECRET = named(
  'PLUMBLINE_S3_SECRET',
  '密钥与访问密钥编号不符。',
  'the secret does not belong to PLUMBLINE_S3_KEY_ID.',
);
const WRONG_REGION = named('PLUMBLINE_S3_REGION', '存储桶在另一个区域。', 'the bucket lies in another region.');
const WRONG_TIME = text(
  '本机时钟与对象存储相差过大，请先校准时钟。',
  'The clocks of this machine and of the object store differ too much; set ours right first.',
);
const NO_RIGHT = named(
  'PLUMBLINE_S3_KEY_ID',
  '该访问密钥须能在存储桶中列出、读取、写入与删除对象。',
  'this key must be allowed to list, read, write and delete objects in the bucket.',
);
const NO_ROOM = named('PLUMBLINE_S3_BUCKET_URL', '存储桶已无空间。', 'the bucket has no room left.');

const BY_CODE: Readonly<Record<string, Text>> = {
  NoSuchBucket: NO_BUCKET,
  InvalidAccessKeyId: WRONG_KEY,
  SignatureDoesNotMatch: WRONG_SECRET,
  AuthorizationHeaderMalformed: WRONG_REGION,
  PermanentRedirect: WRONG_REGION,
  RequestTimeTooSkewed: WRONG_TIME,
};

const faultIn = async (response: BucketAnswer): Promise<Text | null> => {
  const said = await response.text();
  if (response.status >= 200 && response.status < 300) return null;
  const code = /<Code>(\w+)<\/Code>/.exec(said)?.[1] ?? '';
  return BY_CODE[code] ?? (response.status === 404 ? NO_BUCKET : response.status < 400 ? WRONG_REGION : NO_RIGHT);
};

const PROBE = 'files/probe';

/** Lists, writes, reads and deletes, as the file store will; says what an administrator can put right, and names its key. */
export const faultOfBucket = async (bucket: Bucket): Promise<Text | null> => {
  const content = Buffer.from('plumbline');
  const sha256 = createHash('sha256').update(content).digest('hex');
  const body = { open: () => Readable.from([content]), bytes: content.length, sha256 };
  try {
    return (
      (await faultIn(await bucket({ method: 'GET', query: { 'list-type': '2', 'max-keys': '1' } }))) ??
      (await faultIn(await bucket({ method: 'PUT', object: PROBE, body }))) ??
      (await faultIn(await bucket({ method: 'GET', object: PROBE }))) ??
      (await faultIn(await bucket({ method: 'DELETE', object: PROBE })))
    );
  } catch (error) {
    if (error instanceof PlaceAway) return NO_ANSWER;
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC') return NO_ROOM;
    throw error;
  }
};
