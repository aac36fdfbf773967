import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Defect, ok, type Result, refused } from '../../../core/base/result.ts';
import { type ClamdAddress, scanForViruses } from './clamd.ts';
import { type Finding, refusalOfAll } from './findings.ts';
import type { Inspection, InspectionAnswer } from './inspection.ts';
import { type Accept, defaultLimits, type InspectionLimits } from './limits.ts';

export interface InspectionRequest {
  readonly bytes: Uint8Array;
  readonly accept: Accept;
  readonly limits: InspectionLimits;
}

export interface Inspector {
  /** Looks at an upload in a process of its own. Refuses with every finding in one sentence each; throws on our defects. */
  readonly inspect: (bytes: Uint8Array, accept: Accept, limits?: InspectionLimits) => Promise<Result<Inspection>>;
  readonly close: () => Promise<void>;
}

export interface InspectorOptions {
  /** Uploads examined at the same time; default 2, so that one that hangs leaves room for others. */
  readonly processes?: number;
  /** Default 20. */
  readonly seconds?: number;
  /** Writable memory of a process, measured by the kernel (Linux; elsewhere only the heap is bounded); default 1,200. */
  readonly memoryMb?: number;
  /** A process without work ends after this; default 60. */
  readonly idleSeconds?: number;
  /** A virus scanner, where there is one; then nothing passes that it hasn't seen. */
  readonly clamd?: ClamdAddress;
}

/** The folder of the installed packages as modules find it. */
const packagesFolder = (): string => {
  for (let folder = import.meta.dirname; folder !== dirname(folder); folder = dirname(folder)) {
    const packages = join(folder, 'node_modules');
    if (existsSync(packages)) return packages;
  }
  throw new Defect('the installed packages are not to be found');
};

const program = fileURLToPath(new URL('./inspection-process.ts', import.meta.url));
const root = join(import.meta.dirname, '..', '..', '..');

/** What it may read: packages and its own source; where they are links, both ends. */
const readable = (): string[] => {
  const paths = [packagesFolder(), join(root, 'core'), import.meta.dirname, join(root, 'package.json')];
  return [...new Set(paths.flatMap((path) => [path, realpathSync(path)]))];
};

const flags = (): string[] => [
  '--permission',
  ...readable().map((path) => `--allow-fs-read=${path}`),
  '--max-old-space-size=512',
];

/**
 * Bounds of the kernel where there is one that has them: data segment in KB, seconds of processor time (in case the server
 * dies and leaves a process spinning), no core file, which would hold what was uploaded.
 */
const bounded = 'ulimit -c 0; ulimit -t 600; ulimit -d "$1"; shift; exec "$@"';

const startProcess = (memoryMb: number): ChildProcess => {
  const run = [process.execPath, ...flags(), program];
  const options: SpawnOptions = { env: {}, stdio: ['ignore', 'ignore', 'ignore', 'ipc'], serialization: 'advanced' };
  const [command = '', ...args] =
    process.platform === 'linux' ? ['/bin/sh', '-c', bounded, 'sh', String(memoryMb * 1024), ...run] : run;
  const child = spawn(command, args, options);
  child.on('error', () => {});
  // A server that ends need not wait for it; while an upload is looked at, its time limit keeps the server up.
  child.unref();
  child.channel?.unref();
  return child;
};

interface Worker {
  readonly examine: (request: InspectionRequest) => Promise<InspectionAnswer>;
  readonly stop: () => Promise<void>;
}

/** Processor time a process may use up before it is replaced, well below its hard limit. */
const REPLACE_AFTER_MS = 300_000;

const worker = ({ seconds = 20, memoryMb = 1_200, idleSeconds = 60 }: InspectorOptions): Worker => {
  let child: ChildProcess | undefined;
  let busyMs = 0;
  let idle: NodeJS.Timeout | undefined;

  const stop = async (): Promise<void> => {
    const ending = child;
    child = undefined;
    if (ending === undefined || ending.exitCode !== null || ending.signalCode !== null) return;
    const exit = once(ending, 'exit');
    ending.ref();
    ending.kill('SIGKILL');
    await exit;
  };

  /** The next message, or null when the process ended or the time is over. */
  const nextMessage = (from: ChildProcess, ms: number): Promise<{ answer?: InspectionAnswer } | 'ended' | 'late'> =>
    new Promise((resolve) => {
      const settle = (outcome: { answer?: InspectionAnswer } | 'ended' | 'late'): void => {
        clearTimeout(timer);
        from.off('message', settle).off('exit', ended);
        resolve(outcome);
      };
      const ended = (): void => settle('ended');
      const timer = setTimeout(settle, ms, 'late');
      from.on('message', settle).on('exit', ended);
    });

  const ready = async (): Promise<ChildProcess> => {
    if (child?.connected && busyMs < REPLACE_AFTER_MS) return child;
    await stop();
    const started = startProcess(memoryMb);
    if (typeof (await nextMessage(started, 30_000)) === 'string')
      throw new Defect('the inspection process does not start');
    child = started;
    busyMs = 0;
    return started;
  };

  const examine: Worker['examine'] = async (request) => {
    clearTimeout(idle);
    const to = await ready();
    const began = performance.now();
    to.send(request, () => {});
    const outcome = await nextMessage(to, seconds * 1_000);
    busyMs += performance.now() - began;
    if (typeof outcome === 'string') await stop();
    idle = setTimeout(() => void stop(), idleSeconds * 1_000);
    idle.unref();
    if (outcome === 'late') return { findings: [{ code: 'file.tooSlow', params: { seconds } }], inspection: null };
    return (outcome !== 'ended' && outcome.answer) || { findings: [{ code: 'file.unsafe' }], inspection: null };
  };

  return {
    examine,
    stop: async () => {
      clearTimeout(idle);
      await stop();
    },
  };
};

export const openInspector = (options: InspectorOptions = {}): Inspector => {
  const workers = Array.from({ length: options.processes ?? 2 }, () => worker(options));
  const free = [...workers];
  const waiting: ((worker: Worker) => void)[] = [];
  const take = (): Promise<Worker> | Worker => free.shift() ?? new Promise((resolve) => waiting.push(resolve));
  const giveBack = (worker: Worker): void => {
    const next = waiting.shift();
    if (next) next(worker);
    else free.unshift(worker);
  };
  return {
    inspect: async (bytes, accept, limits = defaultLimits) => {
      const taken = await take();
      try {
        const { findings, inspection } = await taken.examine({ bytes, accept, limits });
        if (inspection === null) return refused(refusalOfAll(findings as readonly [Finding, ...Finding[]]));
        const found = options.clamd ? await scanForViruses(options.clamd, bytes) : null;
        return found === null ? ok(inspection) : refused(refusalOfAll([found]));
      } finally {
        giveBack(taken);
      }
    },
    close: async () => {
      await Promise.all(workers.map(({ stop }) => stop()));
    },
  };
};
