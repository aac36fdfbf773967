import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, shot, type TestBrowser } from './support/browser.ts';
import { type DemoHouse, openDemoHouse } from './support/demo-house.ts';
import { addRow, said, write, writeDate } from './support/fill.ts';
import { enterAs, openTodo, sign } from './support/visitor.ts';

let browser: TestBrowser;
let house: DemoHouse;

beforeAll(async () => {
  [browser, house] = await Promise.all([launchBrowser(), openDemoHouse()]);
});
afterAll(async () => {
  await browser?.close();
  await house?.close();
});

const press = (page: Page, name: string): Promise<void> => page.getByRole('button', { name, exact: true }).click();
const isDone = (page: Page, action: string): Promise<void> =>
  page.getByRole('status').getByText(`“${action}”已办理`).waitFor();

const goTo = (page: Page, path: string) => page.goto(new URL(path, house.address).href);

test('a duty waits for its post, is proved by its form, and the head of quality sees who did it', async () => {
  const officer = await enterAs(browser, house, '石景行');
  const drill = officer.getByRole('link', { name: /系统安全评估 \d{4}-Q\d/ });
  const subject = /系统安全评估 \d{4}-Q\d/.exec(await said(drill))?.[0] ?? '';
  await openTodo(officer, subject);
  await writeDate(officer, '评估日期', '2026-01-05');
  await write(officer, '评估范围', '交易系统与后台');
  await write(officer, '评估结论', '未见高风险项。');
  await press(officer, '履行完毕');
  await sign(officer, '检查属实');
  await isDone(officer, '履行完毕');

  const head = await enterAs(browser, house, '林正仪');
  await goTo(head, '/duties');
  const row = head.getByRole('listitem').filter({ hasText: '系统安全评估' });
  await row.getByText('石景行').waitFor();
  await shot(head, 'duties');
  await head.getByRole('button', { name: 'English' }).click();
  await head.getByRole('heading', { name: /Duties that recur/ }).waitFor();
  expect(await said(head.getByRole('listitem').filter({ hasText: 'Security assessment' }))).toContain('Every quarter');
});

test('the list of duties and the ledger of records fit a phone', async () => {
  const head = await enterAs(browser, house, '林正仪', { viewport: { width: 390, height: 844 }, colorScheme: 'dark' });
  await goTo(head, '/duties');
  await head.getByRole('heading', { name: /定期职责/ }).waitFor();
  expect(await head.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await shot(head, 'duties-phone');
  await goTo(head, '/records');
  await head.getByRole('heading', { name: '质量记录保管期限台账' }).waitFor();
  expect(await head.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await shot(head, 'ledger-phone');
});

test('a record is looked through, sent back, struck through and passed', async () => {
  const clerk = await enterAs(browser, house, '陆遥');
  await openTodo(clerk, '青岛海雁医疗器械有限公司');
  await press(clerk, '退回补正…');
  const asked = await addRow(clerk, '须补正的材料');
  await write(asked, '材料名称', '营业执照副本');
  await write(asked, '补正要求', '缺少经营范围页');
  await writeDate(clerk, '电话告知时间', '2026-01-05 09:30');
  await write(clerk, '接听人', '何静屿');
  await press(clerk, '退回补正');
  await isDone(clerk, '退回补正');

  const head = await enterAs(browser, house, '林正仪');
  const review = head.getByRole('link', { name: /资质审核记录-\d{8}-\d{3}/ }).first();
  const record = /资质审核记录-\d{8}-\d{3}/.exec(await said(review))?.[0] ?? '';
  const subject = `${record} 青岛海雁医疗器械有限公司`;
  await openTodo(head, subject);
  await head.getByText('第 1 页 / 共 1 页').waitFor();
  await shot(head, 'record-review');
  await press(head, '退回修改…');
  await write(head, '退回原因', '许可证号与原件不符');
  await press(head, '退回修改');
  await isDone(head, '退回修改');

  const reviewer = await enterAs(browser, house, '贺素文');
  await openTodo(reviewer, subject);
  const correction = await addRow(reviewer, '更正内容');
  const item = correction.getByRole('combobox', { name: /更正项/ });
  await item.fill('备案凭证号');
  await item.press('Enter');
  await write(correction, '更正后', '津械经营备20229999号');
  await write(correction, '更正原因', '证号抄录错误');
  await shot(reviewer, 'record-correction');
  await press(reviewer, '提交更正');
  await sign(reviewer, '更正属实');
  await isDone(reviewer, '提交更正');

  await openTodo(head, subject);
  await head.getByRole('tab', { name: /文书/ }).click();
  await head.getByText(/证号抄录错误 · 贺素文/).waitFor();
  await head.getByRole('button', { name: /^下一份/ }).click();
  await head.getByText(/-更正1\.pdf/).waitFor();
  await head.getByText('第 1 页 / 共 2 页').waitFor();
  await shot(head, 'record-corrected');
  await press(head, '通过');
  await sign(head, '记录审核通过');
  await isDone(head, '通过');
  await goTo(head, '/records');
  await head.getByRole('link', { name: record }).waitFor();
  await shot(head, 'ledger');
});
