import type { Instant } from '../../../core/base/time.ts';
import type { Inspection } from '../inspect/inspection.ts';
import type { Sql } from '../postgres/sql.ts';
import { timestamptz } from '../postgres/values.ts';

export interface StoredFile {
  readonly id: string;
  readonly entityId: string;
  /** Safe to show and to save under. */
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: number;
  /** Null for pictures. */
  readonly pages: number | null;
  /** Null for papers of our own. */
  readonly inspection: Inspection | null;
  readonly uploadedBy: string;
  readonly uploadedAt: Instant;
}

export interface ContentRow {
  readonly address: string;
  readonly key_id: string;
  readonly wrapped_key: Buffer;
}

interface FileRow extends ContentRow {
  readonly id: string;
  readonly entity_id: string;
  readonly name: string;
  readonly media_type: string;
  readonly bytes: number;
  readonly pages: number | null;
  readonly inspection: Inspection | null;
  readonly uploaded_by: string;
  readonly uploaded_at: Instant;
}

const columns = 'f.id, f.entity_id, f.name, f.media_type, f.bytes, f.pages, f.inspection, f.uploaded_by, f.uploaded_at';

const storedFile = (row: FileRow): StoredFile => ({
  id: row.id,
  entityId: row.entity_id,
  name: row.name,
  mediaType: row.media_type,
  bytes: row.bytes,
  pages: row.pages,
  inspection: row.inspection,
  uploadedBy: row.uploaded_by,
  uploadedAt: row.uploaded_at,
});

/** In no order; ids that are none, or another entity's, are missing. */
export const filesById = async (db: Sql, ids: readonly string[]): Promise<readonly StoredFile[]> => {
  if (ids.length === 0) return [];
  const rows = await db.prepared<FileRow>(
    'files.by-id',
    `select ${columns} from files f where f.id = any ($1::uuid[])`,
    [ids],
  );
  return rows.map(storedFile);
};

export const fileWithContent = async (
  db: Sql,
  id: string,
): Promise<{ readonly file: StoredFile; readonly content: ContentRow } | null> => {
  const [row] = await db.prepared<FileRow>(
    'files.with-content',
    `select ${columns}, c.address, c.key_id, c.wrapped_key
       from files f join file_contents c on c.entity_id = f.entity_id and c.address = f.address where f.id = $1`,
    [id],
  );
  return row === undefined ? null : { file: storedFile(row), content: row };
};

/** Keeps a second upload of the same content, and the sweep, waiting until this transaction ends. */
export const lockAddress = async (tx: Sql, entity: string, address: string): Promise<void> => {
  await tx.prepared('files.lock', `select pg_advisory_xact_lock(hashtextextended($1, 0))`, [`${entity}/${address}`]);
};

export const hasContent = async (tx: Sql, entity: string, address: string): Promise<boolean> => {
  const rows = await tx.prepared(
    'files.has-content',
    'select 1 from file_contents where entity_id = $1 and address = $2',
    [entity, address],
  );
  return rows.length > 0;
};

export const writeContent = async (
  tx: Sql,
  content: ContentRow & { readonly entity: string; readonly bytes: number },
  now: Instant,
): Promise<void> => {
  await tx.prepared(
    'files.write-content',
    `insert into file_contents (entity_id, address, bytes, key_id, wrapped_key, created_at) values ($1, $2, $3, $4, $5, $6)
     on conflict (entity_id, address) do update set key_id = excluded.key_id, wrapped_key = excluded.wrapped_key`,
    [content.entity, content.address, content.bytes, content.key_id, content.wrapped_key, timestamptz(now)],
  );
};

export const writeFile = async (tx: Sql, file: StoredFile, address: string): Promise<void> => {
  await tx.prepared(
    'files.write',
    `insert into files (id, entity_id, address, name, media_type, bytes, pages, inspection, uploaded_by, uploaded_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      file.id,
      file.entityId,
      address,
      file.name,
      file.mediaType,
      file.bytes,
      file.pages,
      file.inspection === null ? null : JSON.stringify(file.inspection),
      file.uploadedBy,
      timestamptz(file.uploadedAt),
    ],
  );
};
