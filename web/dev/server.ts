import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Plugin } from 'vite';
import { text } from '../../core/base/text.ts';
import type { RegisterAnswer, RegisterRow } from '../../core/contract/requests.ts';
import type { SessionView } from '../../core/contract/session-view.ts';
import type { FormValues } from '../../core/forms/form.ts';
import { calendarAnswer, calendarPress } from './calendar.ts';
import { applicationForm } from './forms.ts';
import { paper } from './papers.ts';
import { accounts, sessionOf } from './people.ts';
import { stages } from './procedure.ts';
import { cases, note, populate, startCase, step, todoOf, viewOf } from './world.ts';

/**
 * A stand-in for the server while the screens are developed: invented cases in memory, no rule of the product. Its cookie
 * is an account number. Adding `x-dev-fail: 401` to a page's address makes the next write fail that way.
 */
interface Exchange {
  readonly url: URL;
  readonly method: string;
  readonly session: SessionView | null;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}
type Answer = { readonly status: number; readonly body?: unknown; readonly headers?: Record<string, string> };

const ok = (body: unknown): Answer => ({ status: 200, body });
const problem = (status: number, code: string, zh: string, en: string, more: object = {}): Answer => ({
  status,
  body: { type: 'about:blank', title: code, status, code, message: text(zh, en), ...more },
});

const bytesOf = async (request: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
};
const jsonOf = async (request: IncomingMessage): Promise<Record<string, unknown>> =>
  JSON.parse((await bytesOf(request)).toString('utf8') || '{}') as Record<string, unknown>;

const uploads = new Map<string, { bytes: Buffer; type: string }>();

const upload = async ({ request }: Exchange): Promise<Answer> => {
  const raw = await bytesOf(request);
  const head = raw.toString('latin1');
  const name = Buffer.from(/filename="([^"]*)"/.exec(head)?.[1] ?? 'file.pdf', 'latin1').toString('utf8');
  const start = head.indexOf('\r\n\r\n', head.indexOf('filename=')) + 4;
  const bytes = raw.subarray(start, raw.lastIndexOf('\r\n--'));
  if (!bytes.subarray(0, 5).toString().startsWith('%PDF'))
    return problem(
      422,
      'file.notPdf',
      '文件内容不是 PDF。请重新扫描为 PDF 后上传。',
      'The contents are not a PDF. Scan it as PDF and upload again.',
    );
  const id = `u${uploads.size + 1}`;
  uploads.set(id, { bytes, type: 'application/pdf' });
  return ok({
    id,
    name,
    mediaType: 'application/pdf',
    bytes: bytes.length,
    pages: 1,
    document: null,
    uploadedAt: new Date().toISOString(),
  });
};

const bytesFor = ({ response, url }: Exchange, id: string): Answer | null => {
  const sent = uploads.get(id);
  const bytes = sent?.bytes ?? paper(id, cases.find((c) => id.endsWith(`-${c.id}`))?.subject ?? url.host);
  response.setHeader('content-type', sent?.type ?? 'application/pdf');
  response.end(bytes);
  return null;
};

const act = async ({ request, session }: Exchange, taskId: string, actionName: string): Promise<Answer> => {
  if (!session) return problem(401, 'signed-out', '登录已过期,请重新登录。', 'Your session has ended; sign in again.');
  const body = await jsonOf(request);
  const c = cases.find((one) => taskId === `${one.id}-${one.stage}`);
  const action = c && stages[c.stage]?.actions.find((one) => one.name === actionName);
  if (!c || !action) return problem(409, 'task.closed', '这项任务已由他人办结。', 'Somebody else completed this task.');
  if (body.version !== c.version)
    return problem(409, 'conflict', '案件在您填写期间有了变化。', 'The case changed meanwhile.', {
      currentVersion: c.version,
    });
  if (JSON.stringify(body.form ?? {}).includes('拒绝'))
    return problem(
      422,
      'refused.example',
      '办理人与提交人是同一人,须由另一人办理。请转办给同岗位的其他人。',
      'The same person may not do both. Transfer it to somebody else of the post.',
      { obligation: 'P05-3.3-02' },
    );
  step(c, action, session, action.form, (body.form ?? {}) as FormValues);
  return ok(viewOf(c, session));
};

const move = async ({ request, session }: Exchange, taskId: string, name: string): Promise<Answer> => {
  const c = cases.find((one) => taskId === `${one.id}-${one.stage}`);
  if (!session || !c) return problem(409, 'task.closed', '这项任务已不在此环节。', 'The task is gone.');
  const body = await jsonOf(request);
  const actor = { personId: session.personId, name: session.name };
  if (name === 'claim') c.claimedBy = actor;
  if (name === 'release') c.claimedBy = null;
  if (name === 'urge') c.urgedAt = Date.now();
  c.version += 1;
  const titles: Record<string, [string, string]> = {
    claim: ['认领', 'Claimed'],
    release: ['释放', 'Released'],
    urge: ['催办', 'Urged'],
    transfer: ['转办', 'Transferred'],
    copy: ['抄送', 'Copied'],
    'add-signer': ['加签', 'Signer added'],
  };
  const [zh, en] = titles[name] ?? [name, name];
  note(c, {
    title: text(zh, en),
    actor,
    post: session.posts[0]?.title ?? null,
    reason: (body.reason as string) ?? null,
  });
  return ok(viewOf(c, session));
};

