import type { Instant } from '../../../core/base/time.ts';
import type { Sql } from '../postgres/sql.ts';
import { timestamptz } from '../postgres/values.ts';

type DatedTable =
  | 'department_states'
  | 'post_states'
  | 'employments'
  | 'accounts'
  | 'account_blocks'
  | 'account_posts'
  | 'role_posts'
  | 'delegations'
  | 'auditor_grants';

type Key = Readonly<Record<string, string>>;

/**
 * Ends, as of an instant, every row that holds then or would begin later, and returns what they said. A row that would
 * begin later ends where it begins: it is kept and never holds.
 */
export const endRows = <R>(tx: Sql, table: DatedTable, key: Key, at: Instant): Promise<R[]> => {
  const columns = Object.keys(key);
  const where = columns.map((column, i) => `${column} = $${i + 2}`).join(' and ');
  return tx.query<R>(
    `update ${table} set valid_to = greatest(valid_from, $1::timestamptz)
      where ${where} and (valid_to is null or valid_to > greatest(valid_from, $1::timestamptz)) returning *`,
    [timestamptz(at), ...columns.map((column) => key[column])],
  );
};

/** Opens a dated row from an instant on, with no end. */
export const openRow = async (
  tx: Sql,
  table: DatedTable,
  values: Readonly<Record<string, unknown>>,
  from: Instant,
): Promise<void> => {
  const columns = Object.keys(values);
  const places = columns.map((_, i) => `$${i + 2}`).join(', ');
  await tx.query(`insert into ${table} (valid_from, ${columns.join(', ')}) values ($1, ${places})`, [
    timestamptz(from),
    ...columns.map((column) => values[column]),
  ]);
};
