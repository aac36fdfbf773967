import { spawn } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');

/** Runs one of the project's own scripts as a process of its own and takes over its exit code; signals reach it too. */
export const runScript = (script: string, args: readonly string[]): Promise<number> =>
  new Promise((settled, failed) => {
    const child = spawn(process.execPath, [join(root, script), ...args], { stdio: 'inherit' });
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
    child.once('error', failed);
    child.once('exit', (code) => settled(code ?? 1));
  });
