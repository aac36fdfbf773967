import { globSync, mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism, totalmem } from 'node:os';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type BenchResult, meetsLimit } from '../bench/bench-result.ts';

const root = join(import.meta.dirname, '..');

interface BenchModule {
  readonly run: () => Promise<readonly BenchResult[]>;
}

const figure = (value: number): string =>
  Math.abs(value) >= 100 ? Math.round(value).toLocaleString('en') : String(Number(value.toPrecision(3)));

const limitOf = ({ atLeast, atMost }: BenchResult): string =>
  [
    ...(atLeast === undefined ? [] : [`≥ ${figure(atLeast)}`]),
    ...(atMost === undefined ? [] : [`≤ ${figure(atMost)}`]),
  ].join(', ');

const lineOf = (result: BenchResult): string => {
  const verdict = limitOf(result) === '' ? '' : meetsLimit(result) ? 'met' : 'MISSED';
  const measured = `${figure(result.value)} ${result.unit}`;
  return [
    result.name.padEnd(56),
    measured.padStart(16),
    limitOf(result).padStart(14),
    ` ${verdict.padEnd(7)}`,
    result.note ?? '',
  ]
    .join(' ')
    .trimEnd();
};

/** Runs the benches whose name contains one of `wanted` (all without), one after the other on the quiet machine. */
const runAll = async (wanted: readonly string[]): Promise<BenchResult[]> => {
  const results: BenchResult[] = [];
  for (const path of globSync('bench/*.bench.ts', { cwd: root }).sort()) {
    const name = basename(path, '.bench.ts');
    if (wanted.length > 0 && !wanted.some((word) => name.includes(word))) continue;
    const { run } = (await import(pathToFileURL(join(root, path)).href)) as BenchModule;
    try {
      for (const result of await run()) {
        results.push(result);
        console.log(lineOf(result));
      }
    } catch (error) {
      console.error(error);
      results.push({ name: `${name} could not be run`, value: Number.NaN, unit: '', atLeast: 0 });
    }
  }
  return results;
};

const results = await runAll(process.argv.slice(2));
const machine = { cores: availableParallelism(), memoryBytes: totalmem(), node: process.version };
mkdirSync(join(root, '.reports'), { recursive: true });
writeFileSync(
  join(root, '.reports', 'bench.json'),
  `${JSON.stringify({ at: new Date().toISOString(), machine, results: results.map((result) => ({ ...result, met: meetsLimit(result) })) }, null, 1)}\n`,
);
const missed = results.filter((result) => !meetsLimit(result));
console.log(missed.length === 0 ? 'every limit met' : `missed: ${missed.map(({ name }) => name).join('; ')}`);
process.exit(missed.length === 0 ? 0 : 1);
