import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { Defect, type Result } from '../../core/base/result.ts';
import { addDays, dateOf, type Instant, startOfDay } from '../../core/base/time.ts';
import type { FormValues } from '../../core/forms/form.ts';
import type { Actor as Principal } from '../../core/people/actor.ts';
import type { Parts } from '../assemble.ts';
import { perform } from '../case/act.ts';
import type { Kernel } from '../case/kernel.ts';
import { open } from '../case/open.ts';
import { readCase } from '../case/read/one-case.ts';
import { taskId } from '../case/task-id.ts';
import { accountFacts, actorOf } from '../platform/people/who.ts';
import { applicants, type DemoStory, stories } from './applicants.ts';
import { applicationOf, type DemoApplicant, permitOf, scopeOf } from './applications.ts';
import { sampleDocument } from './documents.ts';
import { loadDemoOrganisation, openDemoMerchants } from './organisation.ts';

const given = <T>(answer: Result<T>): T => {
  if (!answer.ok)
    throw new Defect(
      `the demonstration was refused: ${answer.refusal.code} ${answer.refusal.message.en} ${answer.refusal.params?.fields ?? ''}`,
    );
  return answer.value;
};

/** Loads the demo group and its cases through the same acts as people take, at the instants at which they would have taken them. */
export const loadDemo = async (parts: Parts): Promise<void> => {
  const now = parts.clock();
  const founded = startOfDay(addDays(dateOf(now), -400));
  if (!(await loadDemoOrganisation(parts.db, now, founded))) return;
  await parts.db.transaction((tx) => openDemoMerchants(tx, now, founded, applicants));
  for (const story of stories) await tellStory(parts, story, now);
};

const principalOf = async (parts: Parts, loginName: string): Promise<Principal> => {
  const [row] = await parts.db.query<{ id: string }>('select id from accounts where login_name = $1', [loginName]);
  const account = row ? await accountFacts(parts.db, row.id, parts.clock()) : null;
  if (!account) throw new Defect(`the demonstration has no account ${loginName}`);
  return actorOf(parts.db, account, parts.clock());
};

const upload = async (
  parts: Parts,
  principal: Principal,
  title: string,
  a: DemoApplicant,
  lines: readonly string[],
  at: Instant,
): Promise<string> => {
  const bytes = sampleDocument(title, a.name, lines, at);
  const name = `${a.name}-${title}-${dateOf(at).replaceAll('-', '')}.pdf`;
  return given(
    await parts.files.put(Readable.from([bytes]), { entityId: 'mall', name, accept: 'pdf', by: principal.accountId }),
  ).id;
};

const uploads = async (
  parts: Parts,
  principal: Principal,
  a: DemoApplicant,
  at: Instant,
): Promise<Record<string, string>> => {
  const one = (title: string, ...lines: string[]) => upload(parts, principal, title, a, lines, at);
  const permit = a.deviceClass === 'II' ? '第二类医疗器械经营备案凭证' : '医疗器械经营许可证';
  return {
    businessLicence: await one(
      '营业执照',
      `名称:${a.name}`,
      `统一社会信用代码:${a.uscc}`,
      '成立日期:2019年04月18日',
      `经营范围:${scopeOf(a)}`,
      '住所:上海市浦东新区示例路 100 号',
    ),
    permit: await one(permit, `企业名称:${a.name}`, `编号:${permitOf(a)}`, `经营范围:${a.category}`),
    registrations: await one(
      '医疗器械注册证',
      `产品名称:${a.product}`,
      `注册证编号:${a.registration}`,
      '有效期至:2029年06月30日',
    ),
    idCard: await one('身份证明', '(演示样本,不含真实身份信息)'),
  };
};

/** A kernel whose clock stands at an instant of the past, so that dues and history are what they would have been. */
const atInstant = (kernel: Kernel, now: Instant): Kernel => ({ ...kernel, clock: () => now });

const demoSigner =
  (name: string, at: Instant) =>
  async ({ meaning }: { meaning: { zh: string; en: string } }) => ({
    ok: true as const,
    value: {
      record: { meaningZh: meaning.zh, meaningEn: meaning.en, method: 'demo', name, at, contentHash: '' },
      write: async () => {},
    },
  });

/** The head of department has looked through the records of the days before; those of today still wait. */
const reviewRecords = async (parts: Parts, caseId: string, now: Instant): Promise<void> => {
  const waiting = await parts.db.query<{ id: string; version: number; opened_at: Instant }>(
    `select t.id, c.version, c.opened_at from cases c join case_tasks t on t.case_id = c.id and t.state = 'open'
     where c.parent_id = $1 and c.process like 'record-%'`,
    [caseId],
  );
  const head = await principalOf(parts, 'lin.zhengyi');
  for (const { id, version, opened_at } of waiting) {
    const at = (opened_at + 3 * 3_600_000) as Instant;
    if (at > now) continue;
    given(
      await perform(atInstant(parts.kernel, at), head, {
        taskId: id,
        action: 'pass',
        form: {},
        version,
        sign: demoSigner('lin.zhengyi', at),
        idempotency: { accountId: head.accountId, key: randomUUID(), requestHash: 'demo' },
      }),
    );
  }
};

const tellStory = async (parts: Parts, story: DemoStory, now: Instant): Promise<void> => {
  const applicant = applicants.find((a) => a.partyId === story.partyId) as DemoApplicant;
  const principal = await principalOf(parts, applicant.loginName);
  const openedAt = Math.min(
    now - 60_000,
    startOfDay(addDays(dateOf(now), -story.daysAgo)) + story.hour * 3_600_000,
  ) as Instant;
  const files = await uploads(parts, principal, applicant, openedAt);
  const idempotency = (who: Principal) => ({ accountId: who.accountId, key: randomUUID(), requestHash: 'demo' });
  const opened = given(
    await open(atInstant(parts.kernel, openedAt), principal, {
      process: 'merchant-admission',
      entityId: 'mall',
      partyId: applicant.partyId,
      form: applicationOf(applicant, files),
      signed: null,
      idempotency: idempotency(principal),
    }),
  );
  for (const step of story.steps) {
    const who = await principalOf(parts, step.by);
    const at = Math.min(now - 30_000, openedAt + step.afterHours * 3_600_000) as Instant;
    const found = await readCase(parts.kernel, opened.caseId);
    const [stage = '', action = ''] = step.act.split('.');
    const task = Object.values(found?.state.tasks ?? {}).find(
      (t) => t.state === 'open' && t.stage === stage && found?.process.stages[stage]?.tasks[t.task]?.actions[action],
    );
    if (!found || !task) throw new Defect(`the demonstration finds no task for ${step.act}`);
    const form: FormValues = step.form(applicant, dateOf(at));
    given(
      await perform(atInstant(parts.kernel, at), who, {
        taskId: taskId(opened.caseId, task.key),
        action,
        form,
        version: found.state.version,
        sign: demoSigner(step.by, at),
        idempotency: idempotency(who),
      }),
    );
  }
  await reviewRecords(parts, opened.caseId, now);
};
