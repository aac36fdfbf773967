import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readConfig } from './config.ts';

const faultsOf = (env: Record<string, string>): string[] => {
  const read = readConfig(env);
  return read.ok ? [] : read.refusal.map(({ message }) => message.en);
};

test('an empty environment runs with the defaults', () => {
  const read = readConfig({});
  expect(read).toMatchObject({ ok: true, value: { port: 3000, host: '127.0.0.1', worker: true, logLevel: 'info' } });
  expect(read.ok && read.value.dataFolder).toBe(join(process.cwd(), '.data', 'server'));
  expect(read.ok && read.value.databaseUrl).toBeUndefined();
});

test('every wrong key is named with what is allowed, all at once', () => {
  expect(
    faultsOf({
      PORT: '70000',
      PLUMBLINE_WORKER: 'maybe',
      DATABASE_URL: 'mysql://x/y',
      PLUMBLINE_PUBLIC_URL: 'https://a.example/path',
    }),
  ).toEqual([
    'PORT must be a whole number from 0 to 65535.',
    'PLUMBLINE_PUBLIC_URL must be scheme, host and port, such as https://qms.example.com.',
    'DATABASE_URL must be an address beginning with postgres:// or postgresql://.',
    'PLUMBLINE_WORKER must be yes or no.',
  ]);
});

test('P04-3.1-04 who needs a second factor is set by kind of account, and a wrong value is named', () => {
  expect(readConfig({})).toMatchObject({
    value: { secondFactorStaff: 'required', secondFactorMerchant: 'whenEnrolled', secondFactorAuditor: 'required' },
  });
  expect(readConfig({ PLUMBLINE_SECOND_FACTOR_MERCHANT: 'required' })).toMatchObject({
    value: { secondFactorMerchant: 'required' },
  });
  expect(faultsOf({ PLUMBLINE_SECOND_FACTOR_STAFF: 'never' })).toEqual([
    'PLUMBLINE_SECOND_FACTOR_STAFF must be one of required, whenEnrolled.',
  ]);
});

test('the refusal is in Chinese too and names the key as its field', () => {
  expect(readConfig({ PORT: 'x' })).toMatchObject({
    refusal: [{ field: 'PORT', message: { zh: 'PORT 应为：0 到 65535 的整数。' } }],
  });
});

test('an unknown key of ours is named, with the one that was probably meant', () => {
  expect(faultsOf({ PLUMBLINE_DATE: '/x', PLUMBLINE_PORTCULLIS_OF_THE_CASTLE: '1', OTHER: '1' })).toEqual([
    'PLUMBLINE_DATE is no known key; do you mean PLUMBLINE_DATA?',
    'PLUMBLINE_PORTCULLIS_OF_THE_CASTLE is no known key; remove it.',
  ]);
});

test('a wrong secret is not repeated', () => {
  expect(JSON.stringify(readConfig({ DATABASE_URL: 'postgre://user:hunter2@db/x' }))).not.toContain('hunter2');
});

test('a secret may stand in a file, and only in one place', () => {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-config-'));
  const file = join(folder, 'url');
  writeFileSync(file, 'postgres://plumbline@db/plumbline\n');
  expect(readConfig({ DATABASE_URL_FILE: file })).toMatchObject({
    value: { databaseUrl: 'postgres://plumbline@db/plumbline' },
  });
  expect(faultsOf({ DATABASE_URL_FILE: file, DATABASE_URL: 'postgres://x@y/z' })).toEqual([
    'DATABASE_URL and DATABASE_URL_FILE: set one of them.',
  ]);
  expect(faultsOf({ DATABASE_URL_FILE: join(folder, 'none') })).toEqual([
    'DATABASE_URL_FILE: the file cannot be read (ENOENT).',
  ]);
  rmSync(folder, { recursive: true });
});

test('the address of a Unix socket is an address too', () => {
  expect(readConfig({ DATABASE_URL: 'postgresql://u:p@/plumbline?host=%2Ftmp' })).toMatchObject({ ok: true });
});

test.each([
  's3://files',
  'https://s3.example.cn/files/inner',
  'https://a:b@s3.example.cn/files',
  'https://s3.example.cn/?x',
])('%s is no address of a bucket', (url) => {
  const rest = { PLUMBLINE_S3_KEY_ID: 'plumbline', PLUMBLINE_S3_SECRET: 'hunter2' };
  const faults = faultsOf({ PLUMBLINE_S3_BUCKET_URL: url, ...rest });
  expect(faults).toHaveLength(1);
  expect(faults[0]).toContain('PLUMBLINE_S3_BUCKET_URL must be https://host/bucket');
});

test('keys that need each other are asked for together', () => {
  expect(faultsOf({ SMTP_URL: 'smtp://localhost' })).toEqual(['PLUMBLINE_MAIL_FROM is needed once SMTP_URL is set.']);
  expect(faultsOf({ DATABASE_APP_URL: 'postgres://u@h/d' })).toEqual([
    'DATABASE_URL is needed once DATABASE_APP_URL is set.',
  ]);
  expect(
    faultsOf({ PLUMBLINE_S3_BUCKET_URL: 'https://s3.example.cn/files', PLUMBLINE_S3_KEY_ID: 'plumbline' }),
  ).toEqual(['PLUMBLINE_S3_SECRET is needed once PLUMBLINE_S3_BUCKET_URL is set.']);
});
