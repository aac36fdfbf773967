import type { PersonalKind } from '../../../core/identifiers/kind.ts';
import type { Batch } from '../keys/batch.ts';
import type { DataKey } from '../keys/envelope.ts';
import type { KeyRing } from '../keys/key-ring.ts';
import type { Sql } from '../postgres/sql.ts';
import { open, reseal, tokensOf } from './seal.ts';

export interface RotationDeps {
  readonly db: Sql;
  readonly ring: KeyRing;
}

interface OldValue {
  readonly ref: string;
  readonly subject: string;
  readonly kind: PersonalKind;
  readonly key_id: string;
  readonly ciphertext: Buffer;
}

/** Everybody who changes several values locks them in one order, lest two wait for one another. */
const lockInOrder = `select ref from personal_values where ref = any ($1::uuid[]) and destroyed_at is null
                      order by ref for no key update`;

const FIRST = '00000000-0000-0000-0000-000000000000';

/** Runs `move` on each value whose key is still there; what doesn't open is named instead. */
const eachWhole = <T>(
  rows: readonly OldValue[],
  keys: ReadonlyMap<string, DataKey>,
  move: (row: OldValue, key: DataKey) => readonly T[],
): { readonly done: readonly T[]; readonly damaged: readonly string[] } => {
  const damaged: string[] = [];
  const done = rows.flatMap((row) => {
    const key = keys.get(row.key_id);
    // Destroyed since it was read: nothing is left to move.
    if (key === undefined) return [];
    try {
      return move(row, key);
    } catch {
      damaged.push(row.ref);
      return [];
    }
  });
  return { done, damaged };
};

const batchOf = (rows: readonly OldValue[], damaged: readonly string[]): Batch => ({
  next: rows.at(-1)?.ref ?? null,
  moved: rows.length - damaged.length,
  damaged,
});

/** Re-encrypts up to `size` values that lie under older keys of their subjects. */
export const reencryptBatch = async (
  { db, ring }: RotationDeps,
  entity: string,
  after: string | null,
  size = 200,
): Promise<Batch> => {
  const [, ...older] = await ring.generations(entity, 'subjects');
  const rows = await db.query<OldValue>(
    `select v.ref, v.subject, v.kind, v.key_id, v.ciphertext from personal_values v
      where v.entity_id = $1 and v.destroyed_at is null and v.ref > $2
        and exists (select from data_keys k
                     where k.id = v.key_id and k.wrapped_by = any ($3::uuid[]) and k.destroyed_at is null)
      order by v.ref limit $4`,
    [entity, after ?? FIRST, older.map(({ id }) => id), size],
  );
  const from = await ring.byId([...new Set(rows.map((row) => row.key_id))]);
  const to = await ring.forSubjects(entity, [...new Set(rows.map((row) => row.subject))]);
  const { done, damaged } = eachWhole(rows, from, (row, before) => {
    const key = to.get(row.subject);
    if (key === undefined) return [];
    return [
      {
        ref: row.ref,
        from: before.id,
        to: key.id,
        ciphertext: reseal(before, key, { ...row, entity }, row.ciphertext),
      },
    ];
  });
  // Only what still lies as it was read: a value moved or destroyed meanwhile stays as that left it.
  await db.query(
    `with locked as (${lockInOrder})
     update personal_values v set key_id = m.to_key, ciphertext = m.ciphertext
       from locked join unnest ($1::uuid[], $2::uuid[], $3::uuid[], $4::bytea[]) as m (ref, from_key, to_key, ciphertext)
         using (ref)
      where v.ref = m.ref and v.key_id = m.from_key and v.destroyed_at is null`,
    [done.map((m) => m.ref), done.map((m) => m.from), done.map((m) => m.to), done.map((m) => m.ciphertext)],
  );
  return batchOf(rows, damaged);
};

/** Computes the search tokens of up to `size` values anew under the newest index key. */
export const reindexBatch = async (
  { db, ring }: RotationDeps,
  entity: string,
  after: string | null,
  size = 200,
): Promise<Batch> => {
  const [newest, ...older] = await ring.generations(entity, 'index');
  if (newest === undefined) return batchOf([], []);
  const olderIds = older.map(({ id }) => id);
  const rows = await db.query<OldValue>(
    `select v.ref, v.subject, v.kind, v.key_id, v.ciphertext from personal_values v
      where v.entity_id = $1 and v.destroyed_at is null and v.ref > $2
        and exists (select from personal_index i where i.ref = v.ref and i.key_id = any ($3::uuid[]))
      order by v.ref limit $4`,
    [entity, after ?? FIRST, olderIds, size],
  );
  const keys = await ring.byId([...new Set(rows.map((row) => row.key_id))]);
  const { done, damaged } = eachWhole(rows, keys, (row, key) =>
    tokensOf(newest, row.ref, row.kind, open(key, { ...row, entity }, row.ciphertext).value),
  );
  // The lock also keeps a destruction from passing between, which would leave tokens of a destroyed value behind.
  await db.query(
    `with locked as (${lockInOrder}),
     gone as (
       delete from personal_index i using locked l where i.ref = l.ref and i.key_id = any ($2::uuid[]) returning i.ref)
     insert into personal_index (token, ref, form, key_id)
     select t.* from unnest ($3::bytea[], $4::uuid[], $5::text[], $6::uuid[]) as t (token, ref, form, key_id)
      where t.ref in (select ref from gone) on conflict do nothing`,
    [
      [...new Set(done.map(({ ref }) => ref))],
      olderIds,
      done.map((t) => t.token),
      done.map((t) => t.ref),
      done.map((t) => t.form),
      done.map((t) => t.keyId),
    ],
  );
  return batchOf(rows, damaged);
};
