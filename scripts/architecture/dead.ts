import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { Violation } from './violation.ts';

/** What knip reports of one file, as far as we ask it. */
type KnipIssue = { readonly file: string } & Readonly<Record<string, readonly { readonly name: string }[]>>;

const KINDS = ['files', 'exports', 'types', 'dependencies', 'devDependencies', 'unlisted', 'unresolved', 'duplicates'];

/** Files, exports and packages that nothing uses, and packages that are used without being declared (knip.json). */
export const deadViolations = (root: string): readonly Violation[] => {
  const args = ['--no-progress', '--reporter', 'json', '--no-exit-code', '--include', KINDS.join(',')];
  const run = spawnSync(join(root, 'node_modules/.bin/knip'), args, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  if (run.status !== 0) throw new Error(`knip did not run: ${run.stderr}`);
  const { issues } = JSON.parse(run.stdout) as { issues: readonly KnipIssue[] };
  return issues.flatMap((issue) =>
    KINDS.flatMap((kind) =>
      (issue[kind] ?? []).map(({ name }) => ({ rule: `dead-${kind}`, file: issue.file, detail: name })),
    ),
  );
};
