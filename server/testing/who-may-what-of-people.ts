import type { Probe } from './probe.ts';

/** For everybody of the house and nobody outside. */
export const staff = (path: string): Probe => ({
  path: () => path,
  may: { merchant: 403, otherMerchant: 403 },
  others: 200,
});
/** For those who run the machine. */
export const machine = (path: string, status: number, names: readonly string[], body?: unknown): Probe => ({
  path: () => path,
  body,
  may: {},
  named: Object.fromEntries(names.map((name) => [name, status])),
  others: 403,
});
/** Of one company of the group; the other one is told that it is foreign. */
const house = (path: string, others = 200, body?: unknown): Probe => ({
  path: () => path,
  body,
  may: { merchant: 403, otherMerchant: 403, foreigner: 403 },
  others,
});
const SETS_UP = ['wen.shuo', 'qiu.hanlin', 'shi.jingxing'] as const;
const REVIEWS = ['lin.zhengyi', 'shen.zhiheng'] as const;
const setsUp = (path: string, status: number, body?: unknown): Probe => machine(path, status, SETS_UP, body);
const onePerson = { entityId: 'mall', reason: '核对' };

/** Organisation, people, requests for access: part of the table of `who-may-what.ts`. */
export const organisationTable: Readonly<Record<string, readonly Probe[]>> = {
  'GET /api/organisation': [house('/api/organisation?entityId=mall')],
  'GET /api/organisation/posts/:id': [house('/api/organisation/posts/mall-archive')],
  'POST /api/organisation/company': [
    setsUp('/api/organisation/company', 422, {
      entityId: 'mall',
      name: '准绳',
      nameEn: 'Plumbline',
      uscc: '1',
      reason: '更名',
    }),
  ],
  'POST /api/organisation/companies': [
    setsUp('/api/organisation/companies', 422, {
      entityId: 'mall',
      kind: 'distributor',
      name: '分公司',
      nameEn: 'Branch',
      uscc: '1',
      reason: '新设',
    }),
  ],
  'POST /api/organisation/plan': [
    setsUp('/api/organisation/plan', 422, {
      entityId: 'mall',
      departments: [{ id: 'elsewhere', title: { zh: '部', en: 'D' }, standsFor: [] }],
      posts: [],
      reason: '建部门',
    }),
  ],
  'POST /api/organisation/departments': [
    setsUp('/api/organisation/departments', 404, {
      entityId: 'mall',
      id: 'none',
      title: { zh: '部', en: 'D' },
      standsFor: [],
      reason: '更名',
    }),
  ],
  'POST /api/organisation/posts': [
    setsUp('/api/organisation/posts', 404, {
      entityId: 'mall',
      departmentId: 'none',
      title: { zh: '岗', en: 'P' },
      isHead: false,
      reason: '设岗',
    }),
  ],
  'POST /api/organisation/posts/:id/end': [setsUp('/api/organisation/posts/none/end', 404, { reason: '撤岗' })],
  'GET /api/staff': [house('/api/staff?entityId=mall')],
  'GET /api/staff/:id': [house('/api/staff/none?entityId=mall', 404)],
  'GET /api/staff/:id/leaving': [setsUp('/api/staff/none/leaving?entityId=mall', 200)],
  'POST /api/staff': [
    setsUp('/api/staff', 422, {
      entityId: 'mall',
      name: '重名',
      loginName: 'lu.yao',
      kind: 'employee',
      reason: '入职',
    }),
  ],
  'POST /api/staff/:id/employ': [
    setsUp('/api/staff/none/employ', 404, { ...onePerson, knownIn: 'mall', kind: 'employee' }),
  ],
  'POST /api/staff/:id/invite': [setsUp('/api/staff/none/invite', 404, onePerson)],
  'POST /api/staff/:id/reset': [setsUp('/api/staff/none/reset', 404, onePerson)],
  'POST /api/staff/:id/rename': [setsUp('/api/staff/none/rename', 404, { ...onePerson, name: '新名' })],
  'POST /api/staff/:id/appoint': [setsUp('/api/staff/none/appoint', 404, { ...onePerson, postId: 'mall-archive' })],
  'POST /api/staff/:id/relieve': [setsUp('/api/staff/none/relieve', 404, { ...onePerson, postId: 'mall-archive' })],
  'POST /api/staff/:id/block': [setsUp('/api/staff/none/block', 404, onePerson)],
  'POST /api/staff/:id/unblock': [setsUp('/api/staff/none/unblock', 404, onePerson)],
  'POST /api/staff/:id/leave': [setsUp('/api/staff/none/leave', 404, onePerson)],
  'GET /api/access-requests': [staff('/api/access-requests')],
  'POST /api/access-requests': [
    house('/api/access-requests', 422, {
      kind: 'appoint',
      entityId: 'mall',
      personId: 'none',
      postId: 'mall-archive',
      reason: '转岗',
    }),
  ],
  'POST /api/access-requests/:id/decide': [
    { ...staff('/api/access-requests/none/decide'), body: { decision: 'approved', reason: '同意' }, others: 404 },
  ],
  'POST /api/access-requests/:id/set-up': [
    // Who works for the other company is asked about that one, where nobody of these sets up accounts.
    machine('/api/access-requests/none/set-up', 404, SETS_UP, { reason: '配置' }),
  ],
  'GET /api/access-reviews': [machine('/api/access-reviews?entityId=mall', 200, REVIEWS)],
  'POST /api/access-reviews': [
    // Nobody who may begins one here: that is tried where the review is.
    machine('/api/access-reviews', 400, [], { entityId: 'nowhere', reason: '季度审核' }),
  ],
  'POST /api/access-reviews/:id/decide': [
    machine('/api/access-reviews/none/decide', 404, [...REVIEWS, 'song.boyuan', 'an.huaijin'], {
      lines: [{ accountId: 'a', postId: 'p' }],
      decision: 'keep',
      reason: '相符',
    }),
  ],
};
