import { chinaDays } from '../../../core/calendar/china.ts';
import type { DayTable, YearOfDays } from '../../../core/calendar/day-table.ts';
import type { Database, Sql } from '../postgres/sql.ts';

/** Told at the commit of an import, so that every process takes it up within milliseconds. */
export const CALENDAR_CHANNEL = 'plumbline_calendar';

/** The State Council's days as this installation knows them, the same in every process. */
export interface Calendar {
  /** The table as last read; ask anew for each reckoning. */
  readonly table: () => DayTable;
  /**
   * Reads the table again where it is older than `version`, through `sql`: an act learns the version inside its transaction
   * and must not wait for a second connection while it holds the first.
   */
  readonly keepUp: (version: number | null, sql: Sql) => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** What ships, with the newest imported content of each year in its place. */
export const readDayTable = async (sql: Sql): Promise<DayTable> => {
  const rows = await sql.query<{ version: number; year: number; content: YearOfDays }>(
    'select version, year, content from calendar_years order by version',
  );
  const imported = Object.fromEntries(rows.map((row) => [row.year, row.content]));
  return {
    ...chinaDays,
    version: rows.at(-1)?.version ?? chinaDays.version,
    years: { ...chinaDays.years, ...imported },
  };
};

/** Opens the calendar of an installation: read once, then kept up to date. */
export const openCalendar = async (db: Database): Promise<Calendar> => {
  let table = await readDayTable(db);
  const read = async (sql: Sql): Promise<void> => {
    const newer = await readDayTable(sql);
    // Two readings may overtake each other; a table never goes back.
    if (newer.version > table.version) table = newer;
  };
  // A missed notification does no harm: each act compares versions, and the listener asks again after a lost connection.
  const stop = await db.listen(CALENDAR_CHANNEL, () => void read(db).catch(() => {}));
  return {
    table: () => table,
    keepUp: async (version, sql) => {
      if (version !== null && version > table.version) await read(sql);
    },
    stop,
  };
};
