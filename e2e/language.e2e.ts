import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, type TestBrowser } from './support/browser.ts';
import { chineseUi } from './support/chinese-ui.ts';
import { type DemoHouse, openDemoHouse } from './support/demo-house.ts';
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

const inEnglish = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('button', { name: '中文' }).waitFor();
};

test('in English no screen of the console speaks Chinese by itself', async () => {
  const page = await enterAs(browser, house, '贺素文');
  expect((await chineseUi(page)).length).toBeGreaterThan(5);
  await inEnglish(page);
  const visit = async (path: string, heading: string) => {
    await page.goto(new URL(path, house.address).href);
    await page.getByRole('heading', { level: 1, name: heading }).waitFor();
    expect(await chineseUi(page), path).toEqual([]);
  };
  await visit('/todo', 'To do');
  await visit('/todo/sign', 'Sign several at once');
  await page.getByLabel('Select all').waitFor();
  expect(await chineseUi(page), 'items to sign').toEqual([]);
  await visit('/account', '贺素文');
  await visit('/cases', 'Cases');
  await visit('/register', 'Register of obligations');
  await visit('/status', 'System status');
  await visit('/organisation', 'Organisation and people');
  await visit('/organisation/people', 'Organisation and people');
  await visit('/organisation/requests', 'Organisation and people');
  await visit('/organisation/posts/mall-archive', 'Archivist');
  await visit('/account#delegate', '贺素文');
  await page.goto(new URL('/todo', house.address).href);
  await page.getByRole('list', { name: 'Open tasks' }).getByRole('link').first().dblclick();
  for (const tab of ['History', 'Clocks', 'Papers', 'Procedure']) {
    await page.getByRole('tab', { name: new RegExp(`^${tab}`) }).click();
    await page.getByRole('tabpanel').waitFor();
    expect(await chineseUi(page), tab).toEqual([]);
  }
  await page.context().close();
});

test('in English the portal and the application do not speak Chinese by themselves', async () => {
  const page = await enterAs(browser, house, '何静屿');
  await inEnglish(page);
  await page.getByRole('heading', { level: 1, name: 'My applications' }).waitFor();
  expect(await chineseUi(page)).toEqual([]);
  await page.getByRole('link', { name: /Supplement the material/ }).click();
  await page.getByRole('button', { name: 'File the supplement' }).waitFor();
  expect(await chineseUi(page)).toEqual([]);
  await page.goto(new URL('/portal/apply/merchant-admission', house.address).href);
  await page.getByRole('button', { name: 'Submit application' }).click();
  await page.getByText('still missing').waitFor();
  expect(await chineseUi(page)).toEqual([]);
  await page.context().close();
});
