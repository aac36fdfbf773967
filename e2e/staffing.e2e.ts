import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeNow } from './support/authenticator.ts';
import { launchBrowser, type TestBrowser } from './support/browser.ts';
import { type NewHouse, openNewHouse } from './support/demo-house.ts';
import { said } from './support/fill.ts';

const PASSWORD = 'correct horse battery staple';
let browser: TestBrowser;
let house: NewHouse;

beforeAll(async () => {
  [browser, house] = await Promise.all([launchBrowser(), openNewHouse()]);
});
afterAll(async () => {
  await browser?.close();
  await house?.close();
});

/** Spends a one-time link in a browser of its own: password, authenticator, and in. */
const activate = async (link: string): Promise<Page> => {
  const context = await browser.visit();
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  await page.goto(link);
  await page.getByLabel('新密码').fill(PASSWORD);
  await page.getByLabel('再输一次').fill(PASSWORD);
  await page.getByRole('button', { name: '启用' }).click();
  const secret = await said(page.locator('.activate-secret'));
  await page.getByLabel('验证器显示的 6 位数字').fill(codeNow(secret));
  await page.getByRole('button', { name: '验证并登录' }).click();
  await page.waitForURL(/\/todo/);
  return page;
};

const dialog = (page: Page): Locator => page.getByRole('dialog');

const confirm = async (page: Page, button: string, reason: string): Promise<void> => {
  await dialog(page).getByLabel('原因').fill(reason);
  await dialog(page).getByRole('button', { name: button, exact: true }).click();
  await dialog(page).waitFor({ state: 'hidden' });
};

const choosePost = async (page: Page, post: string): Promise<void> => {
  await dialog(page).getByLabel('岗位', { exact: true }).fill(post);
  await page.locator('.ant-select-item-option').filter({ hasText: post }).first().click();
};

const goTo = (page: Page, path: string): Promise<unknown> => page.goto(new URL(path, house.address).href);

/** Employs somebody with a post and gives the link for him. */
const invite = async (admin: Page, name: string, loginName: string, post: string): Promise<string> => {
  await goTo(admin, '/organisation/people');
  await admin.getByRole('button', { name: '入职' }).click();
  await dialog(admin).getByLabel('姓名').fill(name);
  await dialog(admin).getByLabel('登录名').fill(loginName);
  await choosePost(admin, post);
  await confirm(admin, '办理入职', '入职');
  await admin.getByRole('heading', { level: 1, name }).waitFor();
  await admin.getByRole('button', { name: '生成启用链接' }).click();
  await confirm(admin, '生成链接', '入职');
  return new URL(await said(admin.locator('.org-link-url'))).pathname;
};

const setUpCompany = async (admin: Page): Promise<void> => {
  await admin.getByRole('link', { name: '组织' }).click();
  await admin.getByRole('link', { name: '按手册建立组织' }).click();
  await admin.getByLabel('企业名称').fill('云杉医械商城有限公司');
  await admin.getByLabel('英文名称', { exact: true }).fill('Spruce Device Mall Co., Ltd.');
  await admin.getByLabel('统一社会信用代码').fill('91330106MA2PLM0AXH');
  await admin.getByRole('button', { name: '保存企业信息' }).click();
  await admin.getByText('云杉医械商城有限公司').waitFor();
  await admin.getByRole('checkbox', { name: '监督岗' }).uncheck();
  await admin.getByRole('button', { name: /^建立 \d+ 个岗位$/ }).click();
  await admin.getByRole('region', { name: '质量管理部' }).waitFor();
  expect(await admin.getByRole('link', { name: '监督岗' }).count()).toBe(0);
};

const approve = async (head: Page): Promise<void> => {
  await head.reload();
  await head.getByRole('button', { name: /项提醒/ }).click();
  await head.getByText('有 1 项权限申请待您审批').waitFor();
  await head.getByRole('link', { name: '去处理' }).first().click();
  await head.getByText('何清 任资质审核岗').waitFor();
  await head.getByRole('button', { name: '批准', exact: true }).click();
  await confirm(head, '批准', '与岗位相符');
};

const delegateTo = async (head: Page, name: string): Promise<void> => {
  await head.getByRole('button', { name: /账号与岗位/ }).click();
  await head.getByRole('button', { name: '委托代理' }).click();
  await head.getByLabel('代理人').fill(name);
  await head.locator('.ant-select-item-option').filter({ hasText: name }).click();
  await head.getByRole('button', { name: '委托', exact: true }).click();
  await head.getByText(`${name} 代理您的质量管理部负责人`).waitFor();
};

test('an empty instance becomes a company at work: first link, organisation, invitations, approval, deputy, leaver', async () => {
  const admin = await activate(house.firstLink);
  await setUpCompany(admin);

  const head = await activate(new URL(await invite(admin, '苏衡', 'su.heng', '质量管理部负责人'), house.address).href);
  // From now on somebody can approve, and posts are asked for.
  const link = await invite(admin, '何清', 'he.qing', '资质审核岗');
  await admin.getByText('已申请资质审核岗').waitFor();
  const reviewer = await activate(new URL(link, house.address).href);
  await reviewer.getByRole('button', { name: /账号与岗位/ }).click();
  await reviewer.getByText('未任岗位').waitFor();

  await approve(head);
  await goTo(admin, '/organisation/requests');
  await admin.getByRole('button', { name: '配置', exact: true }).click();
  await confirm(admin, '配置', '按批准配置');
  await goTo(reviewer, '/organisation');
  await reviewer.getByRole('link', { name: '资质审核岗' }).click();
  await reviewer.getByText('何清').first().waitFor();

  await delegateTo(head, '何清');
  await reviewer.getByRole('button', { name: /账号与岗位/ }).click();
  await reviewer.reload();
  await reviewer.getByRole('button', { name: /账号与岗位/ }).click();
  await reviewer.locator('.account-card').getByText('质量管理部负责人').waitFor();

  await goTo(admin, '/organisation/people');
  await admin.getByRole('link', { name: '何清' }).click();
  await admin.getByRole('button', { name: '更多' }).click();
  await admin.getByRole('menuitem', { name: '离职' }).click();
  await dialog(admin)
    .getByText(/资质审核岗/)
    .waitFor();
  await confirm(admin, '办理离职', '个人原因');
  await reviewer.reload();
  await reviewer.waitForURL(/\/sign-in/);
});
