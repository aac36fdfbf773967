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

export interface NewHouse extends DemoHouse {
  /** The one-time link that the first start prints, under the address of this house. */
  readonly firstLink: string;
}

interface Said {
  readonly address: string;
  readonly notes: readonly string[];
}

const saidBy = async (child: ChildProcess): Promise<Said> => {
  if (!child.stdout) throw new Error('the server has no output');
  const notes: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    if (line.startsWith('note ')) notes.push(line);
    if (line.startsWith('address ')) return { address: line.slice('address '.length), notes };
  }
  throw new Error(`the server did not start (code ${child.exitCode})`);
};

const open = async (...args: readonly string[]): Promise<Said & Pick<DemoHouse, 'close'>> => {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-e2e-'));
  const child = spawn(process.execPath, [join(import.meta.dirname, 'serve.ts'), ...args], {
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
    return { ...(await saidBy(child)), close };
  } catch (error) {
    await close();
    throw error;
  }
};

/** The real server with the demo's data, on a free port and with a data folder of its own, which `close` removes. */
export const openDemoHouse = async (): Promise<DemoHouse> => {
  const { address, close } = await open();
  return { address, close };
};

/** The real server on an empty data folder, as a company starts it on its first day. */
export const openNewHouse = async (): Promise<NewHouse> => {
  const { address, notes, close } = await open('--new');
  const path = /\/activate\/[\w-]+/.exec(notes.join('\n'))?.[0] ?? '';
  return { address, firstLink: `${address}${path}`, close };
};
