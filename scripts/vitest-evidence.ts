import { relative } from 'node:path';
import type { Reporter, TestModule } from 'vitest/node';
import type { TestOutcome } from '../core/manual/coverage.ts';
import { fileEvidence } from './evidence.ts';
import { treeHash } from './tree-hash.ts';

/** Files the outcome of every test that ran, so that `npm run obligations` can count it. */
export class VitestEvidence implements Reporter {
  readonly #root: string;
  readonly #runner: string;
  readonly #config: readonly string[];
  #treeBefore: string | null = null;

  /** `runner` names the report; `config` is vitest's configuration file where it is not the usual one. */
  constructor(root: string, runner = 'vitest', config?: string) {
    this.#root = root;
    this.#runner = runner;
    this.#config = config === undefined ? [] : ['--config', config];
  }

  onTestRunStart(): void {
    this.#treeBefore = treeHash(this.#root);
  }

  onTestRunEnd(modules: readonly TestModule[]): void {
    const tests: TestOutcome[] = [];
    const broken: string[] = [];
    for (const module of modules) {
      const file = relative(this.#root, module.moduleId);
      if (module.errors().length > 0) broken.push(file);
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state === 'passed' || state === 'failed') tests.push({ file, name: test.fullName, state });
      }
    }
    const rerun = ['vitest', 'run', ...this.#config, '{files}', '-t', '{pattern}'];
    fileEvidence(this.#root, { runner: this.#runner, rerun, tests, broken }, this.#treeBefore);
  }
}
