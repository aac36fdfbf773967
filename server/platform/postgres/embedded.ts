import type { ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chownSync, existsSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { Defect } from '../../../core/base/result.ts';
import { type Binaries, findBinaries } from './binaries.ts';
import { dataFolder, ensureCluster } from './data-folder.ts';
import { keptSecret } from './secrets.ts';
import { serverSettings, settingsFile } from './settings.ts';
import { launch, runningServer } from './supervision.ts';
import { canEnter, postgresUser, type SystemUser } from './system-user.ts';

export interface EmbeddedOptions {
  /** PLUMBLINE_DATA: `postgres/` and `secrets/` lie in it. */
  readonly dataFolder: string;
  /** false gives up safety against a crash for speed: tests only. Default true. */
  readonly durable?: boolean;
  /** Removes `dataFolder` with the server, even if we are killed: tests only. */
  readonly throwAway?: boolean;
  /** Told what the administrator should know: copies made, restarts after a crash. */
  readonly note?: (sentence: string) => void;
}

export interface EmbeddedPostgres {
  readonly socketFolder: string;
  readonly port: number;
  /** true if another process started the server: `stop` then leaves it running. */
  readonly shared: boolean;
  /** True when this start made the cluster. */
  readonly fresh: boolean;
  /** Process id of the server at the moment; it changes when the server is started anew after a crash. */
  readonly pid: () => number;
  /** A connection address; without user it is the superuser's. */
  readonly url: (database: string, login?: { user: string; password: string }) => string;
  readonly stop: () => Promise<void>;
}

const port = 5432;
const startSeconds = 60;

/**
 * The socket needs a path of at most 107 bytes whatever the data folder is called. Nobody else may squat on the name: a
 * folder that is not ours is passed over.
 */
const socketFolderFor = (folder: string, user: SystemUser | null, throwAway: boolean): string => {
  const near = dirname(folder);
  const base =
    [...(throwAway ? [near] : []), tmpdir()].find((path) => Buffer.byteLength(path) < 60 && canEnter(user, path)) ??
    '/tmp';
  const name = join(base, `plumbline-${createHash('sha256').update(folder).digest('hex').slice(0, 16)}`);
  const uid = user?.uid ?? process.getuid?.() ?? 0;
  if (!existsSync(name)) mkdirSync(name, { mode: 0o700 });
  const found = lstatSync(name);
  const usable = found.isDirectory() && (found.uid === uid || found.uid === process.getuid?.());
  const chosen = usable ? name : mkdtempSync(join(base, 'plumbline-'));
  if (user !== null) chownSync(chosen, user.uid, user.gid);
  return chosen;
};

const address =
  (socketFolder: string, password: string): EmbeddedPostgres['url'] =>
  (database, login = { user: 'postgres', password }) =>
    `postgresql://${encodeURIComponent(login.user)}:${encodeURIComponent(login.password)}@/${encodeURIComponent(database)}` +
    `?host=${encodeURIComponent(socketFolder)}&port=${port}`;

const answers = async (url: string): Promise<boolean> => {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    return true;
  } catch (error) {
    // A wrong password will not get better by waiting.
    if ((error as { code?: string }).code === '28P01') throw error;
    return false;
  } finally {
    await client.end().catch(() => {});
  }
};

/** Waits until `url` answers. Throws when `gone()` says why it never will. */
const untilItAnswers = async (url: string, gone: () => string | null): Promise<void> => {
  const patience = Date.now() + startSeconds * 1_000;
  while (!(await answers(url))) {
    const why = gone();
    if (why !== null) throw new Defect(`PostgreSQL stopped while starting: ${why}`);
    if (Date.now() > patience) throw new Defect(`PostgreSQL did not answer within ${startSeconds} s`);
    await pause(20);
  }
};

const socketOf = (folder: string): string | null =>
  readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n')[4]?.trim() || null;

/** Another process runs this folder's server: use it, unless it is just going down. */
const joinRunning = async (folder: string, password: string): Promise<EmbeddedPostgres | null> => {
  const patience = Date.now() + startSeconds * 1_000;
  for (let pid = runningServer(folder); pid !== null; pid = runningServer(folder)) {
    const socketFolder = socketOf(folder);
    if (socketFolder !== null && (await answers(address(socketFolder, password)('postgres')))) {
      const running = pid;
      return {
        socketFolder,
        port,
        shared: true,
        fresh: false,
        pid: () => running,
        url: address(socketFolder, password),
        stop: async () => {},
      };
    }
    if (Date.now() > patience)
      throw new Defect(`another PostgreSQL (process ${pid}) holds ${folder} and does not answer`);
    await pause(50);
  }
  return null;
};

