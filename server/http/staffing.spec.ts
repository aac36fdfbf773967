import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { proposedOrganisation } from '../../core/people/proposed-organisation.ts';
import { application, apply, papersOf, taskOf } from '../testing/admission.ts';
import { type House, openHouse } from '../testing/house.ts';
import { approved, hire, inMall, organisationOf, personOf, postIn, setUp } from '../testing/staffing.ts';
import type { Visitor } from '../testing/visitor.ts';

const DAY = 86_400_000;
const iso = (days: number): string => new Date(Date.now() + days * DAY).toISOString();
let house: House;
let admin: Visitor;
let head: Visitor;

beforeAll(async () => {
  house = await openHouse();
  admin = await house.visitor('wen.shuo');
  head = await house.visitor('lin.zhengyi');
}, 60_000);
afterAll(() => house.stop());

describe('somebody new', () => {
  test('is entered once, however often the button is pressed, and gets in by a link alone', async () => {
    const body = inMall('入职', { name: '夏知秋', loginName: 'xia.zhiqiu', kind: 'employee', postId: 'mall-liaison' });
    const key = crypto.randomUUID();
    const answers = await Promise.all([1, 2, 3].map(() => admin.post('/api/staff', body, key)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(new Set(answers.map((answer) => answer.body.personId)).size).toBe(1);
    const { personId } = answers[0]?.body ?? {};
    // The post is not given: quality management has to approve it.
    expect((await admin.get(`/api/staff/${personId}?entityId=mall`)).body).toMatchObject({
      posts: [],
      account: 'notInvited',
      requests: [{ state: 'open', post: { zh: '质量对接岗' } }],
    });
    const [first, second] = [
      await admin.post(`/api/staff/${personId}/invite`, inMall('启用')),
      await admin.post(`/api/staff/${personId}/invite`, inMall('启用')),
    ];
    const activate = async (url: string) =>
      (await house.visitor()).post('/api/activate', {
        token: url.split('/').at(-1),
        password: 'correct horse battery staple',
      });
    expect((await activate(first.body.url)).status).toBe(422);
    const activated = await activate(second.body.url);
    expect(activated.body).toMatchObject({ loginName: 'xia.zhiqiu', totpUri: expect.stringContaining('otpauth://') });
    expect((await activate(second.body.url)).status).toBe(422);
  });

  test('is found by name and post; login names are told to whoever sets up accounts alone', async () => {
    const find = async (visitor: Visitor, q: string) =>
      (await visitor.get(`/api/staff?entityId=mall&q=${encodeURIComponent(q)}`)).body;
    const clerk = await house.visitor('lu.yao');
    expect((await find(clerk, '知秋')).items).toMatchObject([{ name: '夏知秋', loginName: null, account: null }]);
    expect((await find(clerk, 'xia.zhi')).items).toEqual([]);
    expect((await find(admin, 'xia.zhi')).items).toMatchObject([{ name: '夏知秋', loginName: 'xia.zhiqiu' }]);
    expect((await find(clerk, '档案')).items).toMatchObject([{ name: '简书华' }]);
    const all = await find(admin, '');
    expect([all.pages, all.total]).toEqual([1, all.items.length]);
  });
});

describe('moving and leaving', () => {
  test('P08-3.2-02 P04-5.4-09 a transfer set for a day ahead shows on that day, and who held the post is kept', async () => {
    const personId = await hire(admin, 'ning.yuan', '宁远');
    await setUp(admin, await approved(admin, head, personId, 'mall-finance'));
    const request = await approved(admin, head, personId, 'mall-archive');
    await setUp(admin, request, { from: iso(10), insteadOf: 'mall-finance', reason: '转岗' });
    const names = async (id: string, at: string) =>
      postIn(await organisationOf(admin, at), id)?.holders.map(({ name }) => name) ?? [];
    expect(await names('mall-finance', iso(9))).toContain('宁远');
    expect(await names('mall-archive', iso(9))).not.toContain('宁远');
    expect(await names('mall-finance', iso(11))).not.toContain('宁远');
    expect(await names('mall-archive', iso(11))).toContain('宁远');
    const { body } = await admin.get('/api/organisation/posts/mall-finance');
    const term = body.terms.find((one: { person: { name: string } }) => one.person.name === '宁远');
    expect(term.to.slice(0, 10)).toBe(new Date(Date.now() + 10 * DAY + 8 * 3_600_000).toISOString().slice(0, 10));
    expect(body.changes[0]).toMatchObject({ kind: 'relieved', by: '温朔', reason: '转岗' });
  });

  test('P08-3.2-03 P04-5.4-08 a leaver is out at the next request, and what he held by name goes back to the post', async () => {
    const merchant = await house.visitor('zhang.xiaotang');
    const { caseId } = await apply(merchant, application(await papersOf(merchant)));
    const clerk = await house.visitor('fang.ning');
    const task = await taskOf(clerk, caseId, 'completeness');
    expect((await clerk.post(`/api/tasks/${task.id}/claim`, { version: task.version })).status).toBe(200);
    const personId = await personOf(house, 'fang.ning');
    const preview = await admin.get(`/api/staff/${personId}/leaving?entityId=mall`);
    expect(preview.body).toMatchObject({ tasks: [{ caseId, returns: true }], vacated: [], delegations: 0 });

    expect((await admin.post(`/api/staff/${personId}/leave`, inMall('离职'))).status).toBe(204);
    expect((await clerk.get('/api/session')).status).toBe(401);
    const colleague = await house.visitor('lu.yao');
    const freed = await taskOf(colleague, caseId, 'completeness');
    expect((await colleague.post(`/api/tasks/${freed.id}/claim`, { version: freed.version })).status).toBe(200);
    expect((await admin.get('/api/staff?entityId=mall&which=left')).body.items).toMatchObject([
      { name: '方宁', account: 'closed' },
    ]);
  });

  test('who left can come back, as the same person under a new login name', async () => {
    const personId = await hire(admin, 'an.ran', '安然');
    expect((await admin.post(`/api/staff/${personId}/leave`, inMall('离职'))).status).toBe(204);
    const again = (more: object) =>
      admin.post(`/api/staff/${personId}/employ`, inMall('返聘', { knownIn: 'mall', kind: 'partTime', ...more }));
    expect((await again({})).body.code).toBe('account.loginNameMissing');
    expect((await again({ loginName: 'an.ran' })).body.code).toBe('account.loginNameTaken');
    expect((await again({ loginName: 'an.ran2' })).status).toBe(204);
    expect((await again({ loginName: 'an.ran3' })).body.code).toBe('staff.employedAlready');
    expect((await admin.get(`/api/staff/${personId}?entityId=mall`)).body).toMatchObject({
      kind: 'partTime',
      loginName: 'an.ran2',
      account: 'notInvited',
      to: null,
    });
  });

  test('says before it is done which posts nobody would hold, and to whom their work climbs', async () => {
    const of = async (loginName: string) =>
      (await admin.get(`/api/staff/${await personOf(house, loginName)}/leaving?entityId=mall`)).body.vacated;
    expect(await of('he.suwen')).toEqual([]);
    expect(await of('bai.ruoxi')).toMatchObject([
      { title: { zh: '质量监测岗' }, climb: { via: 'headOfDepartment', to: { zh: '质量管理部负责人' } } },
    ]);
    expect(await of('lin.zhengyi')).toMatchObject([{ climb: { via: 'generalManager', to: { zh: '总经理' } } }]);
  });

  test('a blocked account is out at once, its post counts as empty, and unblocking brings both back', async () => {
    const visitor = await house.visitor('tao.yimin');
    const personId = await personOf(house, 'tao.yimin');
    expect((await admin.post(`/api/staff/${personId}/block`, inMall('异常登录'))).status).toBe(204);
    expect((await visitor.get('/api/session')).status).toBe(401);
    expect(postIn(await organisationOf(admin), 'mall-patrol')).toMatchObject({
      holderCount: 0,
      vacant: { via: 'headOfDepartment', to: { zh: '运营部负责人' } },
    });
    expect((await admin.post(`/api/staff/${personId}/unblock`, inMall('已核实'))).status).toBe(204);
    expect(postIn(await organisationOf(admin), 'mall-patrol')?.vacant).toBeNull();
  });

  test('blocking the head of quality opens no way around the approval', async () => {
    const personId = await personOf(house, 'lin.zhengyi');
    expect((await admin.post(`/api/staff/${personId}/block`, inMall('试探'))).status).toBe(204);
    expect((await organisationOf(admin)).settingUp).toBe(false);
    const wish = inMall('任岗', { postId: 'mall-quality-head' });
    expect((await admin.post(`/api/staff/${await personOf(house, 'wen.shuo')}/appoint`, wish)).status).toBe(204);
    expect(postIn(await organisationOf(admin), 'mall-quality-head')?.holders).toEqual([]);
    await admin.post(`/api/staff/${personId}/unblock`, inMall('恢复'));
    head = await house.visitor('lin.zhengyi');
  });

  test('nobody can leave the house without an administrator, block himself, or rewrite what was', async () => {
    const own = await personOf(house, 'wen.shuo');
    const codes = [
      await admin.post(`/api/staff/${own}/leave`, inMall('离职')),
      await admin.post(`/api/staff/${own}/block`, inMall('停用')),
      await admin.post(`/api/staff/${own}/reset`, inMall('重置')),
      await admin.post(`/api/staff/${own}/relieve`, inMall('免岗', { postId: 'mall-administrator' })),
      await admin.post(`/api/staff/${await personOf(house, 'lu.yao')}/leave`, inMall('离职', { at: iso(-1) })),
    ].map(({ body }) => body.code);
    expect(codes).toEqual([
      'staff.lastAdministrator',
      'account.own',
      'account.own',
      'staff.lastAdministrator',
      'people.backdated',
    ]);
  });
});

describe('too few people', () => {
  test('P01-2.2-01 is said above the organisation until a second full-time liaison is in office', async () => {
    const lacking = async () => (await organisationOf(admin)).findings.map(({ obligation }) => obligation);
    expect(await lacking()).toContain('P01-2.2-01');
    const entry = inMall('入职', { name: '兼之', loginName: 'jian.zhi', kind: 'partTime' });
    const { personId } = (await admin.post('/api/staff', entry)).body;
    await setUp(admin, await approved(admin, head, personId, 'mall-liaison'));
    expect(await lacking()).toContain('P01-2.2-01');
    const second = await hire(admin, 'zhuan.zhi', '专之');
    await setUp(admin, await approved(admin, head, second, 'mall-liaison'));
    expect(await lacking()).not.toContain('P01-2.2-01');
  });
});

describe('a post’s own page', () => {
  test('P08-3.1-01 tells what the post does and may do, of what the server enforces', async () => {
    const { body } = await (await house.visitor('lu.yao')).get('/api/organisation/posts/mall-qualification');
    expect(body.tasks.map(({ task }: { task: { zh: string } }) => task.zh).length).toBeGreaterThan(1);
    expect(body.tasks[0].obligations.length).toBeGreaterThan(0);
    const quality = (await admin.get('/api/organisation/posts/mall-quality-head')).body.operations;
    expect(quality.map(({ name }: { name: string }) => name)).toContain('access.approve');
    expect(body.operations.map(({ name }: { name: string }) => name)).not.toContain('access.approve');
    expect(body.changes).toEqual([]);
  });
});

describe('a further company of the group', () => {
  test('is founded with a credit code that is checked, administered from here, and set up freely', async () => {
    const company = inMall('新设', { kind: 'distributor', name: '第二经销有限公司', nameEn: 'Second Trade' });
    const found = (uscc: string) => admin.post('/api/organisation/companies', { ...company, uscc });
    expect((await found('91330106MA2PLM0AX1')).status).toBe(422);
    expect((await found('91330106MA2PLM0AXH')).body.code).toBe('company.usccTaken');
    expect((await found('91350100M000100Y43')).status).toBe(204);
    const { entities } = await organisationOf(admin);
    const second = entities.find((one) => one.name === '第二经销有限公司');
    expect(second).toMatchObject({ kind: 'distributor', uscc: '91350100M000100Y43' });
    const id = second?.id ?? '';
    const plan = {
      entityId: id,
      departments: proposedOrganisation.distributor.map((d) => ({
        id: `${id}-${d.slug}`,
        title: d.title,
        standsFor: d.standsFor,
      })),
      posts: proposedOrganisation.distributor.flatMap((d) =>
        d.posts.map(({ slug, ...post }) => ({ ...post, id: `${id}-${slug}`, departmentId: `${id}-${d.slug}` })),
      ),
      reason: '建企业',
    };
    expect((await admin.post('/api/organisation/plan', plan)).status).toBe(204);
    const { body } = await admin.get(`/api/organisation?entityId=${id}`);
    expect(body).toMatchObject({ settingUp: true, mayEdit: { allowed: true }, findings: [] });
    expect(body.departments).toHaveLength(proposedOrganisation.distributor.length);
    expect((await head.get(`/api/organisation?entityId=${id}`)).status).toBe(403);
  });
});

describe('a company that begins', () => {
  test('sets up what the manuals propose in one step, and lays no role on a post without approval afterwards', async () => {
    const plan = {
      entityId: 'trade',
      departments: proposedOrganisation.distributor.map((d) => ({
        id: `trade-new-${d.slug}`,
        title: d.title,
        standsFor: [],
      })),
      posts: proposedOrganisation.distributor.flatMap((d) =>
        d.posts.map((p) => ({
          id: `trade-new-${p.slug}`,
          departmentId: `trade-new-${d.slug}`,
          title: p.title,
          isHead: p.isHead,
          roles: p.roles,
        })),
      ),
      reason: '建企业',
    };
    // The other company of the demonstration has nobody who sets up accounts.
    expect((await admin.post('/api/organisation/plan', plan)).body.code).toBe('people.foreignEntity');
    const posts = {
      ...plan,
      entityId: 'mall',
      departments: [],
      posts: [
        {
          id: 'mall-x',
          departmentId: 'mall-quality',
          title: { zh: '新岗', en: 'New' },
          isHead: false,
          roles: ['headOfQuality'],
        },
      ],
    };
    expect((await admin.post('/api/organisation/plan', posts)).body.code).toBe('people.approvalMissing');
    const bare = { ...posts, posts: posts.posts.map((post) => ({ ...post, roles: [] })) };
    expect((await admin.post('/api/organisation/plan', bare)).status).toBe(204);
    expect(postIn(await organisationOf(admin), 'mall-x')).toMatchObject({
      title: { zh: '新岗' },
      vacant: { via: 'nobody' },
    });
    const second = {
      ...inMall('设岗'),
      departmentId: 'mall-quality',
      title: { zh: '又一负责人', en: 'Head' },
      isHead: true,
    };
    expect((await admin.post('/api/organisation/posts', second)).body.code).toBe('post.secondHead');
  });
});
