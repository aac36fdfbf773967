import { Defect } from '../../../core/base/result.ts';
import type { Batch } from '../keys/batch.ts';
import { decrypt, encrypt } from '../keys/envelope.ts';
import type { KeyRing } from '../keys/key-ring.ts';
import type { Database, Sql } from '../postgres/sql.ts';
import type { Blobs } from './blobs.ts';
import { hasContent, lockAddress } from './file-rows.ts';
import { keyPlace } from './intake.ts';

/** Removes contents that no row knows and uploads that were never finished; returns how many. */
export const sweep = async (db: Database, blobs: Blobs, olderThanMs: number): Promise<number> => {
  let removed = 0;
  for await (const path of blobs.olderThan(olderThanMs)) {
    const [entity = '', , address = ''] = path.split('/');
    await db.transaction(async (tx) => {
      if (entity !== 'incoming') {
        await lockAddress(tx, entity, address);
        if (await hasContent(tx, entity, address)) return;
      }
      await blobs.remove(path);
      removed += 1;
    });
  }
  return removed;
};

interface Wrapped {
  readonly address: string;
  readonly key_id: string;
  readonly wrapped_key: Buffer;
}

/** Wraps the keys of up to `size` contents anew after a rotation of `files`; the contents themselves stay as they are. */
export const rewrapBatch = async (
  db: Sql,
  ring: KeyRing,
  entity: string,
  after: string | null,
  size: number,
): Promise<Batch> => {
  const [newest, ...older] = await ring.generations(entity, 'files');
  const rows = await db.query<Wrapped>(
    `select address, key_id, wrapped_key from file_contents
      where entity_id = $1 and address > $2 and key_id = any ($3::uuid[]) order by address limit $4`,
    [entity, after ?? '', older.map(({ id }) => id), size],
  );
  const damaged: string[] = [];
  const moved = rows.flatMap((row) => {
    const key = older.find(({ id }) => id === row.key_id);
    if (key === undefined || newest === undefined) throw new Defect(`the key of content ${row.address} is not there`);
    const place = keyPlace(entity, row.address);
    try {
      const wrapped = encrypt(newest, decrypt(key, row.wrapped_key, place), place);
      return [{ address: row.address, from: key.id, wrapped }];
    } catch {
      damaged.push(row.address);
      return [];
    }
  });
  await db.query(
    `with locked as (
       select address from file_contents where entity_id = $1 and address = any ($3::text[]) order by address
          for no key update)
     update file_contents c set key_id = $2, wrapped_key = m.wrapped
       from locked join unnest ($3::text[], $4::uuid[], $5::bytea[]) as m (address, from_key, wrapped) using (address)
      where c.entity_id = $1 and c.address = m.address and c.key_id = m.from_key`,
    [entity, newest?.id ?? null, moved.map((m) => m.address), moved.map((m) => m.from), moved.map((m) => m.wrapped)],
  );
  return { next: rows.at(-1)?.address ?? null, moved: moved.length, damaged };
};
