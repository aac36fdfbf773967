import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type S3Server, startS3Server } from '../platform/files/testing/s3-server.ts';
import { sampleDocument, textPage } from '../platform/inspect/sample-pdf.ts';
import { application, apply, papersOf } from '../testing/admission.ts';
import { type House, openHouse } from '../testing/house.ts';
import type { Visitor } from '../testing/visitor.ts';

let s3: S3Server;
let house: House;
let merchant: Visitor;

beforeAll(async () => {
  s3 = await startS3Server();
  house = await openHouse({
    env: {
      PLUMBLINE_S3_BUCKET_URL: s3.address.url,
      PLUMBLINE_S3_KEY_ID: s3.address.keyId,
      PLUMBLINE_S3_SECRET: s3.address.secret,
    },
  });
  merchant = await house.visitor('zhang.xiaotang');
}, 90_000);
afterAll(async () => {
  await house.stop();
  await s3.stop();
});

const counts = async (): Promise<unknown> =>
  house.db.app.query(
    `select (select count(*) from files)::int as files, (select count(*) from cases)::int as cases, (select count(*) from papers)::int as papers,
       (select count(*) from idempotency_keys)::int as keys`,
  );

describe('with the files in a bucket', () => {
  it('the house runs; while the bucket is away it refuses in words what needs it and says so, and then goes on by itself', async () => {
    const papers = await papersOf(merchant);
    const { caseId } = await apply(merchant, application(papers));
    const page = await merchant.get(`/api/cases/${caseId}`);
    const original = `/api/files/${page.body.files[0].id}`;
    expect((await merchant.get(original)).status).toBe(200);
    expect((await merchant.get('/readyz')).body).toEqual({
      ok: true,
      parts: { database: 'up', audit: 'up', files: 'up' },
    });

    const before = [await counts(), s3.objects()];
    s3.line('down');
    const another = sampleDocument({ pages: [textPage(), textPage(), textPage()] });
    const start = { process: 'merchant-admission', form: application(papers) };
    const refused = [
      await merchant.upload(another, 'x.pdf'),
      await merchant.post('/api/cases', start),
      await merchant.get(original),
    ];
    expect(refused.map(({ status, body }) => [status, body.code])).toEqual(
      Array.from({ length: 3 }, () => [503, 'service.filesAway']),
    );
    expect(
      refused.every(({ body }) => body.message.zh.includes('文件库') && body.message.en.includes('file store')),
    ).toBe(true);
    const ready = await merchant.get('/readyz');
    expect([ready.status, ready.body.parts.files]).toEqual([503, 'away']);
    expect([await counts(), s3.objects()]).toEqual(before);

    s3.line('up');
    expect((await merchant.upload(another, 'x.pdf')).status).toBe(201);
    expect((await merchant.post('/api/cases', start)).status).toBe(201);
    expect((await merchant.get('/readyz')).status).toBe(200);
  }, 90_000);
});
