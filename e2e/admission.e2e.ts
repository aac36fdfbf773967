import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { document, fillApplication, qingshan } from './support/application.ts';
import { launchBrowser, type TestBrowser } from './support/browser.ts';
import { type DemoHouse, openDemoHouse } from './support/demo-house.ts';
import { addRow, attach, choose, group, said, write, writeDate } from './support/fill.ts';
import { enterAs, openTodo, sign, taskPanel } from './support/visitor.ts';

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

const apply = async (merchant: Page): Promise<string> => {
  await merchant.getByRole('link', { name: '申请入网' }).click();
  await fillApplication(merchant);
  await merchant.getByText('材料齐全，可以提交').waitFor();
  await press(merchant, '提交申请');
  const receipt = await said(merchant.getByText(/受理编号 RW-/));
  await merchant.getByRole('link', { name: '查看申请' }).click();
  return /RW-\d{8}-\d{4}/.exec(receipt)?.[0] ?? '';
};

const returnForSupplement = async (clerk: Page): Promise<void> => {
  await openTodo(clerk, qingshan.name);
  await clerk.getByRole('region', { name: '核对材料完整性' }).waitFor();
  await clerk.getByText('第 1 页 / 共 1 页').waitFor();
  await press(clerk, '退回补正…');
  const row = await addRow(clerk, '须补正的材料');
  await write(row, '材料名称', '营业执照副本');
  await write(row, '补正要求', '缺少经营范围页,请补交并加盖公章');
  await writeDate(clerk, '电话告知时间', '2026-01-05 09:30');
  await write(clerk, '接听人', qingshan.contact);
  await press(clerk, '退回补正');
  await isDone(clerk, '退回补正');
};

/** The merchant reads the notice, its number and until when to answer, and files what was missing. */
const supplement = async (merchant: Page): Promise<void> => {
  await merchant.reload();
  const notice = merchant.getByRole('link', { name: /^材料补正通知书/ });
  await expect.poll(() => said(notice)).toMatch(/〔\d{4}〕\d{4}号/);
  const href = await notice.getAttribute('href');
  const paper = await merchant.request.get(new URL(href ?? '', house.address).href);
  expect((await paper.body()).subarray(0, 5).toString()).toBe('%PDF-');
  await merchant.getByText(/请在 \d{4}-\d{2}-\d{2} \d{2}:\d{2} 前答复/).waitFor();
  await attach(merchant, '补正的材料', document('营业执照经营范围页', '经营范围'));
  await write(merchant, '补正说明', '已补交经营范围页并加盖公章。');
  await press(merchant, '提交补正材料');
  await isDone(merchant, '提交补正材料');
};

/** Every point of a checklist by keyboard: one digit each, the focus moves on by itself. */
const passEveryPoint = async (page: Page, label: string, points: number): Promise<void> => {
  await group(page, label).getByRole('radio').first().focus();
  for (let point = 0; point < points; point += 1) await page.keyboard.press('1');
  await group(page, label).getByText(`${points} / ${points}`).waitFor();
};

const accept = async (clerk: Page): Promise<void> => {
  await openTodo(clerk, qingshan.name);
  await writeDate(clerk, '接收日期', '2026-01-05');
  await write(clerk, '材料数量', '7');
  await passEveryPoint(clerk, '材料清单逐项核对', 5);
  await choose(clerk, '是否完整', '完整');
  await press(clerk, '材料完整,转初步审核');
  await isDone(clerk, '材料完整,转初步审核');
};

const reviewFirst = async (liaison: Page): Promise<void> => {
  await openTodo(liaison, qingshan.name);
  await passEveryPoint(liaison, '初步审核 checklist', 10);
  await write(liaison, '审核意见', '材料齐全,各证照名称一致,同意提交专业审核。');
  await press(liaison, '初步审核通过');
  await sign(liaison, '初步审核通过,提交专业审核');
  await isDone(liaison, '初步审核通过');
};

const lookUps = [
  ['营业执照', qingshan.uscc, '国家企业信用信息公示系统'],
  ['经营许可证/备案凭证', '沪浦药监械经营备20220001号', '国家药品监督管理局'],
  ['注册证/产品备案凭证', qingshan.registration, '国家药品监督管理局'],
] as const;

