import type { Sql } from '../platform/postgres/sql.ts';

/** `table.column` of every column of text, JSON or arrays of text that holds one of the values anywhere. */
export const columnsHolding = async (db: Sql, values: readonly string[]): Promise<readonly string[]> => {
  const columns = await db.query<{ table: string; column: string }>(
    `select table_name as table, column_name as column from information_schema.columns
     where table_schema = 'public' and (data_type in ('text', 'character varying', 'json', 'jsonb', 'ARRAY', 'tsvector')
       or data_type = 'bytea')
       and has_column_privilege(format('%I.%I', table_schema, table_name), column_name, 'select')`,
  );
  const found: string[] = [];
  for (const { table, column } of columns) {
    const rows = await db.query(
      `select 1 from "${table}" where exists (select 1 from unnest($1::text[]) as v
         where position(v in "${column}"::text) > 0 or position(encode(v::bytea, 'hex') in "${column}"::text) > 0) limit 1`,
      [values],
    );
    if (rows.length > 0) found.push(`${table}.${column}`);
  }
  return found;
};
