import { afterAll, beforeAll, expect, it } from 'vitest';
import { readConfig } from '../platform/config/config.ts';
import { recoverAccount } from '../recover.ts';
import { type House, MASTER_KEY, openHouse } from '../testing/house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
}, 60_000);
afterAll(() => house.stop());

const configured = () => {
  const read = readConfig({
    PLUMBLINE_DATA: house.dataFolder,
    DATABASE_URL: house.db.urls.owner,
    DATABASE_APP_URL: house.db.urls.app,
    PLUMBLINE_MASTER_KEY: MASTER_KEY,
    PLUMBLINE_PUBLIC_URL: 'https://qms.example.com',
  });
  if (!read.ok) throw new Error('not configured');
  return read.value;
};

it('whoever runs the server makes a link for an account that nobody can help, and what it signed in by before is gone', async () => {
  const lost = await house.visitor('wen.shuo');
  expect(await recoverAccount(configured(), 'nobody.at.all')).toBeNull();
  const link = (await recoverAccount(configured(), ' Wen.Shuo ')) ?? '';
  expect(link).toMatch(/^https:\/\/qms\.example\.com\/activate\/[\w-]{40,}$/);
  expect((await lost.get('/api/session')).status).toBe(401);
  const password = 'correct horse battery staple';
  const token = link.split('/').at(-1);
  const activated = await (await house.visitor()).post('/api/activate', { token, password });
  expect(activated.body).toMatchObject({ loginName: 'wen.shuo', totpSecret: expect.any(String) });
  const [entry] = await house.db.app.query<{ payload: string }>(
    `select payload from audit_entries where kind = 'people.credentialsReset'`,
  );
  expect(JSON.parse(entry?.payload ?? '{}').reason).toContain('Recovered');
});
