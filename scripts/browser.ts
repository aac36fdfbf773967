import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const root = join(import.meta.dirname, '..');

/** The environment variable that tells the browser tests which program to start. */
export const BROWSER = 'PLUMBLINE_BROWSER';

const debianNames = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
];

const installed = (): string | undefined =>
  [process.env[BROWSER], ...debianNames].find((path) => path !== undefined && path !== '' && existsSync(path));

/** Debian's own, where we may install it. */
const fromApt = (): string | undefined => {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return undefined;
  console.error('Installing chromium for the browser tests…');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...args: string[]): boolean =>
    spawnSync('apt-get', ['-q', ...args], { env, stdio: ['ignore', 'ignore', 'inherit'] }).status === 0;
  return apt('update') && apt('install', '-y', '--no-install-recommends', 'chromium') ? installed() : undefined;
};

/** The one from npm unpacks itself into the folder for temporary files. */
const fromNpm = async (): Promise<string | undefined> => {
  const { default: chromium } = await import('@sparticuz/chromium');
  const path = await chromium.executablePath();
  return spawnSync(path, ['--version', '--no-sandbox'], { stdio: 'ignore' }).status === 0 ? path : undefined;
};

/** Path of a Chromium that runs here; undefined if none can be had. */
export const findBrowser = async (): Promise<string | undefined> =>
  installed() ?? fromApt() ?? (await fromNpm().catch(() => undefined));

/** A fontconfig file that knows the Chinese fonts from npm: without it a bare machine shows boxes. */
export const fontsFile = (): string => {
  const require = createRequire(import.meta.url);
  const folders = ['@expo-google-fonts/noto-sans-sc', '@expo-google-fonts/noto-serif-sc'].map((name) =>
    dirname(require.resolve(`${name}/package.json`)),
  );
  const build = join(root, '.build');
  const file = join(build, 'fonts.conf');
  const lines = [...folders, '/usr/share/fonts'].map((folder) => `  <dir>${folder.replaceAll('&', '&amp;')}</dir>`);
  mkdirSync(build, { recursive: true });
  writeFileSync(
    file,
    `<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n<fontconfig>\n${lines.join('\n')}\n  <cachedir>${build}/fonts</cachedir>\n</fontconfig>\n`,
  );
  return file;
};
