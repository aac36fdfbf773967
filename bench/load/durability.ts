import { Defect } from '../../core/base/result.ts';
import type { Sql } from '../../server/platform/postgres/sql.ts';

/** A figure taken without durability is none: throws where the server would lose an acknowledged write. */
export const assertDurable = async (db: Sql): Promise<void> => {
  const off = await db.query<{ name: string }>(
    `select name from pg_settings where name in ('fsync', 'full_page_writes', 'synchronous_commit') and setting <> 'on'`,
  );
  if (off.length > 0) throw new Defect(`not durable: ${off.map(({ name }) => name).join(', ')} is off`);
};
