import type { Instant } from '../../../core/base/time.ts';
import type { PostRole } from '../../../core/people/operations.ts';
import type { Sql } from '../postgres/sql.ts';
import { timestamptz } from '../postgres/values.ts';

/** A matter that waits for somebody in charge. */
export interface Alert {
  readonly kind: string;
  readonly subject: string;
  readonly raisedAt: Instant;
}

export interface NewAlert {
  readonly kind: string;
  /** What it is about, as an id; nothing of a person. */
  readonly subject: string;
  readonly addressedTo: readonly PostRole[];
  readonly now: Instant;
}

/** Raises an alert once; one that was cleared before is raised anew. */
export const raiseAlert = async (tx: Sql, { kind, subject, addressedTo, now }: NewAlert): Promise<void> => {
  await tx.query(
    `insert into alerts as a (kind, subject, addressed_to, raised_at) values ($1, $2, $3, $4)
     on conflict (kind, subject) do update
       set addressed_to = excluded.addressed_to, raised_at = excluded.raised_at, cleared_at = null
       where a.cleared_at is not null`,
    [kind, subject, [...addressedTo], timestamptz(now)],
  );
};

/** Clears every open alert of a kind. */
export const clearAlerts = async (tx: Sql, kind: string, now: Instant): Promise<void> => {
  await tx.query('update alerts set cleared_at = $2 where kind = $1 and cleared_at is null', [kind, timestamptz(now)]);
};

/** The open alerts that are addressed to one of these roles, the oldest first. */
export const openAlerts = async (sql: Sql, roles: readonly PostRole[]): Promise<readonly Alert[]> => {
  const rows = await sql.prepared<{ kind: string; subject: string; raised_at: Instant }>(
    'alerts-open',
    'select kind, subject, raised_at from alerts where cleared_at is null and addressed_to && $1 order by raised_at, kind',
    [[...roles]],
  );
  return rows.map((row) => ({ kind: row.kind, subject: row.subject, raisedAt: row.raised_at }));
};
