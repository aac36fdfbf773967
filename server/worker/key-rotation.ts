import { randomUUID } from 'node:crypto';
import { Defect } from '../../core/base/result.ts';
import type { Instant } from '../../core/base/time.ts';
import { appendToChain } from '../platform/audit/append.ts';
import type { FileStore } from '../platform/files/file-store.ts';
import type { Resumable } from '../platform/jobs/resumable.ts';
import type { JobRunner } from '../platform/jobs/runner.ts';
import type { Batch } from '../platform/keys/batch.ts';
import type { KeyRing } from '../platform/keys/key-ring.ts';
import { resealCredentialsBatch } from '../platform/people/credential-rotation.ts';
import { reencryptBatch, reindexBatch } from '../platform/personal/rotation.ts';
import type { Sql } from '../platform/postgres/sql.ts';
import { timestamptz } from '../platform/postgres/values.ts';

/** The resumable job that carries a rotation through; its subject is the id of the rotation. */
export const KEY_ROTATION = 'keys.rotate';

export const ROTATED = ['subjects', 'index', 'files'] as const;
export type Rotated = (typeof ROTATED)[number];

export interface RotationParts {
  readonly ring: KeyRing;
  readonly files: Pick<FileStore, 'rewrapBatch'>;
  readonly clock: () => Instant;
  /** Until every process has noticed a new generation; the second walk takes what was written meanwhile. Default 60,000. */
  readonly settleMs?: number;
}

interface Rotation {
  readonly entity_id: string;
  readonly purpose: Rotated;
  readonly generation: number | null;
}

const readRotation = async (tx: Sql, id: string): Promise<Rotation> => {
  const [row] = await tx.query<Rotation>('select entity_id, purpose, generation from key_rotations where id = $1', [
    id,
  ]);
  if (row === undefined) throw new Defect(`there is no rotation ${id}`);
  return row;
};

type Walk = (tx: Sql, entity: string, after: string | null) => Promise<Batch>;

/** What lies under the keys of each purpose, one walk after the other. */
const walksOf = ({ ring, files }: RotationParts): Readonly<Record<Rotated, readonly Walk[]>> => ({
  subjects: [
    (db, entity, after) => reencryptBatch({ db, ring }, entity, after),
    (db, entity, after) => resealCredentialsBatch({ db, ring }, entity, after),
  ],
  index: [(db, entity, after) => reindexBatch({ db, ring }, entity, after)],
  files: [(_db, entity, after) => files.rewrapBatch(entity, after)],
});

const COUNTS: Readonly<Record<Rotated, string>> = {
  subjects: `select (select count(*) from personal_values where entity_id = $1 and destroyed_at is null)
    + (select count(*) from totp_credentials t join accounts a on a.id = t.account_id where a.entity_id = $1)
    + (select count(*) from sms_credentials s join accounts a on a.id = s.account_id where a.entity_id = $1) as n`,
  index: `select count(distinct v.ref) as n from personal_values v join personal_index i on i.ref = v.ref
    where v.entity_id = $1 and v.destroyed_at is null`,
  files: 'select count(*) as n from file_contents where entity_id = $1',
};

/** Where the job stands: the generation is named, then made; two walks with a wait between them. */
type Place =
  | { readonly at: 'naming' | 'making' }
  | { readonly at: 'waiting'; readonly until: number }
  | { readonly at: 'walking'; readonly pass: 1 | 2; readonly walk: number; readonly after: string | null };

const readPlace = (cursor: string | null): Place => {
  if (cursor === null) return { at: 'naming' };
  if (cursor === 'making') return { at: 'making' };
  const [kind = '', first = '', ...rest] = cursor.split(':');
  if (kind === 'waiting') return { at: 'waiting', until: Number(first) };
  const after = rest.join(':');
  return { at: 'walking', pass: kind === '2' ? 2 : 1, walk: Number(first), after: after === '' ? null : after };
};

const walking = (pass: 1 | 2, walk: number, after: string | null): string => `${pass}:${walk}:${after ?? ''}`;

