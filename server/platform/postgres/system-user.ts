import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { Defect } from '../../../core/base/result.ts';

/** The system account a program runs under; null means "the one we are". */
export interface SystemUser {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

const ownName = 'plumbline';

const lookUp = (name: string): SystemUser | null => {
  for (const line of readFileSync('/etc/passwd', 'utf8').split('\n')) {
    const [user, , uid, gid] = line.split(':');
    if (user === name) return { name, uid: Number(uid), gid: Number(gid) };
  }
  return null;
};

const create = (name: string): SystemUser | null => {
  const made = spawnSync('useradd', ['--system', '--no-create-home', '--shell', '/usr/sbin/nologin', name]);
  return made.status === 0 ? lookUp(name) : null;
};

/**
 * PostgreSQL refuses to run as root. Root therefore hands it to an account without rights: `plumbline` or `postgres`
 * where there is one, else a new system account `plumbline`, else `nobody`. Returns null for an ordinary user.
 */
export const postgresUser = (): SystemUser | null => {
  if (process.getuid?.() !== 0) return null;
  const user = lookUp(ownName) ?? lookUp('postgres') ?? create(ownName) ?? lookUp('nobody');
  if (user === null) throw new Defect('PostgreSQL may not run as root and no other system account can be had');
  return user;
};

/** Whether `user` may step into `folder` (all of its ancestors included). */
export const canEnter = (user: SystemUser | null, folder: string): boolean =>
  spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { cwd: '/', ...(user ?? {}), stdio: 'ignore' }).status === 0;
