import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type House, openHouse } from '../testing/house.ts';
import { approved, hire, inMall, organisationOf, personOf, postIn, requestsOf, setUp } from '../testing/staffing.ts';
import type { Visitor } from '../testing/visitor.ts';

let house: House;
let admin: Visitor;
let head: Visitor;

beforeAll(async () => {
  house = await openHouse();
  admin = await house.visitor('wen.shuo');
  head = await house.visitor('lin.zhengyi');
}, 60_000);
afterAll(() => house.stop());

describe('asking for access', () => {
  test('P04-5.4-04 P04-5.4-05 P04-5.4-06 goes from whoever asks over quality management to the administrator', async () => {
    const clerk = await house.visitor('lu.yao');
    const personId = await personOf(house, 'qi.yuting');
    const wish = inMall('兼任', { kind: 'appoint', personId, postId: 'mall-archive' });
    expect((await clerk.post('/api/access-requests', wish)).status).toBe(204);
    expect((await clerk.post('/api/access-requests', wish)).body.code).toBe('accessRequest.askedAlready');

    const [asked] = await requestsOf(head);
    expect(asked).toMatchObject({
      state: 'open',
      person: { personId },
      requestedBy: '陆遥',
      mayDecide: { allowed: true },
    });
    expect((await head.get('/api/alerts')).body.map(({ kind }: { kind: string }) => kind)).toContain('access.decide');
    const decide = (visitor: Visitor) =>
      visitor.post(`/api/access-requests/${asked?.id}/decide`, { decision: 'approved', reason: '同意' });
    expect((await decide(clerk)).status).toBe(403);
    expect((await decide(admin)).status).toBe(403);
    expect((await admin.post(`/api/access-requests/${asked?.id}/set-up`, { reason: '配置' })).status).toBe(404);
    expect((await decide(head)).status).toBe(204);
    expect((await decide(head)).status).toBe(404);

    expect((await admin.get('/api/alerts')).body.map(({ kind }: { kind: string }) => kind)).toContain('access.setUp');
    expect((await clerk.post(`/api/access-requests/${asked?.id}/set-up`, { reason: '配置' })).status).toBe(403);
    expect((await admin.post(`/api/access-requests/${asked?.id}/set-up`, { reason: '配置' })).status).toBe(204);
    expect(postIn(await organisationOf(admin), 'mall-archive')?.holders.map(({ name }) => name)).toEqual([
      '戚雨亭',
      '简书华',
    ]);
    expect((await clerk.get('/api/access-requests?state=decided')).body.items[0]).toMatchObject({
      state: 'carriedOut',
      decidedBy: '林正仪',
      decisionReason: '同意',
    });
  });

  test('is seen by those who decide, set up, asked or gain, and by nobody else', async () => {
    const personId = await personOf(house, 'mei.xinyu');
    await admin.post('/api/access-requests', inMall('兼任', { kind: 'appoint', personId, postId: 'mall-finance' }));
    expect(await requestsOf(await house.visitor('mei.xinyu'))).toHaveLength(1);
    expect(await requestsOf(await house.visitor('fang.ning'))).toEqual([]);
    expect(await requestsOf(await house.visitor('an.huaijin'))).toEqual([]);
  });

  test('that is refused leaves everything as it was, and the reason is told', async () => {
    const [open] = (await requestsOf(head)).filter((one) => one.state === 'open');
    const refusal = { decision: 'refused', reason: '不相容岗位' };
    expect((await head.post(`/api/access-requests/${open?.id}/decide`, refusal)).status).toBe(204);
    expect((await admin.post(`/api/access-requests/${open?.id}/set-up`, { reason: '配置' })).status).toBe(404);
    const told = await (await house.visitor('mei.xinyu')).get('/api/access-requests?state=decided');
    expect(told.body.items[0]).toMatchObject({ state: 'refused', decisionReason: '不相容岗位' });
  });
});

/** The same day three months on, or the last of that month. */
const quarterAfter = (day: string): string => {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + 3, 0)).getUTCDate();
  return new Date(Date.UTC(year, month + 2, Math.min(date, last))).toISOString().slice(0, 10);
};

