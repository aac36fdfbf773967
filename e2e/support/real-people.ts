import type { Page } from 'playwright-core';
import { Defect } from '../../core/base/result.ts';
import { PASSWORD, type RealHouse } from '../../server/testing/real-house.ts';
import type { TestBrowser } from './browser.ts';

/** Opens the activation link in a browser of its owner's and sets the password; gives the authenticator's secret. */
export const takeOver = async (page: Page, real: RealHouse, token: string): Promise<string> => {
  await page.goto(`${real.house.origin}/activate/${token}`);
  await page.getByLabel('新密码').fill(PASSWORD);
  await page.getByLabel('再输一次').fill(PASSWORD);
  await page.getByRole('button', { name: '启用' }).click();
  const secret = await page.locator('.activate-secret').textContent();
  if (secret === null) throw new Defect('no authenticator was set up');
  // The page would take the first code at once; the tests keep it for signing in.
  await page.goto(`${real.house.origin}/sign-in`);
  return secret.replaceAll(' ', '');
};

export const signInByPassword = async (page: Page, account: string, code: string): Promise<void> => {
  await page.getByLabel('账号').fill(account);
  await page.getByLabel('密码', { exact: true }).fill(PASSWORD);
  await page.getByLabel('动态验证码').fill(code);
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await page.waitForURL(/\/(todo|portal)/);
};

/** A page in a browser of its own. */
export const newPage = async ({ visit }: TestBrowser, options = {}): Promise<Page> => {
  const context = await visit(options);
  context.setDefaultTimeout(30_000);
  return context.newPage();
};

/** A fingerprint reader in the browser, as Chromium's own tests have it. */
export interface VirtualDevice {
  /** Does its owner touch it, or turn away? */
  readonly willing: (yes: boolean) => Promise<void>;
}

export const virtualDevice = async (page: Page): Promise<VirtualDevice> => {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('WebAuthn.enable');
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return {
    willing: async (yes) => {
      await cdp.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: yes });
    },
  };
};
