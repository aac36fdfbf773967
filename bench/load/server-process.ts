import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { openConnection } from './connection.ts';

export interface ServerProcess {
  readonly port: number;
  /** From the start of the process to the first good answer of /readyz. */
  readonly readyAfterMs: number;
  /** Resident memory of the process itself, in MB; its database is another. */
  readonly memoryMb: () => number;
  readonly stop: () => Promise<void>;
}

const freePort = (): Promise<number> =>
  new Promise((settled) => {
    const probe = createServer();
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => settled(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });

const isReady = async (port: number): Promise<boolean> => {
  try {
    const connection = await openConnection(port);
    const { status } = await connection.ask('GET', '/readyz');
    connection.close();
    return status === 200;
  } catch {
    return false;
  }
};

const untilReady = async (child: ChildProcess, port: number): Promise<void> => {
  while (!(await isReady(port))) {
    if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}`);
    await pause(10);
  }
};

const residentMb = (pid: number): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? Number.NaN) / 1024;

/** The demo as `npm run demo` starts it, with the same flags, in a process of its own. */
export const startServerProcess = async (dataFolder: string): Promise<ServerProcess> => {
  const port = await freePort();
  const begun = performance.now();
  const scripts = join(import.meta.dirname, '..', '..', 'scripts');
  const flags = JSON.parse(readFileSync(join(scripts, 'server-flags.json'), 'utf8')) as string[];
  const child = spawn(process.execPath, [...flags, join(scripts, 'launch.ts'), '--demo'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, PLUMBLINE_DATA: dataFolder, PORT: String(port), PLUMBLINE_LOG_LEVEL: 'error' },
  });
  await untilReady(child, port);
  const readyAfterMs = performance.now() - begun;
  return {
    port,
    readyAfterMs,
    memoryMb: () => residentMb(child.pid ?? 0),
    stop: async () => {
      const ended = new Promise((settled) => child.once('exit', settled));
      child.kill('SIGTERM');
      await ended;
    },
  };
};
