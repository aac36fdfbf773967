import type { Probe } from './probe.ts';
import { machine, organisationTable, staff } from './who-may-what-of-people.ts';

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
  'GET /api/sign-in-means': [open('/api/sign-in-means', undefined, 200)],
  'POST /api/activate/phone-code': [open('/api/activate/phone-code', { token: 'none', phone: '13800000000' }, 422)],
  'GET /api/phone': [everybody('/api/phone')],
  'POST /api/phone/code': [everybody('/api/phone/code', { phone: '13800000000' }, 422)],
  'POST /api/phone': [
    everybody('/api/phone', { phone: '13800000000', code: '000000', signature: { method: 'demo' } }, 422),
  ],
  'GET /api/sessions': [everybody('/api/sessions')],
  'POST /api/sessions/:id/end': [everybody('/api/sessions/none/end', undefined, 204)],
  'POST /api/sessions/end-others': [everybody('/api/sessions/end-others', undefined, 204)],
  'POST /api/passkeys/sign-in-options': [open('/api/passkeys/sign-in-options', undefined, 200)],
  'POST /api/passkeys/sign-in': [open('/api/passkeys/sign-in', { assertion: {} }, 422)],
  'GET /api/passkeys': [everybody('/api/passkeys')],
  'POST /api/passkeys/registration-options': [
    everybody('/api/passkeys/registration-options', { name: 'x', signature: { method: 'demo' } }),
  ],
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
        postIds: ['none'],
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
    { path: () => '/api/people', may: { merchant: 403, otherMerchant: 403 }, others: 200 },
  ],

  ...organisationTable,

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
  'GET /api/signable': [everybody('/api/signable')],
  'POST /api/signed-lists': [
    everybody(
      '/api/signed-lists',
      {
        action: 'pass',
        items: [{ taskId: '6f1c0a52-0f0e-4a57-9d5e-2b1d2f0c7a11', version: 0, form: {}, key: 'none-at-all' }],
        signature: { method: 'demo' },
      },
      404,
    ),
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
