import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export interface DemoHouse {
  readonly address: string;
  readonly close: () => Promise<void>;
}

const addressOf = async (child: ChildProcess): Promise<string> => {
  if (!child.stdout) throw new Error('the server has no output');
  for await (const line of createInterface({ input: child.stdout })) {
    if (line.startsWith('address ')) return line.slice('address '.length);
  }
  throw new Error(`the demo did not start (code ${child.exitCode})`);
};

/** The real server with the demo's data, on a free port and with a data folder of its own, which `close` removes. */
export const openDemoHouse = async (): Promise<DemoHouse> => {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-e2e-'));
  const child = spawn(process.execPath, [join(import.meta.dirname, 'serve.ts')], {
    env: { ...process.env, PLUMBLINE_DATA: folder, PORT: '0', PLUMBLINE_LOG_LEVEL: 'warn', DATABASE_URL: '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const close = async (): Promise<void> => {
    child.kill('SIGTERM');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    return { address: await addressOf(child), close };
  } catch (error) {
    await close();
    throw error;
  }
};
