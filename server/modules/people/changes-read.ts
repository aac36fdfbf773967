import { formatInstant, type Instant } from '../../../core/base/time.ts';
import { ChangeKind, type ChangeView } from '../../../core/contract/organisation-view.ts';
import { peopleChain } from '../../platform/people/change.ts';
import type { Sql } from '../../platform/postgres/sql.ts';

const SHOWN = 100;

interface Row {
  at: Instant;
  kind: string;
  by_name: string | null;
  reason: string | null;
  from_at: string | number | null;
}

/** What the audit says about one post, person or account of a legal entity, the last first. */
export const changesAbout = async (
  sql: Sql,
  entityId: string,
  about: Readonly<Partial<Record<'postId' | 'personId' | 'accountId', string>>>,
): Promise<ChangeView[]> => {
  const rows = await sql.query<Row>(
    `select e.at, e.kind, n.real_name as by_name, e.payload::jsonb ->> 'reason' as reason,
            coalesce(e.payload::jsonb -> 'after' ->> 'valid_from', e.payload::jsonb -> 'after' ->> 'valid_to') as from_at
       from audit_entries e left join persons n on n.id = e.actor::jsonb ->> 'personId'
      where e.chain_id = $1 and e.kind = any($3) and exists (
        select from jsonb_each_text($2::jsonb) as w (key, value) where e.payload::jsonb -> 'subject' ->> w.key = w.value)
      order by e.seq desc limit ${SHOWN}`,
    [peopleChain(entityId), JSON.stringify(about), ChangeKind.options.map((kind) => `people.${kind}`)],
  );
  return rows.map((row) => {
    const from = row.from_at === null ? null : Number(row.from_at);
    return {
      at: formatInstant(row.at),
      kind: ChangeKind.parse(row.kind.replace('people.', '')),
      by: row.by_name,
      reason: row.reason ?? '',
      from: from === null || Math.abs(from - row.at) < 60_000 ? null : formatInstant(from as Instant),
    };
  });
};
