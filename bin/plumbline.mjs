#!/usr/bin/env node
// Entry of the `plumbline` command. Plain JavaScript, so that any Node from 18 on can read it: it finds the Node 24 that the
// package installs for itself and runs cli/main.ts with that one.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import * as modules from 'node:module';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const main = join(root, 'cli', 'main.ts');
const ownNode = join(root, 'node_modules', '.bin', process.platform === 'win32' ? 'node.cmd' : 'node');

/** Compiled code from the last run: a third of the time to start. Where it cannot be written, Node does without. */
const compiled = join(root, '.build', 'compile-cache');

/** Node 24 reads TypeScript by itself; one that is new enough needs no second process. */
const readsTypeScript = Number(process.versions.node.split('.')[0]) >= 24;

if (!existsSync(join(root, 'node_modules', 'node', 'package.json'))) {
  process.stderr.write(
    `准绳的依赖尚未安装：请先在 ${root} 中运行 npm ci，再重试。\n` +
      `The dependencies of Plumbline are not installed: run "npm ci" in ${root}, then try again.\n`,
  );
  process.exitCode = 1;
} else if (readsTypeScript) {
  process.argv[1] = main;
  modules.enableCompileCache?.(compiled);
  await import(pathToFileURL(main).href);
} else {
  const child = spawn(ownNode, [main, ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: { ...process.env, NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? compiled },
  });
  // A terminal sends Ctrl-C to the child as well; anyone else reaches only this process, so it is passed on.
  for (const signal of ['SIGTERM', 'SIGHUP', 'SIGINT']) {
    process.on(signal, () => {
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    });
  }
  child.on('error', (error) => {
    process.stderr.write(
      `无法启动 ${ownNode}（${error.code}），请在 ${root} 中重新运行 npm ci。\n` +
        `Cannot start ${ownNode} (${error.code}); run "npm ci" in ${root} again.\n`,
    );
    process.exitCode = 1;
  });
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? 128 + (constants.signals[signal] ?? 0);
  });
}
