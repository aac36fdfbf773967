import { addDays, type LocalDate, startOfDay } from '../../../core/base/time.ts';
import type { Population } from '../../duties/drawing.ts';

/** Electronic quality records made in the month before the period, by number (P04 §2.3). A number once given stays, so the same are found later. */
export const qualityRecords: Population = async (tx, { entityId, period }) => {
  const first = `${period}-01` as LocalDate;
  const before = `${addDays(first, -1).slice(0, 7)}-01` as LocalDate;
  const rows = await tx.query<{ number: string }>(
    `select number from papers where entity_id = $1 and kind = 'record' and issued_at >= $2 and issued_at < $3 order by number`,
    [entityId, new Date(startOfDay(before)), new Date(startOfDay(first))],
  );
  return rows;
};

/** Everybody who is on the platform, by code of the enterprise and grade of risk (P05 §4.1). */
export const merchantsByGrade: Population = async (tx, { entityId }) =>
  tx.query<{ number: string; group: string }>(
    `select uscc as number, coalesce(grade, 'C') as group from merchants where entity_id = $1 and state = 'admitted' order by uscc`,
    [entityId],
  );
