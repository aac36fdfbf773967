import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const built = join(root, 'web', 'dist');
const stamp = join(built, '.made-from');

/** A hash of everything the pages are made from. */
const sourcesHash = (): string => {
  const hash = createHash('sha256').update('production');
  const files = globSync(['web/**/*', 'core/**/*.{ts,json}', 'package-lock.json'], {
    cwd: root,
    exclude: ['web/dist/**'],
    withFileTypes: true,
  })
    .filter((entry) => entry.isFile() && !entry.name.includes('.spec.'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  for (const file of files) hash.update(file.slice(root.length)).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('hex');
};

/** Builds web/dist unless it was made from these very sources (or there are none). Returns false when the build failed (it has said why). */
export const buildWeb = (): boolean => {
  if (!existsSync(join(root, 'web', 'index.html'))) return true;
  const hash = sourcesHash();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return true;
  console.error('正在构建网页…  Building the console…');
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const done = spawnSync(
    process.execPath,
    [
      vite,
      'build',
      '--config',
      join(root, 'web', 'vite.config.ts'),
      '--outDir',
      built,
      '--emptyOutDir',
      '--logLevel',
      'warn',
    ],
    {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      // Under a runner of tests React and antd would be built for tests: slow, and every group of radio buttons with one name.
      env: { ...process.env, NODE_ENV: 'production' },
    },
  );
  if (done.status !== 0) return false;
  writeFileSync(stamp, hash);
  return true;
};

if (process.argv[1] === import.meta.filename && !buildWeb()) process.exitCode = 1;
