import { execFileSync } from 'node:child_process';
import type { BenchResult } from './bench-result.ts';

/** Milliseconds that a fresh Node needs to load a module of the manual, best of five. */
const loading = (module: string): number => {
  const url = new URL(`../core/manual/${module}`, import.meta.url).href;
  const program = `const t = performance.now(); await import(${JSON.stringify(url)}); console.log(performance.now() - t);`;
  const once = (): number => Number(execFileSync(process.execPath, ['--input-type=module', '-e', program]));
  return Math.min(...Array.from({ length: 5 }, once));
};

export const run = async (): Promise<BenchResult[]> => [
  { name: 'manual: load all obligations', value: loading('obligations.ts'), unit: 'ms' },
  { name: 'manual: load all parameters', value: loading('parameters.ts'), unit: 'ms' },
];
