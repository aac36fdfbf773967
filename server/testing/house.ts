import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { Defect } from '../../core/base/result.ts';
import type { Instant } from '../../core/base/time.ts';
import { startServer } from '../main.ts';
import { readConfig } from '../platform/config/config.ts';
import type { Config } from '../platform/config/keys.ts';
import { type TestDatabase, testDatabase } from '../platform/postgres/testing.ts';
import { Visitor } from './visitor.ts';

export const MASTER_KEY = '5a'.repeat(32);

export interface HouseOptions {
  /** Default true. */
  readonly demo?: boolean;
  readonly clock?: () => Instant;
  /** Does this process run the clocks and the audit's sequencer? Default true. */
  readonly worker?: boolean;
  /** Further keys of the configuration. */
  readonly env?: Readonly<Record<string, string>>;
  /** Another house's database, which that house drops. */
  readonly database?: TestDatabase;
  readonly dataFolder?: string;
}

export interface House {
  readonly origin: string;
  readonly db: TestDatabase;
  readonly dataFolder: string;
  /** `GET /api/todo` and so on: every route that the server has. */
  readonly routes: readonly string[];
  /** What an administrator is told at the start. */
  readonly notes: readonly string[];
  /** A browser in which somebody of the demonstration is signed in; nobody without a name. */
  readonly visitor: (loginName?: string) => Promise<Visitor>;
  readonly account: (loginName: string) => Promise<string>;
  readonly stop: () => Promise<void>;
}

const configOf = (db: TestDatabase, dataFolder: string, { worker = true, env = {} }: HouseOptions): Config => {
  const read = readConfig({
    PORT: '0',
    PLUMBLINE_DATA: dataFolder,
    DATABASE_URL: db.urls.owner,
    DATABASE_APP_URL: db.urls.app,
    PLUMBLINE_MASTER_KEY: MASTER_KEY,
    PLUMBLINE_LOG_LEVEL: 'silent',
    PLUMBLINE_WORKER: worker ? 'yes' : 'no',
    ...env,
  });
  if (!read.ok) throw new Defect(read.refusal.map(({ message }) => message.en).join(' '));
  return read.value;
};

/** Every route that a Fastify instance is given while `work` runs. */
const routesMadeBy = async <T>(work: () => Promise<T>): Promise<{ made: T; routes: string[] }> => {
  const routes: string[] = [];
  const heard = (message: unknown): void => {
    (message as { fastify: FastifyInstance }).fastify.addHook('onRoute', ({ method, url }) => {
      for (const one of [method].flat()) if (one !== 'HEAD') routes.push(`${one} ${url}`);
    });
  };
  subscribe('fastify.initialization', heard);
  try {
    return { made: await work(), routes };
  } finally {
    unsubscribe('fastify.initialization', heard);
  }
};

/** The whole server, as `npm start` runs it, on a database of its own. */
export const openHouse = async (options: HouseOptions = {}): Promise<House> => {
  const db = options.database ?? (await testDatabase());
  const dataFolder = options.dataFolder ?? mkdtempSync(join(tmpdir(), 'plumbline-house-'));
  const notes: string[] = [];
  const { made: server, routes } = await routesMadeBy(() =>
    startServer(configOf(db, dataFolder, options), {
      demo: options.demo ?? true,
      note: (sentence) => notes.push(sentence),
      ...(options.clock ? { clock: options.clock } : {}),
    }),
  );
  const account = async (loginName: string): Promise<string> => {
    const [row] = await db.app.query<{ id: string }>('select id from accounts where login_name = $1', [loginName]);
    if (!row) throw new Defect(`nobody is called ${loginName}`);
    return row.id;
  };
  return {
    origin: server.address,
    db,
    dataFolder,
    routes,
    notes,
    account,
    visitor: async (loginName) => {
      const visitor = new Visitor(() => server.address);
      if (loginName !== undefined) {
        const answer = await visitor.post('/api/demo/sign-in', { accountId: await account(loginName) });
        if (answer.status !== 200) throw new Defect(`${loginName} cannot sign in: ${JSON.stringify(answer.body)}`);
      }
      return visitor;
    },
    stop: async () => {
      await server.stop();
      if (!options.database) await db.drop();
      if (!options.dataFolder) rmSync(dataFolder, { recursive: true, force: true });
    },
  };
};
