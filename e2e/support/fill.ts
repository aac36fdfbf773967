import type { Locator, Page } from 'playwright-core';

/** Where fields are looked for: the page, a section, a row. */
export type Scope = Page | Locator;

const pageOf = (scope: Scope): Page => ('page' in scope ? scope.page() : scope);

/** A label as it begins: what follows it says whether the field is required or holds personal data. */
export const begins = (label: string): RegExp => new RegExp(`^${label.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')}`);

/** One line, several lines, a date or a number. */
export const textField = (scope: Scope, label: string): Locator =>
  scope.getByRole('textbox', { name: begins(label) }).or(scope.getByRole('spinbutton', { name: begins(label) }));

/** Several controls under one name: choices, rows, files, checklists. */
export const group = (scope: Scope, label: string): Locator => scope.getByRole('group', { name: begins(label) });

export const write = (scope: Scope, label: string, value: string): Promise<void> => textField(scope, label).fill(value);

/** A date or an instant, typed as people type it: the picker takes it on Enter. */
export const writeDate = async (scope: Scope, label: string, value: string): Promise<void> => {
  const field = textField(scope, label);
  await field.fill(value);
  await field.press('Enter');
};

export const choose = (scope: Scope, label: string, option: string): Promise<void> =>
  group(scope, label).getByRole('radio', { name: option, exact: true }).check();

export interface Upload {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

/** Hands a file to the field and waits for the server's answer: its name as a link, or the reason why not beside it. */
export const attach = async (scope: Scope, label: string, file: Upload): Promise<void> => {
  const field = group(scope, label);
  await field.locator('input[type=file]').setInputFiles(file);
  await field
    .getByRole('listitem')
    .filter({ hasText: file.name })
    .filter({ has: pageOf(scope).getByRole('link').or(pageOf(scope).getByRole('paragraph')) })
    .waitFor();
};

/** Adds a row and gives it to be filled. */
export const addRow = async (scope: Scope, label: string): Promise<Locator> => {
  const rows = group(scope, label);
  const before = await rows.getByRole('region').count();
  await rows.getByRole('button', { name: /^(添加一行|Add a row)$/ }).click();
  return rows.getByRole('region').nth(before);
};

/** What an element says, hidden words for screen readers included. */
export const said = async (element: Locator): Promise<string> => (await element.textContent()) ?? '';
