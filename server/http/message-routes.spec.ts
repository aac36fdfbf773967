import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { taskId } from '../case/task-id.ts';
import { type House, messageHouse } from '../testing/message-house.ts';
import { buildApp } from './app.ts';
import { registerRoutes } from './routes.ts';

let house: House;
let app: FastifyInstance;
beforeAll(async () => {
  house = await messageHouse({ PLUMBLINE_PUBLIC_URL: 'https://qms.example.com' });
  const { log, metrics, ready } = house.parts;
  app = await buildApp({ log, metrics, trustProxy: false, requestsPerMinute: 0, ready });
  await registerRoutes(app, house.parts);
}, 60_000);
afterAll(async () => {
  await app.close();
  await house.close();
});

const signedIn = async (loginName: string) => {
  let cookie = '';
  const send = async (method: 'GET' | 'POST', url: string, body?: object) => {
    const headers = { cookie, origin: 'https://qms.example.com', 'idempotency-key': randomUUID() };
    const answer = await app.inject({ method, url, headers, ...(body ? { payload: body } : {}) });
    const set = answer.headers['set-cookie'];
    if (typeof set === 'string') cookie = set.split(';')[0] ?? '';
    return { status: answer.statusCode, body: answer.body === '' ? null : answer.json() };
  };
  const { accountId } = await house.as(loginName);
  expect((await send('POST', '/api/demo/sign-in', { accountId })).status).toBe(200);
  return { get: (url: string) => send('GET', url), post: (url: string, body: object = {}) => send('POST', url, body) };
};

describe('消息 over HTTP', () => {
  it('a copy shows in the reader’s inbox, opens the case to him, and is read once he says so', async () => {
    const { caseId, number } = await house.apply();
    const [clerk, reader] = [await signedIn('lu.yao'), await signedIn('tao.yimin')];
    expect((await reader.get(`/api/cases/${caseId}`)).status).toBe(403);
    const { personId } = await house.as('tao.yimin');
    const { version } = (await clerk.get(`/api/cases/${caseId}`)).body;
    const task = taskId(caseId, 'completeness.check#1');
    const copied = await clerk.post(`/api/tasks/${task}/copy`, { version, to: personId, reason: '知悉' });
    expect(copied.status).toBe(200);
    const { body } = await reader.get('/api/inbox');
    expect(body).toMatchObject({ unread: 1, items: [{ kind: 'copy', caseNumber: number, readAt: null }] });
    expect((await reader.get(`/api/cases/${caseId}`)).status).toBe(200);
    expect((await reader.post('/api/inbox/read', { upTo: body.items[0].id })).body).toEqual({ unread: 0 });
  });
});

describe('dead letters over HTTP', () => {
  it('show an administrator code and case number, never an address, and can be sent again, on record', async () => {
    const { caseId, number } = await house.apply();
    await house.db.app.query(
      `update outbox set state = 'dead', attempts = 10, last_error = 'smtp.550' where case_id = $1`,
      [caseId],
    );
    const administrator = await signedIn('wen.shuo');
    const { body } = await administrator.get('/api/outbox?state=dead');
    expect(body.items).toEqual([
      expect.objectContaining({
        channel: 'mail',
        template: 'notice',
        caseNumber: number,
        lastError: 'smtp.550',
        attempts: 10,
      }),
    ]);
    expect(JSON.stringify(body)).not.toMatch(/@|contactEmail/);
    const [{ id }] = body.items;
    expect((await administrator.post(`/api/outbox/${id}/retry`)).status).toBe(204);
    expect((await administrator.get('/api/outbox?state=dead')).body.items).toEqual([]);
    const [entry] = await house.db.app.query<{ actor: string }>(
      `select actor from audit_entries where kind = 'outbox.retried'`,
    );
    expect(entry?.actor).toContain((await house.as('wen.shuo')).personId);
    expect((await administrator.post('/api/outbox/999999/retry')).status).toBe(404);
  });

  it('are nobody else’s business', async () => {
    const clerk = await signedIn('lu.yao');
    expect((await clerk.get('/api/outbox')).status).toBe(403);
    expect((await clerk.post('/api/outbox/1/retry')).status).toBe(403);
  });
});
