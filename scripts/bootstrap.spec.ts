import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

let root: string;

const lockOf = (version: string): string =>
  JSON.stringify({
    packages: { '': {}, 'node_modules/a': { version }, 'node_modules/other-machine': { version, optional: true } },
  });

/** A tree with the way in, a lockfile, a script that says who it is and an npm that only writes down how it was called. */
beforeEach(() => {
  root = join(mkdtempSync(join(tmpdir(), 'plumbline-bootstrap-')), '准绳 tree');
  for (const folder of ['scripts', 'node_modules/a', 'bin']) mkdirSync(join(root, folder), { recursive: true });
  copyFileSync(join(import.meta.dirname, 'bootstrap.mjs'), join(root, 'scripts/bootstrap.mjs'));
  writeFileSync(join(root, 'scripts/say.mjs'), `console.log(JSON.stringify(process.argv.slice(2)));`);
  writeFileSync(join(root, 'scripts/wait.mjs'), `console.log(process.pid); setInterval(() => {}, 1000);`);
  writeFileSync(join(root, 'package-lock.json'), lockOf('1.0.0'));
  writeFileSync(join(root, 'node_modules/.package-lock.json'), lockOf('1.0.0'));
  writeFileSync(join(root, 'bin/npm'), `#!/bin/sh\necho "$@" >> "${root}/npm-calls"\n`);
  chmodSync(join(root, 'bin/npm'), 0o755);
});
afterEach(() => rmSync(join(root, '..'), { recursive: true, force: true }));

const environment = (): NodeJS.ProcessEnv => ({
  ...process.env,
  PATH: `${root}/bin:${process.env.PATH}`,
  npm_execpath: '',
});
const run = (...args: string[]) =>
  spawnSync(process.execPath, [join(root, 'scripts/bootstrap.mjs'), ...args], { encoding: 'utf8', env: environment() });
const npmCalls = (): string =>
  existsSync(join(root, 'npm-calls')) ? readFileSync(join(root, 'npm-calls'), 'utf8') : '';

test('an up-to-date tree runs the script with its arguments and installs nothing', () => {
  expect(run('scripts/say.mjs', '--demo', 'two words').stdout).toBe('["--demo","two words"]\n');
  expect(npmCalls()).toBe('');
});

test('the server runs with the flags that keep its memory small, whichever Node started it', () => {
  writeFileSync(
    join(root, 'scripts/launch.ts'),
    `console.log(JSON.stringify([process.execArgv, process.argv.slice(2)]));`,
  );
  writeFileSync(join(root, 'scripts/server-flags.json'), '["--max-semi-space-size=8"]');
  expect(run('scripts/launch.ts', '--demo').stdout).toBe('[["--max-semi-space-size=8"],["--demo"]]\n');
});

test.each([
  ['packages are of another version', () => writeFileSync(join(root, 'package-lock.json'), lockOf('2.0.0'))],
  ['nothing was ever installed', () => rmSync(join(root, 'node_modules'), { recursive: true })],
])('it installs by the lockfile first when %s', (_when, change) => {
  change();
  expect(run('scripts/say.mjs').stdout).toContain('[]');
  expect(npmCalls()).toMatch(/^ci --include=dev /);
});

test('packages shared by a link are left to whoever shares them', () => {
  rmSync(join(root, 'node_modules'), { recursive: true });
  symlinkSync(root, join(root, 'node_modules'));
  run('scripts/say.mjs');
  expect(npmCalls()).toBe('');
});

test('it ends with the npm that started it', async () => {
  const command = `"${process.execPath}" "${root}/scripts/bootstrap.mjs" scripts/wait.mjs & wait`;
  const npm = spawn('/bin/sh', ['-c', command], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...environment(), npm_lifecycle_event: 'start' },
  });
  const pid = Number(await new Promise((said) => npm.stdout.once('data', said)));
  npm.kill('SIGKILL');
  const alive = (): boolean => {
    try {
      return process.kill(pid, 0);
    } catch {
      return false;
    }
  };
  await expect.poll(alive, { timeout: 5_000 }).toBe(false);
});
