import type { FastifyInstance, InjectOptions } from 'fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { signedContent } from '../../../core/people/signed-content.ts';
import { activate, issueActivation } from '../../platform/people/activation.ts';
import type { People } from '../../platform/people/people.ts';
import { endEmployment } from '../../platform/people/staff.ts';
import { softwareAuthenticator } from '../../platform/people/testing/software-authenticator.ts';
import {
  clockAt,
  type HouseForSpecs,
  houseForSpecs,
  moment,
  must,
  ORIGIN,
  peopleForSpecs,
} from '../../platform/people/testing.ts';
import { type TestDatabase, testDatabase } from '../../platform/postgres/testing.ts';
import { serve } from './testing.ts';

const PASSWORD = 'correct horse battery staple';
const clock = clockAt(moment('2025-06-02T09:00'));
let db: TestDatabase;
let house: HouseForSpecs;
let people: People;
let app: FastifyInstance;
let demo: FastifyInstance;

/** A browser: keeps its cookie and sends what our pages send. */
const browser = (on: () => FastifyInstance) => {
  let cookie = '';
  const send = async (method: 'GET' | 'POST', url: string, body?: object, headers: Record<string, string> = {}) => {
    const options: InjectOptions = {
      method,
      url,
      headers: {
        cookie,
        ...(method === 'POST' ? { origin: ORIGIN, 'idempotency-key': crypto.randomUUID() } : {}),
        ...headers,
      },
      ...(body === undefined ? {} : { payload: body }),
    };
    const answer = await on().inject(options);
    const set = answer.headers['set-cookie'];
    if (typeof set === 'string') cookie = set.split(';')[0] ?? '';
    return { status: answer.statusCode, set, body: answer.body === '' ? null : answer.json() };
  };
  return {
    send,
    get: (url: string) => send('GET', url),
    post: (url: string, body: object = {}) => send('POST', url, body),
    cookie: () => cookie,
  };
};

const hire = async (loginName: string, name: string, posts: readonly string[]) => {
  const accountId = await house.hire(loginName, name, posts);
  const link = await house.change(clock.now(), null, (c) => issueActivation(c, { accountId, entityId: 'north' }));
  must(await activate(people, link.token, PASSWORD));
  return accountId;
};
const signedIn = async (account: string) => {
  const b = browser(() => app);
  const answer = await b.post('/api/sign-in', { account, password: PASSWORD });
  expect(answer.status).toBe(200);
  return b;
};

beforeAll(async () => {
  db = await testDatabase();
  house = await houseForSpecs(db.app);
  const secondFactor = { staff: 'whenEnrolled', merchant: 'whenEnrolled', auditor: 'whenEnrolled' } as const;
  ({ people } = await peopleForSpecs(db.app, clock, { secondFactor }));
  app = await serve(people);
  demo = await serve({ ...people, config: { ...people.config, demo: true } });
  await hire('zhao', '赵敏', ['n-ops-head']);
  await hire('qian', '钱进', ['n-admission']);
  await hire('sun', '孙丽', ['n-admission']);
});
afterAll(async () => {
  await Promise.all([app.close(), demo.close()]);
  await db.drop();
});
beforeEach(() => clock.forward(120_000));