interface Ground {
  readonly binaries: Binaries;
  readonly folder: string;
  readonly socketFolder: string;
  readonly user: SystemUser | null;
  readonly url: EmbeddedPostgres['url'];
}

/** Between two tries where the first ones failed. */
const patienceMs = 10_000;

/** Keeps one server process up: started anew after a crash, at once for the first five times a minute. */
class Keeper {
  #child: ChildProcess | null = null;
  #said = '';
  #stopping = false;
  #ended: Promise<unknown> = Promise.resolve();
  readonly #crashes: number[] = [];
  readonly #ground: Ground;
  readonly #options: EmbeddedOptions;

  constructor(ground: Ground, options: EmbeddedOptions) {
    this.#ground = ground;
    this.#options = options;
  }

  async start(): Promise<void> {
    const { binaries, folder, user, url } = this.#ground;
    const throwAway = this.#options.throwAway ? { throwAway: resolve(this.#options.dataFolder) } : {};
    for (let attempt = 1; ; attempt += 1) {
      this.#said = '';
      const child = launch({ postgres: binaries.postgres, folder, user, ...throwAway }, (text) => {
        this.#said = (this.#said + text).slice(-2_000);
      });
      this.#child = child;
      this.#ended = new Promise((done) => child.once('exit', done));
      try {
        await untilItAnswers(url('postgres'), () =>
          child.exitCode === null && child.signalCode === null ? null : this.#said || 'no reason given',
        );
        child.once('exit', () => this.#restart());
        if (child.exitCode !== null || child.signalCode !== null) continue;
        return;
      } catch (error) {
        child.stdin?.destroy();
        // After a kill -9 the old server's children need a moment to let go of the shared memory.
        if (attempt >= 50 || !/still in use|lock file/.test(this.#said)) throw error;
        await pause(100);
      }
    }
  }

  #restart(): void {
    this.#child?.stdin?.destroy();
    if (this.#stopping) return;
    const now = Date.now();
    this.#crashes.push(now);
    const often = this.#crashes.filter((at) => at > now - 60_000).length > 5;
    this.#options.note?.(
      often
        ? 'PostgreSQL crashed more than five times within a minute; it is tried again every ten seconds'
        : 'PostgreSQL ended unexpectedly and is started anew',
    );
    if (often) this.#startLater();
    else this.#startAnew();
  }

  #startLater(): void {
    setTimeout(() => this.#startAnew(), patienceMs).unref();
  }

  /** Never given up: a full disk lasts until somebody makes room, and then nobody should have to restart us. */
  #startAnew(): void {
    if (this.#stopping) return;
    this.start().catch((error: unknown) => {
      this.#options.note?.(`PostgreSQL could not be started anew and is tried again: ${String(error)}`);
      this.#startLater();
    });
  }

  pid(): number {
    return this.#child?.pid ?? 0;
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    this.#child?.ref();
    // Closing the pipe is the order for a fast shutdown.
    this.#child?.stdin?.end();
    await this.#ended;
    rmSync(this.#ground.socketFolder, { recursive: true, force: true });
    if (this.#options.throwAway) rmSync(this.#options.dataFolder, { recursive: true, force: true });
  }
}

/**
 * Starts the PostgreSQL that came from npm, in `<dataFolder>/postgres`, listening on a Unix socket only, or joins the one
 * that another process runs there. It never outlives us: it is shut down when we stop it and when we die.
 */
export const startEmbedded = async (options: EmbeddedOptions): Promise<EmbeddedPostgres> => {
  const user = postgresUser();
  const binaries = findBinaries(user);
  const { path: folder, note } = dataFolder(resolve(options.dataFolder), user);
  for (const sentence of [binaries.note, note]) if (sentence !== undefined) options.note?.(sentence);
  const password = keptSecret(options.dataFolder, 'postgres-superuser');
  const running = await joinRunning(folder, password);
  if (running !== null) return running;
  const fresh = ensureCluster(binaries.initdb, folder, user, password);
  const socketFolder = socketFolderFor(folder, user, options.throwAway ?? false);
  const settings = settingsFile(serverSettings(socketFolder, port, options.durable ?? true));
  writeFileSync(join(folder, 'plumbline.conf'), settings);
  const url = address(socketFolder, password);
  const keeper = new Keeper({ binaries, folder, socketFolder, user, url }, options);
  await keeper.start();
  return { socketFolder, port, shared: false, fresh, pid: () => keeper.pid(), url, stop: () => keeper.stop() };
};
