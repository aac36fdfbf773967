import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ICruiseResult } from 'dependency-cruiser';
import type { Violation } from './violation.ts';

const PARTS = ['core', 'server', 'web', 'cli', 'market', 'scripts', 'bench', 'e2e', 'vitest.config.ts'];

/** What dependency-cruiser finds under the rules of .dependency-cruiser.json in that tree. */
const cruise = (root: string): ICruiseResult => {
  const parts = PARTS.filter((part) => existsSync(join(root, part)));
  const args = ['--config', '.dependency-cruiser.json', '--output-type', 'json', ...parts];
  const program = join(root, 'node_modules/.bin/depcruise');
  return JSON.parse(execFileSync(program, args, { cwd: root, maxBuffer: 1 << 28, stdio: 'pipe' }).toString());
};

/** The folder that counts as one building block: `core/forms`, `core/modules/recalls`, `server/platform/audit`. */
const UNIT =
  /^(?:(?:core|server|web)\/modules\/[^/]+|server\/platform\/[^/]+|(?:core|server|web|cli|market)\/[^/]+)(?=\/)/;

const unitOf = (file: string): string | null => UNIT.exec(file)?.[0] ?? null;

const isTest = (file: string): boolean => /\.spec(-d)?\.tsx?$|\/testing(\/|\.ts$)/.test(file);

const unitsImported = ({ modules }: ICruiseResult): ReadonlyMap<string, ReadonlySet<string>> => {
  const imports = new Map<string, Set<string>>();
  for (const module of modules.filter((one) => !isTest(one.source))) {
    const from = unitOf(module.source);
    if (from === null) continue;
    const targets = imports.get(from) ?? new Set<string>();
    imports.set(from, targets);
    for (const { resolved } of module.dependencies) {
      const to = unitOf(resolved);
      if (to !== null && to !== from) targets.add(to);
    }
  }
  return imports;
};

/** A way from a folder back to itself, or null. */
const wayBack = (imports: ReadonlyMap<string, ReadonlySet<string>>, start: string): readonly string[] | null => {
  const seen = new Set<string>();
  const walk = (at: string, way: readonly string[]): readonly string[] | null => {
    for (const next of imports.get(at) ?? []) {
      if (next === start) return [...way, next];
      if (seen.has(next)) continue;
      seen.add(next);
      const found = walk(next, [...way, next]);
      if (found !== null) return found;
    }
    return null;
  };
  return walk(start, [start]);
};

const circlesOfFolders = (result: ICruiseResult): readonly Violation[] => {
  const imports = unitsImported(result);
  return [...imports.keys()].flatMap((unit) => {
    const way = wayBack(imports, unit);
    return way === null ? [] : [{ rule: 'circle-of-folders', file: unit, detail: way.join(' -> ') }];
  });
};

/** Floors, doors, circles. Throws where nothing was found to look at: a check that looks at nothing guards nothing. */
export const importViolations = (root: string): readonly Violation[] => {
  const result = cruise(root);
  const imports = result.modules
    .filter(({ source }) => /^(core|server)\//.test(source))
    .flatMap((one) => one.dependencies);
  if (imports.length < 100) throw new Error('dependency-cruiser saw next to nothing: is its parser still there?');
  const found = result.summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, file: from, detail: to }));
  return [...found, ...circlesOfFolders(result)];
};
