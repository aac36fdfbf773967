import type { Json } from '../base/json.ts';
import { ok, type Result, refused } from '../base/result.ts';
import { text } from '../base/text.ts';
import type { LocalDate } from '../base/time.ts';
import type { DayTable, YearOfDays } from './day-table.ts';
import { readYearFile } from './year-file.ts';

/** What decides whether a day is worked; the names and notices may be reworded freely. */
const arrangement = (year: YearOfDays): Map<LocalDate, 'rest' | 'work'> => {
  const days = new Map<LocalDate, 'rest' | 'work'>();
  for (const holiday of year.holidays) {
    for (const date of holiday.rest) days.set(date, 'rest');
    for (const date of holiday.work) days.set(date, 'work');
  }
  return days;
};

/** The dates on which two arrangements of a year differ, ascending. */
export const differingDays = (before: YearOfDays, after: YearOfDays): LocalDate[] => {
  const a = arrangement(before);
  const b = arrangement(after);
  return [...new Set([...a.keys(), ...b.keys()])].filter((date) => a.get(date) !== b.get(date)).sort();
};

/**
 * A new table with the year of the file in it, version + 1. The same days again change nothing and give back the same table;
 * other days are refused (`calendar.import.differs`) unless the file says `"correction": true`. For the file see YearFile.
 */
export const importYear = (table: DayTable, file: Json): Result<DayTable> => {
  const read = readYearFile(file);
  if (!read.ok) return read;
  const { year, correction, notices, holidays } = read.value;
  const before = table.years[year];
  if (before === undefined && correction) {
    return refused({
      code: 'calendar.import.nothingToCorrect',
      message: text(
        `工作日历中还没有${year}年，无从更正。请核对年份；首次导入请去掉 correction。`,
        `The calendar has no year ${year} to correct. Check the year; leave out "correction" for a first import.`,
      ),
      params: { year },
    });
  }
  if (before !== undefined) {
    const differing = differingDays(before, read.value);
    if (differing.length === 0) return ok(table);
    if (!correction) {
      return refused({
        code: 'calendar.import.differs',
        message: text(
          `${year}年已导入，且与本文件有${differing.length}天不同（首个为${differing[0]}）。如国务院办公厅已另行通知，请在文件中写明 "correction": true 并附该通知后再导入。`,
          `${year} is already in the calendar and differs from this file on ${differing.length} days (first ${differing[0]}). If a later notice changed the year, add "correction": true and that notice to the file and import it again.`,
        ),
        params: { year, days: differing.length, first: differing[0] ?? null },
      });
    }
  }
  return ok({ ...table, version: table.version + 1, years: { ...table.years, [year]: { notices, holidays } } });
};
