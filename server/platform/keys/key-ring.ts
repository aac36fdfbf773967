import { Defect, ok, type Result, refused } from '../../../core/base/result.ts';
import type { Instant } from '../../../core/base/time.ts';
import type { Sql } from '../postgres/sql.ts';
import { boundedCache } from './bounded-cache.ts';
import { generationsOf, type KeyPurpose, masterKeyInUse } from './data-keys.ts';
import type { DataKey } from './envelope.ts';
import { keyOpener, makeKeys } from './key-opener.ts';
import type { MasterKey } from './master-key.ts';
import { subjectKeys } from './subject-keys.ts';

/** Hands out data keys, making them on first use. Another process's rotation is noticed within `currentForMs`. */
export interface KeyRing {
  /** The generation that new writes take. */
  readonly current: (entity: string, purpose: KeyPurpose) => Promise<DataKey>;
  /** Every generation that something may still be encrypted or indexed under, newest first; always asks the database. */
  readonly generations: (entity: string, purpose: KeyPurpose) => Promise<readonly DataKey[]>;
  /** Keys by their id; a destroyed key is missing from the answer. */
  readonly byId: (ids: readonly string[]) => Promise<ReadonlyMap<string, DataKey>>;
  /** The key of each subject for new writes; the answer has every subject that was asked for. */
  readonly forSubjects: (entity: string, subjects: readonly string[]) => Promise<ReadonlyMap<string, DataKey>>;
  /** Starts a new generation. What lies under the older ones stays readable and is moved by the rotation jobs. */
  readonly rotate: (entity: string, purpose: KeyPurpose) => Promise<DataKey>;
  /** The same up to a generation named before: begun twice, it is begun once. */
  readonly rotateTo: (entity: string, purpose: KeyPurpose, generation: number) => Promise<DataKey>;
  /** Forgets the newest key of a subject in this process, after its destruction. */
  readonly forgetSubject: (entity: string, subject: string) => void;
}

export interface KeyRingDeps {
  /** Not a transaction: keys are committed before anything is encrypted under them. */
  readonly db: Sql;
  readonly master: MasterKey;
  readonly now: () => Instant;
  /** Unwrapped keys held in memory at most; default 10,000 (some 10 MB). */
  readonly cached?: number;
  /** How long a key counts as the newest without asking the database; default 30,000. */
  readonly currentForMs?: number;
}

const keyRing = (deps: KeyRingDeps): KeyRing => {
  const { db, cached = 10_000, currentForMs = 30_000 } = deps;
  const opener = keyOpener(db, deps.master, cached);
  const subjects = subjectKeys(db, opener, (keys, wrapper) => makeKeys(deps, keys, wrapper), { cached, currentForMs });
  const newest = boundedCache<string, { readonly key: DataKey; readonly until: number }>(cached);

  const remember = (entity: string, purpose: KeyPurpose, key: DataKey): DataKey => {
    newest.set(`${entity}\n${purpose}`, { key, until: performance.now() + currentForMs });
    return key;
  };

  /** Makes generation `next` unless a newer one is there already, and takes the newest. */
  const readNewest = async (entity: string, purpose: KeyPurpose, next: number): Promise<DataKey> => {
    let [row] = await generationsOf(db, entity, purpose);
    if ((row?.generation ?? 0) < next) {
      await makeKeys(deps, [{ entity_id: entity, purpose, subject: null, generation: next }], null);
      [row] = await generationsOf(db, entity, purpose);
    }
    const [key] = row === undefined ? [] : await opener.open([row]);
    if (key === undefined) throw new Defect(`the key for ${purpose} of ${entity} was not written down`);
    return remember(entity, purpose, key);
  };

  const current: KeyRing['current'] = async (entity, purpose) => {
    const known = newest.get(`${entity}\n${purpose}`);
    return known !== undefined && known.until > performance.now() ? known.key : readNewest(entity, purpose, 1);
  };

  return {
    current,
    generations: async (entity, purpose) => {
      const keys = await opener.open(await generationsOf(db, entity, purpose));
      if (keys[0] !== undefined) remember(entity, purpose, keys[0]);
      return keys;
    },
    byId: opener.byId,
    forSubjects: async (entity, wanted) => subjects.find(entity, wanted, await current(entity, 'subjects')),
    rotate: async (entity, purpose) => {
      const [row] = await generationsOf(db, entity, purpose);
      return readNewest(entity, purpose, (row?.generation ?? 0) + 1);
    },
    rotateTo: readNewest,
    forgetSubject: subjects.forget,
  };
};

/** Refuses a master key that isn't the one this database was begun with (masterKey.other). */
export const openKeyRing = async (deps: KeyRingDeps): Promise<Result<KeyRing>> => {
  const inUse = await masterKeyInUse(deps.db);
  if (inUse === null || inUse === deps.master.id) return ok(keyRing(deps));
  return refused({
    code: 'masterKey.other',
    message: {
      zh: '主密钥与该数据库所用的不一致。请把 PLUMBLINE_MASTER_KEY(或数据目录下的 secrets/master-key)恢复为原来的密钥后再启动。',
      en: 'The master key is not the one that this database was begun with. Put the former key back into PLUMBLINE_MASTER_KEY (or secrets/master-key in the data folder) and start again.',
    },
    params: { inUse, given: deps.master.id },
  });
};
