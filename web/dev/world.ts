import { type Text, text } from '../../core/base/text.ts';
import { formatInstant, HOUR_MS, type Instant } from '../../core/base/time.ts';
import type { CaseView, FileView, HistoryEntryView, LimitView, TaskView } from '../../core/contract/case-view.ts';
import type { SessionView } from '../../core/contract/session-view.ts';
import type { TodoItem } from '../../core/contract/todo-view.ts';
import type { Form, FormValues } from '../../core/forms/form.ts';
import { applicationForm } from './forms.ts';
import { type DevAction, diagramOf, ends, stages } from './procedure.ts';

export interface DevCase {
  readonly id: string;
  readonly number: string;
  readonly subject: string;
  readonly openedAt: number;
  version: number;
  stage: string;
  stageSince: number;
  hours: number;
  endedAt: number | null;
  claimedBy: { personId: string; name: string } | null;
  urgedAt: number | null;
  readonly passed: Set<string>;
  readonly history: HistoryEntryView[];
  readonly settled: LimitView[];
  readonly drafts: Map<string, { action: string; values: FormValues; savedAt: string }>;
  readonly files: FileView[];
}

const iso = (ms: number): string => formatInstant((Math.floor(ms / 1000) * 1000) as Instant);
const names = [
  '青禾医疗器械(苏州)有限公司',
  '杭州云岫医疗科技有限公司',
  '成都锦素康护用品有限公司',
  '广州南栀医疗器械有限公司',
  '武汉望舒生物技术有限公司',
  '青岛澜汐医疗用品有限公司',
  '沈阳北辰骨科器械有限公司',
  '厦门鹭屿口腔器材有限公司',
  '长沙岳麓康复设备有限公司',
  '西安渭风体外诊断试剂有限公司',
  '宁波甬江医用敷料有限公司',
  '昆明滇云医疗器械经营部',
  '合肥庐阳影像设备有限公司',
  '佛山禅月助听器有限公司',
];
const order = Object.keys(stages).filter((stage) => stage !== 'supplement');

export const cases: DevCase[] = [];
let serial = 0;

const fileOf = (caseId: string, kind: string, document: Text, pages: number, company: string): FileView => ({
  id: `${kind}-${caseId}`,
  name: `${company} - ${document.zh} - 20261105.pdf`,
  mediaType: 'application/pdf',
  bytes: 180_000 + pages * 42_000,
  pages,
  document,
  uploadedAt: iso(Date.now() - 90 * HOUR_MS),
});

const filesOf = (caseId: string, company: string): FileView[] => [
  fileOf(caseId, 'business', text('营业执照', 'Business licence'), 2, company),
  fileOf(caseId, 'licence', text('医疗器械经营许可证', 'Distribution licence'), 2, company),
  fileOf(caseId, 'registration', text('医疗器械注册证', 'Device registration'), 3, company),
  fileOf(caseId, 'identity', text('法定代表人身份证明', 'Identity of the representative'), 1, company),
];

const push = (c: DevCase, entry: Partial<HistoryEntryView> & { title: Text }): void => {
  c.history.push({
    seq: c.history.length + 1,
    at: iso(Date.now()),
    kind: 'acted',
    actor: null,
    post: null,
    onBehalfOf: null,
    form: null,
    values: null,
    signature: null,
    obligations: [],
    reason: null,
    ...entry,
  });
};

export const startCase = (
  subject: string,
  values: FormValues,
  openedAt: number,
  actor: HistoryEntryView['actor'],
): DevCase => {
  serial += 1;
  const id = `c${serial}`;
  const c: DevCase = {
    id,
    number: `RW-2026-${String(1200 + serial).padStart(4, '0')}`,
    subject,
    openedAt,
    version: 1,
    stage: 'completeness',
    stageSince: openedAt,
    hours: stages.completeness?.hours ?? 24,
    endedAt: null,
    claimedBy: null,
    urgedAt: null,
    passed: new Set(),
    history: [],
    settled: [],
    drafts: new Map(),
    files: filesOf(id, subject),
  };
  push(c, {
    title: text('提交入网申请', 'Application submitted'),
    at: iso(openedAt),
    actor,
    post: text('商户经办人', 'Applicant'),
    form: applicationForm,
    values,
    obligations: ['P05-2.4-01'],
  });
  cases.push(c);
  return c;
};

