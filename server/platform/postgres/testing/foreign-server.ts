import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { appendFileSync, chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { Defect } from '../../../../core/base/result.ts';
import { launch } from '../supervision.ts';
import { postgresUser } from '../system-user.ts';

const DEBIAN = '/usr/lib/postgresql';

/** Programs of a PostgreSQL that is not ours: the oldest that this machine has; null where it has none. */
export const foreignPrograms = (): { readonly folder: string; readonly version: string } | null => {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN) : [];
  const [version] = versions
    .filter((one) => Number(one) >= 15 && existsSync(join(DEBIAN, one, 'bin', 'initdb')))
    .sort((a, b) => Number(a) - Number(b));
  return version === undefined ? null : { folder: join(DEBIAN, version, 'bin'), version };
};

export interface ForeignServer {
  /** A login of that server's, by name; the superuser's is `postgres`. */
  readonly url: (database: string, login?: string) => string;
  readonly asSuperuser: (...statements: readonly string[]) => Promise<void>;
  readonly stop: () => Promise<void>;
}

const freePort = (): Promise<number> =>
  new Promise((found) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const bound = server.address();
      server.close(() => found(typeof bound === 'object' && bound !== null ? bound.port : 0));
    });
  });

/** Every login of the server has the one password. */
const PASSWORD = randomBytes(12).toString('hex');
export const withPassword = (role: string): string => `${role} login password '${PASSWORD}'`;

const makeCluster = (programs: string, root: string): string => {
  const user = postgresUser();
  if (user !== null) chownSync(root, user.uid, user.gid);
  const folder = join(root, 'data');
  const options = ['-D', folder, '-U', 'postgres', '-E', 'UTF8', '--locale=C.UTF-8', '--auth=trust', '--no-sync'];
  const made = spawnSync(join(programs, 'initdb'), options, { cwd: '/', encoding: 'utf8', ...(user ?? {}) });
  if (made.status !== 0) throw new Defect(`initdb failed: ${made.stderr}`);
  return folder;
};

const answering = async (url: string): Promise<void> => {
  for (let tries = 0; ; tries += 1) {
    const client = new Client({ connectionString: url });
    client.on('error', () => {});
    try {
      await client.connect();
      return await client.end();
    } catch (error) {
      if (tries > 200) throw error;
      await pause(50);
    }
  }
};

/** A PostgreSQL as a company's administrators run it: reached over TCP, with passwords, with roles that they make. */
export const startForeignServer = async (programs: string): Promise<ForeignServer> => {
  const root = mkdtempSync(join(tmpdir(), 'plumbline-foreign-'));
  const folder = makeCluster(programs, root);
  const port = await freePort();
  mkdirSync(join(root, 'socket'), { recursive: true });
  const user = postgresUser();
  if (user !== null) chownSync(join(root, 'socket'), user.uid, user.gid);
  appendFileSync(
    join(folder, 'postgresql.conf'),
    `listen_addresses = '127.0.0.1'\nport = ${port}\nunix_socket_directories = '${join(root, 'socket')}'\nfsync = off\nlog_min_messages = fatal\n`,
  );
  const child = launch({ postgres: join(programs, 'postgres'), folder, user, throwAway: root }, () => {});
  const gone = new Promise((ended) => child.once('exit', ended));
  const url: ForeignServer['url'] = (database, login = 'postgres') =>
    `postgres://${login}:${PASSWORD}@127.0.0.1:${port}/${database}`;
  const asSuperuser = async (...statements: readonly string[]): Promise<void> => {
    for (const statement of statements) {
      const [, database = 'postgres', sql = statement] = /^@(\w+) (.*)$/s.exec(statement) ?? [];
      const client = new Client({ connectionString: url(database) });
      await client.connect();
      await client.query(sql).finally(() => client.end());
    }
  };
  await answering(url('postgres'));
  await asSuperuser(`alter role postgres password '${PASSWORD}'`);
  const hosts = join(folder, 'pg_hba.conf');
  rmSync(hosts);
  appendFileSync(hosts, 'host all all 127.0.0.1/32 scram-sha-256\n');
  if (user !== null) chownSync(hosts, user.uid, user.gid);
  await asSuperuser('select pg_reload_conf()');
  return {
    url,
    asSuperuser,
    stop: async () => {
      child.stdin?.end();
      await gone;
      rmSync(root, { recursive: true, force: true });
    },
  };
};