describe('signing in over HTTP', () => {
  test('gives a cookie that scripts and other sites cannot use, and says who is there', async () => {
    const b = browser(() => app);
    expect((await b.get('/api/session')).body).toEqual({ code: 'session.missing' });
    const answer = await b.post('/api/sign-in', { account: 'Qian', password: PASSWORD });
    expect(answer.set).toMatch(/^plumbline=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/);
    expect(answer.body).toMatchObject({
      name: '钱进',
      kind: 'staff',
      entityName: '北平台',
      demo: false,
      signingMethods: ['password'],
      posts: [{ id: 'n-admission', title: { zh: '入网审核岗' }, department: { zh: '运营部' } }],
    });
    expect((await b.get('/api/session')).body).toEqual(answer.body);
  });

  test('under https the cookie is Secure and bound to the host', async () => {
    const secure = await serve({ ...people, config: { ...people.config, origins: ['https://qms.example'] } });
    const b = browser(() => secure);
    const answer = await b.send(
      'POST',
      '/api/sign-in',
      { account: 'qian', password: PASSWORD },
      { origin: 'https://qms.example' },
    );
    expect(answer.set).toMatch(/^__Host-plumbline=.*; Secure$/);
    expect((await b.get('/api/session')).status).toBe(200);
    await secure.close();
  });

  test('a page of another site can neither sign in nor write', async () => {
    const b = await signedIn('qian');
    for (const headers of [{ origin: 'https://evil.example' }, { 'idempotency-key': '' }])
      expect((await b.send('POST', '/api/sign-out', {}, headers)).body).toEqual({ code: 'csrf.foreignRequest' });
    expect((await b.get('/api/session')).status).toBe(200);
  });

  test('signing out ends the session on the server, not only the cookie', async () => {
    const b = await signedIn('qian');
    const cookie = b.cookie();
    expect((await b.post('/api/sign-out')).set).toContain('Max-Age=0');
    expect((await b.send('GET', '/api/session', undefined, { cookie })).body).toEqual({ code: 'session.missing' });
  });

  test('P08-3.2-03 a session ended elsewhere is over at the next request', async () => {
    const [desk, phone] = [await signedIn('sun'), await signedIn('sun')];
    const listed = (await desk.get('/api/sessions')).body as { id: string; current: boolean }[];
    expect(listed.filter((s) => s.current)).toHaveLength(1);
    expect((await desk.post('/api/sessions/end-others')).status).toBe(204);
    expect((await phone.get('/spec/whoami')).body).toEqual({ code: 'session.missing' });
    expect((await desk.get('/spec/whoami')).body).toEqual({ name: '孙丽' });
    // Somebody else's session id ends nothing.
    const qian = await signedIn('qian');
    await qian.post(`/api/sessions/${listed.find((s) => s.current)?.id}/end`);
    expect((await desk.get('/spec/whoami')).status).toBe(200);
  });

  test('P08-3.2-03 a leaver is out at the next request', async () => {
    await hire('wu', '吴迪', ['n-admission']);
    const b = await signedIn('wu');
    const leaving = { personId: house.person('wu'), entityId: 'north', at: clock.now() };
    await house.change(clock.now(), null, (c) => endEmployment(c, leaving));
    expect((await b.get('/api/session')).body).toEqual({ code: 'session.missing' });
  });
});

describe('passkeys over HTTP', () => {
  test('add one, sign in with it, sign exactly what is on the screen, take it out of use', async () => {
    const device = softwareAuthenticator('localhost', ORIGIN);
    const b = await signedIn('zhao');
    const asked = (signature: object) => b.post('/api/passkeys/registration-options', { name: '手机', signature });
    expect((await asked({ method: 'password', password: 'a session left open' })).body.code).toBe('signIn.refused');
    const creation = await asked({ method: 'password', password: PASSWORD });
    const added = await b.post('/api/passkeys', { attestation: device.create(creation.body), name: '手机' });
    expect(added.body).toEqual({ id: device.id });
    expect((await b.get('/api/passkeys')).body).toMatchObject([{ id: device.id, name: '手机', lastUsedAt: null }]);

    const other = browser(() => app);
    const request = await other.post('/api/passkeys/sign-in-options');
    const entered = await other.post('/api/passkeys/sign-in', { assertion: device.get(request.body) });
    expect(entered.body).toMatchObject({ name: '赵敏', signingMethods: ['passkey', 'password'] });

    const form = { result: 'pass', note: '材料齐全' };
    const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(signedContent('task-1', form)));
    const hash = Buffer.from(digest).toString('hex');
    const toSign = { meaning: { zh: '审核通过', en: 'Approved' }, subjects: [{ taskId: 'task-1', hash }] };
    const sign = async (signedForm: object) => {
      const options = await other.post('/api/passkeys/signing-options', toSign);
      const proof = { method: 'passkey', assertion: device.get(options.body) };
      return (await other.post('/spec/sign', { proof, form: signedForm })).body;
    };
    expect(await sign(form)).toMatchObject({
      name: '赵敏',
      method: 'passkey',
      meaningZh: '审核通过',
      contentHash: hash,
    });
    expect(await sign({ ...form, result: 'fail' })).toEqual({ code: 'signature.otherContent' });

    expect((await b.post(`/api/passkeys/${device.id}/revoke`)).status).toBe(204);
    expect(await sign(form)).toEqual({ code: 'passkey.refused' });
    expect((await b.get('/api/passkeys')).body).toEqual([]);
  });
});