const reviewQuality = async (reviewer: Page): Promise<void> => {
  await openTodo(reviewer, qingshan.name);
  for (const [credential, number, site] of lookUps) {
    const row = await addRow(reviewer, '资质验证结果');
    await choose(row, '证照', credential);
    await write(row, '证照编号', number);
    await write(row, '查询平台', site);
    await writeDate(row, '查询时间', '2026-01-06 09:00');
    await choose(row, '查询状态', '有效');
    await write(row, '许可/备案范围', '与申请品类一致');
  }
  await choose(reviewer, '经营品类风险', '低');
  await choose(reviewer, '企业规模', '中');
  await choose(reviewer, '风险等级', 'A 级(低风险)');
  await write(reviewer, '审核意见', '资质经官方平台核验有效,同意通过。');
  await press(reviewer, '专业审核通过');
  await sign(reviewer, '质量管理部审核通过');
  await isDone(reviewer, '专业审核通过');
};

const reviewCompliance = async (officer: Page): Promise<void> => {
  await openTodo(officer, qingshan.name);
  await choose(officer, '经营范围与申请品类相符', '是');
  await choose(officer, '授权文件签章齐全', '是');
  await write(officer, '信用查询平台', '信用中国');
  await writeDate(officer, '信用查询时间', '2026-01-06 10:00');
  await choose(officer, '信用查询结果', '无不良记录');
  await write(officer, '审核意见', '未发现合规风险。');
  await press(officer, '合规审核通过');
  await sign(officer, '合规审核通过');
  await isDone(officer, '合规审核通过');
};

/** Opinions and grade stand there already, as the reviewers gave them. */
const summarise = async (reviewer: Page): Promise<void> => {
  await openTodo(reviewer, qingshan.name);
  const panel = taskPanel(reviewer, '汇总审核意见');
  await expect.poll(() => panel.getByLabel('合规部审核意见').inputValue()).toBe('未发现合规风险。');
  await press(reviewer, '提交汇总表');
  await sign(reviewer, '专业审核通过,提交结果反馈');
  await isDone(reviewer, '提交汇总表');
};

const tellResult = async (clerk: Page): Promise<void> => {
  await openTodo(clerk, qingshan.name);
  await press(clerk, '发出通过通知书并开通账号');
  await isDone(clerk, '发出通过通知书并开通账号');
};

const archive = async (archivist: Page): Promise<void> => {
  await openTodo(archivist, qingshan.name);
  await choose(archivist, '有纸质材料', '是');
  await write(archivist, '专用档案柜号', 'D01-G05-C03');
  await write(archivist, '归档份数', '8');
  await press(archivist, '完成归档');
  await isDone(archivist, '完成归档');
};

/** Who, in which post, when, and with which signature: newest first. */
const readHistory = async (page: Page): Promise<void> => {
  await page.getByRole('tab', { name: '经过' }).click();
  const entries = page.getByRole('tabpanel').getByRole('list').getByRole('listitem');
  await expect.poll(() => entries.allTextContents().then((all) => all.join('\n'))).toContain('提交入网申请');
  const told = await entries.allTextContents();
  const passed = told.find((entry) => entry.includes('初步审核通过,提交专业审核')) ?? '';
  expect(passed).toContain('顾砚秋');
  expect(passed).toContain('质量对接岗');
  expect(passed).toMatch(/\d{4}-\d{2}-\d{2} \d{2}:\d{2}/);
  expect(told.length).toBeGreaterThanOrEqual(10);
};

const readPicture = async (page: Page): Promise<void> => {
  await page.getByRole('tab', { name: '流程图' }).click();
  const picture = page.getByRole('tabpanel').getByRole('img');
  await picture.waitFor();
  expect(await picture.getAttribute('aria-label')).toContain('已入网');
};

test('an application goes from the merchant through every post to the archive', { timeout: 180_000 }, async () => {
  const [merchant, clerk] = await Promise.all([enterAs(browser, house, '张晓棠'), enterAs(browser, house, '陆遥')]);
  const number = await apply(merchant);
  expect(number).toMatch(/^RW-\d{8}-\d{4}$/);
  await returnForSupplement(clerk);
  await supplement(merchant);
  await accept(clerk);
  await reviewFirst(await enterAs(browser, house, '顾砚秋'));
  const [reviewer, officer] = await Promise.all([enterAs(browser, house, '贺素文'), enterAs(browser, house, '严明礼')]);
  // Two departments at once: neither waits for the other, and the second one closes the stage.
  await Promise.all([reviewQuality(reviewer), reviewCompliance(officer)]);
  await summarise(reviewer);
  await tellResult(clerk);
  await merchant.reload();
  await merchant.getByRole('link', { name: /入网审核通过通知书/ }).waitFor();
  const archivist = await enterAs(browser, house, '简书华');
  await archive(archivist);
  await archivist.reload();
  await archivist.getByText('已入网').first().waitFor();
  await readHistory(archivist);
  await readPicture(archivist);
});
