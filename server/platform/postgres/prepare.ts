import { setTimeout as pause } from 'node:timers/promises';
import { Client, escapeIdentifier, escapeLiteral } from 'pg';
import { Defect } from '../../../core/base/result.ts';
import { startEmbedded } from './embedded.ts';
import { type Migration, migrate } from './migrate.ts';
import { APP_ROLE, ensureDatabase, ensureRoles, OWNER_ROLE } from './roles.ts';
import { keptSecret } from './secrets.ts';
import { sqlState } from './transaction.ts';

export interface PrepareOptions {
  readonly dataFolder: string;
  /** DATABASE_URL: a login that may migrate. Without it the embedded server is started. */
  readonly databaseUrl?: string | undefined;
  /** DATABASE_APP_URL: the login of the running server, if it is not to be made by us. */
  readonly databaseAppUrl?: string | undefined;
  /** Refuses an embedded server that another process started; it would stop under our feet. Default false. */
  readonly exclusive?: boolean;
  readonly note?: (sentence: string) => void;
}

export interface PreparedDatabase {
  readonly ownerUrl: string;
  readonly appUrl: string;
  readonly migrated: readonly Migration[];
  /** Stops the embedded server if we started it. */
  readonly stop: () => Promise<void>;
}

const embeddedName = 'plumbline';
const ORPHAN_TRIES = 20;
const ORPHAN_PAUSE_MS = 250;

const withClient = async <T>(url: string, work: (client: Client) => Promise<T>): Promise<T> => {
  const client = new Client({
    connectionString: url,
    application_name: 'plumbline-prepare',
    connectionTimeoutMillis: 10_000,
  });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
};

const embedded = async (options: PrepareOptions): Promise<PreparedDatabase> => {
  const { dataFolder } = options;
  const start = () => startEmbedded({ dataFolder, ...(options.note ? { note: options.note } : {}) });
  let server = await start();
  // After a kill -9 the database of the dead instance still answers for a moment, until it notices and stops.
  for (let tries = 0; server.shared && options.exclusive === true && tries < ORPHAN_TRIES; tries += 1) {
    await pause(ORPHAN_PAUSE_MS);
    server = await start();
  }
  if (server.shared && options.exclusive === true) {
    throw new Defect(`PLUMBLINE_DATA: another instance is running in ${dataFolder}; stop it or give another folder`);
  }
  try {
    const passwords = { owner: keptSecret(dataFolder, 'postgres-owner'), app: keptSecret(dataFolder, 'postgres-app') };
    if (!server.shared) {
      await ensureRoles(server.url('postgres'), passwords);
      await ensureDatabase(server.url('postgres'), embeddedName);
    }
    const ownerUrl = server.url(embeddedName, { user: OWNER_ROLE, password: passwords.owner });
    const appUrl = server.url(embeddedName, { user: APP_ROLE, password: passwords.app });
    return { ownerUrl, appUrl, migrated: await migrate(ownerUrl), stop: server.stop };
  } catch (error) {
    await server.stop();
    throw error;
  }
};

interface Fitness {
  readonly version: number;
  readonly encoding: string;
  readonly ctype: string;
  readonly pinyin: boolean;
  readonly may_create: boolean;
}

/** What an administrator can put right is said in words, and names the key. */
const checkFitness = async (client: Client): Promise<void> => {
  const { rows } = await client.query<Fitness>(
    `select current_setting('server_version_num')::int as version, pg_encoding_to_char(encoding) as encoding, datctype as ctype,
       exists (select 1 from pg_collation where collname = 'zh-x-icu') as pinyin,
       has_schema_privilege('public', 'create') as may_create
     from pg_database where datname = current_database()`,
  );
  const found = rows[0];
  if (found === undefined) throw new Defect('DATABASE_URL: the database does not tell its properties');
  const faults = [
    found.version < 150_000 && 'PostgreSQL 15 or later is needed',
    found.encoding !== 'UTF8' && 'the encoding must be UTF8',
    /^(C|POSIX)$/.test(found.ctype) &&
      "make the database with LC_CTYPE 'C.UTF-8': under C a search for Chinese finds nothing",
    !found.pinyin && 'the server must know ICU collations (zh-x-icu)',
    !found.may_create && 'the login must be allowed to create tables in schema public',
  ].filter((fault) => fault !== false);
  if (faults.length > 0) throw new Defect(`DATABASE_URL: ${faults.join('; ')}`);
};

const withLogin = (url: string, user: string, password: string): string => {
  const parsed = new URL(url.replace('@/', '@socket/'));
  parsed.username = user;
  parsed.password = password;
  return parsed.href.replace('@socket/', '@/');
};

/** Makes the application's role with a password of ours, or finds that the one we keep still opens it. */
const ourAppLogin = async (client: Client, options: PrepareOptions, databaseUrl: string): Promise<string> => {
  const password = keptSecret(options.dataFolder, 'postgres-app');
  const { rowCount } = await client.query('select 1 from pg_roles where rolname = $1', [APP_ROLE]);
  if (rowCount === 0) {
    try {
      await client.query(
        `create role ${APP_ROLE} login nosuperuser nocreatedb nocreaterole noinherit noreplication nobypassrls password ${escapeLiteral(password)}`,
      );
    } catch (error) {
      if (sqlState(error) !== '42501') throw error;
      throw new Defect(
        `DATABASE_URL: this login may not create the role ${APP_ROLE}; create it yourself and give its login as DATABASE_APP_URL`,
      );
    }
  }
  return withLogin(databaseUrl, APP_ROLE, password);
};

/** The server must not run with a login that could change the audit. */
const checkAppLogin = async (appUrl: string): Promise<void> => {
  try {
    await withClient(appUrl, async (client) => {
      const { rows } = await client.query<{ ours: boolean; mighty: boolean }>(
        `select pg_has_role(current_user, $1, 'usage') as ours,
           rolsuper or rolcreaterole or exists (select 1 from pg_tables where schemaname = 'public' and pg_has_role(current_user, tableowner, 'member')) as mighty
         from pg_roles where rolname = current_user`,
        [APP_ROLE],
      );
      if (rows[0]?.ours !== true) throw new Defect(`DATABASE_APP_URL: the login must be ${APP_ROLE} or a member of it`);
      if (rows[0].mighty)
        throw new Defect('DATABASE_APP_URL: the login may change the tables themselves; give one that owns nothing');
    });
  } catch (error) {
    if (sqlState(error) !== '28P01') throw error;
    throw new Defect(
      `DATABASE_APP_URL: ${APP_ROLE} exists with a password that is not in PLUMBLINE_DATA/secrets; give its login here`,
    );
  }
};

const foreign = async (options: PrepareOptions, databaseUrl: string): Promise<PreparedDatabase> => {
  const appUrl = await withClient(databaseUrl, async (client) => {
    await checkFitness(client);
    const url = options.databaseAppUrl ?? (await ourAppLogin(client, options, databaseUrl));
    const { rows } = await client.query<{ name: string }>('select current_database() as name');
    await client
      .query(`grant connect on database ${escapeIdentifier(rows[0]?.name ?? '')} to ${APP_ROLE}`)
      .catch(() => {});
    return url;
  });
  const migrated = await migrate(databaseUrl);
  await checkAppLogin(appUrl);
  return { ownerUrl: databaseUrl, appUrl, migrated, stop: async () => {} };
};

/** From configuration to a migrated database with a login for the server. Throws a Defect that names the key at fault. */
export const prepareDatabase = (options: PrepareOptions): Promise<PreparedDatabase> =>
  options.databaseUrl === undefined ? embedded(options) : foreign(options, options.databaseUrl);
