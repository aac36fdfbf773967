import { Defect } from '../base/result.ts';
import data from './data/china.json' with { type: 'json' };
import type { DayTable, YearOfDays } from './day-table.ts';
import { readYearFile } from './year-file.ts';

const shipped = (): DayTable => {
  const years: Record<string, YearOfDays> = {};
  for (const file of data.years) {
    const read = readYearFile(file);
    if (!read.ok) throw new Defect(`core/calendar/data/china.json: ${read.refusal.message.en}`);
    years[read.value.year] = { notices: read.value.notices, holidays: read.value.holidays };
  }
  return { version: 1, source: data.source, years };
};

/** The State Council's days 2007–2026, as shipped. Later years come by `importYear` and are kept by the server. */
export const chinaDays: DayTable = shipped();
