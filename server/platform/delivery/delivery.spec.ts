import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { postJson } from './post-json.ts';
import { isPrivateAddress } from './private-address.ts';
import { type RobotKind, sayByRobot } from './robots.ts';
import { codesBy, httpsSmsGateway } from './sms-gateway.ts';
import { webService } from './testing/web-service.ts';

const open = { allowPrivate: true };
const NOW = 1_772_416_800_123;
let service: Awaited<ReturnType<typeof webService>>;
beforeAll(async () => {
  service = await webService();
});
afterAll(() => service.stop());
beforeEach(() => {
  service.received.length = 0;
  Object.assign(service.reply, { status: 200, body: '{"errcode":0,"code":0}', headers: {}, silent: false });
});

const code = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'delivered',
    (error: { code?: string }) => String(error.code),
  );

describe('a target', () => {
  it('in a private network is refused unless the configuration allows it', async () => {
    const closed = { allowPrivate: false };
    expect(await code(postJson(service.address, '{}', closed))).toBe('target.notHttps');
    for (const host of [
      '127.0.0.1',
      '10.1.2.3',
      '192.168.0.9',
      '169.254.169.254',
      '[::1]',
      '[::ffff:10.0.0.1]',
      '2130706433',
    ])
      expect([host, await code(postJson(`https://${host}/`, '{}', closed))]).toEqual([host, 'target.private']);
    expect(service.received).toEqual([]);
    expect(await code(postJson(service.address, '{}', open))).toBe('delivered');
  });

  it('that is a name is judged by what it resolves to when the connection is made', async () => {
    expect(await code(postJson('https://localhost:9/', '{}', { allowPrivate: false }))).toBe('target.private');
  });

  it('is known to be private or public', () => {
    const list = [
      '100.64.0.1',
      '172.31.255.255',
      'fd00::1',
      'fe80::1',
      '224.0.0.1',
      '8.8.8.8',
      '172.32.0.1',
      '2400:3200::1',
    ];
    expect(list.map(isPrivateAddress)).toEqual([true, true, true, true, true, false, false, false]);
  });

  it('that redirects, dawdles, fails or answers nonsense is not followed, waited for or believed', async () => {
    Object.assign(service.reply, { status: 302, headers: { location: `${service.address}/elsewhere` } });
    expect(await code(postJson(service.address, '{}', open))).toBe('http.302');
    expect(service.received).toHaveLength(1);
    Object.assign(service.reply, { status: 503, headers: {} });
    expect(await code(postJson(service.address, '{}', open))).toBe('http.503');
    Object.assign(service.reply, { status: 200, body: '<html>' });
    expect(await code(postJson(service.address, '{}', open))).toBe('answer.notJson');
    service.reply.body = 'x'.repeat(70_000);
    expect(await code(postJson(service.address, '{}', open))).toBe('answer.tooLong');
    service.reply.silent = true;
    expect(await code(postJson(service.address, '{}', { ...open, timeoutMs: 100 }))).toBe('timeout');
  });
});

describe('robots', () => {
  const say = (kind: RobotKind, secret?: string) =>
    sayByRobot({ kind, url: `${service.address}/hook?key=k`, secret }, '案件超时', NOW, open);
  const hmac = (key: string, message: string) => createHmac('sha256', key).update(message).digest('base64');

  it('企业微信 gets a text under its key', async () => {
    await say('wecom');
    expect(service.received[0]?.url.searchParams.get('key')).toBe('k');
    expect(JSON.parse(service.received[0]?.body ?? '')).toEqual({ msgtype: 'text', text: { content: '案件超时' } });
  });

  it('钉钉 gets time and signature in the address', async () => {
    await say('dingtalk', 'SECret');
    const { searchParams } = service.received[0]?.url ?? new URL('http://none');
    expect(searchParams.get('timestamp')).toBe(String(NOW));
    expect(searchParams.get('sign')).toBe(hmac('SECret', `${NOW}\nSECret`));
    expect(JSON.parse(service.received[0]?.body ?? '')).toEqual({ msgtype: 'text', text: { content: '案件超时' } });
  });

  it('飞书 gets time in seconds and signature in the body', async () => {
    await say('feishu', 'key');
    const timestamp = '1772416800';
    expect(JSON.parse(service.received[0]?.body ?? '')).toEqual({
      timestamp,
      sign: hmac(`${timestamp}\nkey`, ''),
      msg_type: 'text',
      content: { text: '案件超时' },
    });
  });

  it('that say no in a friendly answer have not been delivered to', async () => {
    service.reply.body = '{"errcode":45009,"errmsg":"api freq out of limit"}';
    expect(await code(say('wecom'))).toBe('robot.wecom.45009');
    service.reply.body = '{"code":19021,"msg":"sign match fail"}';
    expect(await code(say('feishu', 'key'))).toBe('robot.feishu.19021');
    service.reply.body = '{}';
    expect(await code(say('dingtalk'))).toBe('robot.dingtalk.unreadable');
  });
});

describe('the gateway for short messages', () => {
  const gateway = () =>
    httpsSmsGateway({ url: `${service.address}/sms`, secret: 'secret', now: () => NOW, options: open });

  it('gets template and parameters of a one-time code, signed', async () => {
    service.reply.body = '{"ok":true}';
    await codesBy(gateway(), 'SMS_1', () => 'id-1').send('13800000000', {
      template: 'signInCode',
      code: '123456',
      minutes: 5,
    });
    const [{ body, headers }] = service.received as [(typeof service.received)[number]];
    expect(JSON.parse(body)).toEqual({
      id: 'id-1',
      phone: '13800000000',
      template: 'SMS_1',
      params: { code: '123456', minutes: '5' },
    });
    expect(headers['x-signature']).toBe(createHmac('sha256', 'secret').update(`${NOW}\n${body}`).digest('hex'));
  });

  it('that refuses throws its code and nothing of the message', async () => {
    service.reply.body = '{"ok":false,"code":"OUT_OF_SERVICE"}';
    const send = gateway()({ id: '1', phone: '13800000000', template: 'T', params: {} });
    await expect(send).rejects.toMatchObject({ code: 'sms.OUT_OF_SERVICE', message: 'sms.OUT_OF_SERVICE' });
  });
});
