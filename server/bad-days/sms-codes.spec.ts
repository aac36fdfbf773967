import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { webService } from '../platform/delivery/testing/web-service.ts';
import { type TestDatabase, testDatabase } from '../platform/postgres/testing.ts';
import { MASTER_KEY } from '../testing/house.ts';
import { demoSignIn } from '../testing/pressing.ts';
import { type ServerProcess, serverProcess } from '../testing/server-process.ts';
import { Visitor } from '../testing/visitor.ts';

const PHONE = '13912340077';
let gateway: Awaited<ReturnType<typeof webService>>;
let db: TestDatabase;
let server: ServerProcess;
const folder = mkdtempSync(join(tmpdir(), 'plumbline-sms-'));

beforeAll(async () => {
  [gateway, db] = await Promise.all([webService(), testDatabase()]);
  gateway.reply.body = '{"ok":true}';
  server = serverProcess({
    PORT: '0',
    PLUMBLINE_DATA: folder,
    DATABASE_URL: db.urls.owner,
    DATABASE_APP_URL: db.urls.app,
    PLUMBLINE_MASTER_KEY: MASTER_KEY,
    PLUMBLINE_SMS_URL: `${gateway.address}/sms`,
    PLUMBLINE_SMS_SECRET: 'shared with the carrier',
    PLUMBLINE_SMS_CODE_TEMPLATE: 'SMS_CODE',
    PLUMBLINE_ALLOW_PRIVATE_TARGETS: 'yes',
  });
  await server.start();
}, 90_000);
afterAll(async () => {
  await server.stop();
  await Promise.all([gateway.stop(), db.drop()]);
  rmSync(folder, { recursive: true, force: true });
});

const codeIn = (body: string | undefined): string =>
  (JSON.parse(body ?? '{}') as { params: { code: string } }).params.code;

it('a code goes to the gateway alone: neither it nor the phone stands in a log, in clear in the database, or in an answer', async () => {
  const visitor = new Visitor(server.address);
  await demoSignIn(visitor, '陆遥');
  expect((await visitor.post('/api/phone/code', { phone: PHONE })).status).toBe(204);
  expect((await visitor.post('/api/phone/code', { phone: PHONE })).body.code).toBe('sms.tooMany');
  const code = codeIn(gateway.received[0]?.body);
  expect(code).toMatch(/^\d{6}$/);
  const signature = { method: 'demo' };
  const save = (given: object) => visitor.post('/api/phone', { phone: PHONE, code, signature, ...given });
  expect((await save({ phone: '13912340078' })).body.code).toBe('sms.wrongCode');
  expect((await save({ code: code === '000000' ? '000001' : '000000' })).body.code).toBe('sms.wrongCode');
  expect((await save({})).body).toEqual({ available: true, masked: '139****0077' });
  expect((await save({})).body.code).toBe('sms.wrongCode');
  gateway.reply.body = '{"ok":false,"code":"OUT_OF_SERVICE"}';
  const other = new Visitor(server.address);
  await demoSignIn(other, '方宁');
  expect((await other.post('/api/phone/code', { phone: '13912340099' })).body.code).toBe('sms.notSent');
  // The answer may be here before the line that the other process has written.
  await expect.poll(() => server.said()).toContain('sms.OUT_OF_SERVICE');
  const second = codeIn(gateway.received[1]?.body);
  for (const secret of [PHONE, '13912340099', code, second]) expect(server.said().includes(secret)).toBe(false);
  const rows = await db.owner.query<{ t: string }>(
    `select c::text as t from challenges c union all select s::text from sms_credentials s
     union all select e::text from audit_entries e where kind like 'access.%'`,
  );
  const clear = rows.map(({ t }) => t).join('\n');
  for (const secret of [PHONE, Buffer.from(PHONE).toString('hex')]) expect(clear.includes(secret)).toBe(false);
});
