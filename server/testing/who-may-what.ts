import type { OpenedCase } from './admission.ts';

/** Everybody of the demonstration, seen from one admission that waits for its completeness check. */
export const kinds = {
  /** The task is addressed to them. */
  clerk: ['lu.yao', 'fang.ning'],
  /** They take part later, answer for a clock, or watch over every record. */
  reader: [
    'jiang.wenbo',
    'gu.yanqiu',
    'he.suwen',
    'tang.jiming',
    'yan.mingli',
    'bai.ruoxi',
    'jian.shuhua',
    'shen.zhiheng',
    'lin.zhengyi',
  ],
  /** Of the same company, with nothing to do with it. */
  bystander: [
    'ruan.qingyuan',
    'tao.yimin',
    'xu.zhiyuan',
    'luo.anran',
    'mei.xinyu',
    'qiu.hanlin',
    'shi.jingxing',
    'qi.yuting',
  ],
  administrator: ['wen.shuo'],
  /** Of the group's other company. */
  foreigner: ['song.boyuan', 'du.jiahe', 'pan.guangyu', 'yao.guotai', 'ji.xiaoman', 'an.huaijin'],
  merchant: ['zhang.xiaotang'],
  otherMerchant: ['he.jingyu', 'xu.manqing', 'ma.zhiyuan', 'deng.yining', 'jiang.heming', 'wei.lanxi'],
} as const;

export type Kind = keyof typeof kinds;

export interface Scene extends OpenedCase {
  readonly taskId: string;
  readonly fileId: string;
  readonly noticeId: string;
  readonly recordId: string;
}

export interface Probe {
  readonly path: (scene: Scene) => string;
  readonly body?: unknown;
  /** Who gets what; whoever is not named gets `others`. */
  readonly may: Partial<Record<Kind, number>>;
  /** Single posts that stand out of their kind, by login name. */
  readonly named?: Readonly<Record<string, number>>;
  readonly others: number;
  /** Answer to somebody who is not signed in; 401 unless the route is public. */
  readonly nobody?: number;
}

const readers = (status: number) => ({ clerk: status, reader: status, merchant: status });
const everybody = (path: string, body?: unknown, others = 200): Probe => ({ path: () => path, body, may: {}, others });
const open = (path: string, body: unknown, status: number): Probe => ({
  ...everybody(path, body, status),
  nobody: status,
});
/** An act on what the person saw in version 0, which is gone: 409 says that he might have acted. */
const act = (way: string, may: Probe['may'], more: object = {}): Probe => ({
  path: ({ taskId }) => `/api/tasks/${taskId}/${way}`,
  body: { version: 0, ...more },
  may,
  others: 403,
});
/** For everybody of the house and nobody outside. */
const staff = (path: string): Probe => ({ path: () => path, may: { merchant: 403, otherMerchant: 403 }, others: 200 });
/** For those who run the machine. */
const machine = (path: string, status: number, names: readonly string[], body?: unknown): Probe => ({
  path: () => path,
  body,
  may: {},
  named: Object.fromEntries(names.map((name) => [name, status])),
  others: 403,
});
/** Those who watch over what recurs in this company; `elsewhere` watch over their own and see nothing of this one. */
const watchers = (path: string, elsewhere: number): Probe => ({
  path: () => path,
  may: {},
  named: {
    ...Object.fromEntries(
      [
        'lin.zhengyi',
        'shen.zhiheng',
        'he.suwen',
        'tang.jiming',
        'bai.ruoxi',
        'jian.shuhua',
        'qiu.hanlin',
        'shi.jingxing',
      ].map((name) => [name, 200]),
    ),
    ...Object.fromEntries(['song.boyuan', 'an.huaijin'].map((name) => [name, elsewhere])),
  },
  others: 403,
});
const addressed = { clerk: 409 };
const toSomebody = { to: 'nobody', reason: '出差' };