const end = async (tx: Sql, id: string, { entity_id, purpose, generation }: Rotation, now: Instant): Promise<void> => {
  const [row] = await tx.query<{ damaged: string[] }>(
    'update key_rotations set ended_at = $2 where id = $1 returning damaged',
    [id, timestamptz(now)],
  );
  await appendToChain(tx, { entityId: entity_id, chainId: `keys:${entity_id}` }, [
    {
      at: now,
      kind: 'keys.rotated',
      actor: { system: 'plumbline' },
      payload: { rotationId: id, purpose, generation, damaged: row?.damaged.length ?? 0 },
    },
  ]);
};

/**
 * Begins a new generation and moves what lies under the older ones to it, batch by batch, while the system runs and searches
 * by both. What no longer opens is named and left. Every step may be repeated: it finds only what is left.
 */
export const rotationWork = (parts: RotationParts): Resumable => {
  const walks = walksOf(parts);
  const step = async (tx: Sql, id: string, rotation: Rotation, place: Place & { at: 'walking' }) => {
    const walk = walks[rotation.purpose][place.walk];
    if (walk === undefined) throw new Defect(`rotation ${id} stands in a walk that there is not`);
    const { next, moved, damaged } = await walk(tx, rotation.entity_id, place.after);
    if (damaged.length > 0)
      await tx.query(
        'update key_rotations set damaged = (select array_agg(distinct d) from unnest(damaged || $2::text[]) d) where id = $1',
        [id, damaged],
      );
    if (next !== null) return { done: moved, cursor: walking(place.pass, place.walk, next) };
    if (place.walk + 1 < walks[rotation.purpose].length)
      return { done: moved, cursor: walking(place.pass, place.walk + 1, null) };
    if (place.pass === 1) return { done: moved, cursor: `waiting:${parts.clock() + (parts.settleMs ?? 60_000)}` };
    await end(tx, id, rotation, parts.clock());
    return { done: moved, cursor: null };
  };
  return {
    total: async (tx, id) => {
      const { entity_id, purpose } = await readRotation(tx, id);
      const [row] = await tx.query<{ n: number }>(COUNTS[purpose], [entity_id]);
      return Number(row?.n ?? 0);
    },
    step: async (tx, id, cursor) => {
      const rotation = await readRotation(tx, id);
      const place = readPlace(cursor);
      switch (place.at) {
        case 'naming': {
          const newest = await tx.query<{ n: number | null }>(
            'select max(generation) as n from data_keys where entity_id = $1 and purpose = $2',
            [rotation.entity_id, rotation.purpose],
          );
          await tx.query('update key_rotations set generation = $2 where id = $1', [id, (newest[0]?.n ?? 1) + 1]);
          return { done: 0, cursor: 'making' };
        }
        case 'making':
          await parts.ring.rotateTo(rotation.entity_id, rotation.purpose, rotation.generation ?? 2);
          return { done: 0, cursor: walking(1, 0, null) };
        case 'waiting':
          if (parts.clock() >= place.until) return { done: 0, cursor: walking(2, 0, null) };
          await tx.query('select pg_sleep(0.5)');
          return { done: 0, cursor };
        case 'walking':
          return step(tx, id, rotation, place);
      }
    },
  };
};

export interface AskedRotation {
  readonly entityId: string;
  readonly purpose: Rotated;
  readonly reason: string;
}

/**
 * Asks for a rotation: on record, and sent to whichever process works. False where one of the same keys is under way; its
 * row is locked against a second one by an index.
 */
export const askRotation = async (
  tx: Sql,
  jobs: Pick<JobRunner, 'resume'>,
  { entityId, purpose, reason }: AskedRotation,
  now: Instant,
): Promise<boolean> => {
  const id = randomUUID();
  const made = await tx.query(
    `insert into key_rotations (id, entity_id, purpose, reason, asked_at) values ($1, $2, $3, $4, $5)
     on conflict (entity_id, purpose) where ended_at is null do nothing returning 1`,
    [id, entityId, purpose, reason, timestamptz(now)],
  );
  if (made.length === 0) return false;
  await appendToChain(tx, { entityId, chainId: `keys:${entityId}` }, [
    {
      at: now,
      kind: 'keys.rotationAsked',
      actor: { system: 'plumbline' },
      payload: { rotationId: id, purpose, reason },
    },
  ]);
  await jobs.resume(tx, KEY_ROTATION, id);
  return true;
};
