import type { Instant } from '../../../core/base/time.ts';
import type { PersonalKind } from '../../../core/identifiers/kind.ts';
import { destroySubjectKeys } from '../keys/data-keys.ts';
import type { KeyRing } from '../keys/key-ring.ts';
import type { Sql } from '../postgres/sql.ts';
import { SnapshotTooOld } from '../postgres/transaction.ts';
import { timestamptz } from '../postgres/values.ts';
import { type Opened, open, type PreparedSeal } from './seal.ts';

/**
 * Writes sealed values and their search tokens in one statement. Throws SnapshotTooOld where the key of a subject is younger
 * than the transaction, or was destroyed between sealing and writing; the value then is not written.
 */
export const insertSealed = async (tx: Sql, { rows, tokens }: PreparedSeal, now: Instant): Promise<void> => {
  if (rows.length === 0) return;
  const [written] = await tx.prepared<{ n: number }>(
    'personal.insert',
    `with made as (
       insert into personal_values (ref, entity_id, subject, kind, holder, mask, key_id, ciphertext, created_at)
       select v.ref, v.entity_id, v.subject, v.kind, v.holder, v.mask, v.key_id, v.ciphertext, $9
         from unnest ($1::uuid[], $2::text[], $3::text[], $4::text[], $5::uuid[], $6::text[], $7::uuid[], $8::bytea[])
           as v (ref, entity_id, subject, kind, holder, mask, key_id, ciphertext)
         join data_keys k on k.id = v.key_id and k.destroyed_at is null
          for share of k
       returning ref),
     indexed as (
       insert into personal_index (token, ref, form, key_id)
       select t.token, t.ref, t.form, t.key_id
         from unnest ($10::bytea[], $11::uuid[], $12::text[], $13::uuid[]) as t (token, ref, form, key_id)
         join made using (ref))
     select count(*) as n from made`,
    [
      rows.map((r) => r.ref),
      rows.map((r) => r.entity),
      rows.map((r) => r.subject),
      rows.map((r) => r.kind),
      rows.map((r) => r.holder),
      rows.map((r) => r.mask),
      rows.map((r) => r.keyId),
      rows.map((r) => r.ciphertext),
      timestamptz(now),
      tokens.map((t) => t.token),
      tokens.map((t) => t.ref),
      tokens.map((t) => t.form),
      tokens.map((t) => t.keyId),
    ],
  );
  if (written?.n !== rows.length)
    throw new SnapshotTooOld('a key was made or destroyed while values were being sealed under it');
};

/** What screens show for each ref; null where the value was destroyed. Refs of another entity are missing. */
export const masksOf = async (
  db: Sql,
  entity: string,
  refs: readonly string[],
): Promise<ReadonlyMap<string, string | null>> => {
  if (refs.length === 0) return new Map();
  const rows = await db.prepared<{ ref: string; mask: string | null }>(
    'personal.masks',
    'select ref, mask from personal_values where ref = any ($1::uuid[]) and entity_id = $2',
    [refs, entity],
  );
  return new Map(rows.map(({ ref, mask }) => [ref, mask]));
};

interface StoredRow {
  readonly ref: string;
  readonly subject: string;
  readonly kind: PersonalKind;
  readonly key_id: string;
  readonly ciphertext: Buffer | null;
}

/** What was shown to whom and why: the caller appends it to the audit before it answers. It holds no value. */
export interface Disclosure {
  readonly purpose: string;
  readonly entity: string;
  readonly values: readonly { readonly ref: string; readonly subject: string; readonly kind: PersonalKind }[];
}

export interface OpenedValues {
  /** By ref; null where the value was destroyed. Refs of another entity are missing. */
  readonly values: ReadonlyMap<string, Opened | null>;
  readonly disclosure: Disclosure;
}

/** The full view (DECISIONS 23): decrypts values for a stated purpose. Throws a Defect where one was tampered with. */
export const openSealed = async (
  deps: { readonly db: Sql; readonly ring: KeyRing },
  entity: string,
  refs: readonly string[],
  purpose: string,
): Promise<OpenedValues> => {
  const rows = await deps.db.query<StoredRow>(
    `select ref, subject, kind, key_id, ciphertext from personal_values
      where ref = any ($1::uuid[]) and entity_id = $2 order by ref`,
    [refs, entity],
  );
  const keys = await deps.ring.byId([
    ...new Set(rows.filter((row) => row.ciphertext !== null).map((row) => row.key_id)),
  ]);
  const values = new Map<string, Opened | null>();
  for (const row of rows) {
    const key = keys.get(row.key_id);
    values.set(
      row.ref,
      row.ciphertext === null || key === undefined ? null : open(key, { ...row, entity }, row.ciphertext),
    );
  }
  const shown = rows.filter(({ ref }) => values.get(ref) !== null);
  return {
    values,
    disclosure: { purpose, entity, values: shown.map(({ ref, subject, kind }) => ({ ref, subject, kind })) },
  };
};

/**
 * Lawful destruction of everything personal of one subject: keys, ciphertexts, masks and search tokens go; refs and
 * commitments in events and audit stay as they are and prove nothing about the value any more. Approval, witnesses and
 * register are the caller's (DECISIONS 46). Returns how many values were destroyed.
 */
export const destroySubject = async (tx: Sql, entity: string, subject: string, now: Instant): Promise<number> => {
  // The keys first: whoever is writing under one either finishes before, or finds it destroyed.
  await destroySubjectKeys(tx, entity, subject, now);
  const destroyed = await tx.query<{ ref: string }>(
    `with locked as (
       select ref from personal_values where entity_id = $1 and subject = $2 and destroyed_at is null
        order by ref for no key update)
     update personal_values v set ciphertext = null, mask = null, destroyed_at = $3
       from locked where v.ref = locked.ref returning v.ref`,
    [entity, subject, timestamptz(now)],
  );
  await tx.query('delete from personal_index where ref = any ($1::uuid[])', [destroyed.map(({ ref }) => ref)]);
  return destroyed.length;
};