const limitOf = (c: DevCase): LimitView | null => {
  const stage = stages[c.stage];
  if (!stage || c.endedAt !== null) return null;
  const due = c.stageSince + c.hours * HOUR_MS;
  const breached = Date.now() > due;
  return {
    name: c.stage,
    title: stage.title,
    state: breached ? 'breached' : 'running',
    startedAt: iso(c.stageSince),
    dueAt: iso(due),
    provisional: c.hours > 110,
    settledAt: null,
    breachedAt: breached ? iso(due) : null,
    used: (Date.now() - c.stageSince) / (c.hours * HOUR_MS),
    within: stage.within,
    clause: stage.clause,
    obligation: 'P05-3.2-01',
    party: stage.role === 'merchant' ? 'counterparty' : 'own',
    taskId: `${c.id}-${c.stage}`,
    figures:
      c.stage === 'notice'
        ? [
            { within: '1wd', clause: 'P05 §3.4', dueAt: iso(due), binding: true },
            { within: '3wd', clause: '网络销售监督管理办法', dueAt: iso(due + 48 * HOUR_MS), binding: false },
          ]
        : [],
  };
};

const roleOf = (session: SessionView): string => session.posts[0]?.id.replace('post-', '') ?? '';
const no = (zh: string, en: string) => ({ allowed: false as const, code: 'not-yours', why: text(zh, en) });

const taskOf = (c: DevCase, session: SessionView): TaskView | null => {
  const stage = stages[c.stage];
  if (!stage || c.endedAt !== null) return null;
  const mine = roleOf(session) === stage.role && (session.kind === 'staff' || c.subject === session.entityName);
  const takenByOther = c.claimedBy !== null && c.claimedBy.personId !== session.personId;
  const may = !mine
    ? no(`只有${stage.roleTitle.zh}可以办理这一步`, `Only the ${stage.roleTitle.en} may take this step`)
    : takenByOther
      ? no(`${c.claimedBy?.name} 已认领`, `Claimed by ${c.claimedBy?.name}`)
      : { allowed: true as const };
  const yes = { allowed: true as const };
  return {
    id: `${c.id}-${c.stage}`,
    key: c.stage,
    stage: c.stage,
    title: stage.title,
    item: null,
    role: stage.roleTitle,
    roleId: stage.role,
    climbed: c.id.endsWith('7') ? 'headOfDepartment' : null,
    state: 'open',
    claimedBy: c.claimedBy,
    openedAt: iso(c.stageSince),
    urgedAt: c.urgedAt === null ? null : iso(c.urgedAt),
    prefill: c.stage === 'completeness' ? { documents: c.files.length } : {},
    draft: c.drafts.get(session.personId) ?? null,
    actions: stage.actions.map((action) => ({
      name: action.name,
      title: action.title,
      tone: action.tone,
      form: action.form,
      sign: action.sign,
      allowed:
        action.name === 'refuse' && c.stage === 'quality' && may.allowed
          ? no(
              '实地核查报告尚未提交,不能作出不通过结论(P05 §3.3.1)',
              'The site visit report is outstanding; refusing has to wait for it',
            )
          : may,
      obligations: ['P05-3.2-01'],
    })),
    moves: {
      claim: mine && c.claimedBy === null ? yes : no('已有人认领', 'Already claimed'),
      release: c.claimedBy?.personId === session.personId ? yes : no('不是您认领的', 'Not claimed by you'),
      transfer: may,
      addSigner: may,
      urge: mine ? no('自己的任务不必催办', 'It is your own task') : yes,
      copy: yes,
      withdraw: no('没有可以撤回的办理', 'There is nothing of yours to withdraw'),
    },
  };
};

export const viewOf = (c: DevCase, session: SessionView): CaseView => {
  const limit = limitOf(c);
  const task = taskOf(c, session);
  const place = stages[c.stage]?.title ?? ends[c.stage] ?? text(c.stage, c.stage);
  const papers: CaseView['papers'] =
    c.stage === 'supplement' || c.endedAt !== null
      ? [
          {
            id: `paper-${c.id}`,
            kind: 'notice',
            number: `TZ-2026-${c.number.slice(-4)}`,
            title:
              c.endedAt === null
                ? text('材料补正通知书', 'Notice to supplement')
                : text('入网审核结果通知书', 'Notice of the result'),
            issuedAt: iso(c.stageSince),
            state: 'issued',
            pdfUrl: `/api/files/notice-${c.id}`,
          },
        ]
      : [];
  return {
    id: c.id,
    number: c.number,
    process: {
      name: 'merchant-admission',
      version: 1,
      title: text('商户入网审核', 'Admission of a merchant'),
      clause: 'P05 §3',
    },
    subject: c.subject,
    entity: { id: 'e1', name: '澄一医疗网络科技有限公司' },
    state: c.endedAt === null ? 'open' : 'ended',
    position: [place],
    version: c.version,
    openedAt: iso(c.openedAt),
    endedAt: c.endedAt === null ? null : iso(c.endedAt),
    bindingLimit: limit,
    limits: [...(limit ? [limit] : []), ...c.settled],
    tasks: task ? [task] : [],
    history: c.history,
    files: c.files,
    papers,
    linked: [],
    diagram: diagramOf(c.stage, c.passed),
  };
};

