import { formatInstant, type Instant } from '../../../core/base/time.ts';
import type { AccessRequestPageView, AccessRequestView } from '../../../core/contract/access-view.ts';
import type { AllowedView } from '../../../core/contract/common.ts';
import type { Actor } from '../../../core/people/actor.ts';
import { type Authorisation, authorise } from '../../../core/people/authorise.ts';
import { approverOffice } from '../../platform/people/access-requests.ts';
import type { Sql } from '../../platform/postgres/sql.ts';
import { roleView } from './organisation-read.ts';

const PAGE = 20;

export const allowedView = (answer: Authorisation): AllowedView => {
  if (answer.allowed) return { allowed: true };
  const { code, message, obligation } = answer.refusal;
  return { allowed: false, code, why: message, ...(obligation === undefined ? {} : { obligation }) };
};

interface Row {
  id: string;
  entity_id: string;
  kind: 'appoint' | 'mapRole';
  role: string | null;
  state: AccessRequestView['state'];
  requested_by: string;
  requester: string;
  requested_at: Instant;
  reason: string;
  beneficiary: string | null;
  beneficiary_name: string | null;
  decider: string | null;
  decided_at: Instant | null;
  decision_reason: string | null;
  posts: { zh: string; en: string }[];
  total: number;
}

const closed: AllowedView = {
  allowed: false,
  code: 'accessRequest.unknown',
  why: { zh: '该申请不在此环节。', en: 'The request is not at this step.' },
};

export interface RequestQuery {
  readonly state: 'waiting' | 'decided';
  readonly page: number;
}

/**
 * Requests for access that a person may see: all of the entity for those who decide or set up, else what he asked for or
 * would gain. What still waits for anybody comes first asked first; what is over, last decided first.
 */
export const requestsFor = async (
  sql: Sql,
  actor: Actor,
  query: RequestQuery,
  now: Instant,
): Promise<AccessRequestPageView> => {
  const all = actor.entityIds.filter((entityId) =>
    (['access.approve', 'access.approveInVacancy', 'people.edit'] as const).some(
      (operation) => authorise(actor, operation, { entityId }).allowed,
    ),
  );
  const page = Math.max(1, query.page);
  const rows = await sql.query<Row>(
    `select r.id, r.entity_id, r.kind, r.subject ->> 'role' as role, r.state, r.requested_by, q.real_name as requester, r.requested_at,
            r.reason, r.beneficiary, b.real_name as beneficiary_name, d.real_name as decider, r.decided_at, r.decision_reason,
            count(*) over ()::int as total,
            coalesce((select jsonb_agg(jsonb_build_object('zh', s.title_zh, 'en', s.title_en) order by w.ordinality)
               from jsonb_array_elements_text(coalesce(r.subject -> 'postIds', jsonb_build_array(r.subject -> 'postId'))) with ordinality w (post_id)
               join lateral (select title_zh, title_en from post_states where post_id = w.post_id order by valid_from desc limit 1) s on true), '[]') as posts
       from access_requests r join persons q on q.id = r.requested_by
       left join persons b on b.id = r.beneficiary left join persons d on d.id = r.decided_by
      where (r.entity_id = any($1) or r.requested_by = $2 or r.beneficiary = $2)
        and (r.state in ('open', 'approved')) = $3
      order by case when $3 then r.requested_at end, r.decided_at desc, r.id limit ${PAGE} offset $4`,
    [[...all], actor.personId, query.state === 'waiting', (page - 1) * PAGE],
  );
  const items: AccessRequestView[] = [];
  for (const row of rows) items.push(await requestView(sql, actor, row, now));
  const total = rows[0]?.total ?? 0;
  return { items, page, pages: Math.max(1, Math.ceil(total / PAGE)), total };
};

const requestView = async (sql: Sql, actor: Actor, row: Row, now: Instant): Promise<AccessRequestView> => {
  const hands = [row.requested_by, ...(row.beneficiary === null ? [] : [row.beneficiary])];
  const vacant = (await approverOffice({ tx: sql, now }, row.entity_id)) === 'generalManager';
  const decides = authorise(actor, vacant ? 'access.approveInVacancy' : 'access.approve', {
    entityId: row.entity_id,
    notBy: hands.map((personId) => ({ personId })),
  });
  return {
    id: row.id,
    kind: row.kind,
    state: row.state,
    entityId: row.entity_id,
    person:
      row.beneficiary === null ? null : { personId: row.beneficiary, name: row.beneficiary_name ?? row.beneficiary },
    post: row.kind === 'appoint' ? (row.posts[0] ?? null) : null,
    role: row.role === null ? null : roleView(row.role).title,
    posts: row.kind === 'appoint' ? [] : row.posts,
    requestedBy: row.requester,
    requestedAt: formatInstant(row.requested_at),
    reason: row.reason,
    decidedBy: row.decider,
    decidedAt: row.decided_at === null ? null : formatInstant(row.decided_at),
    decisionReason: row.decision_reason,
    mayDecide: row.state === 'open' ? allowedView(decides) : closed,
    maySetUp:
      row.state === 'approved' ? allowedView(authorise(actor, 'people.edit', { entityId: row.entity_id })) : closed,
  };
};

/** How many requests wait for this person to decide, and to set up. */
export const requestsWaiting = async (
  sql: Sql,
  actor: Actor,
  now: Instant,
): Promise<{ readonly decide: number; readonly setUp: number }> => {
  const general = (['access.approve', 'access.approveInVacancy', 'people.edit'] as const).some((operation) =>
    actor.entityIds.some((entityId) => authorise(actor, operation, { entityId }).allowed),
  );
  if (!general) return { decide: 0, setUp: 0 };
  const { items } = await requestsFor(sql, actor, { state: 'waiting', page: 1 }, now);
  return {
    decide: items.filter((item) => item.mayDecide.allowed).length,
    setUp: items.filter((item) => item.maySetUp.allowed).length,
  };
};
