import type { Instant } from '../../../core/base/time.ts';
import type { Sql } from '../postgres/sql.ts';

/** A rotation as people look at it. */
export interface RotationState {
  readonly entityName: string;
  readonly purpose: 'subjects' | 'index' | 'files';
  readonly state: 'running' | 'done' | 'dead';
  readonly done: number;
  readonly total: number | null;
  readonly damaged: number;
  readonly endedAt: Instant | null;
}

/** The rotations under way, and the latest that ended of each kind of key; newest first. */
export const rotationStates = (sql: Sql): Promise<readonly RotationState[]> =>
  sql.query<RotationState>(
    `select e.name as "entityName", r.purpose, coalesce(p.state, 'running') as state, coalesce(p.done, 0)::int as done,
            p.total::int as total, cardinality(r.damaged) as damaged, r.ended_at as "endedAt"
       from (select distinct on (entity_id, purpose) * from key_rotations order by entity_id, purpose, asked_at desc) r
       join legal_entities e on e.id = r.entity_id
       left join job_progress p on p.name = 'keys.rotate' and p.subject = r.id::text
      order by r.asked_at desc`,
  );
