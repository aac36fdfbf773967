import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestOutcome } from '../core/manual/coverage.ts';
import { treeHash } from './tree-hash.ts';

/** What one runner of tests leaves in the folder of reports, as `<runner>.json`. */
export interface Evidence {
  readonly runner: string;
  /** Hash of the tree that was tested; null where it changed under the run or is not under git. */
  readonly tree: string | null;
  /** Runs some tests again: `{files}` stands for their files, `{pattern}` for a regular expression on their names. */
  readonly rerun: readonly string[];
  readonly tests: readonly TestOutcome[];
  /** Files that could not even be loaded. */
  readonly broken: readonly string[];
}

/** Reports go to .reports, or where PLUMBLINE_REPORTS says. */
export const reportsFolder = (root: string): string => process.env.PLUMBLINE_REPORTS ?? join(root, '.reports');

const read = (path: string): Evidence | null => {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Evidence;
  } catch {
    return null;
  }
};

const keyOf = (test: TestOutcome): string => `${test.file}\0${test.name}`;

/**
 * Files a runner's outcomes. A run of some tests adds to what is known of the same tree; of another tree nothing is
 * kept. `treeBefore` is the hash from before the run: a tree that changed meanwhile proves nothing.
 */
export const fileEvidence = (root: string, found: Omit<Evidence, 'tree'>, treeBefore: string | null): void => {
  const folder = reportsFolder(root);
  const path = join(folder, `${found.runner}.json`);
  const tree = treeHash(root) === treeBefore ? treeBefore : null;
  const known = read(path);
  const kept = known !== null && tree !== null && known.tree === tree ? known.tests : [];
  const tests = [...new Map([...kept, ...found.tests].map((test) => [keyOf(test), test])).values()];
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${path}.new`, `${JSON.stringify({ ...found, tree, tests }, null, 1)}\n`);
  renameSync(`${path}.new`, path);
};

export interface EvidenceFound {
  readonly fresh: readonly Evidence[];
  /** Runners whose report is about another tree: it counts for nothing. */
  readonly stale: readonly string[];
}

export const readEvidence = (root: string, folder: string = reportsFolder(root)): EvidenceFound => {
  const tree = treeHash(root);
  let names: string[];
  try {
    names = readdirSync(folder).filter((name) => name.endsWith('.json'));
  } catch {
    names = [];
  }
  const all = names
    .map((name) => read(join(folder, name)))
    .filter((one): one is Evidence => one !== null && Array.isArray(one.tests));
  const isFresh = (one: Evidence): boolean => tree !== null && one.tree === tree;
  return { fresh: all.filter(isFresh), stale: all.filter((one) => !isFresh(one)).map((one) => one.runner) };
};
