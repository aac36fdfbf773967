// The way in for every npm script. Runs on the Node that a bare machine has (18 or later): installs what is missing, then
// runs the script named on the command line under the Node 24 that was installed with the rest.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, lstatSync, readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const bin = join(root, 'node_modules', '.bin');
const leastMajor = 24;
const runsOn = Number(process.versions.node.split('.')[0]);

const fail = (zh, en) => {
  console.error(`${zh}\n${en}`);
  process.exit(1);
};

const read = (path) => JSON.parse(readFileSync(path, 'utf8'));

/** Whether every package of the lockfile that any machine needs is there in its version. */
const isInstalled = () => {
  const modules = join(root, 'node_modules');
  const link = lstatSync(modules, { throwIfNoEntry: false });
  // A folder shared by several work trees is kept up to date by whoever shares it.
  if (link?.isSymbolicLink()) return true;
  const record = join(modules, '.package-lock.json');
  if (!existsSync(record)) return false;
  const there = read(record).packages;
  return Object.entries(read(join(root, 'package-lock.json')).packages).every(
    ([path, wanted]) => path === '' || wanted.optional || wanted.devOptional || there[path]?.version === wanted.version,
  );
};

/** npm as npm itself runs it, else the one in the PATH. */
const npm = (...args) => {
  const own = process.env.npm_execpath;
  const isNpm = own !== undefined && /npm-cli\.c?js$/.test(own);
  const [program, first] = isNpm ? [process.execPath, [own]] : ['npm', []];
  const done = spawnSync(program, [...first, ...args], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
  return done.status === 0;
};

const majorOf = (node) => {
  const said = spawnSync(node, ['--version'], { encoding: 'utf8' });
  return said.status === 0 ? Number(/^v(\d+)/.exec(said.stdout)?.[1] ?? 0) : 0;
};

const install = () => {
  console.error('正在安装依赖（首次约一分钟）…  Installing what is missing (about a minute the first time)…');
  if (!npm('ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error')) {
    fail(
      '依赖安装失败，原因见上；检查网络或 npm 源后再试。',
      'Installing failed for the reason above; check network and npm registry, then try again.',
    );
  }
};

/** The Node to run under. The npm package `node` fetches it in an install script, which may be switched off. */
const findNode = () => {
  const own = join(bin, 'node');
  if (majorOf(own) >= leastMajor) return own;
  npm('rebuild', 'node', '--ignore-scripts=false', '--loglevel=error');
  if (majorOf(own) >= leastMajor) return own;
  return fail(
    `需要 Node ${leastMajor} 或更高版本，而随依赖安装的 Node 无法运行。`,
    `Node ${leastMajor} or later is needed and the installed one does not run.`,
  );
};

const [script, ...args] = process.argv.slice(2);
if (script === undefined) fail('用法：bootstrap.mjs <脚本> […参数]', 'usage: bootstrap.mjs <script> […arguments]');
if (!isInstalled()) install();
const node = runsOn >= leastMajor ? process.execPath : findNode();
process.env.PATH = [bin, process.env.PATH ?? ''].join(delimiter);
const path = join(root, script);

// npm dies of a signal without passing it on: whoever stops npm means us too.
if (process.env.npm_lifecycle_event !== undefined) {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) process.kill(process.pid, 'SIGTERM');
  }, 500).unref();
}

// Left to itself V8 lets a heap grow to four times what is in use before it collects: 320 MB for the 65 MB that the server
// needs. Twice is enough, and costs no time that can be measured.
const flags =
  script === 'scripts/launch.ts' ? JSON.parse(readFileSync(join(root, 'scripts/server-flags.json'), 'utf8')) : [];
if (runsOn >= leastMajor && flags.every((flag) => process.execArgv.includes(flag))) {
  process.argv.splice(1, process.argv.length, path, ...args);
  await import(pathToFileURL(path).href);
} else {
  const child = spawn(node, [...flags, fileURLToPath(import.meta.url), script, ...args], { stdio: 'inherit' });
  // A Ctrl-C reaches the child by itself; we only have to outlive it.
  process.on('SIGINT', () => {});
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
}