export const todoOf = (session: SessionView): TodoItem[] =>
  cases
    .flatMap((c): TodoItem[] => {
      const task = taskOf(c, session);
      const stage = stages[c.stage];
      const limit = limitOf(c);
      if (!task || !stage || !limit || stage.role !== roleOf(session)) return [];
      if (session.kind === 'merchant' && c.subject !== session.entityName) return [];
      return [
        {
          taskId: task.id,
          caseId: c.id,
          caseNumber: c.number,
          subject: c.subject,
          process: { name: 'merchant-admission', title: text('商户入网审核', 'Admission of a merchant') },
          title: stage.title,
          item: null,
          openedAt: iso(c.stageSince),
          dueAt: limit.dueAt,
          provisional: limit.provisional,
          breached: limit.state === 'breached',
          used: limit.used,
          clause: stage.clause,
          claimedBy: c.claimedBy,
          urged: c.urgedAt !== null,
          climbed: c.id.endsWith('7'),
        },
      ];
    })
    .sort((a, b) => (a.dueAt ?? '').localeCompare(b.dueAt ?? ''));

export const step = (
  c: DevCase,
  action: DevAction,
  session: SessionView,
  form: Form | null,
  values: FormValues,
): void => {
  const limit = limitOf(c);
  if (limit) c.settled.unshift({ ...limit, state: limit.breachedAt ? 'breached' : 'met', settledAt: iso(Date.now()) });
  const actor = { personId: session.personId, name: session.name };
  push(c, {
    title: action.title,
    actor,
    post: session.posts[0]?.title ?? null,
    form,
    values: form ? values : null,
    signature: action.sign ? { meaning: action.sign, at: iso(Date.now()), method: 'demo' } : null,
    obligations: ['P05-3.2-01'],
  });
  c.passed.add(c.stage);
  c.stage = action.to;
  c.stageSince = Date.now();
  c.hours = stages[action.to]?.hours ?? 0;
  c.claimedBy = null;
  c.urgedAt = null;
  c.version += 1;
  c.drafts.clear();
  if (action.to in ends) c.endedAt = Date.now();
};

export const note = push;

const pick = <T>(list: readonly T[], n: number): T => list[n % list.length] as T;

/** Cases in every stage, with every shade of time left; many of them, so that scrolling is real. */
export const populate = (count: number): void => {
  for (let n = 0; n < count; n += 1) {
    const stage = n === 0 ? 'supplement' : pick(order, n * 7 + (n >> 3));
    const hours = stages[stage]?.hours ?? 24;
    const share = [0.12, 0.35, 0.55, 0.7, 0.86, 0.3, 0.05, 0.2, 0.44, 0.62, n % 3 ? 0.91 : 1.3][n % 11] as number;
    const since = Date.now() - share * hours * HOUR_MS - n * 61_000;
    const company = n < names.length ? pick(names, n) : `${pick(names, n).replace(/有限公司|经营部/, '')}第${n}分公司`;
    const values = {
      company,
      uscc: '91320594MA1W7Q3K5X',
      kindOfMerchant: 'distributor',
      classes: ['II', 'III'],
      foundedOn: '2019-04-18',
      licenceNumber: '苏苏药监械经营许20230147号',
      annualSales: '8640000.00',
      storageArea: 240.5,
      legalPerson: '周*',
      phone: '138****5678',
      entrusted: false,
      devices: [{ name: '一次性使用医用口罩', registration: '苏械注准20222140388', expiresOn: '2027-05-11' }],
    };
    const c = startCase(company, values, since - 80 * HOUR_MS, { personId: 'm1', name: '周启明' });
    for (const before of order.slice(0, order.indexOf(stage))) {
      c.passed.add(before);
      const action = stages[before]?.actions[0];
      const by = {
        intake: '沈知行',
        preliminary: '顾晚晴',
        quality: '陆怀瑾',
        compliance: '程以沫',
        qualityHead: '江疏影',
      }[stages[before]?.role ?? ''];
      if (action)
        push(c, {
          title: action.title,
          at: iso(since - (order.indexOf(stage) - order.indexOf(before)) * 11 * HOUR_MS),
          actor: by ? { personId: before, name: by } : null,
          post: stages[before]?.roleTitle ?? null,
          signature: action.sign ? { meaning: action.sign, at: iso(since), method: 'passkey' } : null,
          obligations: ['P05-3.1-02'],
        });
    }
    c.stage = stage;
    c.stageSince = since;
    c.hours = hours;
    c.version = c.history.length;
    if (n % 9 === 4) c.urgedAt = Date.now() - HOUR_MS;
    if (n % 11 === 5) c.claimedBy = { personId: 'a3', name: '陆怀瑾' };
  }
};
