import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { Defect } from '../../../core/base/result.ts';
import { ROOT_STORE } from './binaries.ts';
import { hostRules } from './settings.ts';
import { canEnter, type SystemUser } from './system-user.ts';

export interface DataFolder {
  readonly path: string;
  /** Set when the database lies elsewhere than asked for: what the administrator should know. */
  readonly note?: string;
}

const ownedBy = (user: SystemUser | null, folder: string): string => {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (user !== null) chownSync(folder, user.uid, user.gid);
  return folder;
};

const isLink = (path: string): boolean => lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;

/** A folder of ours that only we may enter is opened for stepping through (not for listing); secrets lie in one of their own. */
const openToPass = (parent: string): void => {
  const { mode, uid } = statSync(parent);
  if (uid === process.getuid?.() && (mode & 0o001) === 0) chmodSync(parent, (mode & 0o7777) | 0o011);
};

/**
 * `<parent>/postgres`, owned by the account of the server. Where that account may not enter the parent (root's home, say),
 * the files lie in a folder of their own under /var/lib/plumbline and `<parent>/postgres` is a link to it.
 */
export const dataFolder = (parent: string, user: SystemUser | null): DataFolder => {
  mkdirSync(parent, { recursive: true, mode: 0o755 });
  const path = join(parent, 'postgres');
  if (user !== null && !isLink(path)) openToPass(parent);
  if (user === null || (!isLink(path) && canEnter(user, parent))) return { path: ownedBy(user, path) };
  if (!isLink(path)) {
    if (existsSync(path))
      throw new Defect(`${user.name} may not enter ${parent}; move the folder or open it with chmod o+x`);
    mkdirSync(ROOT_STORE, { recursive: true, mode: 0o755 });
    symlinkSync(ownedBy(user, join(ROOT_STORE, `postgres-data-${randomBytes(6).toString('hex')}`)), path);
  }
  const target = realpathSync(path);
  return { path: target, note: `${user.name} may not enter ${parent}: the database files lie in ${target}` };
};

/**
 * Makes the cluster unless it is there. Text sorts by code point (builtin C.UTF-8), which no library update can change
 * under an index; Chinese order is asked for with COLLATE "zh-x-icu". A half-made folder is made again.
 */
export const ensureCluster = (initdb: string, folder: string, user: SystemUser | null, password: string): boolean => {
  if (existsSync(join(folder, 'plumbline-ready'))) return false;
  rmSync(folder, { recursive: true, force: true });
  ownedBy(user, folder);
  const passwordFile = `${folder}.${process.pid}.pw`;
  writeFileSync(passwordFile, password, { mode: 0o600, flag: 'wx' });
  if (user !== null) chownSync(passwordFile, user.uid, user.gid);
  const made = spawnSync(
    initdb,
    [
      '-D',
      folder,
      '-U',
      'postgres',
      '-E',
      'UTF8',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--locale=C.UTF-8',
      '--data-checksums',
      '--auth=scram-sha-256',
      `--pwfile=${passwordFile}`,
      '--no-instructions',
      '--no-sync',
    ],
    {
      cwd: '/',
      ...(user ?? {}),
      encoding: 'utf8',
      env: { PATH: process.env.PATH ?? '', LC_ALL: 'C.UTF-8', TZ: 'Asia/Shanghai' },
    },
  );
  rmSync(passwordFile, { force: true });
  if (made.status !== 0) throw new Defect(`initdb failed: ${made.stderr || made.error?.message}`);
  const conf = join(folder, 'postgresql.conf');
  writeFileSync(conf, `${readFileSync(conf, 'utf8')}\ninclude 'plumbline.conf'\n`);
  writeFileSync(join(folder, 'pg_hba.conf'), hostRules);
  writeFileSync(join(folder, 'plumbline-ready'), '');
  return true;
};
