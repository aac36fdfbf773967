import { dateOf, formatInstant, type Instant, startOfDay } from '../../../core/base/time.ts';
import type { AccessReviewView } from '../../../core/contract/access-view.ts';
import { carries } from '../../../core/manual/carriers.ts';
import { parameterAt } from '../../../core/manual/parameters.ts';
import type { Sql } from '../../platform/postgres/sql.ts';

const SHOWN = 200;

/** The day that is whole months after another, or the last of its month where there is no such day. */
const monthsAfter = (from: Instant, months: number): Instant => {
  const [year = 0, month = 1, day = 1] = dateOf(from).split('-').map(Number);
  const first = new Date(Date.UTC(year, month - 1 + months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  const iso = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth(), Math.min(day, last))).toISOString();
  return startOfDay(iso.slice(0, 10) as ReturnType<typeof dateOf>);
};

/** Every quarter: a quarter after the last review was closed, or after the first post was filled. */
const reviewDue = carries(
  { kind: 'duty', name: 'people.accessReview', obligations: ['P04-5.4-07', 'P08-3.2-01'] },
  (since: Instant): Instant | null => {
    const months = /^(\d+)mo$/.exec(String(parameterAt('security.accessReview', dateOf(since)).value));
    return monthsAfter(since, Number(months?.[1] ?? 3));
  },
  () => () => null,
);

export interface ReviewDue {
  readonly dueAt: Instant | null;
  readonly overdue: boolean;
}

/** When the review of a legal entity falls due; nothing falls due before anybody holds a post. */
export const dueReview = async (sql: Sql, entityId: string, now: Instant): Promise<ReviewDue> => {
  const [row] = await sql.query<{ since: Instant | null }>(
    `select coalesce((select max(closed_at) from access_reviews where entity_id = $1),
                     (select min(ap.valid_from) from account_posts ap join posts p on p.id = ap.post_id where p.entity_id = $1)) as since`,
    [entityId],
  );
  const dueAt = row?.since === null || row?.since === undefined ? null : reviewDue(row.since);
  return { dueAt, overdue: dueAt !== null && dueAt <= now };
};

interface LineRow {
  account_id: string;
  post_id: string;
  person_id: string;
  real_name: string;
  title_zh: string;
  title_en: string;
  since: Instant;
  decision: 'keep' | 'remove' | null;
  reason: string | null;
  decider: string | null;
  left_over: number;
  total: number;
}

const linesOf = (sql: Sql, reviewId: string): Promise<LineRow[]> =>
  sql.query<LineRow>(
    `select l.account_id, l.post_id, a.person_id, n.real_name, s.title_zh, s.title_en, ap.valid_from as since, l.decision,
            l.reason, d.real_name as decider,
            count(*) filter (where l.decision is null) over ()::int as left_over, count(*) over ()::int as total
       from access_review_lines l join access_reviews r on r.id = l.review_id
       join accounts a on a.id = l.account_id join persons n on n.id = a.person_id
       left join persons d on d.id = l.decided_by
       join lateral (select title_zh, title_en from post_states where post_id = l.post_id order by valid_from desc limit 1) s on true
       join lateral (select valid_from from account_posts where account_id = l.account_id and post_id = l.post_id
                      and valid_from <= r.begun_at order by valid_from desc limit 1) ap on true
      where l.review_id = $1 order by l.decision is not null, s.title_zh collate "zh-x-icu", n.real_name collate "zh-x-icu", l.account_id limit ${SHOWN}`,
    [reviewId],
  );

/** The review of who may do what: when it is due, the one under way line by line, and how the last one ended. */
export const reviewOf = async (
  sql: Sql,
  entityId: string,
  personId: string,
  now: Instant,
): Promise<AccessReviewView> => {
  const due = await dueReview(sql, entityId, now);
  const [open] = await sql.query<{ id: string; begun_at: Instant; real_name: string }>(
    `select r.id, r.begun_at, n.real_name from access_reviews r join persons n on n.id = r.begun_by
      where r.entity_id = $1 and r.closed_at is null`,
    [entityId],
  );
  const [last] = await sql.query<{ closed_at: Instant; kept: number; removed: number }>(
    `select r.closed_at, count(*) filter (where l.decision = 'keep')::int as kept, count(*) filter (where l.decision = 'remove')::int as removed
       from access_reviews r join access_review_lines l on l.review_id = r.id
      where r.entity_id = $1 and r.closed_at is not null group by r.id, r.closed_at order by r.closed_at desc limit 1`,
    [entityId],
  );
  const lines = open === undefined ? [] : await linesOf(sql, open.id);
  return {
    dueOn: due.dueAt === null ? '' : dateOf(due.dueAt),
    overdue: due.overdue,
    clause: 'P04 §5.4 · P08 §3.2',
    last:
      last === undefined ? null : { closedAt: formatInstant(last.closed_at), kept: last.kept, removed: last.removed },
    open:
      open === undefined
        ? null
        : {
            id: open.id,
            begunAt: formatInstant(open.begun_at),
            begunBy: open.real_name,
            left: lines[0]?.left_over ?? 0,
            total: lines[0]?.total ?? 0,
            lines: lines.map((line) => ({
              accountId: line.account_id,
              postId: line.post_id,
              name: line.real_name,
              post: { zh: line.title_zh, en: line.title_en },
              since: formatInstant(line.since),
              decision: line.decision,
              reason: line.reason,
              decidedBy: line.decider,
              own: line.person_id === personId,
            })),
          },
  };
};
