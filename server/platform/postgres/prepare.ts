import { setTimeout as pause } from 'node:timers/promises';
import { Client, escapeIdentifier, escapeLiteral } from 'pg';
import { Defect } from '../../../core/base/result.ts';
import { startEmbedded } from './embedded.ts';
import { checkAppLogin, checkFitness, namingKey } from './fitness.ts';
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

const withClient = async <T>(key: string, url: string, work: (client: Client) => Promise<T>): Promise<T> => {
  const client = new Client({
    connectionString: url,
    application_name: 'plumbline-prepare',
    connectionTimeoutMillis: 10_000,
  });
  await client.connect().catch((error: unknown) => {
    throw namingKey(key, error);
  });
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
        `DATABASE_URL:该登录不能建立角色 ${APP_ROLE},请自行建立,并以 DATABASE_APP_URL 给出其登录。 ` +
          `DATABASE_URL: this login may not create the role ${APP_ROLE}; create it yourself and give its login as DATABASE_APP_URL`,
      );
    }
  }
  return withLogin(databaseUrl, APP_ROLE, password);
};

const checkApp = async (appUrl: string, given: boolean): Promise<void> => {
  try {
    await withClient('DATABASE_APP_URL', appUrl, checkAppLogin);
  } catch (error) {
    if (given || !String(error).includes('password')) throw error;
    throw new Defect(
      `DATABASE_APP_URL:角色 ${APP_ROLE} 已在,其口令不在 PLUMBLINE_DATA/secrets 中,请在此给出其登录。 ` +
        `DATABASE_APP_URL: ${APP_ROLE} exists with a password that is not in PLUMBLINE_DATA/secrets; give its login here`,
    );
  }
};

const foreign = async (options: PrepareOptions, databaseUrl: string): Promise<PreparedDatabase> => {
  const appUrl = await withClient('DATABASE_URL', databaseUrl, async (client) => {
    await checkFitness(client);
    const url = options.databaseAppUrl ?? (await ourAppLogin(client, options, databaseUrl));
    const { rows } = await client.query<{ name: string }>('select current_database() as name');
    await client
      .query(`grant connect on database ${escapeIdentifier(rows[0]?.name ?? '')} to ${APP_ROLE}`)
      .catch(() => {});
    return url;
  });
  const migrated = await migrate(databaseUrl);
  await checkApp(appUrl, options.databaseAppUrl !== undefined);
  return { ownerUrl: databaseUrl, appUrl, migrated, stop: async () => {} };
};

/** From configuration to a migrated database with a login for the server. Throws a Defect that names the key at fault. */
export const prepareDatabase = (options: PrepareOptions): Promise<PreparedDatabase> =>
  options.databaseUrl === undefined ? embedded(options) : foreign(options, options.databaseUrl);
