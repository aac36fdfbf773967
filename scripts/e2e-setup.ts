import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { Defect } from '../core/base/result.ts';
import { buildWeb } from './build-web.ts';

const known = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
];

/** Debian's Chromium where we may install it; elsewhere the tests take the one from npm. */
const installBrowser = (): void => {
  if (process.env.CHROMIUM_PATH || known.some((path) => existsSync(path))) return;
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return;
  console.error('正在安装浏览器…  Installing a browser for the tests…');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...args: string[]): boolean =>
    spawnSync('apt-get', ['-q', ...args], { env, stdio: ['ignore', 'ignore', 'inherit'] }).status === 0;
  if (!apt('update') || !apt('install', '-y', '--no-install-recommends', 'chromium')) {
    console.error('apt gave no chromium; taking the one from npm');
  }
};

/** vitest runs this before the browser tests: they need the built console and a browser. */
export const setup = (): void => {
  if (!buildWeb()) throw new Defect('the console could not be built');
  installBrowser();
};
