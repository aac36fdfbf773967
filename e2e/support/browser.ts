import { accessSync, constants, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

const require = createRequire(import.meta.url);

/** Chromium must neither phone home nor need a graphics card or a sandbox that containers lack. */
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--lang=zh-CN',
];

const runs = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** The named one, the system's, else the one that comes from npm (unpacked on first use). */
const executable = async (): Promise<{ path: string; args: string[] }> => {
  const named = process.env.CHROMIUM_PATH;
  const known = [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/usr/bin/google-chrome-stable',
  ];
  const path = [...(named ? [named] : []), ...known].find(runs);
  if (path) return { path, args: [] };
  const { default: packaged } = await import('@sparticuz/chromium');
  return {
    path: await packaged.executablePath(),
    args: packaged.args.filter((flag) => !flag.startsWith('--headless')),
  };
};

/** Chinese is boxes on a bare machine: fontconfig is pointed at the fonts that come with the product. */
const fontConfiguration = (folder: string): string => {
  // Two weights only: fontconfig reads each file whole before the first text is drawn, and a family has nine of 15 MB.
  const fonts = ['noto-sans-sc/400Regular', 'noto-sans-sc/700Bold'].map((name) => {
    const [family = '', weight = ''] = name.split('/');
    return join(dirname(require.resolve(`@expo-google-fonts/${family}/package.json`)), weight);
  });
  const places = [...fonts, '/usr/share/fonts'].filter((place) => existsSync(place));
  const prefer = ['sans-serif', 'system-ui', 'serif', 'monospace'].map((family) => {
    const first = family === 'serif' ? 'Noto Serif SC' : 'Noto Sans SC';
    return `<alias><family>${family}</family><prefer>${family === 'monospace' ? '<family>DejaVu Sans Mono</family>' : ''}<family>${first}</family></prefer></alias>`;
  });
  const escaped = (path: string) => path.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const file = join(folder, 'fonts.conf');
  writeFileSync(
    file,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>${places
      .map((place) => `<dir>${escaped(place)}</dir>`)
      .join('')}<cachedir>${escaped(join(tmpdir(), 'plumbline-font-cache'))}</cachedir>${prefer.join('')}</fontconfig>`,
  );
  return file;
};

export interface TestBrowser {
  readonly browser: Browser;
  /** A fresh visitor: own cookies, own storage. */
  readonly visit: (options?: BrowserContextOptions) => Promise<BrowserContext>;
  readonly close: () => Promise<void>;
}

/** Starts Chromium with a folder of its own, which `close` removes again. */
export const launchBrowser = async (): Promise<TestBrowser> => {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-browser-'));
  const { path, args } = await executable();
  const browser = await chromium.launch({
    executablePath: path,
    headless: true,
    args: [...args, ...flags],
    env: { ...process.env, FONTCONFIG_FILE: fontConfiguration(folder), HOME: folder },
  });
  return {
    browser,
    visit: (options = {}) =>
      browser.newContext({
        viewport: { width: 1440, height: 900 },
        locale: 'zh-CN',
        timezoneId: 'Asia/Shanghai',
        // A press while a dialog still grows goes astray, which no hand is quick enough for.
        reducedMotion: 'reduce',
        ...options,
      }),
    close: async () => {
      await browser.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

/** A picture of the page in .reports/shots, for people and for the documentation. */
export const shot = async (page: Page, name: string, folder = '.reports/shots'): Promise<string> => {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${name}.png`);
  await page.screenshot({ path, animations: 'disabled' });
  return path;
};
