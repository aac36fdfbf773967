import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { Defect } from '../../../core/base/result.ts';

export interface Migration {
  readonly number: number;
  readonly name: string;
  readonly sql: string;
  /** SHA-256 of the text: an applied migration is never edited, a change is a new one. */
  readonly checksum: string;
}

export const migrationsFolder = join(import.meta.dirname, '..', '..', 'migrations');

/** Any number nobody else locks; kept for good, so that two versions of the product never migrate at once. */
const migrationLock = 7_204_512_331;

/** Reads `NNNN-name.sql`, by number. Gaps are allowed (each module has its own numbers), the same number twice is not. */
export const readMigrations = (folder: string = migrationsFolder): Migration[] => {
  const found = readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .sort()
    .map((file) => {
      const match = /^(\d{4})-([a-z0-9-]+)\.sql$/.exec(file);
      if (match === null) throw new Defect(`${file}: a migration is called NNNN-name.sql`);
      const sql = readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n');
      return {
        number: Number(match[1]),
        name: match[2] ?? '',
        sql,
        checksum: createHash('sha256').update(sql).digest('hex'),
      };
    });
  for (const [i, migration] of found.entries()) {
    if (found[i - 1]?.number === migration.number)
      throw new Defect(`two migrations have the number ${migration.number}`);
  }
  return found;
};

interface Applied {
  readonly number: number;
  readonly name: string;
  readonly checksum: string;
}

const checkApplied = (applied: readonly Applied[], known: readonly Migration[]): void => {
  for (const row of applied) {
    const file = known.find((migration) => migration.number === row.number);
    if (file === undefined) {
      throw new Defect(
        `the database has migration ${row.number} (${row.name}), which this version does not know: it is older than the database`,
      );
    }
    if (file.checksum !== row.checksum) {
      throw new Defect(
        `migration ${row.number} (${row.name}) was changed after it was applied; put it back and write a new one`,
      );
    }
  }
};

const applyOne = async (client: Client, migration: Migration): Promise<void> => {
  await client.query('begin');
  try {
    await client.query(migration.sql);
    await client.query('insert into schema_migrations (number, name, checksum) values ($1, $2, $3)', [
      migration.number,
      migration.name,
      migration.checksum,
    ]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw new Defect(
      `migration ${migration.number} (${migration.name}) failed and left nothing behind: ${String(error)}`,
      { cause: error },
    );
  }
};

/**
 * Brings the database at `ownerUrl` up to date, each migration in a transaction of its own; returns those applied now.
 * Processes that start together wait for one another. Throws a Defect when a file no longer is what was applied.
 */
export const migrate = async (
  ownerUrl: string,
  migrations: readonly Migration[] = readMigrations(),
): Promise<Migration[]> => {
  const client = new Client({ connectionString: ownerUrl, application_name: 'plumbline-migrate' });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [migrationLock]);
    await client.query(
      `create table if not exists schema_migrations (
         number int primary key, name text not null, checksum text not null, applied_at timestamptz not null default now())`,
    );
    const { rows } = await client.query<Applied>(
      'select number, name, checksum from schema_migrations order by number',
    );
    checkApplied(rows, migrations);
    const missing = migrations.filter(({ number }) => !rows.some((row) => row.number === number));
    for (const migration of missing) await applyOne(client, migration);
    return missing;
  } finally {
    await client.end();
  }
};