const pageOf = <T>(items: readonly T[], url: URL): { items: T[]; nextCursor: string | null; total: number } => {
  const from = Number(url.searchParams.get('cursor') || 0);
  const limit = Number(url.searchParams.get('limit') || 50);
  return {
    items: items.slice(from, from + limit),
    nextCursor: from + limit < items.length ? String(from + limit) : null,
    total: items.length,
  };
};

const has = (q: string | null, ...words: string[]): boolean =>
  !q || words.some((word) => word.toLowerCase().includes(q.toLowerCase()));

const register = (url: URL): RegisterAnswer => {
  const chapters = Array.from({ length: 15 }, (_, n) => ({
    chapter: `P${String(n + 1).padStart(2, '0')}`,
    title:
      [
        '组织与考核',
        '人员与培训',
        '文件与记录',
        '记录保存',
        '入网资质审核',
        '信息展示审查',
        '交易管理',
        '数据安全',
        '违规处置',
        '严重违法停止服务',
        '投诉举报',
        '监测抽查',
        '内部审核',
        '不良事件',
        '应急',
      ][n] ?? '',
    total: 40 + n * 3,
    carried: n === 4 ? 31 : n % 3,
  }));
  const rows: RegisterRow[] = chapters.flatMap(({ chapter, total, carried }) =>
    Array.from({ length: total }, (_, n) => ({
      id: `${chapter}-3.${1 + (n >> 3)}-${String(1 + (n % 8)).padStart(2, '0')}`,
      source: `${chapter} §3.${1 + (n >> 3)}`,
      obligation:
        [
          '审核岗收到材料后一个工作日内确认是否完整并登记',
          '逾期未补正的,系统自动驳回并记录原因',
          '初步审核逐项核查并记录结果,不通过须注明原因',
        ][n % 3] ?? '',
      system: '',
      kind: 'limit',
      limit: n % 3 === 0 ? '1wd' : '',
      carriedBy: n < carried ? [{ kind: 'action', name: 'merchant-admission.completeness.complete', url: null }] : [],
      tests: n < carried ? [`confirms receipt within one working day (${chapter}-3.1-0${1 + (n % 8)})`] : [],
    })),
  );
  const p = url.searchParams;
  const shown = rows.filter(
    (row) =>
      (!p.get('chapter') || row.id.startsWith(p.get('chapter') ?? '')) &&
      has(p.get('q'), row.id, row.obligation) &&
      (!p.get('carried') || String(row.carriedBy.length > 0) === p.get('carried')),
  );
  const page = pageOf(shown, url);
  return {
    total: rows.length,
    carried: rows.filter((row) => row.carriedBy.length > 0).length,
    chapters,
    rows: page.items,
    nextCursor: page.nextCursor,
  };
};

const health = () => ({
  clocks: {
    running: cases.filter((c) => c.endedAt === null).length,
    dueNext: new Date(Date.now() + 1_500_000).toISOString(),
    lateSeconds: 0.4,
  },
  outbox: { waiting: 3, dead: 1 },
  audit: { size: 48_213, lagSeconds: 0.6, lastHeadAt: new Date(Date.now() - 22_000).toISOString() },
  calendar: { lastYear: 2026, daysLeft: 40, provisionalLimits: 12 },
  processes: [
    {
      name: 'merchant-admission',
      title: text('商户入网审核', 'Admission of a merchant'),
      version: 1,
      open: cases.filter((c) => c.endedAt === null).length,
    },
  ],
});

const listOf = ({ url, session }: Exchange) => {
  const p = url.searchParams;
  return cases
    .filter(
      (c) =>
        has(p.get('q'), c.number, c.subject) &&
        (!p.get('state') || (p.get('state') === 'open') === (c.endedAt === null)) &&
        (session?.kind !== 'merchant' || c.subject === session.entityName),
    )
    .map((c) => {
      const view = viewOf(c, session ?? sessionOf(accounts[0] as never));
      return {
        id: c.id,
        number: c.number,
        subject: c.subject,
        process: view.process,
        state: view.state,
        position: view.position,
        openedAt: view.openedAt,
        endedAt: view.endedAt,
        dueAt: view.bindingLimit?.dueAt ?? null,
        breaches: view.limits.filter((limit) => limit.breachedAt).length,
      };
    });
};

