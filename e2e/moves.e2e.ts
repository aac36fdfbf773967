import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, type TestBrowser } from './support/browser.ts';
import { chineseUi } from './support/chinese-ui.ts';
import { type DemoHouse, openDemoHouse } from './support/demo-house.ts';
import { said } from './support/fill.ts';
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

/** Waits for a preliminary review. */
const reviewed = '杭州澜汀健康器械有限公司';
/** Waits for its completeness check. */
const waiting = '青岛海雁医疗器械有限公司';

const openMenu = (page: Page): Promise<void> => page.getByRole('button', { name: '流转操作' }).click();
const entry = (page: Page, move: string) => page.getByRole('menuitem', { name: new RegExp(`^${move}`) });
const dialogOf = (page: Page) => page.getByRole('dialog');
const choosePerson = async (page: Page, label: string, name: string): Promise<void> => {
  await dialogOf(page).getByLabel(label).click();
  await page.keyboard.type(name);
  await page.getByTitle(name, { exact: true }).click();
};
const history = (page: Page) => page.getByRole('tabpanel').getByRole('list').getByRole('listitem');

test('every move is reachable in English and on a phone', async () => {
  const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
  const page = await enterAs(browser, house, '顾砚秋', phone);
  await page.getByRole('button', { name: 'English' }).tap();
  await page.getByRole('link', { name: new RegExp(reviewed) }).tap();
  await page.getByRole('button', { name: 'Moves' }).tap();
  const moves = ['Claim', 'Release', 'Transfer', 'Add a signer', 'Send back', 'Urge', 'Copy to', 'Withdraw'];
  for (const move of moves) await page.getByRole('menuitem', { name: new RegExp(`^${move}`) }).waitFor();
  expect(await chineseUi(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)).toBe(false);
  await page.getByRole('menuitem', { name: /^Send back/ }).tap();
  await page.getByRole('dialog').getByText('Receipt of material').waitFor();
  expect(await chineseUi(page)).toEqual([]);
  await page.context().close();
});

test('a case is sent back to a stage that the procedure names, with the reason, and its new holder reads why', async () => {
  const liaison = await enterAs(browser, house, '顾砚秋');
  await openTodo(liaison, reviewed);
  await openMenu(liaison);
  await entry(liaison, '退回').click();
  const dialog = dialogOf(liaison);
  await dialog.getByText('材料接收', { exact: true }).waitFor();
  await dialog.getByRole('button', { name: /退 ?回/ }).click();
  await dialog.getByText('请写明原因。').waitFor();
  await dialog.getByLabel('原因').fill('备案凭证模糊,请请经营者重新提供扫描件后再转来');
  await dialog.getByRole('button', { name: /退 ?回/ }).click();
  await dialog.waitFor({ state: 'hidden' });
  await history(liaison).filter({ hasText: '退回至此' }).getByText('备案凭证模糊').waitFor();
  const clerk = await enterAs(browser, house, '陆遥');
  await openTodo(clerk, reviewed);
  const note = clerk.getByRole('note');
  expect(await said(note)).toMatch(/顾砚秋 于 \d{4}-\d{2}-\d{2} \d{2}:\d{2} 退回，原因：/);
  expect(await said(note)).toContain('备案凭证模糊');
  await clerk.getByRole('tab', { name: /^时限/ }).click();
  await clerk.getByRole('tabpanel').getByText('P05').first().waitFor();
  await openMenu(clerk);
  expect(await entry(clerk, '退回').getAttribute('aria-disabled')).toBe('true');
  await liaison.context().close();
  await clerk.context().close();
});

