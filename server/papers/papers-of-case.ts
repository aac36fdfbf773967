import { dateOf, formatInstant, type Instant } from '../../core/base/time.ts';
import type { PaperView } from '../../core/contract/case-view.ts';
import { type ParameterId, parameterAt } from '../../core/manual/parameters.ts';
import type { Sql } from '../platform/postgres/sql.ts';

interface PaperRow {
  readonly id: string;
  readonly kind: 'notice' | 'record';
  readonly number: string;
  readonly title: string;
  readonly title_en: string;
  readonly issued_at: Instant;
  readonly state: 'issued' | 'void';
  readonly review: 'none' | 'waiting' | 'returned' | 'passed' | null;
  readonly kept: 'until' | 'permanent' | 'open';
  readonly kept_until: Instant | null;
  readonly kept_by: ParameterId;
  readonly corrections: readonly Correction[] | null;
}

interface Correction {
  readonly label_zh: string;
  readonly label_en: string;
  readonly row_number: number | null;
  readonly before: string;
  readonly after: string;
  readonly reason: string;
  readonly name: string;
  readonly at: number;
}

const PAPERS = `
  select p.id, p.kind, p.number, p.title, p.title_en, p.issued_at, p.state, r.review, r.kept, r.kept_until, r.kept_by, c.corrections
  from papers p left join records r on r.paper_id = p.id left join lateral (
    select jsonb_agg(jsonb_build_object('label_zh', label_zh, 'label_en', label_en, 'row_number', row_number, 'before', before,
      'after', after, 'reason', reason, 'name', name, 'at', (extract(epoch from corrected_at) * 1000)::bigint) order by seq) as corrections
    from record_corrections where paper_id = p.id) c on true
  where p.case_id = $1 and ($2::text is null or p.party_id = $2 and p.kind = 'notice')
    or $2::text is null and p.id = (select paper_id from records where review_case = $1)
  order by p.issued_at, p.id`;

/** Papers of a case, oldest first, and in a review the record that is looked through; for an outside party only the notices sent to it. */
export const papersOf = async (caseId: string, partyId: string | null, sql: Sql): Promise<readonly PaperView[]> => {
  const rows = await sql.prepared<PaperRow>('papers-of-case', PAPERS, [caseId, partyId]);
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    number: row.number,
    title: { zh: row.title, en: row.title_en },
    issuedAt: formatInstant(row.issued_at),
    state: row.state,
    pdfUrl: `/api/papers/${row.id}.pdf`,
    record: recordOf(row),
  }));
};

const recordOf = (row: PaperRow): PaperView['record'] => {
  if (row.review === null) return null;
  const { clause, title } = parameterAt(row.kept_by, dateOf(row.issued_at));
  const corrections = row.corrections ?? [];
  return {
    review: row.review,
    kept: row.kept,
    keptUntil: row.kept_until === null ? null : formatInstant(row.kept_until),
    keptBy: { clause, title },
    corrections: corrections.map((one) => ({
      label: { zh: one.label_zh, en: one.label_en },
      row: one.row_number,
      before: one.before,
      after: one.after,
      reason: one.reason,
      by: one.name,
      at: formatInstant(one.at as Instant),
    })),
    originalUrl: corrections.length === 0 ? null : `/api/papers/${row.id}.pdf?print=original`,
  };
};
