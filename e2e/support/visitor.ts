import type { BrowserContextOptions, Locator, Page } from 'playwright-core';
import type { TestBrowser } from './browser.ts';
import type { DemoHouse } from './demo-house.ts';

/** Signs somebody of the demo in, in a browser of his own, and waits for his first screen. */
export const enterAs = async (
  { visit }: TestBrowser,
  house: DemoHouse,
  name: string,
  options: BrowserContextOptions = {},
): Promise<Page> => {
  const context = await visit(options);
  context.setDefaultTimeout(30_000);
  const page = await context.newPage();
  await page.goto(house.address);
  await page.getByRole('button', { name: new RegExp(name) }).click();
  await page.waitForURL(/\/(todo|portal)/);
  return page;
};

/** Opens a case from the list of open tasks as its subject names it. */
export const openTodo = async (page: Page, subject: string): Promise<void> => {
  await page.goto(new URL('/todo', page.url()).href);
  await page.getByRole('link', { name: new RegExp(subject) }).dblclick();
  await page.getByRole('heading', { level: 1, name: subject }).waitFor();
};

/** The panel of the task at hand. */
export const taskPanel = (page: Page, title: string): Locator => page.getByRole('region', { name: title });

/** Signs as the demo does it: the dialog shows what is signed and in which meaning. */
export const sign = async (page: Page, meaning: string): Promise<void> => {
  const dialog = page.getByRole('dialog');
  await dialog.getByText(meaning).waitFor();
  await dialog.getByRole('button', { name: '签署', exact: true }).click();
  await dialog.waitFor({ state: 'hidden' });
};