test('a task is claimed, released, handed over, and asks a colleague for an opinion', async () => {
  const [clerk, colleague] = await Promise.all([enterAs(browser, house, '陆遥'), enterAs(browser, house, '方宁')]);
  await openTodo(clerk, waiting);
  await openMenu(clerk);
  await entry(clerk, '认领').click();
  await clerk.getByText('由 陆遥 认领').waitFor();
  await openMenu(clerk);
  await entry(clerk, '释放').click();
  await clerk.getByText('由 陆遥 认领').waitFor({ state: 'hidden' });
  await openMenu(clerk);
  await entry(clerk, '加签').click();
  await choosePerson(clerk, '给谁', '严明礼');
  await dialogOf(clerk).getByLabel('原因').fill('请看营业执照是否有效');
  await dialogOf(clerk)
    .getByRole('button', { name: /加 ?签/ })
    .click();
  await dialogOf(clerk).waitFor({ state: 'hidden' });
  const officer = await enterAs(browser, house, '严明礼');
  await openTodo(officer, waiting);
  await officer.getByLabel('意见').fill('有效。');
  await officer.getByRole('button', { name: '同意', exact: true }).click();
  await officer.getByRole('status').getByText('已办理').waitFor();
  await clerk.reload();
  await clerk.getByRole('button', { name: '材料完整,转初步审核' }).waitFor();
  await openMenu(clerk);
  await entry(clerk, '转办').click();
  await choosePerson(clerk, '给谁', '方宁');
  await dialogOf(clerk).getByLabel('原因').fill('出差,请代办');
  await dialogOf(clerk)
    .getByRole('button', { name: /转 ?办/ })
    .click();
  await dialogOf(clerk).waitFor({ state: 'hidden' });
  await openTodo(colleague, waiting);
  await expect.poll(() => said(history(colleague).first())).toContain('出差,请代办');
  for (const page of [clerk, colleague, officer]) await page.context().close();
});

test('whoever has no task of a case can urge it and copy it to somebody, who then finds it in the inbox', async () => {
  const watcher = await enterAs(browser, house, '柏若溪');
  await watcher.goto(`${house.address}/cases`);
  await watcher
    .getByRole('link', { name: new RegExp(waiting) })
    .first()
    .click();
  await watcher.getByRole('heading', { level: 1, name: waiting }).waitFor();
  await openMenu(watcher);
  await entry(watcher, '催办').click();
  await dialogOf(watcher).getByLabel('原因').fill('今日到期');
  await dialogOf(watcher)
    .getByRole('button', { name: /催 ?办/ })
    .click();
  await dialogOf(watcher).waitFor({ state: 'hidden' });
  const holder = await enterAs(browser, house, '方宁');
  await openTodo(holder, waiting);
  await holder
    .getByText(/^催办|催办于|已催办/)
    .first()
    .waitFor();
  await openMenu(holder);
  await entry(holder, '抄送').click();
  await choosePerson(holder, '给谁', '许致远');
  await dialogOf(holder).getByLabel('原因').fill('供参考');
  await dialogOf(holder)
    .getByRole('button', { name: /抄 ?送/ })
    .click();
  await dialogOf(holder).waitFor({ state: 'hidden' });
  const copied = await enterAs(browser, house, '许致远');
  await copied.goto(`${house.address}/inbox`);
  await copied.getByText(new RegExp(waiting)).first().waitFor();
  for (const page of [watcher, holder, copied]) await page.context().close();
});

test('an act is taken back from the very screen that says it is done', async () => {
  const archivist = await enterAs(browser, house, '顾砚秋');
  const clerk = await enterAs(browser, house, '陆遥');
  await openTodo(clerk, reviewed);
  await clerk.getByRole('button', { name: '材料完整,转初步审核' }).click();
  await clerk.getByLabel(/^接收日期/).fill('2026-01-05');
  await clerk.getByLabel(/^接收日期/).press('Enter');
  await clerk.getByLabel(/^材料数量/).fill('4');
  await clerk
    .getByRole('group', { name: /^材料清单逐项核对/ })
    .getByRole('radio')
    .first()
    .focus();
  for (let point = 0; point < 5; point += 1) await clerk.keyboard.press('1');
  await clerk
    .getByRole('group', { name: /^是否完整/ })
    .getByRole('radio', { name: '完整', exact: true })
    .check();
  await clerk.getByRole('button', { name: '材料完整,转初步审核' }).click();
  await clerk.getByRole('status').getByText('已办理').waitFor();
  await openMenu(clerk);
  await entry(clerk, '撤回').click();
  await dialogOf(clerk).getByLabel('原因').fill('日期填错');
  await dialogOf(clerk)
    .getByRole('button', { name: /撤 ?回/ })
    .click();
  await dialogOf(clerk).waitFor({ state: 'hidden' });
  await clerk.getByRole('button', { name: '材料完整,转初步审核' }).waitFor();
  await archivist.goto(clerk.url());
  await expect.poll(() => said(history(archivist).first())).toContain('撤回上一操作');
  for (const page of [archivist, clerk]) await page.context().close();
});
