import { formatInstant, type Instant } from '../../../core/base/time.ts';
import type {
  AccountState,
  LeavingView,
  StaffDetailView,
  StaffPageView,
  StaffRowView,
} from '../../../core/contract/staff-view.ts';
import { climbsOf } from '../../platform/people/climbs.ts';
import { organisationAsOf } from '../../platform/people/organisation-view.ts';
import type { Sql } from '../../platform/postgres/sql.ts';
import { timestamptz } from '../../platform/postgres/values.ts';

const PAGE = 50;

export interface StaffQuery {
  readonly entityId: string;
  readonly q: string;
  readonly which: 'current' | 'left' | 'all';
  readonly postId?: string | undefined;
  readonly page: number;
}

interface Row {
  person_id: string;
  real_name: string;
  kind: StaffRowView['kind'];
  valid_from: Instant;
  valid_to: Instant | null;
  account_id: string | null;
  login_name: string | null;
  account_state: AccountState;
  posts: { id: string; zh: string; en: string }[];
  total: number;
}

/** The last employment of each person, the account of the staff, and how far its owner has come with it. */
const STAFF = `
  select p.id as person_id, p.real_name, e.kind, e.valid_from, e.valid_to, a.id as account_id, a.login_name,
         case when a.id is null then 'none'
              when not in_force(a.valid_from, a.valid_to, $2) and a.valid_to <= $2 then 'closed'
              when exists (select from account_blocks b where b.account_id = a.id and in_force(b.valid_from, b.valid_to, $2)) then 'blocked'
              when exists (select from password_credentials c where c.account_id = a.id)
                or exists (select from passkeys k where k.account_id = a.id and k.revoked_at is null)
                or exists (select from sessions s where s.account_id = a.id) then 'active'
              when exists (select from activation_links l where l.account_id = a.id and l.used_at is null and l.void_at is null
                             and l.expires_at > $2) then 'invited'
              else 'notInvited' end as account_state,
         coalesce((select jsonb_agg(jsonb_build_object('id', s.post_id, 'zh', s.title_zh, 'en', s.title_en) order by s.is_head desc, s.post_id)
                     from account_posts ap join posts o on o.id = ap.post_id
                     join post_states s on s.post_id = ap.post_id and in_force(s.valid_from, s.valid_to, $2)
                    where ap.account_id = a.id and o.entity_id = $1 and in_force(ap.valid_from, ap.valid_to, $2)
                      and in_force(a.valid_from, a.valid_to, $2)), '[]') as posts
    from persons p
    join lateral (select * from employments e where e.person_id = p.id and e.entity_id = $1
                   and (e.valid_to is null or e.valid_to > e.valid_from) order by e.valid_from desc limit 1) e on true
    left join lateral (select * from accounts a where a.person_id = p.id and a.kind = 'staff' order by a.valid_from desc limit 1) a on true
   where p.id in (select person_id from employments where entity_id = $1)`;

const rowView = (row: Row, full: boolean): StaffRowView => ({
  personId: row.person_id,
  name: row.real_name,
  kind: row.kind,
  from: formatInstant(row.valid_from),
  to: row.valid_to === null ? null : formatInstant(row.valid_to),
  posts: row.posts.map(({ id, zh, en }) => ({ id, title: { zh, en } })),
  loginName: full ? row.login_name : null,
  account: full ? row.account_state : null,
});

/** People of a legal entity by name, a page at a time. Login names are searched and shown only to whoever sets up accounts. */
export const staffPage = async (sql: Sql, query: StaffQuery, at: Instant, full: boolean): Promise<StaffPageView> => {
  const like = `%${query.q
    .trim()
    .toLowerCase()
    .replace(/[\\%_]/g, '\\$&')}%`;
  const page = Math.max(1, query.page);
  const rows = await sql.query<Row>(
    `with staff as (${STAFF})
     select s.*, count(*) over ()::int as total from staff s
      where ($3 = '%%' or lower(s.real_name) like $3 or ($4 and s.login_name like $3)
             or exists (select from jsonb_array_elements(s.posts) o where lower(o ->> 'zh') like $3 or lower(o ->> 'en') like $3))
        and ($5 = 'all' or (s.valid_to is not null and s.valid_to <= $2) = ($5 = 'left'))
        and ($6::text is null or exists (select from jsonb_array_elements(s.posts) o where o ->> 'id' = $6))
      order by s.real_name collate "zh-x-icu", s.person_id limit ${PAGE} offset $7`,
    [query.entityId, timestamptz(at), like, full, query.which, query.postId ?? null, (page - 1) * PAGE],
  );
  const total = rows[0]?.total ?? 0;
  return { items: rows.map((row) => rowView(row, full)), page, pages: Math.max(1, Math.ceil(total / PAGE)), total };
};

