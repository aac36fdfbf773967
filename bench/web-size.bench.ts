import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { buildWeb } from '../scripts/build-web.ts';
import type { BenchResult } from './bench-result.ts';

interface Chunk {
  readonly file: string;
  readonly imports?: readonly string[];
}
type Manifest = Readonly<Record<string, Chunk>>;

const built = join(import.meta.dirname, '..', 'web', 'dist');
const limitKilobytes = 350;

/** Every script that must have arrived before these chunks run: what they import, and what that imports in turn. */
const scriptsOf = (manifest: Manifest, roots: readonly string[]): ReadonlySet<string> => {
  const seen = new Set<string>();
  const visit = (name: string): void => {
    const chunk = manifest[name];
    if (!chunk) throw new Error(`the build has no ${name}`);
    if (seen.has(name)) return;
    seen.add(name);
    chunk.imports?.forEach(visit);
  };
  roots.forEach(visit);
  return new Set([...seen].flatMap((name) => manifest[name]?.file ?? []));
};

const gzipped = async (files: ReadonlySet<string>): Promise<number> => {
  const sizes = await Promise.all([...files].map(async (file) => gzipSync(await readFile(join(built, file))).length));
  return sizes.reduce((sum, size) => sum + size, 0) / 1024;
};

/** Script that a first visit needs, gzip, in KB of 1,024 bytes. */
export const run = async (): Promise<BenchResult[]> => {
  if (!buildWeb()) throw new Error('the console could not be built');
  const manifest = JSON.parse(await readFile(join(built, '.vite', 'manifest.json'), 'utf8')) as Manifest;
  const pages = [
    ['first console page (open tasks)', 'modules/todo/todo-page.tsx', limitKilobytes],
    ['case page', 'modules/cases/case-page.tsx', null],
    ['merchant portal', 'modules/portal/portal-page.tsx', null],
  ] as const;
  return Promise.all(
    pages.map(async ([name, page, atMost]) => ({
      name: `web: script of the ${name}`,
      value: Math.round((await gzipped(scriptsOf(manifest, ['index.html', page]))) * 10) / 10,
      unit: 'KB gzip',
      ...(atMost === null ? {} : { atMost }),
    })),
  );
};
