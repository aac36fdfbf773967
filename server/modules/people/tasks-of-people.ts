import type { HeldTask } from '../../case/leavers.ts';
import type { Sql } from '../../platform/postgres/sql.ts';

/** What leaving sets off in cases; the routes of people know nothing else of them. */
export interface TasksOfPeople {
  readonly heldBy: (sql: Sql, personId: string, entityId: string) => Promise<readonly HeldTask[]>;
  readonly release: (personId: string, entityId: string) => Promise<number>;
}
