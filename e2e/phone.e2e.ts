import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, type TestBrowser } from './support/browser.ts';
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

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } as const;

const scrollsSideways = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);

/** What a finger is to hit and is lower than 44 px: a label counts with its control, a link inside a sentence does not. */
const smallTargets = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const selector = 'a[href],button,[role=tab],[role=radio],input:not([type=hidden]),textarea,select';
    const heightOf = (element: Element): number => {
      const frame =
        element.closest('label,.ant-picker,.ant-select,.ant-input-affix-wrapper,.ant-input-number') ?? element;
      return Math.max(frame.getBoundingClientRect().height, element.getBoundingClientRect().height);
    };
    return [...document.querySelectorAll<HTMLElement>(selector)]
      .filter((element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
      .filter((element) => element.getBoundingClientRect().width > 1 && !element.closest('.visually-hidden,.skip,p'))
      .filter((element) => heightOf(element) < 43.5)
      .map(
        (element) =>
          `${element.tagName} ${element.className} ${element.textContent?.slice(0, 20)} ${heightOf(element)}`,
      );
  });

const fitsAPhone = async (page: Page, what: string): Promise<void> => {
  expect(await scrollsSideways(page), `${what} scrolls sideways`).toBe(false);
  expect(await smallTargets(page), `${what}: too small for a finger`).toEqual([]);
};

test('the list of open tasks and every tab of a case fit a phone', async () => {
  const page = await enterAs(browser, house, '陆遥', phone);
  await page.getByRole('link', { name: /青岛海雁/ }).waitFor();
  await fitsAPhone(page, 'todo');
  await page.getByRole('link', { name: /青岛海雁/ }).tap();
  await page.getByRole('button', { name: '材料完整,转初步审核' }).waitFor();
  for (const tab of await page.getByRole('tab').all()) {
    await tab.tap();
    await fitsAPhone(page, `tab ${await tab.textContent()}`);
  }
  await page.context().close();
});

test('the organisation, its people and a delegation fit a phone', async () => {
  const page = await enterAs(browser, house, '温朔', phone);
  const visit = async (path: string, heading: string): Promise<void> => {
    await page.goto(new URL(path, house.address).href);
    await page.getByRole('heading', { name: heading }).first().waitFor();
    await fitsAPhone(page, path);
  };
  await visit('/organisation', '质量管理部');
  await visit('/organisation/posts/mall-qualification', '岗位职责');
  await visit('/organisation/requests', '组织与人员');
  await visit('/organisation/set-up', '手册岗位方案');
  await visit('/account#delegate', '代理');
  await visit('/organisation/people', '组织与人员');
  await page.getByRole('link', { name: '柏若溪' }).tap();
  await page.getByRole('heading', { name: '柏若溪' }).waitFor();
  await fitsAPhone(page, 'person');
  await page.context().close();
});

test('several acts are chosen and signed with a finger', async () => {
  const page = await enterAs(browser, house, '贺素文', phone);
  await page.getByRole('button', { name: '批量签署' }).tap();
  await page.getByLabel('全选').check();
  await fitsAPhone(page, 'sign list');
  await page.getByRole('button', { name: /^核对无误/ }).tap();
  await page.getByRole('dialog').getByRole('button', { name: '签署' }).waitFor();
  await fitsAPhone(page, 'sign dialog');
  await page.keyboard.press('Escape');
  await page.goto(`${house.address}/account`);
  await page.getByRole('button', { name: '登记通行密钥' }).waitFor();
  await fitsAPhone(page, 'account');
  await page.context().close();
});

test('an application can be filled in on a phone', async () => {
  const page = await enterAs(browser, house, '张晓棠', phone);
  await fitsAPhone(page, 'portal');
  await page.getByRole('link', { name: '申请入网' }).tap();
  await page
    .getByRole('group', { name: /^拟经营器械的最高类别/ })
    .getByRole('radio', { name: '第二类' })
    .tap();
  await page
    .getByRole('group', { name: /^拟经营品类/ })
    .getByRole('button', { name: '添加一行' })
    .tap();
  await fitsAPhone(page, 'application');
  await page.context().close();
});
