import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EXTRA, sampleDocument, scannedPage, textPage } from '../platform/inspect/sample-pdf.ts';
import { papersOf } from '../testing/admission.ts';
import { type House, openHouse } from '../testing/house.ts';
import type { Answer, Visitor } from '../testing/visitor.ts';

let house: House;
let merchant: Visitor;

beforeAll(async () => {
  house = await openHouse();
  merchant = await house.visitor('zhang.xiaotang');
}, 60_000);
afterAll(() => house.stop());

const good = sampleDocument({ pages: [textPage()] });
const kept = async (): Promise<number> =>
  (await house.db.app.query<{ n: number }>('select count(*)::int as n from files'))[0]?.n ?? 0;

const hostile: Readonly<Record<string, Buffer>> = {
  'not a PDF': Buffer.from('<html><script>alert(1)</script></html>'),
  'a program under the name of a PDF': Buffer.concat([Buffer.from('MZ\x90\x00'), Buffer.alloc(2_000)]),
  'no bytes at all': Buffer.alloc(0),
  'cut off in the middle': good.subarray(0, Math.floor(good.byteLength / 2)),
  encrypted: sampleDocument({
    pages: [textPage()],
    extra: [`<< /Filter /Standard /V 2 /R 3 /Length 128 /P -3904 /O <${'41'.repeat(32)}> /U <${'42'.repeat(32)}> >>`],
    trailer: `/Encrypt ${EXTRA} 0 R /ID [<${'00'.repeat(16)}> <${'00'.repeat(16)}>]`,
  }),
  'with JavaScript': sampleDocument({
    pages: [textPage()],
    catalog: '/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>',
  }),
  'a scan too coarse to read': sampleDocument({ pages: [scannedPage(150)] }),
};

const names: Readonly<Record<string, string>> = {
  'a way out of the folder': '../../../../etc/passwd.pdf',
  'a way out on Windows': '..\\..\\windows\\system32\\x.pdf',
  markup: '<img src=x onerror=alert(1)>.pdf',
  SQL: "x'; drop table files; --.pdf",
  'a hidden extension': `licence\u202Efdp.exe.pdf`,
  'line ends': 'a\r\nSet-Cookie: x=1\r\n.pdf',
  'ten thousand letters': `${'长'.repeat(10_000)}.pdf`,
  'nothing but dots': '...',
  emoji: '营业执照👨‍👩‍👧‍👦.pdf',
};

const refusedInWords = (answer: Answer): void => {
  expect([answer.status, answer.type.includes('problem+json')]).toEqual([answer.status, true]);
  expect(answer.status).toBeGreaterThanOrEqual(400);
  expect(answer.status).toBeLessThan(500);
  expect(answer.body.message.zh.length).toBeGreaterThan(5);
  expect(answer.body.message.en.length).toBeGreaterThan(5);
};

describe('hostile uploads', () => {
  for (const [what, bytes] of Object.entries(hostile))
    it(`${what}: refused in words in both languages, and nothing is kept`, async () => {
      const before = await kept();
      refusedInWords(await merchant.upload(bytes, 'licence.pdf'));
      expect(await kept()).toBe(before);
    });

  for (const [what, name] of Object.entries(names))
    it(`a name that is ${what} does no harm`, async () => {
      const answer = await merchant.upload(good, name);
      expect(answer.status).toBe(201);
      expect(answer.body.name).not.toMatch(/[\\/\r\n\u202e\0]|^\.+$/);
      expect(answer.body.name.length).toBeLessThanOrEqual(130);
      const back = await merchant.get(`/api/files/${answer.body.id}`);
      expect([back.status, back.headers.get('content-type'), back.headers.get('x-content-type-options')]).toEqual([
        200,
        'application/pdf',
        'nosniff',
      ]);
      expect(back.headers.get('set-cookie')).toBeNull();
    });

  it('a body that is no form at all, and a form without a file, are refused', async () => {
    refusedInWords(await merchant.post('/api/files', { file: 'x' }));
    const empty = new FormData();
    empty.set('note', 'x');
    refusedInWords(await merchant.send('POST', '/api/files', { raw: empty }));
  });
});

describe('P08-5-02 reading an original', () => {
  it('leaves an entry naming reader and file before a byte is sent', async () => {
    const { businessLicence = '' } = await papersOf(merchant);
    const read = await merchant.get(`/api/files/${businessLicence}`);
    expect(read.status).toBe(200);
    const rows = await house.db.app.query<{ actor: string }>(
      `select actor from audit_entries where kind = 'access.read' and payload like '%' || $1 || '%'`,
      [businessLicence],
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]?.actor).toContain(await house.account('zhang.xiaotang'));
  });

  it('is refused where the entry cannot be written', async () => {
    const { businessLicence = '' } = await papersOf(merchant);
    await house.db.owner.query('revoke insert on audit_entries from plumbline_app');
    try {
      const read = await merchant.get(`/api/files/${businessLicence}`);
      expect(read.status).toBeGreaterThanOrEqual(500);
      expect(read.type).toContain('problem+json');
    } finally {
      await house.db.owner.query('grant insert on audit_entries to plumbline_app');
    }
    expect((await merchant.get(`/api/files/${businessLicence}`)).status).toBe(200);
  });
});
