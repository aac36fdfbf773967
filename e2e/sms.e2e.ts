import { afterAll, beforeAll, expect, test } from 'vitest';
import { webService } from '../server/platform/delivery/testing/web-service.ts';
import { openRealHouse, PASSWORD, type RealHouse } from '../server/testing/real-house.ts';
import { launchBrowser, type TestBrowser } from './support/browser.ts';
import { newPage } from './support/real-people.ts';

let browser: TestBrowser;
let gateway: Awaited<ReturnType<typeof webService>>;
let real: RealHouse;

beforeAll(async () => {
  gateway = await webService();
  gateway.reply.body = '{"ok":true}';
  [browser, real] = await Promise.all([
    launchBrowser(),
    openRealHouse({
      PLUMBLINE_SMS_URL: `${gateway.address}/sms`,
      PLUMBLINE_SMS_SECRET: 'shared with the carrier',
      PLUMBLINE_SMS_CODE_TEMPLATE: 'SMS_CODE',
      PLUMBLINE_ALLOW_PRIVATE_TARGETS: 'yes',
    }),
  ]);
});
afterAll(async () => {
  await browser?.close();
  await real?.close();
  await gateway?.stop();
});

interface Message {
  readonly phone: string;
  readonly params: { readonly code: string };
}
const lastMessage = (): Message => JSON.parse(gateway.received.at(-1)?.body ?? '{}') as Message;
const messages = async (n: number): Promise<void> => {
  await expect.poll(() => gateway.received.length).toBe(n);
};

test('P04-3.1-04 an account is activated and entered with codes by short message, and a phone is registered later', async () => {
  const page = await newPage(browser);
  await page.goto(`${real.house.origin}/activate/${await real.hire('clerk', '陆遥', 'admissionClerk')}`);
  await page.getByLabel('新密码').fill(PASSWORD);
  await page.getByLabel('再输一次').fill(PASSWORD);
  await page.getByRole('radio', { name: '手机短信' }).check();
  await page.getByRole('button', { name: '启用' }).click();
  await page.getByText('请填写手机号，获取并填写短信验证码。').waitFor();
  await page.getByLabel('手机号').fill('010-12345678');
  await page.getByRole('button', { name: '获取验证码' }).click();
  await page.getByText('验证码只能发送到中国内地的手机号').waitFor();
  await page.getByLabel('手机号').fill('139 1234 0055');
  await page.getByRole('button', { name: '获取验证码' }).click();
  await page.getByText('验证码已发送，5 分钟内有效。').waitFor();
  await messages(1);
  expect(lastMessage().phone).toBe('13912340055');
  await page.getByRole('button', { name: '获取验证码' }).click();
  await page.getByText('验证码发送过于频繁').waitFor();
  await page.getByLabel('短信验证码').fill(lastMessage().params.code);
  await page.getByRole('button', { name: '启用' }).click();
  await page.getByText('账号已启用').waitFor();
  expect(await page.locator('.activate-secret').count()).toBe(0);

  real.forward(61_000);
  await page.getByRole('link', { name: '登录' }).click();
  await page.getByLabel('账号').fill('clerk');
  await page.getByLabel('密码', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await page.getByRole('status').getByText('验证码已发送到您登记的手机').waitFor();
  await messages(2);
  await page.getByLabel('动态验证码').fill(lastMessage().params.code);
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await page.waitForURL(/todo/);

  await page.goto(`${real.house.origin}/account`);
  await page.getByText('已登记 139****0055').waitFor();
  real.forward(61_000);
  await page.getByLabel('手机号').fill('13912340066');
  await page.getByRole('button', { name: '获取验证码' }).click();
  await messages(3);
  await page.getByLabel('短信验证码').fill(lastMessage().params.code);
  await page.getByRole('button', { name: '登记手机' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('登记接收验证码的手机').waitFor();
  await dialog.getByLabel('密码', { exact: true }).fill(PASSWORD);
  await dialog.getByRole('button', { name: '签署' }).click();
  await dialog.getByRole('status').getByText('验证码已发送').waitFor();
  await messages(4);
  expect(lastMessage().phone).toBe('13912340055');
  await dialog.getByLabel('动态验证码').fill(lastMessage().params.code);
  await dialog.getByRole('button', { name: '签署' }).click();
  await page.getByText('已登记 139****0066').waitFor();
  await page.context().close();
});