describe('the quarterly review of access', () => {
  const review = async () => (await head.get('/api/access-reviews?entityId=mall')).body;

  test('P04-5.4-07 P08-3.2-01 falls due a quarter after the last, is announced, and takes away what is not kept', async () => {
    // The demonstration's posts were filled more than a quarter ago, and nobody has looked since.
    const before = await review();
    expect(before).toMatchObject({ overdue: true, open: null });
    await setUp(admin, await approved(admin, head, await hire(admin, 'shen.lan', '沈岚'), 'mall-archive'));
    const alerts = (await head.get('/api/alerts')).body.map(({ kind }: { kind: string }) => kind);
    expect(alerts).toContain('access.review.mall');

    const clerk = await house.visitor('lu.yao');
    expect((await clerk.post('/api/access-reviews', inMall('季度审核'))).status).toBe(403);
    const begun = await head.post('/api/access-reviews', inMall('季度审核'));
    expect(begun.status).toBe(200);
    expect((await head.post('/api/access-reviews', inMall('季度审核'))).body.code).toBe('accessReview.openAlready');
    const { id, lines } = begun.body.open;
    const filled = lines.map(({ since }: { since: string }) => since.slice(0, 10)).sort()[0];
    expect(before.dueOn).toBe(quarterAfter(filled));
    const decide = (by: Visitor, chosen: object[], decision: string) =>
      by.post(`/api/access-reviews/${id}/decide`, { lines: chosen, decision, reason: '季度审核' });
    const key = ({ accountId, postId }: { accountId: string; postId: string }) => ({ accountId, postId });
    const mine = lines.filter((line: { own: boolean }) => line.own);
    const others = lines.filter((line: { own: boolean }) => !line.own);
    expect((await decide(head, mine.map(key), 'keep')).body.code).toBe('people.samePerson');
    const gone = others.find(
      (line: { name: string; post: { zh: string } }) => line.name === '沈岚' && line.post.zh === '档案管理员',
    );
    expect((await decide(head, [key(gone)], 'remove')).status).toBe(204);
    const archive = postIn(await organisationOf(admin), 'mall-archive')?.holders.map(({ name }) => name);
    expect(archive).not.toContain('沈岚');
    expect((await decide(head, others.map(key), 'keep')).status).toBe(204);
    expect((await review()).open).toMatchObject({ left: mine.length });
    const manager = await house.visitor('shen.zhiheng');
    expect((await decide(manager, mine.map(key), 'keep')).status).toBe(204);
    const after = await review();
    expect(after).toMatchObject({ open: null, overdue: false, last: { removed: 1, kept: lines.length - 1 } });
    expect(after.dueOn).toBe(quarterAfter(after.last.closedAt.slice(0, 10)));
  });
});

describe('while nobody heads quality management', () => {
  test('the general manager decides, and nothing becomes free', async () => {
    const former = await personOf(house, 'lin.zhengyi');
    const relieved = inMall('调离', { postId: 'mall-quality-head' });
    expect((await admin.post(`/api/staff/${former}/relieve`, relieved)).status).toBe(204);
    expect(await organisationOf(admin)).toMatchObject({ settingUp: false });
    const personId = await personOf(house, 'bai.ruoxi');
    const wish = inMall('接任', { kind: 'appoint', personId, postId: 'mall-quality-head' });
    expect((await admin.post('/api/access-requests', wish)).status).toBe(204);
    const manager = await house.visitor('shen.zhiheng');
    const [open] = (await requestsOf(manager)).filter((one) => one.person?.personId === personId);
    expect(open).toMatchObject({ state: 'open', mayDecide: { allowed: true } });
    const decide = (visitor: Visitor) =>
      visitor.post(`/api/access-requests/${open?.id}/decide`, { decision: 'approved', reason: '同意' });
    expect((await decide(await house.visitor('ruan.qingyuan'))).status).toBe(403);
    expect((await decide(manager)).status).toBe(204);
    await setUp(admin, open?.id ?? '');
    expect(postIn(await organisationOf(admin), 'mall-quality-head')?.holders).toMatchObject([{ name: '柏若溪' }]);
  });
});
