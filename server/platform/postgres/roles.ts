import { Client, escapeIdentifier, escapeLiteral } from 'pg';

/** Migrates and owns every object. */
export const OWNER_ROLE = 'plumbline_owner';
/** The running server: may log in, owns nothing, is member of nothing, has only what migrations grant by name. */
export const APP_ROLE = 'plumbline_app';

/** `inherit`: on PostgreSQL 15 the owner of a database may create in its schema public only by what it inherits. */
const loginRole = async (
  client: Client,
  role: string,
  password: string,
  inherit: 'inherit' | 'noinherit',
): Promise<void> => {
  const { rowCount } = await client.query('select 1 from pg_roles where rolname = $1', [role]);
  await client.query(
    `${rowCount === 0 ? 'create' : 'alter'} role ${escapeIdentifier(role)}
       login nosuperuser nocreatedb nocreaterole ${inherit} noreplication nobypassrls password ${escapeLiteral(password)}`,
  );
};

/** Both roles, on a server that is ours alone. Safe to repeat. */
export const ensureRoles = async (superuserUrl: string, passwords: { owner: string; app: string }): Promise<void> => {
  const client = new Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    await loginRole(client, OWNER_ROLE, passwords.owner, 'inherit');
    await loginRole(client, APP_ROLE, passwords.app, 'noinherit');
  } finally {
    await client.end();
  }
};

/** The database of the owner, closed to everybody but owner and application. Safe to repeat. */
export const ensureDatabase = async (superuserUrl: string, name: string, owner: string = OWNER_ROLE): Promise<void> => {
  const client = new Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name]);
    const quoted = escapeIdentifier(name);
    if (rowCount === 0) await client.query(`create database ${quoted} owner ${escapeIdentifier(owner)}`);
    await client.query(`revoke all on database ${quoted} from public`);
    await client.query(`grant connect on database ${quoted} to ${APP_ROLE}`);
  } finally {
    await client.end();
  }
};