/** Every route of the server against everybody; a route that is missing here fails the test. */
export const table: Readonly<Record<string, readonly Probe[]>> = {
  'GET /healthz': [open('/healthz', undefined, 200)],
  'GET /readyz': [open('/readyz', undefined, 200)],
  'GET /metrics': [open('/metrics', undefined, 200)],
  'GET /openapi.json': [open('/openapi.json', undefined, 200)],

  'GET /api/session': [everybody('/api/session')],
  'POST /api/sign-in': [open('/api/sign-in', { account: 'nobody-at-all', password: 'wrong' }, 422)],
  'POST /api/activate': [open('/api/activate', { token: 'none', password: 'correct horse battery staple' }, 422)],
  'GET /api/sessions': [everybody('/api/sessions')],
  'POST /api/sessions/:id/end': [everybody('/api/sessions/none/end', undefined, 204)],
  'POST /api/sessions/end-others': [everybody('/api/sessions/end-others', undefined, 204)],
  'POST /api/passkeys/sign-in-options': [open('/api/passkeys/sign-in-options', undefined, 200)],
  'POST /api/passkeys/sign-in': [open('/api/passkeys/sign-in', { assertion: {} }, 422)],
  'POST /api/passkeys/registration-options': [everybody('/api/passkeys/registration-options')],
  'POST /api/passkeys': [everybody('/api/passkeys', { attestation: {}, name: 'x' }, 422)],
  'POST /api/passkeys/:id/revoke': [everybody('/api/passkeys/none/revoke', undefined, 204)],
  'POST /api/passkeys/signing-options': [
    everybody(
      '/api/passkeys/signing-options',
      { meaning: { zh: '通过', en: 'Passed' }, subjects: [{ taskId: 't', hash: '0'.repeat(64) }] },
      200,
    ),
  ],
  'GET /api/delegations': [everybody('/api/delegations')],
  'POST /api/delegations': [
    {
      path: () => '/api/delegations',
      body: {
        toPerson: 'nobody',
        postId: 'none',
        from: '2030-01-01T00:00:00+08:00',
        to: '2030-01-02T00:00:00+08:00',
        reason: '出差',
      },
      may: { merchant: 403, otherMerchant: 403 },
      others: 422,
    },
  ],
  'POST /api/delegations/:id/end': [
    {
      path: () => '/api/delegations/none/end',
      body: { reason: '回来' },
      may: { merchant: 403, otherMerchant: 403 },
      others: 404,
    },
  ],
  'GET /api/demo/posts': [open('/api/demo/posts', undefined, 200)],
  'POST /api/demo/sign-in': [open('/api/demo/sign-in', { accountId: 'none' }, 404)],
  'GET /api/people': [
    {
      path: () => '/api/people?role=admissionClerk',
      may: { merchant: 403, otherMerchant: 403 },
      others: 200,
    },
  ],

  'GET /api/todo': [everybody('/api/todo')],
  'GET /api/cases': [{ path: () => '/api/cases?limit=200', may: { administrator: 403 }, others: 200 }],
  'GET /api/search': [
    { path: ({ number }) => `/api/search?q=${encodeURIComponent(number)}`, may: { administrator: 403 }, others: 200 },
  ],
  'GET /api/processes/:name': [everybody('/api/processes/merchant-admission')],
  'GET /api/register': [{ path: () => '/api/register', may: { merchant: 403, otherMerchant: 403 }, others: 200 }],
  'GET /api/health': [{ path: () => '/api/health', may: { merchant: 403, otherMerchant: 403 }, others: 200 }],

  'GET /api/duties': [watchers('/api/duties', 200)],
  'GET /api/duties/:name/missed': [watchers('/api/duties/data-security-drill/missed?entity=mall', 403)],

  'GET /api/records': [
    {
      path: () => '/api/records',
      may: {},
      named: Object.fromEntries(
        [
          'lin.zhengyi',
          'shen.zhiheng',
          'he.suwen',
          'tang.jiming',
          'bai.ruoxi',
          'jian.shuhua',
          'song.boyuan',
          'an.huaijin',
        ].map((name) => [name, 200]),
      ),
      others: 403,
    },
  ],

  'GET /api/alerts': [everybody('/api/alerts')],
  'GET /api/inbox': [everybody('/api/inbox')],
  'POST /api/inbox/read': [everybody('/api/inbox/read', { upTo: '0' })],
  'GET /api/outbox': [machine('/api/outbox', 200, ['wen.shuo', 'shi.jingxing', 'qiu.hanlin'])],
  'POST /api/outbox/:id/retry': [machine('/api/outbox/0/retry', 404, ['wen.shuo', 'qiu.hanlin'])],
  'GET /api/calendar': [staff('/api/calendar')],
  'GET /api/calendar/jobs': [staff('/api/calendar/jobs')],
  'POST /api/calendar/jobs/:id/run': [machine('/api/calendar/jobs/2031.v1/run', 404, ['wen.shuo', 'qiu.hanlin'])],
  'POST /api/calendar/preview': [machine('/api/calendar/preview', 422, ['wen.shuo', 'qiu.hanlin'], { file: {} })],
  'POST /api/calendar/years': [
    machine('/api/calendar/years', 422, ['wen.shuo', 'qiu.hanlin'], { file: {}, reason: '国务院办公厅通知' }),
  ],

  'GET /api/cases/:id': [{ path: ({ caseId }) => `/api/cases/${caseId}`, may: readers(200), others: 403 }],
  'GET /api/cases/:id/files': [{ path: ({ caseId }) => `/api/cases/${caseId}/files`, may: readers(200), others: 403 }],
  'POST /api/cases': [
    {
      path: () => '/api/cases',
      body: { process: 'merchant-admission', form: {} },
      may: { merchant: 400, otherMerchant: 400 },
      others: 403,
    },
  ],
  'POST /api/cases/:id/withdraw': [
    { path: ({ caseId }) => `/api/cases/${caseId}/withdraw`, body: { version: 0 }, may: readers(409), others: 403 },
  ],
  'POST /api/cases/:id/personal': [
    {
      path: ({ caseId }) => `/api/cases/${caseId}/personal`,
      body: { entry: 1, field: 'contactPhone', reason: '电话告知补正' },
      may: { clerk: 200, merchant: 200 },
      others: 403,
    },
  ],
  'POST /api/tasks/:id/actions/:action': [act('actions/accept', addressed, { form: {} })],
  'POST /api/tasks/:id/:move': [
    act('claim', addressed),
    act('release', addressed),
    act('urge', { clerk: 409, reader: 409 }),
    act('transfer', addressed, toSomebody),
    act('add-signer', addressed, toSomebody),
    act('copy', addressed, toSomebody),
    act('send-back', addressed, toSomebody),
    act('answer', addressed),
  ],
  'PUT /api/tasks/:id/draft': [
    {
      path: ({ taskId }) => `/api/tasks/${taskId}/draft`,
      body: { action: 'accept', values: {} },
      may: { clerk: 200 },
      others: 403,
    },
  ],
  'POST /api/files': [everybody('/api/files', undefined, 406)],
  'GET /api/files/:id': [
    { path: ({ fileId }) => `/api/files/${fileId}`, may: { ...readers(200), otherMerchant: 404 }, others: 403 },
  ],
  'GET /api/papers/:file': [
    {
      path: ({ noticeId }) => `/api/papers/${noticeId}.pdf`,
      may: readers(200),
      others: 403,
    },
    // The house's own record: for a party it does not exist.
    {
      path: ({ recordId }) => `/api/papers/${recordId}.pdf`,
      may: { clerk: 200, reader: 200, merchant: 404, otherMerchant: 404 },
      others: 403,
    },
  ],
  'GET /api/verify/:token': [open('/api/verify/none', undefined, 404)],
  // Ends the session that asks, so it comes last.
  'POST /api/sign-out': [{ ...everybody('/api/sign-out', undefined, 204), nobody: 204 }],
};
