import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { SystemUser } from './system-user.ts';

/**
 * Ties the server to us: a second shell holds the other end of our pipe and asks the server for a fast shutdown when the
 * pipe closes, that is when we end, however we end (kill -9 too). `exec` keeps the process id.
 */
const tiedToUs = `
( { read -r _
    kill -INT $$ 2>/dev/null
    if [ -n "$PLUMBLINE_THROW_AWAY" ]; then
      while kill -0 $$ 2>/dev/null; do sleep 0.05; done
      rm -rf "$PLUMBLINE_THROW_AWAY"
    fi
  } <&3 & ) 3<&0
exec "$@" </dev/null 3<&-
`;

/** The process id in postmaster.pid if that process really is this folder's server; a stale file is removed. */
export const runningServer = (folder: string): number | null => {
  const file = join(folder, 'postmaster.pid');
  if (!existsSync(file)) return null;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  if (isServerOf(pid, folder)) return pid;
  // Another program may have got the number since, and PostgreSQL would then refuse to start.
  rmSync(file, { force: true });
  return null;
};

const isServerOf = (pid: number, folder: string): boolean => {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  if (!existsSync(`/proc/${pid}`)) return true;
  const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
  return command.includes(folder);
};

export interface Launch {
  readonly postgres: string;
  readonly folder: string;
  readonly user: SystemUser | null;
  /** A folder that goes away with the server. */
  readonly throwAway?: string;
}

/** Starts the server process; what it says goes to `said` until its own log takes over. */
export const launch = ({ postgres, folder, user, throwAway }: Launch, said: (text: string) => void): ChildProcess => {
  const child = spawn('/bin/sh', ['-c', tiedToUs, 'plumbline-postgres', postgres, '-D', folder], {
    cwd: '/',
    ...(user ?? {}),
    // A Ctrl-C in the terminal goes to the whole foreground group: the server must outlive our own clean stop.
    detached: true,
    stdio: ['pipe', 'ignore', 'pipe'],
    env: {
      PATH: process.env.PATH ?? '',
      LC_ALL: 'C.UTF-8',
      TZ: 'Asia/Shanghai',
      PLUMBLINE_THROW_AWAY: throwAway ?? '',
    },
  });
  child.stderr?.setEncoding('utf8').on('data', said);
  child.stdin?.on('error', () => {});
  child.unref();
  for (const stream of [child.stdin, child.stderr]) (stream as unknown as { unref?: () => void } | null)?.unref?.();
  return child;
};
