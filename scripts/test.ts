import { globSync } from 'node:fs';
import { join, relative } from 'node:path';
import { startVitest, type Vitest } from 'vitest/node';
import { checkStatically } from './check.ts';

const root = join(import.meta.dirname, '..');

interface Tally {
  passed: number;
  readonly failures: string[];
  /** Tests that said what this machine lacks for them. */
  readonly notHere: string[];
}

const countModules = (vitest: Vitest, tally: Tally): void => {
  for (const module of vitest.state.getTestModules()) {
    const file = relative(root, module.moduleId);
    // A file that cannot be loaded has no tests that could fail.
    if (module.errors().length > 0) tally.failures.push(file);
    for (const test of module.children.allTests()) {
      const result = test.result();
      const { state } = result;
      if (state === 'passed') tally.passed += 1;
      else if (state === 'skipped' && result.note) tally.notHere.push(`${file} > ${test.fullName}: ${result.note}`);
      else tally.failures.push(`${file} > ${test.fullName}${state === 'failed' ? '' : ` (${state})`}`);
    }
    for (const suite of module.children.allSuites()) {
      if (suite.errors().length > 0) tally.failures.push(`${file} > ${suite.fullName}`);
    }
  }
  const stray = vitest.state.getUnhandledErrors().length;
  if (stray > 0) tally.failures.push(`${stray} error(s) outside of any test`);
};

const runVitest = async (config: string, tally: Tally): Promise<void> => {
  const vitest = await startVitest('test', [], { config: join(root, config), root, watch: false });
  countModules(vitest, tally);
  await vitest.close();
};

const attempt = async (name: string, work: () => Promise<void>, tally: Tally): Promise<void> => {
  try {
    await work();
  } catch (error) {
    console.error(error);
    tally.failures.push(`${name} could not be run`);
  }
};

const tally: Tally = { passed: 0, failures: [], notHere: [] };
for (const { name, ok } of await checkStatically()) if (!ok) tally.failures.push(name);
await attempt('tests', () => runVitest('vitest.config.ts', tally), tally);
if (globSync('e2e/**/*.e2e.ts', { cwd: root }).length > 0) {
  await attempt('browser tests', () => runVitest('vitest.e2e.config.ts', tally), tally);
}
for (const missing of tally.notHere) console.log(`not run here: ${missing}`);
for (const failure of tally.failures) console.log(`failed: ${failure}`);
console.log(`${tally.passed} passed, ${tally.failures.length} failed`);
process.exit(tally.failures.length === 0 ? 0 : 1);
