import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dependencyNotes } from './dependency-notes.ts';

const root = join(import.meta.dirname, '..');

const read = <T>(...path: string[]): T => JSON.parse(readFileSync(join(root, ...path), 'utf8')) as T;

const licenceOf = (name: string): string => {
  const { license } = read<{ license?: string | { type: string } }>('node_modules', name, 'package.json');
  return typeof license === 'string' ? license : (license?.type ?? 'see its files');
};

const tableOf = (dependencies: Readonly<Record<string, string>>): string => {
  const rows = Object.entries(dependencies).map(([name, version]) => {
    const note = dependencyNotes[name];
    if (!note) throw new Error(`${name} has no line in scripts/dependency-notes.ts: why is it here, and what instead?`);
    return `| \`${name}\` ${version} | ${licenceOf(name)} | ${note.why} | ${note.instead} |`;
  });
  return `| package | licence | why | instead |\n|---|---|---|---|\n${rows.join('\n')}`;
};

/** Text of docs/reference/dependencies.md. */
export const dependenciesPage = (): string => {
  const { dependencies, devDependencies } = read<{
    dependencies: Record<string, string>;
    devDependencies: Record<string, string>;
  }>('package.json');
  return `# Dependencies 依赖

Made from package.json and \`scripts/dependency-notes.ts\` by \`npm run generate\`. Versions are pinned exactly and the lockfile is part of
the product. Only permissive licences come in.

## Part of the product

${tableOf(dependencies)}

## For building and testing

${tableOf(devDependencies)}
`;
};
