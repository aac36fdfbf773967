import type { Instant } from '../../../core/base/time.ts';
import type { Sql } from '../postgres/sql.ts';
import { timestamptz } from '../postgres/values.ts';
import type { Place } from './envelope.ts';

/**
 * subjects: wraps the keys of single persons; subject: one person's values; files: wraps the key of each file;
 * fileAddress and index: keyed hashes, of contents and of numbers that are searched for; drafts: what isn't handed in yet.
 */
export type KeyPurpose = 'subjects' | 'files' | 'fileAddress' | 'index' | 'drafts';

export interface DataKeyRow {
  readonly id: string;
  readonly entity_id: string;
  readonly purpose: KeyPurpose | 'subject';
  readonly subject: string | null;
  readonly generation: number;
  readonly algorithm: number;
  readonly wrapped: Buffer | null;
  readonly wrapped_by: string;
}

const columns = 'id, entity_id, purpose, subject, generation, algorithm, wrapped, wrapped_by';

export const placeOf = (key: Pick<DataKeyRow, 'id' | 'entity_id' | 'purpose' | 'subject'>): Place => [
  'data_keys',
  'wrapped',
  key.id,
  key.entity_id,
  key.purpose,
  key.subject ?? '',
];

/** Newest generation first; destroyed ones are left out. */
export const generationsOf = (db: Sql, entity: string, purpose: KeyPurpose): Promise<DataKeyRow[]> =>
  db.prepared<DataKeyRow>(
    'keys.generations',
    `select ${columns} from data_keys
      where entity_id = $1 and purpose = $2 and destroyed_at is null order by generation desc`,
    [entity, purpose],
  );

/** The newest generation of each subject, also where it was destroyed (`wrapped` is null then). */
export const newestOfSubjects = (db: Sql, entity: string, subjects: readonly string[]): Promise<DataKeyRow[]> =>
  db.prepared<DataKeyRow>(
    'keys.subjects',
    `select distinct on (subject) ${columns} from data_keys
      where entity_id = $1 and purpose = 'subject' and subject = any ($2) order by subject, generation desc`,
    [entity, subjects],
  );

export const keysById = (db: Sql, ids: readonly string[]): Promise<DataKeyRow[]> =>
  db.prepared<DataKeyRow>(
    'keys.by-id',
    `select ${columns} from data_keys where id = any ($1::uuid[]) and destroyed_at is null`,
    [ids],
  );

/** Adds generations and retires the ones before; where another process was quicker with a generation, its key stands. */
export const addKeys = async (db: Sql, rows: readonly DataKeyRow[], now: Instant): Promise<void> => {
  await db.query(
    `with made as (
       insert into data_keys (id, entity_id, purpose, subject, generation, algorithm, wrapped, wrapped_by, created_at)
       select id, entity_id, purpose, subject, generation, algorithm, wrapped, wrapped_by, $9
         from unnest ($1::uuid[], $2::text[], $3::text[], $4::text[], $5::int[], $6::int[], $7::bytea[], $8::uuid[])
           as k (id, entity_id, purpose, subject, generation, algorithm, wrapped, wrapped_by)
       on conflict do nothing
       returning entity_id, purpose, subject, generation)
     update data_keys k set retired_at = $9 from made m
      where k.entity_id = m.entity_id and k.purpose = m.purpose and k.subject is not distinct from m.subject
        and k.generation < m.generation and k.retired_at is null and k.destroyed_at is null`,
    [
      rows.map((r) => r.id),
      rows.map((r) => r.entity_id),
      rows.map((r) => r.purpose),
      rows.map((r) => r.subject),
      rows.map((r) => r.generation),
      rows.map((r) => r.algorithm),
      rows.map((r) => r.wrapped),
      rows.map((r) => r.wrapped_by),
      timestamptz(now),
    ],
  );
};

/** Destroys every generation of one subject's key; what was encrypted under them can never be read again. */
export const destroySubjectKeys = async (tx: Sql, entity: string, subject: string, now: Instant): Promise<number> => {
  const rows = await tx.query(
    `update data_keys set wrapped = null, destroyed_at = $3
      where entity_id = $1 and purpose = 'subject' and subject = $2 and destroyed_at is null returning id`,
    [entity, subject, timestamptz(now)],
  );
  return rows.length;
};

/** One master key wraps the top keys of a database; its id, or null where there is no key yet. */
export const masterKeyInUse = async (db: Sql): Promise<string | null> => {
  const [row] = await db.query<{ wrapped_by: string }>(
    `select wrapped_by from data_keys where purpose <> 'subject' and destroyed_at is null limit 1`,
  );
  return row?.wrapped_by ?? null;
};
