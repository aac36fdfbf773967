import type { Page } from 'playwright-core';
import { Defect } from '../../core/base/result.ts';
import type { Instant } from '../../core/base/time.ts';
import type { RoleId } from '../../core/manual/roles.ts';
import { issueActivation } from '../../server/platform/people/activation.ts';
import type { Change } from '../../server/platform/people/change.ts';
import { defineDepartment, definePost, mapRole } from '../../server/platform/people/organisation.ts';
import { appoint, employ, enterPerson, openAccount } from '../../server/platform/people/staff.ts';
import { must } from '../../server/platform/people/testing.ts';
import { totpCode, totpStep } from '../../server/platform/people/totp.ts';
import { type House, openHouse } from '../../server/testing/house.ts';
import type { TestBrowser } from './browser.ts';

export const PASSWORD = '三号仓库后面有两棵银杏树吗';
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** A house that is no demonstration: everybody has a password and a second factor of his own. */
export interface RealHouse {
  readonly house: House;
  /** Opens an account in a post that carries the role; the token of its activation link. */
  readonly hire: (loginName: string, name: string, role: RoleId) => Promise<string>;
  /** Opens the account of a merchant; the token of its activation link. */
  readonly enrol: (loginName: string, name: string, partyId: string) => Promise<string>;
  /** An authenticator app: a code that was not used before, each in a half minute of its own. */
  readonly codeOf: (secret: string) => string;
  readonly now: () => Instant;
  readonly close: () => Promise<void>;
}

const bytesOf = (base32: string): Buffer => {
  const bits = [...base32].map((letter) => LETTERS.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
};

export const openRealHouse = async (env: Readonly<Record<string, string>> = {}): Promise<RealHouse> => {
  let ahead = 0;
  const now = (): Instant => (Date.now() + ahead) as Instant;
  const house = await openHouse({ demo: false, clock: now, env });
  const entityId = 'house';
  const changing = <T>(work: (change: Change, from: Instant) => Promise<T>): Promise<T> =>
    house.db.app.transaction((tx) => work({ tx, now: now(), by: null, reason: 'e2e' }, now()));
  const link = async (change: Change, accountId: string) =>
    (await issueActivation(change, { accountId, entityId })).token;
  return {
    house,
    now,
    hire: (loginName, name, role) =>
      changing(async (change, from) => {
        const title = { zh: name, en: loginName };
        const departmentId = `d-${loginName}`;
        await defineDepartment(change, { id: departmentId, entityId, title, standsFor: [], from });
        const post = { id: `p-${loginName}`, entityId, departmentId, title, isHead: false, alsoIn: [], from };
        await definePost(change, post);
        const known = await change.tx.query<{ post_id: string }>(
          'select post_id from role_posts where entity_id = $1 and role = $2 and valid_to is null',
          [entityId, role],
        );
        must(await mapRole(change, { entityId, role, postIds: [...known.map((row) => row.post_id), post.id], from }));
        const personId = await enterPerson(change, entityId, name);
        await employ(change, { personId, entityId, kind: 'employee', from });
        const accountId = must(await openAccount(change, { personId, loginName, kind: 'staff', entityId, from }));
        must(await appoint(change, { accountId, postId: post.id, entityId, from }));
        return link(change, accountId);
      }),
    enrol: (loginName, name, partyId) =>
      changing(async (change, from) => {
        const personId = await enterPerson(change, entityId, name);
        const account = { personId, loginName, kind: 'merchant', entityId, partyId, from } as const;
        return link(change, must(await openAccount(change, account)));
      }),
    codeOf: (secret) => {
      ahead += 30_000;
      return totpCode(bytesOf(secret), totpStep(now()));
    },
    close: () => house.stop(),
  };
};

/** Opens the activation link in a browser of its owner's and sets the password; gives the authenticator's secret. */
export const takeOver = async (page: Page, real: RealHouse, token: string): Promise<string> => {
  await page.goto(`${real.house.origin}/activate/${token}`);
  await page.getByLabel('新密码').fill(PASSWORD);
  await page.getByLabel('再输一次').fill(PASSWORD);
  await page.getByRole('button', { name: '启用' }).click();
  const secret = await page.locator('.activate-secret').textContent();
  if (secret === null) throw new Defect('no authenticator was set up');
  await page.getByRole('link', { name: '登录' }).click();
  return secret;
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
