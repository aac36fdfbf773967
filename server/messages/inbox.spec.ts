import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { perform } from '../case/act.ts';
import { moveTask, withdraw } from '../case/move.ts';
import { readCase } from '../case/read/one-case.ts';
import { taskId } from '../case/task-id.ts';
import { wakeAllDue } from '../case/wake.ts';
import { webService } from '../platform/delivery/testing/web-service.ts';
import { type House, messageHouse } from '../testing/message-house.ts';
import { markRead, readInbox } from './inbox.ts';
import { sendWaiting } from './outbox.ts';
import { seenByParty } from './seen.ts';
import { effectsLeft } from './take-back.ts';

const CHECK = 'completeness.check#1';
const MERCHANT = 'zhang.xiaotang';
let chat: Awaited<ReturnType<typeof webService>>;
let house: House;
beforeAll(async () => {
  chat = await webService();
  chat.reply.body = '{"errcode":0,"code":0,"ok":true}';
  house = await messageHouse({
    PLUMBLINE_ALLOW_PRIVATE_TARGETS: 'yes',
    PLUMBLINE_ROBOT_WECOM_URL: `${chat.address}/wecom`,
    PLUMBLINE_ROBOT_FEISHU_URL: `${chat.address}/feishu`,
    PLUMBLINE_SMS_URL: `${chat.address}/sms`,
    PLUMBLINE_SMS_SECRET: 'secret',
    PLUMBLINE_SMS_NOTICE_TEMPLATE: 'NOTICE',
  });
}, 60_000);
afterAll(async () => {
  await house.close();
  await chat.stop();
});
beforeEach(() => {
  chat.received.length = 0;
});

const requestOf = async (caseId: string) => ({
  version: (await readCase(house.parts.kernel, caseId))?.state.version ?? 0,
  idempotency: { accountId: randomUUID(), key: randomUUID(), requestHash: '' },
});
const move = async (who: string, caseId: string, what: Parameters<typeof moveTask>[3], task = CHECK) => {
  const request = await requestOf(caseId);
  return moveTask(house.parts.kernel, await house.as(who), taskId(caseId, task), what, request, async () => true);
};
const personOf = async (who: string) => (await house.as(who)).personId;
const inboxOf = async (who: string, caseId: string) => {
  const { items } = await readInbox(house.parts.kernel, await personOf(who), { limit: 100, unread: false });
  return items.filter((item) => item.caseId === caseId).map((item) => [item.kind, item.about?.zh]);
};
const askSupplement = async (who: string, caseId: string) =>
  perform(house.parts.kernel, await house.as(who), {
    taskId: taskId(caseId, CHECK),
    action: 'askSupplement',
    form: {
      items: [{ document: '营业执照副本', requirement: '请补交并加盖公章' }],
      calledAt: '2026-03-02T09:30:00+08:00',
      calledPerson: '联系人',
    },
    sign: null,
    ...(await requestOf(caseId)),
  });

describe('消息', () => {
  it('tells the clerks of an urging, and the one who has claimed the task alone', async () => {
    const { caseId } = await house.apply();
    await move('jiang.wenbo', caseId, { do: 'urge', reason: null });
    expect(await inboxOf('lu.yao', caseId)).toEqual([['urge', '核对材料完整性']]);
    expect(await inboxOf('fang.ning', caseId)).toEqual([['urge', '核对材料完整性']]);
    await move('lu.yao', caseId, { do: 'claim' });
    await move('jiang.wenbo', caseId, { do: 'urge', reason: null });
    expect(await inboxOf('lu.yao', caseId)).toHaveLength(2);
    expect(await inboxOf('fang.ning', caseId)).toHaveLength(1);
  });

  it('tells whom a task was moved to, who was added as signer and who got a copy, and not those who did it', async () => {
    const { caseId } = await house.apply();
    await move('lu.yao', caseId, { do: 'copy', to: await personOf('tao.yimin'), reason: '知悉' });
    await move('lu.yao', caseId, { do: 'addSigner', to: await personOf('gu.yanqiu'), reason: '会签' });
    await move('lu.yao', caseId, { do: 'transfer', to: await personOf('fang.ning'), reason: '出差' });
    expect(await inboxOf('tao.yimin', caseId)).toEqual([['copy', '核对材料完整性']]);
    expect(await inboxOf('gu.yanqiu', caseId)).toEqual([['assigned', '核对材料完整性']]);
    expect(await inboxOf('fang.ning', caseId)).toEqual([['assigned', '核对材料完整性']]);
    expect(await inboxOf('lu.yao', caseId)).toEqual([]);
  });

  it('tells the merchant of a notice by title and number', async () => {
    const { caseId } = await house.apply();
    const [[kind, about] = []] = await inboxOf(MERCHANT, caseId);
    expect([kind, about]).toEqual(['notice', expect.stringMatching(/^材料接收通知 /)]);
  });

  it('counts what is unread and leaves unread what came later', async () => {
    const { kernel } = house.parts;
    const person = await personOf('gu.yanqiu');
    const { caseId } = await house.apply();
    for (let i = 0; i < 3; i += 1) await move('lu.yao', caseId, { do: 'copy', to: person, reason: '知悉' });
    const page = await readInbox(kernel, person, { limit: 2, unread: false });
    const rest = await readInbox(kernel, person, { limit: 100, unread: false, cursor: page.nextCursor ?? '' });
    expect(page.items).toHaveLength(2);
    expect(rest.items.length).toBe(page.unread - 2);
    const upTo = page.items[1]?.id ?? '';
    expect(await markRead(kernel, person, { upTo })).toBe(1);
    await markRead(kernel, await personOf('lu.yao'), { ids: [page.items[0]?.id ?? ''] });
    expect((await readInbox(kernel, person, { limit: 9, unread: true })).items).toHaveLength(1);
  });
});

