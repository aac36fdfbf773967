import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { type EmbeddedPostgres, startEmbedded } from './embedded.ts';
import { migrate } from './migrate.ts';
import { APP_ROLE, ensureDatabase, ensureRoles, OWNER_ROLE } from './roles.ts';

/** What a test needs to make a database of its own. */
export interface TestServer {
  readonly superuserUrl: string;
  readonly template: string;
  readonly passwords: { readonly owner: string; readonly app: string };
}

/** The environment variable that leads the workers to the process that keeps the server. */
export const RENDEZVOUS = 'PLUMBLINE_TEST_RENDEZVOUS';

/** The same server, another database and perhaps another login. */
export const redirected = (url: string, database: string, login?: { user: string; password: string }): string => {
  // A socket address has no host, which URL only bears with a stand-in.
  const parsed = new URL(url.replace('@/', '@socket/'));
  parsed.pathname = `/${encodeURIComponent(database)}`;
  if (login !== undefined) {
    parsed.username = login.user;
    parsed.password = login.password;
  }
  return parsed.href.replace('@socket/', '@/');
};

const asTemplate = async (superuserUrl: string, template: string): Promise<void> => {
  const client = new Client({ connectionString: superuserUrl });
  await client.connect();
  await client.query(`alter database ${template} is_template true allow_connections false`);
  await client.end();
};

const prepare = async (superuserUrl: string): Promise<TestServer> => {
  const passwords = { owner: randomBytes(12).toString('hex'), app: randomBytes(12).toString('hex') };
  const template = `plumbline_template_${randomBytes(4).toString('hex')}`;
  await ensureRoles(superuserUrl, passwords);
  await ensureDatabase(superuserUrl, template);
  await migrate(redirected(superuserUrl, template, { user: OWNER_ROLE, password: passwords.owner }));
  await asTemplate(superuserUrl, template);
  return { superuserUrl, template, passwords };
};

const dropTemplate = async ({ superuserUrl, template }: TestServer): Promise<void> => {
  const client = new Client({ connectionString: superuserUrl });
  await client.connect();
  await client.query(`alter database ${template} is_template false`);
  await client.query(`drop database ${template}`);
  await client.end();
};

/**
 * Starts a server for tests (embedded, without durability), or uses the one of DATABASE_URL, whose login must be a
 * superuser of a server that holds nothing else: both roles get new passwords.
 */
export const startTestServer = async (): Promise<{ server: TestServer; stop: () => Promise<void> }> => {
  const foreign = process.env.DATABASE_URL;
  if (foreign !== undefined && foreign !== '') {
    const server = await prepare(foreign);
    return { server, stop: () => dropTemplate(server) };
  }
  const dataFolder = mkdtempSync(join(tmpdir(), 'plumbline-test-'));
  const embedded: EmbeddedPostgres = await startEmbedded({ dataFolder, durable: false, throwAway: true });
  const server = await prepare(embedded.url('postgres'));
  return { server, stop: () => embedded.stop() };
};

/** Login addresses of a database on `server`. */
export const addresses = (server: TestServer, database: string): { app: string; owner: string; superuser: string } => ({
  app: redirected(server.superuserUrl, database, { user: APP_ROLE, password: server.passwords.app }),
  owner: redirected(server.superuserUrl, database, { user: OWNER_ROLE, password: server.passwords.owner }),
  superuser: redirected(server.superuserUrl, database),
});

/**
 * Waits on a socket for the first test that needs PostgreSQL and only then starts it; further tests get the same server.
 * The returned function stops whatever was started.
 */
export const keepTestServer = async (): Promise<() => Promise<void>> => {
  let started: ReturnType<typeof startTestServer> | undefined;
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-tests-'));
  const path = join(folder, 'door');
  const answer = (socket: Socket): void => {
    started ??= startTestServer();
    started.then(
      ({ server }) => socket.end(JSON.stringify({ server })),
      (error: unknown) => socket.end(JSON.stringify({ error: String(error) })),
    );
    socket.on('error', () => {});
  };
  const door = createServer(answer);
  await new Promise<void>((listening) => door.listen(path, listening));
  door.unref();
  process.env[RENDEZVOUS] = path;
  return async () => {
    door.close();
    rmSync(folder, { recursive: true, force: true });
    await started?.then(({ stop }) => stop()).catch(() => {});
  };
};
