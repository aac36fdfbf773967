import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { Client } from 'pg';
import { Defect } from '../../../core/base/result.ts';
import { type Database, openDatabase } from './sql.ts';
import { addresses, RENDEZVOUS, type TestServer } from './test-server.ts';

export interface TestDatabase {
  /** As the running server has it: role plumbline_app. */
  readonly app: Database;
  /** As migrations have it: role plumbline_owner. */
  readonly owner: Database;
  readonly urls: { readonly app: string; readonly owner: string; readonly superuser: string };
  readonly superuserUrl: string;
  /** Closes both pools and drops the database. */
  readonly drop: () => Promise<void>;
}

let known: Promise<TestServer> | undefined;

const askForServer = async (): Promise<TestServer> => {
  const path = process.env[RENDEZVOUS];
  if (path === undefined)
    throw new Defect(`${RENDEZVOUS} is not set: run tests through vitest with this project's configuration`);
  const reply = JSON.parse(await text(connect(path))) as { server: TestServer } | { error: string };
  if ('error' in reply) throw new Defect(`no PostgreSQL for tests: ${reply.error}`);
  return reply.server;
};

const asSuperuser = async (server: TestServer, statements: readonly string[]): Promise<void> => {
  const client = new Client({ connectionString: server.superuserUrl });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
};

/**
 * A migrated database of its own for one test file: `beforeAll(async () => { db = await testDatabase(); })` and
 * `afterAll(() => db.drop())`. Needs some 50 ms once the server runs.
 */
export const testDatabase = async (): Promise<TestDatabase> => {
  known ??= askForServer();
  const server = await known;
  const name = `plumbline_test_${randomBytes(6).toString('hex')}`;
  await asSuperuser(server, [
    `create database ${name} template ${server.template} owner plumbline_owner strategy file_copy`,
    `revoke all on database ${name} from public`,
    `grant connect on database ${name} to plumbline_app`,
  ]);
  const urls = addresses(server, name);
  const app = openDatabase(urls.app, { connections: 8, name: 'test-app' });
  const owner = openDatabase(urls.owner, { connections: 2, name: 'test-owner' });
  return {
    app,
    owner,
    urls,
    superuserUrl: urls.superuser,
    drop: async () => {
      await Promise.all([app.close(), owner.close()]);
      await asSuperuser(server, [`drop database if exists ${name} with (force)`]);
    },
  };
};