const read = (x: Exchange, session: SessionView): Answer | null => {
  const { url } = x;
  const q = url.searchParams.get('q');
  const [, , area = '', id = ''] = url.pathname.split('/').map(decodeURIComponent);
  switch (area) {
    case 'session':
      return ok(session);
    case 'todo':
      return ok(
        pageOf(
          todoOf(session).filter((item) => has(q, item.subject, item.caseNumber, item.title.zh)),
          url,
        ),
      );
    case 'cases': {
      if (id === '') return ok(pageOf(listOf(x), url));
      const c = cases.find((one) => one.id === id);
      return c
        ? ok(viewOf(c, session))
        : problem(
            404,
            'not-found',
            '没有这个案件,或者您没有查看权限。',
            'There is no such case, or you may not see it.',
          );
    }
    case 'processes':
      return ok({
        name: 'merchant-admission',
        title: text('商户入网审核', 'Admission of a merchant'),
        start: { form: applicationForm, sign: text('申请入网', 'applies for admission') },
      });
    case 'search':
      return ok({
        hits: [
          ...cases
            .filter((c) => has(q, c.number, c.subject))
            .slice(0, 6)
            .map((c) => ({ kind: 'case', id: c.id, title: c.subject, detail: c.number, url: `/cases/${c.id}` })),
          {
            kind: 'obligation',
            id: 'P05-3.1-01',
            title: 'P05-3.1-01',
            detail: '一个工作日内确认材料是否完整',
            url: '/register?q=P05-3.1-01',
          },
        ],
      });
    case 'register':
      return ok(register(url));
    case 'people':
      return ok(
        accounts
          .filter((one) => one.kind === 'staff')
          .map((one) => ({ personId: one.accountId, name: one.personName })),
      );
    case 'inbox':
      return ok({ items: [], nextCursor: null, unread: 0 });
    case 'outbox':
      return ok({ items: [], nextCursor: null });
    case 'alerts':
    case 'calendar':
      return ok(calendarAnswer(area, id, session));
    case 'health':
      return ok(health());
    case 'files':
      return bytesFor(x, id);
    default:
      return problem(404, 'not-found', '没有这个地址。', 'No such address.');
  }
};

const write = async (x: Exchange, session: SessionView): Promise<Answer> => {
  const [, , area = '', id = '', verb = '', name = ''] = x.url.pathname.split('/').map(decodeURIComponent);
  if (area === 'files') return upload(x);
  if (area === 'calendar') return calendarPress(id, await jsonOf(x.request), session);
  if (area === 'tasks' && verb === 'actions') return act(x, id, name);
  if (area === 'tasks' && verb === 'draft') {
    const c = cases.find((one) => id === `${one.id}-${one.stage}`);
    const savedAt = new Date().toISOString();
    c?.drafts.set(session.personId, {
      ...((await jsonOf(x.request)) as { action: string; values: FormValues }),
      savedAt,
    });
    return ok({ savedAt });
  }
  if (area === 'tasks') return move(x, id, verb);
  if (area === 'cases' && id === '') {
    const body = await jsonOf(x.request);
    const c = startCase(session.entityName, body.form as FormValues, Date.now(), {
      personId: session.personId,
      name: session.name,
    });
    return ok({ caseId: c.id, number: c.number });
  }
  return problem(404, 'not-found', '没有这个地址。', 'No such address.');
};

const route = async (x: Exchange): Promise<Answer | null> => {
  const path = x.url.pathname;
  if (path === '/api/demo/posts')
    return ok(accounts.map((one) => ({ ...one, openTasks: todoOf(sessionOf(one)).length })));
  if (path === '/api/demo/sign-in') {
    const { accountId } = await jsonOf(x.request);
    return { status: 204, headers: { 'set-cookie': `dev=${String(accountId)}; Path=/; SameSite=Strict` } };
  }
  if (path === '/api/sign-out') return { status: 204, headers: { 'set-cookie': 'dev=; Path=/; Max-Age=0' } };
  if (!x.session) return problem(401, 'signed-out', '请先登录。', 'Sign in first.');
  return x.method === 'GET' ? read(x, x.session) : write(x, x.session);
};

export const devServer = (): Plugin => ({
  name: 'plumbline-dev-server',
  configureServer(server) {
    populate(400);
    server.middlewares.use(async (request, response, next) => {
      const url = new URL(request.url ?? '/', 'http://localhost');
      if (!url.pathname.startsWith('/api/')) return next();
      const accountId = /(?:^|; )dev=([^;]+)/.exec(request.headers.cookie ?? '')?.[1];
      const account = accounts.find((one) => one.accountId === accountId);
      const answer = await route({
        url,
        method: request.method ?? 'GET',
        session: account ? sessionOf(account) : null,
        request,
        response,
      });
      if (!answer) return;
      for (const [name, value] of Object.entries(answer.headers ?? {})) response.setHeader(name, value);
      response.statusCode = answer.status;
      response.setHeader('date', new Date().toUTCString());
      if (answer.body === undefined) return response.end();
      response.setHeader('content-type', answer.status < 400 ? 'application/json' : 'application/problem+json');
      response.end(JSON.stringify(answer.body));
    });
  },
});
