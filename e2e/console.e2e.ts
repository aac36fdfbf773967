import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, type TestBrowser } from './support/browser.ts';
import { type DemoHouse, openDemoHouse } from './support/demo-house.ts';
import { choose, said, textField, write } from './support/fill.ts';
import { enterAs, openTodo } from './support/visitor.ts';

let browser: TestBrowser;
let house: DemoHouse;

beforeAll(async () => {
  [browser, house] = await Promise.all([launchBrowser(), openDemoHouse()]);
});
afterAll(async () => {
  await browser?.close();
  await house?.close();
});

const waiting = '青岛海雁医疗器械有限公司';

const todoRows = (page: Page) => page.getByRole('list', { name: '待办清单' }).getByRole('link');

test('a post without the role has nothing to do and is told why a case is closed to it', async () => {
  const [clerk, head] = await Promise.all([enterAs(browser, house, '陆遥'), enterAs(browser, house, '许致远')]);
  await head.getByText('没有待办').waitFor();
  await openTodo(clerk, waiting);
  await head.goto(clerk.url());
  await head.getByText(/您的岗位没有“查看案件”的权限/).waitFor();
  await clerk.context().close();
  await head.context().close();
});

test('a button that a post may not press stays in place and says why', async () => {
  const [clerk, liaison] = await Promise.all([enterAs(browser, house, '陆遥'), enterAs(browser, house, '顾砚秋')]);
  await openTodo(clerk, waiting);
  await liaison.goto(clerk.url());
  const button = liaison.getByRole('button', { name: '材料完整,转初步审核' });
  expect(await button.getAttribute('aria-disabled')).toBe('true');
  const why = await button.getAttribute('aria-describedby');
  expect(await said(liaison.locator(`[id="${why}"]`))).toContain('您的岗位不办理此任务');
  await clerk.context().close();
  await liaison.context().close();
});

const claimAndRelease = async (subject: string): Promise<number[]> => {
  const { items } = await (await fetch('/api/todo?limit=100')).json();
  const { taskId, caseId } = items.find((item: { subject: string }) => item.subject === subject);
  const statuses: number[] = [];
  for (const move of ['claim', 'release']) {
    const { version } = await (await fetch(`/api/cases/${caseId}`)).json();
    const headers = { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() };
    const body = JSON.stringify({ version });
    statuses.push((await fetch(`/api/tasks/${taskId}/${move}`, { method: 'POST', headers, body })).status);
  }
  return statuses;
};

test('of two people on one task the second sees what changed, keeps what was typed and can go on', async () => {
  const [first, second] = await Promise.all([enterAs(browser, house, '陆遥'), enterAs(browser, house, '方宁')]);
  await Promise.all([openTodo(first, waiting), openTodo(second, waiting)]);
  await second.getByRole('button', { name: '退回补正…' }).click();
  await textField(second, '接听人').fill('魏澜溪');
  await second.getByText(/草稿已保存/).waitFor();
  await second.getByRole('button', { name: '添加一行' }).click();
  await write(second, '材料名称', '营业执照副本');
  await write(second, '补正要求', '缺少经营范围页');
  await textField(second, '电话告知时间').fill('2026-01-05 09:30');
  await textField(second, '电话告知时间').press('Enter');
  // At the last moment, so that the other page has not fetched the case anew by itself before its button is pressed.
  expect(await first.evaluate(claimAndRelease, waiting)).toEqual([200, 200]);
  await second.getByRole('button', { name: '退回补正', exact: true }).click();
  const notice = second.getByRole('alert').filter({ hasText: '您填写期间，案件有了变化' });
  expect(await said(notice)).toContain('陆遥');
  expect(await textField(second, '接听人').inputValue()).toBe('魏澜溪');
  expect(await textField(second, '补正要求').inputValue()).toBe('缺少经营范围页');
  await notice.getByRole('button', { name: '知道了' }).click();
  await second.getByRole('button', { name: '退回补正', exact: true }).click();
  await second.getByRole('status').getByText('已办理').waitFor();
  await first.context().close();
  await second.context().close();
});

test('a reload keeps what was typed into a task', async () => {
  const page = await enterAs(browser, house, '简书华');
  await openTodo(page, '北京北辰医疗器械有限公司');
  await choose(page, '有纸质材料', '是');
  await write(page, '专用档案柜号', 'D02-G01-C07');
  await page.getByText(/草稿已保存/).waitFor();
  await page.reload();
  await page.getByText(/已恢复您/).waitFor();
  expect(await textField(page, '专用档案柜号').inputValue()).toBe('D02-G01-C07');
  await page.context().close();
});

test('the list of open tasks is worked through by keyboard alone', async () => {
  const page = await enterAs(browser, house, '贺素文');
  const subject = (row: number) => said(todoRows(page).nth(row).locator('.todo-subject'));
  await todoRows(page).nth(1).waitFor();
  const [one, two] = [await subject(0), await subject(1)];
  const current = () => said(page.locator('[aria-current=true] .todo-subject'));
  await page.locator('main').focus();
  await expect.poll(current).toBe(one);
  await page.keyboard.press('j');
  await expect.poll(current).toBe(two);
  await page.keyboard.press('k');
  await expect.poll(current).toBe(one);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: one }).waitFor();
  await page.keyboard.press('n');
  await page.getByRole('heading', { level: 1, name: two }).waitFor();
  await page.keyboard.press('u');
  await page.waitForURL(/\/todo/);
  await page.context().close();
});

test('Ctrl-K finds a case by pinyin initials and by its number', async () => {
  const page = await enterAs(browser, house, '陆遥');
  await page.keyboard.press('Control+k');
  const field = page.getByRole('combobox', { name: '全局查找' });
  await field.fill('qdhy');
  const hit = page.getByRole('option', { name: new RegExp(waiting) });
  const number = /RW-\d{8}-\d{4}/.exec(await said(hit))?.[0] ?? '';
  await field.fill(number);
  await hit.waitFor();
  await field.press('Enter');
  await page.getByRole('heading', { level: 1, name: waiting }).waitFor();
  await page.context().close();
});
