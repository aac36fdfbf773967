import type { Instant } from '../../core/base/time.ts';
import type { Database } from '../platform/postgres/sql.ts';

/** Notes that the party has been shown the notices of a case. */
export const seenByParty =
  (db: Database, clock: () => Instant) =>
  async (caseId: string): Promise<void> => {
    await db.prepared(
      'papers-seen',
      `update papers set seen_at = $2 where case_id = $1 and kind = 'notice' and delivered_at is not null and seen_at is null`,
      [caseId, new Date(clock())],
    );
  };