describe('a missed limit', () => {
  it('reaches the role it escalates to, and the group chats with number and link alone, at their pace', async () => {
    const { caseId, number } = await house.apply();
    house.clock.now += 5 * 86_400_000;
    await wakeAllDue(house.parts.kernel);
    expect(await inboxOf('jiang.wenbo', caseId)).toEqual([['escalation', '材料完整性确认']]);
    const other = await house.beside();
    const waiting = async () =>
      (
        await house.db.app.query<{ recipient: string }>(
          `select recipient from outbox where channel = 'robot' and state = 'waiting' and recipient = 'robot:wecom'`,
        )
      ).length;
    const before = await waiting();
    expect(before).toBeGreaterThan(2);
    await Promise.all([sendWaiting(house.parts, 'robot'), sendWaiting(other, 'robot')]);
    expect(chat.received.map(({ url }) => url.pathname).sort()).toEqual(['/feishu', '/wecom']);
    house.clock.now += 3_000;
    await Promise.all([sendWaiting(house.parts, 'robot'), sendWaiting(other, 'robot')]);
    expect(await waiting()).toBe(before - 1);
    for (let i = 0; i < 100 && (await waiting()) > 0; i += 1) {
      house.clock.now += 3_150;
      await sendWaiting(house.parts, 'robot');
    }
    const texts = chat.received
      .filter(({ url }) => url.pathname === '/wecom')
      .map(({ body }) => (JSON.parse(body) as { text: { content: string } }).text.content);
    const link = `${house.parts.publicUrl()}/cases/${caseId}`;
    expect(texts).toContain(`【准绳】${number}（经营者入网审核）时限已超，已升级，请即处理。\n${link}`);
    expect(texts).toHaveLength(before);
  });
});

describe('a notice by short message', () => {
  it('P05-3.1-01 carries title and number of the paper to the phone that is opened for it', async () => {
    await house.db.app.query(`update outbox set state = 'withdrawn' where channel = 'sms'`);
    const { caseId } = await house.apply();
    await sendWaiting(house.parts, 'sms');
    const [paper] = await house.db.app.query<{ id: string; number: string }>(
      'select id, number from papers where case_id = $1',
      [caseId],
    );
    expect(chat.received.map(({ body }) => JSON.parse(body))).toEqual([
      {
        id: `paper:${paper?.id}:sms`,
        phone: '13800000001',
        template: 'NOTICE',
        params: { title: '材料接收通知', number: paper?.number },
      },
    ]);
  });
});

describe('撤回', () => {
  const takeBack = async (who: string, caseId: string) =>
    withdraw(house.parts.kernel, await house.as(who), caseId, '点错', await requestOf(caseId), effectsLeft);
  const left = async (caseId: string) => ({
    papers: await house.db.app.query<{ title: string; state: string }>(
      'select title, state from papers where case_id = $1 order by act_seq',
      [caseId],
    ),
    messages: await house.db.app.query<{ channel: string; state: string }>(
      `select channel, state from outbox where case_id = $1 and channel <> 'robot' order by id`,
      [caseId],
    ),
  });

  it('voids the papers and stops the messages of the act, and of no other', async () => {
    const { caseId } = await house.apply();
    await askSupplement('lu.yao', caseId);
    expect((await takeBack('lu.yao', caseId)).ok).toBe(true);
    expect(await left(caseId)).toEqual({
      papers: [
        { title: '材料接收通知', state: 'issued' },
        { title: '材料补正通知书', state: 'void' },
        { title: '资质审核记录', state: 'void' },
      ],
      messages: [
        { channel: 'mail', state: 'waiting' },
        { channel: 'sms', state: 'waiting' },
        { channel: 'mail', state: 'withdrawn' },
        { channel: 'sms', state: 'withdrawn' },
      ],
    });
    expect((await inboxOf(MERCHANT, caseId)).map(([, about]) => about)).toEqual([
      expect.stringContaining('材料接收通知'),
    ]);
  });

  it('is refused once the party was shown the notice', async () => {
    const { caseId } = await house.apply();
    await askSupplement('lu.yao', caseId);
    await seenByParty(house.db.app, house.parts.clock)(caseId);
    const answer = await takeBack('lu.yao', caseId);
    expect(answer.ok ? '' : answer.refusal.code).toBe('withdraw.effectLeft');
    expect((await left(caseId)).papers[1]?.state).toBe('issued');
  });

  it('is refused once a message is on its way, and a message taken back is never sent', async () => {
    const { caseId } = await house.apply();
    await askSupplement('lu.yao', caseId);
    await sendWaiting(house.parts, 'sms');
    const answer = await takeBack('lu.yao', caseId);
    expect(answer.ok ? '' : answer.refusal.code).toBe('withdraw.effectLeft');

    const second = await house.apply();
    await sendWaiting(house.parts, 'sms');
    await askSupplement('lu.yao', second.caseId);
    expect((await takeBack('lu.yao', second.caseId)).ok).toBe(true);
    chat.received.length = 0;
    await sendWaiting(house.parts, 'sms');
    expect(chat.received).toEqual([]);
  });
});
