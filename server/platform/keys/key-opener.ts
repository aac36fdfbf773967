import { randomUUID } from 'node:crypto';
import { Defect } from '../../../core/base/result.ts';
import type { Instant } from '../../../core/base/time.ts';
import type { Sql } from '../postgres/sql.ts';
import { boundedCache } from './bounded-cache.ts';
import { addKeys, type DataKeyRow, keysById, placeOf } from './data-keys.ts';
import { ALGORITHM, type DataKey, dataKey, decrypt, encrypt, newSecret } from './envelope.ts';
import type { MasterKey } from './master-key.ts';

/** Turns rows of data_keys into keys, and makes new ones. Holds a bounded number of unwrapped keys. */
export interface KeyOpener {
  readonly open: (rows: readonly DataKeyRow[]) => Promise<DataKey[]>;
  /** A destroyed key is missing from the answer. */
  readonly byId: (ids: readonly string[]) => Promise<ReadonlyMap<string, DataKey>>;
  readonly forget: (id: string) => void;
}

export const keyOpener = (db: Sql, master: MasterKey, cached: number): KeyOpener => {
  const opened = boundedCache<string, DataKey>(cached);

  const openOne = async (row: DataKeyRow, wrappers: ReadonlyMap<string, DataKey>): Promise<DataKey> => {
    const known = opened.get(row.id);
    if (known !== undefined) return known;
    if (row.wrapped === null) throw new Defect(`key ${row.id} was destroyed`);
    const wrapper = wrappers.get(row.wrapped_by);
    if (wrapper === undefined && row.wrapped_by !== master.id) {
      throw new Defect(`key ${row.id} is wrapped by a key that is no longer there`);
    }
    const place = placeOf(row);
    const secret = wrapper ? decrypt(wrapper, row.wrapped, place) : await master.unwrap(row.wrapped, place);
    const key = dataKey(row.id, row.algorithm, secret);
    secret.fill(0);
    opened.set(key.id, key);
    return key;
  };

  const open: KeyOpener['open'] = async (rows) => {
    const closed = rows.filter((row) => row.wrapped_by !== master.id && opened.get(row.id) === undefined);
    const above = [...new Set(closed.map((row) => row.wrapped_by))];
    const wrappers = above.length === 0 ? new Map<string, DataKey>() : await byId(above);
    return Promise.all(rows.map((row) => openOne(row, wrappers)));
  };

  const byId: KeyOpener['byId'] = async (ids) => {
    const known = ids.flatMap((id) => opened.get(id) ?? []);
    const have = new Set(known.map((key) => key.id));
    const missing = ids.filter((id) => !have.has(id));
    const read = missing.length === 0 ? [] : await open(await keysById(db, missing));
    return new Map([...known, ...read].map((key) => [key.id, key]));
  };

  return { open, byId, forget: opened.delete };
};

export type NewKey = Pick<DataKeyRow, 'entity_id' | 'purpose' | 'subject' | 'generation'>;

/** Makes keys, wrapped by `wrapper` or else by the master key, and writes them down. */
export const makeKeys = async (
  deps: { readonly db: Sql; readonly master: MasterKey; readonly now: () => Instant },
  wanted: readonly NewKey[],
  wrapper: DataKey | null,
): Promise<void> => {
  const rows = wanted.map(async (one): Promise<DataKeyRow> => {
    const key = { ...one, id: randomUUID(), algorithm: ALGORITHM };
    const secret = newSecret();
    const place = placeOf(key);
    const wrapped = wrapper ? encrypt(wrapper, secret, place) : await deps.master.wrap(secret, place);
    secret.fill(0);
    return { ...key, wrapped, wrapped_by: wrapper?.id ?? deps.master.id };
  });
  await addKeys(deps.db, await Promise.all(rows), deps.now());
};
