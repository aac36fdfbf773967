import { afterAll, beforeAll, expect, test } from 'vitest';
import { sampleDocument, scannedPage } from '../server/platform/inspect/sample-pdf.ts';
import { document, qingshan } from './support/application.ts';
import { launchBrowser, type TestBrowser } from './support/browser.ts';
import { type DemoHouse, openDemoHouse } from './support/demo-house.ts';
import { attach, choose, group, said, textField, write } from './support/fill.ts';
import { enterAs } from './support/visitor.ts';

let browser: TestBrowser;
let house: DemoHouse;

beforeAll(async () => {
  [browser, house] = await Promise.all([launchBrowser(), openDemoHouse()]);
});
afterAll(async () => {
  await browser?.close();
  await house?.close();
});

test('the merchant is told item by item what is missing before anything is filed', async () => {
  const page = await enterAs(browser, house, '张晓棠');
  await page.getByRole('link', { name: '申请入网' }).click();
  const list = page.getByRole('complementary', { name: '清单' });
  const missing = async () => Number(/还缺 (\d+) 项/.exec(await said(list))?.[1] ?? 0);
  await list.waitFor();
  const before = await missing();
  expect(before).toBeGreaterThan(10);
  await write(page, '统一社会信用代码', qingshan.uscc);
  await expect.poll(missing).toBe(before - 1);
  await page.getByRole('button', { name: '提交申请' }).click();
  // Nothing was sent: the first field that lacks something has the focus, and its reason stands beside it.
  await expect
    .poll(() => group(page, '申请类型').evaluate((box) => box.contains(box.ownerDocument.activeElement)))
    .toBe(true);
  expect(await said(group(page, '申请类型').locator('.field-error'))).not.toBe('');
  await page.context().close();
});

test('a file that is no PDF, and a scan that is too coarse, are refused beside their field with the reason', async () => {
  const page = await enterAs(browser, house, '张晓棠');
  await page.getByRole('link', { name: '申请入网' }).click();
  const field = group(page, '营业执照副本');
  const name = `${qingshan.name}-营业执照-20261101.pdf`;
  await attach(page, '营业执照副本', { name, mimeType: 'application/pdf', buffer: Buffer.from('no PDF at all') });
  await field.getByText(/PDF/).filter({ hasText: '上传' }).first().waitFor();
  await field.getByRole('button', { name: `移除 ${name}` }).click();
  const scan = sampleDocument({ pages: [scannedPage(150)] });
  await attach(page, '营业执照副本', { name, mimeType: 'application/pdf', buffer: scan });
  await field.getByText(/300\s*dpi/).waitFor();
  await field.getByRole('button', { name: `移除 ${name}` }).click();
  await attach(page, '营业执照副本', document('营业执照', '真实的 PDF'));
  await field.getByRole('link', { name: /营业执照/ }).waitFor();
  await page.context().close();
});

test('a reload keeps the draft of an application, files included', async () => {
  const page = await enterAs(browser, house, '张晓棠');
  await page.getByRole('link', { name: '申请入网' }).click();
  await write(page, '经营者名称', qingshan.name);
  await choose(page, '拟经营器械的最高类别', '第三类');
  await textField(page, '医疗器械经营许可证号').waitFor();
  await attach(page, '营业执照副本', document('营业执照', '草稿'));
  await page.reload();
  await expect.poll(() => textField(page, '经营者名称').inputValue()).toBe(qingshan.name);
  expect(await group(page, '拟经营器械的最高类别').getByRole('radio', { name: '第三类' }).isChecked()).toBe(true);
  await group(page, '营业执照副本')
    .getByRole('link', { name: /营业执照/ })
    .waitFor();
  await page.context().close();
});

test('the merchant finds the notice to supplement, and until when to answer', async () => {
  const page = await enterAs(browser, house, '何静屿');
  await page.getByRole('link', { name: /补正材料/ }).click();
  const notice = page.getByRole('link', { name: /^材料补正通知书/ });
  expect(await said(notice)).toMatch(/入补〔\d{4}〕\d{4}号/);
  const paper = await page.request.get(new URL((await notice.getAttribute('href')) ?? '', house.address).href);
  expect(paper.headers()['content-type']).toBe('application/pdf');
  expect((await paper.body()).subarray(0, 5).toString()).toBe('%PDF-');
  await page.getByText(/请在 \d{4}-\d{2}-\d{2} \d{2}:\d{2} 前答复/).waitFor();
  await page.context().close();
});

test('what another merchant filed is not to be had', async () => {
  const [own, other] = await Promise.all([enterAs(browser, house, '何静屿'), enterAs(browser, house, '张晓棠')]);
  await own.getByRole('link', { name: /补正材料/ }).click();
  const paper = await own.getByRole('link', { name: /^材料补正通知书/ }).getAttribute('href');
  const answer = await other.request.get(new URL(paper ?? '', house.address).href);
  expect([403, 404]).toContain(answer.status());
  await other.goto(own.url());
  await other.getByRole('alert').or(other.getByText('没有读出来')).first().waitFor();
  await own.context().close();
  await other.context().close();
});
