import type { Sql } from '../postgres/sql.ts';
import { boundedCache } from './bounded-cache.ts';
import { type DataKeyRow, newestOfSubjects } from './data-keys.ts';
import type { DataKey } from './envelope.ts';
import type { KeyOpener, NewKey } from './key-opener.ts';

export interface SubjectKeys {
  /** The key of each subject under `wrapper`, made where there is none; the answer has every subject asked for. */
  readonly find: (
    entity: string,
    subjects: readonly string[],
    wrapper: DataKey,
  ) => Promise<ReadonlyMap<string, DataKey>>;
  readonly forget: (entity: string, subject: string) => void;
}

interface Remembered {
  readonly key: DataKey;
  readonly wrapperId: string;
  readonly until: number;
}

/** Subject keys wrapped by an older generation, or destroyed, count as none: the next write gets a new one. */
const rowsOf = async (
  db: Sql,
  entity: string,
  subjects: readonly string[],
  wrapper: DataKey,
  make: (keys: readonly NewKey[], wrapper: DataKey) => Promise<void>,
): Promise<DataKeyRow[]> => {
  const rows = await newestOfSubjects(db, entity, subjects);
  const usable = rows.filter((row) => row.wrapped !== null && row.wrapped_by === wrapper.id);
  const have = new Set(usable.map((row) => row.subject));
  const lacking = subjects.filter((subject) => !have.has(subject));
  if (lacking.length === 0) return usable;
  const generations = new Map(rows.map((row) => [row.subject, row.generation]));
  const wanted = lacking.map((subject): NewKey => {
    return { entity_id: entity, purpose: 'subject', subject, generation: (generations.get(subject) ?? 0) + 1 };
  });
  await make(wanted, wrapper);
  return [...usable, ...(await newestOfSubjects(db, entity, lacking))];
};

export const subjectKeys = (
  db: Sql,
  opener: KeyOpener,
  make: (keys: readonly NewKey[], wrapper: DataKey) => Promise<void>,
  limits: { readonly cached: number; readonly currentForMs: number },
): SubjectKeys => {
  const newest = boundedCache<string, Remembered>(limits.cached);
  const nameOf = (entity: string, subject: string): string => `${entity}\n${subject}`;

  const find: SubjectKeys['find'] = async (entity, subjects, wrapper) => {
    const found = new Map<string, DataKey>();
    const wanted = new Set<string>();
    for (const subject of subjects) {
      const known = newest.get(nameOf(entity, subject));
      if (known !== undefined && known.wrapperId === wrapper.id && known.until > performance.now()) {
        found.set(subject, known.key);
      } else wanted.add(subject);
    }
    if (wanted.size === 0) return found;
    const rows = await rowsOf(db, entity, [...wanted], wrapper, make);
    const keys = await opener.open(rows);
    const until = performance.now() + limits.currentForMs;
    for (const [i, { subject, wrapped_by: wrapperId }] of rows.entries()) {
      const key = keys[i];
      if (key === undefined || subject === null) continue;
      found.set(subject, key);
      newest.set(nameOf(entity, subject), { key, wrapperId, until });
    }
    return found;
  };

  const forget: SubjectKeys['forget'] = (entity, subject) => {
    const known = newest.get(nameOf(entity, subject));
    if (known !== undefined) opener.forget(known.key.id);
    newest.delete(nameOf(entity, subject));
  };

  return { find, forget };
};