describe('delegations over HTTP', () => {
  test('are given, listed on both sides, renew the deputy’s token, and end', async () => {
    const [qian, zhao] = [await signedIn('qian'), await signedIn('zhao')];
    const body = {
      toPerson: house.person('zhao'),
      postIds: ['n-admission'],
      from: '2025-06-01T00:00:00+08:00',
      to: '2025-07-01T00:00:00+08:00',
      reason: '休假',
    };
    const given = await qian.post('/api/delegations', body);
    expect(given.body).toMatchObject([{ to: { name: '赵敏' }, post: { title: { zh: '入网审核岗' } }, reason: '休假' }]);
    const before = zhao.cookie();
    const session = await zhao.get('/api/session');
    expect((session.body as { posts: { id: string }[] }).posts.map((p) => p.id)).toEqual(['n-ops-head', 'n-admission']);
    expect(zhao.cookie()).not.toBe(before);
    const [{ id }] = (await zhao.get('/api/delegations')).body as [{ id: string }];
    expect((await (await signedIn('sun')).post(`/api/delegations/${id}/end`, { reason: '-' })).body).toEqual({
      code: 'delegation.unknown',
    });
    expect((await qian.post(`/api/delegations/${id}/end`, { reason: '提前返岗' })).body).toEqual([]);
  });

  test('of somebody else’s post are refused', async () => {
    const sun = await signedIn('sun');
    const body = {
      toPerson: house.person('qian'),
      postIds: ['n-ops-head'],
      from: '2025-06-01T00:00:00Z',
      to: '2025-07-01T00:00:00.123456Z',
      reason: 'x',
    };
    expect((await sun.post('/api/delegations', body)).body).toEqual({ code: 'delegation.notHeld' });
  });
});

test('whom a task may go to is told to the staff', async () => {
  const b = await signedIn('zhao');
  expect((await b.get('/api/people?role=admissionClerk')).body).toMatchObject([{ name: '钱进' }, { name: '孙丽' }]);
  expect((await b.get('/api/people?role=noSuchRole')).body).toEqual([]);
  expect((await b.get('/api/people')).body).toMatchObject([{ name: '孙丽' }, { name: '赵敏' }, { name: '钱进' }]);
});

describe('the demo', () => {
  test('lets one in by choosing a post', async () => {
    const b = browser(() => demo);
    const posts = (await b.get('/api/demo/posts')).body as {
      accountId: string;
      personName: string;
      openTasks: number;
    }[];
    const clerk = posts.find((post) => post.personName === '钱进');
    expect(clerk).toMatchObject({ title: { zh: '入网审核岗' }, kind: 'staff', openTasks: 3 });
    const answer = await b.post('/api/demo/sign-in', { accountId: clerk?.accountId });
    expect(answer.body).toMatchObject({ name: '钱进', demo: true, signingMethods: ['password', 'demo'] });
    expect((await b.post('/spec/sign', { proof: { method: 'demo' }, form: {} })).body).toMatchObject({
      method: 'demo',
    });
  });

  test('does not exist on an instance that was not started as one', async () => {
    const b = browser(() => app);
    expect((await b.get('/api/demo/posts')).body).toEqual({ code: 'demo.unknown' });
    expect((await b.post('/api/demo/sign-in', { accountId: house.account('qian') })).body).toEqual({
      code: 'demo.unknown',
    });
    const real = await signedIn('qian');
    expect((await real.post('/spec/sign', { proof: { method: 'demo' }, form: {} })).body).toEqual({
      code: 'signature.demoOnly',
    });
  });
});

test.each([
  ['/api/sign-in', { account: '', password: 'x' }],
  ['/api/sign-in', { account: 'x'.repeat(5000), password: 'x' }],
  ['/api/sign-in', { account: "' or 1=1 --", password: { $ne: 1 } }],
  ['/api/activate', { token: 5, password: 'x' }],
])('nonsense to %s is refused before it is looked at', async (url, body) => {
  expect((await browser(() => app).post(url, body)).status).toBe(400);
});
