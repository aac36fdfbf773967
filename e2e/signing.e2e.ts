import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { acceptMaterial, applyAs, type Colleague, colleague } from '../server/testing/colleagues.ts';
import { openRealHouse, PASSWORD, type RealHouse } from '../server/testing/real-house.ts';
import { launchBrowser, type TestBrowser } from './support/browser.ts';
import { group, write } from './support/fill.ts';
import { newPage, signInByPassword, takeOver, virtualDevice } from './support/real-people.ts';
import { openTodo } from './support/visitor.ts';

let browser: TestBrowser;
let real: RealHouse;
let merchant: Colleague;
let clerk: Colleague;

beforeAll(async () => {
  [browser, real] = await Promise.all([launchBrowser(), openRealHouse()]);
  merchant = await colleague(real, 'merchant', await real.enrol('merchant', '张晓棠', 'm1'));
  clerk = await colleague(real, 'clerk', await real.hire('clerk', '陆遥', 'admissionClerk'));
});
afterAll(async () => {
  await browser?.close();
  await real?.close();
});

const awaitingReview = async (name: string): Promise<string> => {
  const caseId = await applyAs(merchant, name);
  await acceptMaterial(clerk, caseId);
  return caseId;
};

const review = async (page: Page, subject: string): Promise<void> => {
  await openTodo(page, subject);
  await group(page, '初步审核 checklist').getByRole('radio').first().focus();
  for (let point = 0; point < 10; point += 1) await page.keyboard.press('1');
  await write(page, '审核意见', '材料齐全,各证照名称一致,同意提交专业审核。');
  await page.getByRole('button', { name: '初步审核通过', exact: true }).click();
};

const signedBy = async (caseId: string): Promise<{ method: string; name: string } | undefined> => {
  const { body } = await clerk.visitor.get(`/api/cases/${caseId}`);
  const entry = body.history.find((one: { signature: object | null }) => one.signature !== null);
  return entry && { method: entry.signature.method, name: entry.actor.name };
};

test('P03-4.1-03 a passkey is registered, signs its owner in and signs an act; turning away signs nothing', async () => {
  const [passed, other] = [await awaitingReview('上海甲子器械有限公司'), await awaitingReview('上海乙丑器械有限公司')];
  const page = await newPage(browser);
  const secret = await takeOver(page, real, await real.hire('liaison', '顾砚秋', 'qualityLiaison'));
  await signInByPassword(page, 'liaison', real.codeOf(secret));
  const device = await virtualDevice(page);

  await page.goto(`${real.house.origin}/account`);
  await page.getByLabel('名称，例如').fill('办公室电脑');
  await page.getByRole('button', { name: '登记通行密钥' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('登记新的通行密钥').waitFor();
  await dialog.getByLabel('密码', { exact: true }).fill('whoever finds the session open');
  await dialog.getByRole('button', { name: '签署' }).click();
  await dialog.getByText('登录名、密码或验证码不正确').waitFor();
  await dialog.getByLabel('密码', { exact: true }).fill(PASSWORD);
  await dialog.getByLabel('动态验证码').fill(real.codeOf(secret));
  await dialog.getByRole('button', { name: '签署' }).click();
  await page.getByText('已登记，下次登录和签署可直接使用。').waitFor();
  await page.getByRole('list', { name: '通行密钥' }).getByText('办公室电脑').waitFor();

  await page.getByRole('button', { name: '账号与岗位' }).click();
  await page.getByText('退出登录').click();
  await page.waitForURL(/sign-in/);
  await device.willing(false);
  await page.getByRole('button', { name: '用通行密钥登录' }).click();
  await page.getByRole('alert').getByText('没有完成通行密钥验证').waitFor();
  await device.willing(true);
  await page.getByRole('button', { name: '用通行密钥登录' }).click();
  await page.waitForURL(/todo/);

  await review(page, '上海甲子器械有限公司');
  await device.willing(false);
  await dialog.getByText('初步审核通过,提交专业审核').waitFor();
  await dialog.getByRole('button', { name: '用通行密钥签署' }).click();
  await dialog.getByRole('alert').getByText('什么都没有提交').waitFor();
  expect(await signedBy(passed)).toBeUndefined();
  await device.willing(true);
  await dialog.getByRole('button', { name: '用通行密钥签署' }).click();
  await page.getByRole('status').getByText('“初步审核通过”已办理').waitFor();
  expect(await signedBy(passed)).toEqual({ method: 'passkey', name: '顾砚秋' });

  await review(page, '上海乙丑器械有限公司');
  await dialog.getByRole('button', { name: '改用密码' }).click();
  await dialog.getByLabel('密码', { exact: true }).fill(PASSWORD);
  await dialog.getByRole('button', { name: '签署' }).click();
  await dialog.getByText('请填写验证器应用中的 6 位动态码').waitFor();
  await dialog.getByLabel('动态验证码').fill(real.codeOf(secret));
  await dialog.getByRole('button', { name: '签署' }).click();
  await page.getByRole('status').getByText('“初步审核通过”已办理').waitFor();
  expect(await signedBy(other)).toEqual({ method: 'password', name: '顾砚秋' });

  await page.goto(`${real.house.origin}/account`);
  await page.getByRole('button', { name: '停用' }).click();
  await page.getByRole('tooltip').getByRole('button', { name: '停用' }).click();
  await page.getByRole('list', { name: '通行密钥' }).waitFor({ state: 'detached' });
  await page.context().close();
});

test('at an address that passkeys do not work at, the page says which one to open', async () => {
  const page = await newPage(browser);
  await virtualDevice(page);
  await page.goto(real.house.origin.replace('localhost', '127.0.0.1'));
  await page.getByRole('button', { name: '用通行密钥登录' }).click();
  await page.getByRole('alert').getByText('本机试用请用 localhost').waitFor();
  await page.context().close();
});
