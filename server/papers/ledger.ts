import { dateOf, formatInstant, type Instant } from '../../core/base/time.ts';
import type { LedgerPage } from '../../core/contract/record-view.ts';
import { carries } from '../../core/manual/carriers.ts';
import { type ParameterId, parameterAt } from '../../core/manual/parameters.ts';
import { decodeCursor, encodeCursor, orderAsTimestamp } from '../case/read/cursor.ts';
import type { Sql } from '../platform/postgres/sql.ts';

interface Row {
  readonly paper_id: string;
  readonly case_id: string;
  readonly number: string;
  readonly title: string;
  readonly title_en: string;
  readonly issued_at: Instant;
  readonly kept: 'until' | 'permanent' | 'open';
  readonly kept_until: Instant | null;
  readonly kept_by: ParameterId;
}

const LEDGER = `
  select r.paper_id, r.case_id, p.number, p.title, p.title_en, p.issued_at, r.kept, r.kept_until, r.kept_by
  from records r join papers p on p.id = r.paper_id
  where r.entity_id = any($1) and p.state = 'issued'
    and (coalesce(r.kept_until, 'infinity'), r.paper_id) > ($2::timestamptz, $3::uuid)
  order by coalesce(r.kept_until, 'infinity'), r.paper_id limit $4`;

export type Ledger = (
  sql: Sql,
  entityIds: readonly string[],
  page: { readonly cursor?: string | undefined; readonly limit: number },
) => Promise<LedgerPage>;

/** What is kept until when, what may go first on top; records without a day come last. */
export const listLedger = carries<Ledger>(
  { kind: 'screen', name: 'records.ledger', obligations: ['P04-4.3-04'] },
  async (sql, entityIds, { cursor, limit }) => {
    const from = decodeCursor(cursor) ?? { order: '-infinity', id: '00000000-0000-0000-0000-000000000000' };
    const rows = await sql.query<Row>(LEDGER, [entityIds, orderAsTimestamp(from.order), from.id, limit + 1]);
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    const order = (row: Row): string => (row.kept_until === null ? 'infinity' : String(row.kept_until));
    return {
      items: shown.map((row) => {
        const { title, clause, value } = parameterAt(row.kept_by, dateOf(row.issued_at));
        return {
          paperId: row.paper_id,
          caseId: row.case_id,
          number: row.number,
          title: { zh: row.title, en: row.title_en },
          madeAt: formatInstant(row.issued_at),
          kept: row.kept,
          keptUntil: row.kept_until === null ? null : formatInstant(row.kept_until),
          keptBy: { title, clause, value: String(value) },
          pdfUrl: `/api/papers/${row.paper_id}.pdf`,
        };
      }),
      nextCursor: rows.length > limit && last ? encodeCursor({ order: order(last), id: last.paper_id }) : null,
    };
  },
  () => async () => ({ items: [], nextCursor: null }),
);
