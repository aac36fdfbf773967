import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Defect } from '../core/base/result.ts';
import type { Instant } from '../core/base/time.ts';
import type { TestOutcome } from '../core/manual/coverage.ts';
import { assemble } from './assemble.ts';
import { loadDemo } from './demo/load.ts';
import { firstStart } from './first-start.ts';
import { buildApp } from './http/app.ts';
import { registerRoutes } from './http/routes.ts';
import { serveWeb } from './http/web-files.ts';
import type { Config } from './platform/config/keys.ts';
import { openBlobs } from './platform/files/open-blobs.ts';
import { prepareDatabase } from './platform/postgres/prepare.ts';
import { openDatabase } from './platform/postgres/sql.ts';
import { startJobs } from './worker/jobs.ts';
import { startWork } from './worker/work.ts';

export interface StartOptions {
  readonly demo: boolean;
  readonly note: (sentence: string) => void;
  /** Moves time in tests; the system's clock otherwise. */
  readonly clock?: () => Instant;
  readonly evidence?: () => readonly TestOutcome[];
}

export interface RunningServer {
  readonly address: string;
  readonly stop: () => Promise<void>;
}

const systemClock = (): Instant => Date.now() as Instant;

/** Starts database, work and HTTP, in this order; `stop` ends them in the reverse one. */
export const startServer = async (config: Config, options: StartOptions): Promise<RunningServer> => {
  if (!existsSync(config.dataFolder)) mkdirSync(config.dataFolder, { recursive: true, mode: 0o700 });
  const blobs = await openBlobs(config);
  if (!blobs.ok) throw new Defect(`${blobs.refusal.message.zh} ${blobs.refusal.message.en}`);
  const prepared = await prepareDatabase({
    dataFolder: config.dataFolder,
    databaseUrl: config.databaseUrl,
    databaseAppUrl: config.databaseAppUrl,
    exclusive: true,
    note: options.note,
  });
  const db = openDatabase(prepared.appUrl, { connections: config.databaseConnections });
  const keysDb = openDatabase(prepared.appUrl, { connections: 2, name: 'plumbline-keys' });
  const parts = await assemble({
    config,
    db,
    keysDb,
    blobs: blobs.value,
    appUrl: prepared.appUrl,
    demo: options.demo,
    clock: options.clock ?? systemClock,
    ...(options.evidence ? { evidence: options.evidence } : {}),
    note: options.note,
  });
  await startJobs(parts);
  if (options.demo) await loadDemo(parts);
  else await firstStart(parts, options.note);
  const app = await buildApp({
    log: parts.log,
    metrics: parts.metrics,
    trustProxy: config.trustProxy,
    requestsPerMinute: options.demo ? 0 : 1_200,
    ready: parts.ready,
  });
  await registerRoutes(app, parts);
  await serveWeb(app, join(import.meta.dirname, '..', 'web', 'dist'));
  await app.listen({ port: config.port, host: config.host });
  const [bound] = app.addresses();
  parts.listeningOn(typeof bound === 'object' ? bound.port : config.port);
  const work = config.worker ? await startWork(parts) : null;
  return {
    address: parts.publicUrl(),
    stop: async () => {
      await app.close();
      await work?.stop();
      await parts.jobs.stop();
      await parts.calendar.stop();
      await parts.gate.stop();
      parts.room.stop();
      await parts.files.close();
      await Promise.all([db.close(), keysDb.close()]);
      await prepared.stop();
    },
  };
};