export interface StaffFacts {
  readonly row: StaffRowView;
  readonly accountId: string | null;
}

/** One person of a legal entity; null where he never worked there. */
export const staffOf = async (
  sql: Sql,
  entityId: string,
  personId: string,
  at: Instant,
  full: boolean,
): Promise<StaffFacts | null> => {
  const [row] = await sql.query<Row>(`${STAFF} and p.id = $3`, [entityId, timestamptz(at), personId]);
  return row === undefined ? null : { row: rowView(row, full), accountId: row.account_id };
};

/** Posts a person held, holds and will hold, the last first. */
export const termsOfPerson = async (
  sql: Sql,
  entityId: string,
  personId: string,
): Promise<StaffDetailView['terms']> => {
  const rows = await sql.query<{
    post_id: string;
    title_zh: string;
    title_en: string;
    valid_from: Instant;
    valid_to: Instant | null;
  }>(
    `select ap.post_id, s.title_zh, s.title_en, ap.valid_from, least(ap.valid_to, a.valid_to) as valid_to
       from account_posts ap join accounts a on a.id = ap.account_id join posts p on p.id = ap.post_id
       join lateral (select title_zh, title_en from post_states where post_id = ap.post_id order by valid_from desc limit 1) s on true
      where a.person_id = $1 and p.entity_id = $2 and (ap.valid_to is null or ap.valid_to > ap.valid_from)
      order by ap.valid_from desc, ap.post_id limit 100`,
    [personId, entityId],
  );
  return rows.map((row) => ({
    post: { id: row.post_id, title: { zh: row.title_zh, en: row.title_en } },
    from: formatInstant(row.valid_from),
    to: row.valid_to === null ? null : formatInstant(row.valid_to),
  }));
};

export const requestsAbout = async (
  sql: Sql,
  entityId: string,
  personId: string,
): Promise<StaffDetailView['requests']> => {
  const rows = await sql.query<{ id: string; state: string; title_zh: string; title_en: string }>(
    `select r.id, r.state, s.title_zh, s.title_en from access_requests r
       join lateral (select title_zh, title_en from post_states where post_id = r.subject ->> 'postId' order by valid_from desc limit 1) s on true
      where r.entity_id = $1 and r.beneficiary = $2 and r.state in ('open', 'approved') order by r.requested_at`,
    [entityId, personId],
  );
  return rows.map(({ id, state, title_zh: zh, title_en: en }) => ({ id, state, post: { zh, en } }));
};

/** What would fall empty if a person left: posts that he alone holds, and who would have their work. */
export const leavingEffects = async (
  sql: Sql,
  entityId: string,
  personId: string,
  at: Instant,
): Promise<Pick<LeavingView, 'vacated' | 'delegations'>> => {
  const posts = (await organisationAsOf(sql, at, { entityId })).filter(
    (post) => post.holders.length > 0 && post.holders.every((h) => (h.onBehalfOf ?? h.personId) === personId),
  );
  const [delegations] = await sql.query<{ n: number }>(
    `select count(*)::int as n from delegations where entity_id = $1 and (from_person = $2 or to_person = $2) and valid_to > $3`,
    [entityId, personId, timestamptz(at)],
  );
  const climbs = await climbsOf(sql, entityId, at);
  const heads = await organisationAsOf(sql, at, { entityId });
  const vacated = posts.map((post): LeavingView['vacated'][number] => {
    const held = post.roles.flatMap((role) => climbs.get(role) ?? [])[0];
    const head = heads.find((one) => one.isHead && one.departmentId === post.departmentId && one.id !== post.id);
    const isLeaver = (one: (typeof heads)[number]): boolean => one.holders.every((h) => h.personId === personId);
    const general = heads.find((one) => one.roles.includes('generalManager') && one.id !== post.id && !isLeaver(one));
    const climb =
      held ??
      (head !== undefined && !isLeaver(head)
        ? { via: 'headOfDepartment' as const, to: head.title }
        : general === undefined
          ? { via: 'nobody' as const, to: null }
          : { via: 'generalManager' as const, to: general.title });
    return { title: post.title, climb };
  });
  return { vacated, delegations: delegations?.n ?? 0 };
};
