import { spawn } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');

export interface StaticCheck {
  readonly name: string;
  readonly ok: boolean;
}

const checks: readonly { name: string; program: string; args: readonly string[] }[] = [
  { name: 'types (tsc -b)', program: 'tsc', args: ['-b'] },
  { name: 'style (biome check)', program: 'biome', args: ['check', '--error-on-warnings', '.'] },
];

const run = (program: string, args: readonly string[]): Promise<boolean> =>
  new Promise((settled) => {
    const path = join(root, 'node_modules', '.bin', program);
    const child = spawn(path, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
    child.once('error', () => settled(false));
    child.once('exit', (code) => settled(code === 0));
  });

/** Types and style of the whole tree; what is wrong is printed as it is found. */
export const checkStatically = (): Promise<StaticCheck[]> =>
  Promise.all(checks.map(async ({ name, program, args }) => ({ name, ok: await run(program, args) })));

if (process.argv[1] === import.meta.filename) {
  const failed = (await checkStatically()).filter(({ ok }) => !ok);
  for (const { name } of failed) console.error(`failed: ${name}`);
  process.exitCode = failed.length === 0 ? 0 : 1;
}
