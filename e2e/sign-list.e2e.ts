import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { awaitingSummary, hireTeam, type Team } from '../server/testing/colleagues.ts';
import { openRealHouse, PASSWORD, type RealHouse } from '../server/testing/real-house.ts';
import { launchBrowser, type TestBrowser } from './support/browser.ts';
import { newPage, signInByPassword } from './support/real-people.ts';

let browser: TestBrowser;
let real: RealHouse;
let team: Team;
let page: Page;

beforeAll(async () => {
  [browser, real] = await Promise.all([launchBrowser(), openRealHouse()]);
  team = await hireTeam(real);
});
afterAll(async () => {
  await browser?.close();
  await real?.close();
});

/** In a browser of its own: every code of an authenticator takes half a minute, and an hour without a look ends a session. */
const enter = async (): Promise<void> => {
  page = await newPage(browser);
  await page.goto(real.house.origin);
  await signInByPassword(page, 'quality', team.quality.proof().totp ?? '');
};

const openList = async (waiting: number): Promise<void> => {
  await page.goto(`${real.house.origin}/todo`);
  await page.getByRole('button', { name: '批量签署' }).click();
  await expect.poll(() => page.locator('.sign-item').count()).toBe(waiting);
};
const item = (subject: string) => page.locator('.sign-item').filter({ hasText: subject });
const proveAndSign = async (): Promise<void> => {
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('密码', { exact: true }).fill(PASSWORD);
  await dialog.getByLabel('动态验证码').fill(team.quality.proof().totp ?? '');
  await dialog.getByRole('button', { name: '签署' }).click();
};

test('a list is read, signed once and done item by item; what changed meanwhile is left and says why', async () => {
  const subjects = ['甲一公司', '甲二公司', '甲三公司'];
  const cases = new Map<string, string>();
  for (const subject of subjects) cases.set(subject, await awaitingSummary(team, subject));
  await enter();
  await openList(3);
  for (const subject of subjects) expect(await item(subject).textContent()).toContain('未发现合规风险。');
  await page.getByLabel('全选').check();
  const { body } = await team.quality.visitor.get(`/api/cases/${cases.get('甲二公司')}`);
  const [task] = body.tasks;
  await team.quality.visitor.post(`/api/tasks/${task.id}/claim`, { version: body.version });
  await page.getByRole('button', { name: '核对无误，签署 3 项' }).click();
  await page.getByRole('dialog').getByText('专业审核通过,提交结果反馈').waitFor();
  expect(await page.getByRole('dialog').getByRole('listitem').count()).toBe(3);
  await proveAndSign();
  await page.getByRole('status').getByText('已签署 2 项，1 项未办理').waitFor();
  const left = page.getByRole('listitem').filter({ hasText: '甲二公司' });
  expect(await left.textContent()).toContain('此事项刚由他人办理');
  await page.getByRole('button', { name: '查看其余任务' }).click();
  await expect.poll(() => page.locator('.sign-item').count()).toBe(1);
  for (const [subject, stage] of [
    ['甲一公司', 'result'],
    ['甲二公司', 'summary'],
  ]) {
    const answer = await team.quality.visitor.get(`/api/cases/${cases.get(subject ?? '')}`);
    expect(answer.body.tasks[0].stage).toBe(stage);
  }
});

test('a connection that breaks after signing costs no second proof and nothing is done twice', {
  timeout: 180_000,
}, async () => {
  await awaitingSummary(team, '乙一公司');
  await openList(2);
  await page.getByLabel('全选').check();
  await page.getByRole('button', { name: '核对无误，签署 2 项' }).click();
  // The server gets every sending and does what it asks; the answers never arrive.
  await page.route('**/api/signed-lists', async (route) => {
    await route.fetch();
    await route.abort('connectionreset');
  });
  await proveAndSign();
  await page.getByRole('alert').getByText('连接中断，签署尚未全部完成').waitFor();
  await page.unroute('**/api/signed-lists');
  await page.getByRole('button', { name: '继续' }).click();
  await page.getByRole('status').getByText('2 项均已签署办理').waitFor();
  const [row] = await real.house.db.app.query<{ n: number; most: number }>(
    `select count(*)::int as n, max(n)::int as most from (select count(*) as n from signature_subjects s
       join signatures g on g.id = s.signature_id where g.meaning_zh = '专业审核通过,提交结果反馈' group by task_id) t`,
  );
  expect(row).toEqual({ n: 4, most: 1 });
});

test('fifty are signed at once, the fifty-first is told to wait', { timeout: 240_000 }, async () => {
  for (let i = 1; i <= 51; i += 1) await awaitingSummary(team, `丙${i}号公司`);
  await page.context().close();
  await enter();
  await openList(51);
  await page.getByLabel('全选').check();
  await page.locator('.sign-item:not(.sign-item-chosen)').getByRole('checkbox').check();
  await page.getByText('已选 51 项。一次最多签署 50 项，请取消一些，分批签署。').waitFor();
  expect(await page.getByRole('button', { name: '核对无误' }).isDisabled()).toBe(true);
  await page.locator('.sign-item').first().getByRole('checkbox').uncheck();
  await page.getByRole('button', { name: '核对无误，签署 50 项' }).click();
  await proveAndSign();
  await page.getByRole('status').getByText('50 项均已签署办理').waitFor();
  await page.getByRole('button', { name: '查看其余任务' }).click();
  await expect.poll(() => page.locator('.sign-item').count()).toBe(1);
});
