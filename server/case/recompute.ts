import { Defect } from '../../core/base/result.ts';
import { type LocalDate, startOfDay } from '../../core/base/time.ts';
import type { Resumable } from '../platform/jobs/resumable.ts';
import type { Sql } from '../platform/postgres/sql.ts';
import { timestamptz } from '../platform/postgres/values.ts';
import { contextFor } from './act.ts';
import { decideAndWrite } from './commit.ts';
import type { Kernel } from './kernel.ts';
import { loadByCase } from './load.ts';
import { MACHINE } from './wake.ts';

/** The resumable job that reckons open clocks anew after an import of a calendar year. */
export const CALENDAR_RECOMPUTE = 'calendar.recompute';

const CASES_A_STEP = 25;
const NO_CASE = '00000000-0000-0000-0000-000000000000';

/** `2027.v3`: the year that was imported, and the table's version that it made. */
export const recomputeSubject = (year: number, version: number): string => `${year}.v${version}`;

export const readRecomputeSubject = (subject: string): { readonly year: number; readonly version: number } => {
  const [, year, version] = /^(\d{4})\.v(\d+)$/.exec(subject) ?? [];
  if (year === undefined || version === undefined) throw new Defect(`${subject} names no year and version`);
  return { year: Number(year), version: Number(version) };
};

/**
 * Running clocks that a year may move: those that are provisional, and those between whose anchor and due days of that
 * year lie. A year's notice reaches into the December before it, and a day of rest at its end rolls into the January
 * after, so a month is added on either side; a clock that was taken in vain does not move.
 */
export const REACHES_YEAR = `l.state = 'running' and l.due_at is not null
  and (l.provisional or (greatest(l.anchor_at, l.due_at) >= $1 and least(l.anchor_at, l.due_at) < $2))`;

export const reachOf = (year: number): readonly [string, string] => [
  timestamptz(startOfDay(`${year - 1}-12-01` as LocalDate)),
  timestamptz(startOfDay(`${year + 1}-02-01` as LocalDate)),
];

const NEXT_CASES = `select distinct l.case_id from case_limits l where ${REACHES_YEAR} and l.case_id > $3 order by l.case_id limit $4`;

const recomputeCase = async (kernel: Kernel, tx: Sql, caseId: string): Promise<void> => {
  const loaded = await loadByCase(kernel, tx, caseId);
  if (!loaded || loaded.case.state.ended) return;
  const context = contextFor(kernel, loaded.case, MACHINE, null, {});
  await decideAndWrite(kernel, tx, loaded.case, { do: 'recompute', why: 'calendar' }, context, null);
};

/** Where the job stands: which pass, and the last case done; or which transactions it waits for. */
type Place =
  | { readonly pass: 'first' | 'second'; readonly after: string }
  | { readonly pass: 'wait'; readonly until: string };

const readPlace = (cursor: string | null): Place => {
  if (cursor === null) return { pass: 'first', after: NO_CASE };
  const [pass, rest = ''] = cursor.split(':');
  return pass === 'wait' ? { pass, until: rest } : { pass: pass as 'first' | 'second', after: rest };
};

/**
 * Two passes over the open cases, in steps of a few cases, each step one transaction with the job's progress. An act that
 * read the older table just before the import may commit after the first pass went by its case; such acts began before
 * the first pass ended, so the second pass waits until they are over and then finds what they left. A case whose clocks
 * do not move is not written to, which makes the second pass cheap and every repetition harmless.
 */
export const recomputeWork = (kernel: Kernel): Resumable => ({
  total: async (tx, subject) => {
    const { year } = readRecomputeSubject(subject);
    const [row] = await tx.query<{ n: number }>(
      `select count(distinct l.case_id)::int as n from case_limits l where ${REACHES_YEAR}`,
      [...reachOf(year)],
    );
    return row?.n ?? 0;
  },
  step: async (tx, subject, cursor) => {
    const { year, version } = readRecomputeSubject(subject);
    const place = readPlace(cursor);
    if (place.pass === 'wait') {
      const [row] = await tx.query<{ over: boolean }>(
        'select pg_snapshot_xmin(pg_current_snapshot()) >= $1::xid8 as over, pg_sleep(0.05)',
        [place.until],
      );
      return { done: 0, cursor: row?.over ? `second:${NO_CASE}` : cursor };
    }
    await kernel.keepUp(version, tx);
    const cases = await tx.query<{ case_id: string }>(NEXT_CASES, [...reachOf(year), place.after, CASES_A_STEP]);
    for (const { case_id } of cases) await recomputeCase(kernel, tx, case_id);
    const last = cases.at(-1);
    if (last) return { done: place.pass === 'first' ? cases.length : 0, cursor: `${place.pass}:${last.case_id}` };
    if (place.pass === 'second') return { done: 0, cursor: null };
    const [snapshot] = await tx.query<{ next: string }>('select pg_snapshot_xmax(pg_current_snapshot())::text as next');
    return { done: 0, cursor: `wait:${snapshot?.next}` };
  },
});

/** How many running clocks are provisional. */
export const countProvisional = async (sql: Sql): Promise<number> => {
  const [row] = await sql.query<{ n: number }>(
    `select count(*)::int as n from case_limits where provisional and state = 'running'`,
  );
  return row?.n ?? 0;
};
