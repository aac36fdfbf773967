import type { Instant } from '../../../core/base/time.ts';
import { type RoleId, roleIds, roles } from '../../../core/manual/roles.ts';
import type { Actor, ActorPost, AuditorGrant } from '../../../core/people/actor.ts';
import type { PostRole } from '../../../core/people/operations.ts';
import type { Sql } from '../postgres/sql.ts';
import { timestamptz } from '../postgres/values.ts';

/** Somebody who may act for a role: its holder, or a deputy in a holder's place. */
export interface Holder {
  readonly personId: string;
  readonly accountId: string;
  readonly name: string;
  readonly postId: string;
  readonly onBehalfOf: string | null;
}

interface HolderRow {
  person_id: string;
  account_id: string;
  real_name: string;
  post_id: string;
  on_behalf_of: string | null;
}

/** Everybody who may act for a role of a legal entity at an instant, holders before deputies, by name in pinyin order. */
export const holdersOf = async (
  sql: Sql,
  role: PostRole,
  entityId: string,
  at: Instant,
): Promise<readonly Holder[]> => {
  const rows = await sql.prepared<HolderRow>(
    'people-holders-of',
    `select h.person_id, h.account_id, p.real_name, h.post_id, h.on_behalf_of
       from role_posts rp join post_holders_at($3) h on h.post_id = rp.post_id join persons p on p.id = h.person_id
      where rp.role = $1 and rp.entity_id = $2 and in_force(rp.valid_from, rp.valid_to, $3)
      order by h.on_behalf_of is not null, p.real_name collate "zh-x-icu", h.account_id`,
    [role, entityId, timestamptz(at)],
  );
  return rows.map((row) => ({
    personId: row.person_id,
    accountId: row.account_id,
    name: row.real_name,
    postId: row.post_id,
    onBehalfOf: row.on_behalf_of,
  }));
};

/** Is this person employed by the entity at that instant? */
export const worksFor = async (sql: Sql, personId: string, entityId: string, at: Instant): Promise<boolean> => {
  const rows = await sql.prepared(
    'people-works-for',
    'select from employments where person_id = $1 and entity_id = $2 and in_force(valid_from, valid_to, $3) limit 1',
    [personId, entityId, timestamptz(at)],
  );
  return rows.length > 0;
};

/** Everybody who works for an entity at an instant and has an account there, by name. */
export const staffOf = (
  sql: Sql,
  entityId: string,
  at: Instant,
): Promise<readonly { readonly personId: string; readonly name: string }[]> =>
  sql.query(
    `select distinct n.id as "personId", n.real_name as name from employments e
       join persons n on n.id = e.person_id
       join accounts a on a.person_id = n.id and a.kind = 'staff' and in_force(a.valid_from, a.valid_to, $2)
      where e.entity_id = $1 and in_force(e.valid_from, e.valid_to, $2) order by n.real_name, n.id`,
    [entityId, timestamptz(at)],
  );

/** Who and what an account is at an instant; null when it is not in force. */
export interface AccountFacts {
  readonly accountId: string;
  readonly personId: string;
  readonly name: string;
  readonly kind: Actor['kind'];
  readonly entityId: string;
  readonly partyId: string | null;
}

export interface PostRow {
  post_id: string;
  on_behalf_of: string | null;
  entity_id: string;
  roles: PostRole[];
  is_head: boolean;
}

const postOf = (row: Pick<PostRow, 'post_id' | 'on_behalf_of' | 'entity_id' | 'roles'>): ActorPost => ({
  postId: row.post_id,
  entityIds: [row.entity_id],
  roles: row.roles,
  ...(row.on_behalf_of === null ? {} : { onBehalfOf: row.on_behalf_of }),
});

const postsWhere = (account: string): string => `
  select h.post_id, h.on_behalf_of, e.entity_id, s.is_head,
         coalesce(array_agg(rp.role order by rp.role) filter (where rp.role is not null), '{}') as roles
    from post_holders_at($2) h
    join posts p on p.id = h.post_id
    join post_states s on s.post_id = h.post_id and in_force(s.valid_from, s.valid_to, $2)
   cross join lateral unnest(array_prepend(p.entity_id, s.also_in)) as e (entity_id)
    left join role_posts rp on rp.post_id = h.post_id and rp.entity_id = e.entity_id
     and in_force(rp.valid_from, rp.valid_to, $2)
   where h.account_id = ${account}
   group by h.post_id, h.on_behalf_of, e.entity_id, s.is_head
   order by h.on_behalf_of nulls first, h.post_id, e.entity_id`;
const POSTS_OF_ACCOUNT = postsWhere('$1');
// Whether the session still holds is not asked here: the caller asks that beside it and drops these rows where it does not.
const POSTS_OF_SESSION = postsWhere(
  '(select account_id from sessions where token_hash = $1 or previous_hash = $1 limit 1)',
);

/** The posts of an account at an instant, own and delegated, with the roles each carries in each legal entity. */
const postRows = (sql: Sql, accountId: string, at: Instant): Promise<PostRow[]> =>
  sql.prepared<PostRow>('people-roles-of', POSTS_OF_ACCOUNT, [accountId, timestamptz(at)]);

/** The same of the account that a session belongs to, whether or not that session is still in force. */
export const postRowsBySession = (sql: Sql, tokenHash: Buffer, at: Instant): Promise<PostRow[]> =>
  sql.prepared<PostRow>('people-roles-of-session', POSTS_OF_SESSION, [tokenHash, timestamptz(at)]);

const grantsOf = async (sql: Sql, accountId: string, at: Instant): Promise<readonly AuditorGrant[]> => {
  const rows = await sql.prepared<{ entity_id: string; processes: string[] | null }>(
    'people-grants-of',
    `select entity_id, processes from auditor_grants where account_id = $1 and in_force(valid_from, valid_to, $2)`,
    [accountId, timestamptz(at)],
  );
  return rows.map((row) => ({ entityId: row.entity_id, processes: row.processes ?? 'all' }));
};

/**
 * Roles of which a company can lack a holder. An outside party's task does not climb; a part that falls to somebody in one
 * procedure (the borrower, the approver) is nobody's post; and running the machine is no work of the manuals.
 */
const climbing = roleIds.filter((id) => ['post', 'staff', 'team'].includes(roles[id].kind));
const climbingDepartments = climbing.map((id) => roles[id].department);

/** What has climbed to these posts because nobody holds it: the same posts once more, with the vacant roles. */
const climbedTo = async (sql: Sql, posts: readonly PostRow[], at: Instant): Promise<readonly ActorPost[]> => {
  const rows = await sql.prepared<{ post_id: string; entity_id: string; roles: PostRole[] }>(
    'people-climbed-to',
    `select post_id, entity_id, array_agg(role order by role) as roles from climbed_roles_at($1, $2, $3)
      where post_id = any($4) group by post_id, entity_id order by post_id, entity_id`,
    [timestamptz(at), climbing, climbingDepartments, [...new Set(posts.map((post) => post.post_id))]],
  );
  const holders = new Map(posts.map((post) => [`${post.post_id} ${post.on_behalf_of}`, post]));
  return [...holders.values()].flatMap((holder) =>
    rows
      .filter((row) => row.post_id === holder.post_id)
      .map((row): ActorPost => ({ ...postOf({ ...row, on_behalf_of: holder.on_behalf_of }), climbed: true })),
  );
};

/** Where tasks go of those roles that nobody of the entity holds now; roles that are held are not named. */
export const vacancies = async (
  sql: Sql,
  asked: readonly PostRole[],
  entityId: string,
  at: Instant,
): Promise<ReadonlyMap<string, Exclude<Addressees['via'], 'post'>>> => {
  const may = climbing.filter((role) => asked.includes(role));
  // Hardly ever is one vacant: whether, is a look into an index; where to, is asked only then.
  const vacant = await sql.prepared<{ role: RoleId }>(
    'people-vacant',
    `select a.role from unnest($1::text[]) as a (role) where not exists (
       select from role_posts rp join post_holders_at($3) h on h.post_id = rp.post_id
        where rp.role = a.role and rp.entity_id = $2 and in_force(rp.valid_from, rp.valid_to, $3))`,
    [may, entityId, timestamptz(at)],
  );
  if (vacant.length === 0) return new Map();
  const names = vacant.map((row) => row.role);
  const rows = await sql.prepared<{ role: string; via: 'headOfDepartment' | 'generalManager' }>(
    'people-vacancies',
    'select distinct role, via from climbed_roles_at($1, $2, $3) where entity_id = $4',
    [timestamptz(at), names, names.map((role) => roles[role].department), entityId],
  );
  return new Map(names.map((role) => [role, rows.find((row) => row.role === role)?.via ?? 'nobody']));
};

/** The actor that an account is at an instant, as `authorise` wants him; `posts` are its own where they were read already. */
export const actorOf = async (
  sql: Sql,
  account: AccountFacts,
  at: Instant,
  posts?: readonly PostRow[],
): Promise<Actor> => {
  const known = { kind: account.kind, personId: account.personId, accountId: account.accountId };
  if (account.kind === 'merchant')
    return {
      ...known,
      entityIds: [account.entityId],
      posts: [],
      ...(account.partyId === null ? {} : { partyId: account.partyId }),
    };
  if (account.kind === 'auditor') {
    const grants = await grantsOf(sql, account.accountId, at);
    return { ...known, entityIds: [...new Set(grants.map((grant) => grant.entityId))], posts: [], grants };
  }
  const rows = posts ?? (await postRows(sql, account.accountId, at));
  const own = rows.map(postOf);
  // Only to a head of department or a general manager does anything climb: nobody else pays for the question.
  const mayBeClimbedTo = rows.some((row) => row.is_head || row.roles.includes('generalManager'));
  const all = mayBeClimbedTo ? [...own, ...(await climbedTo(sql, rows, at))] : own;
  return { ...known, entityIds: [...new Set(all.flatMap((post) => post.entityIds))], posts: all };
};

/** Is the account `a` blocked at `$2`? */
export const BLOCKED =
  'select from account_blocks b where b.account_id = a.id and in_force(b.valid_from, b.valid_to, $2)';

export const accountFacts = async (sql: Sql, accountId: string, at: Instant): Promise<AccountFacts | null> => {
  const [row] = await sql.prepared<{
    id: string;
    person_id: string;
    real_name: string;
    kind: Actor['kind'];
    entity_id: string;
    party_id: string | null;
  }>(
    'people-account-facts',
    `select a.id, a.person_id, p.real_name, a.kind, a.entity_id, a.party_id
       from accounts a join persons p on p.id = a.person_id
      where a.id = $1 and in_force(a.valid_from, a.valid_to, $2) and not exists (${BLOCKED})`,
    [accountId, timestamptz(at)],
  );
  if (row === undefined) return null;
  return {
    accountId: row.id,
    personId: row.person_id,
    name: row.real_name,
    kind: row.kind,
    entityId: row.entity_id,
    partyId: row.party_id,
  };
};

/** Where a task addressed to a role goes. `via` says how far it had to climb; `nobody` asks for an alarm. */
export interface Addressees {
  readonly posts: readonly string[];
  readonly climbed: boolean;
  readonly via: 'post' | 'headOfDepartment' | 'generalManager' | 'nobody';
}

/**
 * A task whose post is empty climbs to the head of the department of that post (or, where no post carries the role, of
 * the department that the manual gives it), and from there to the general manager. Visible: the caller shows `climbed`.
 */
export const climb = async (sql: Sql, role: PostRole, entityId: string, at: Instant): Promise<Addressees> => {
  const manualDepartment = role === 'administrator' ? 'technology' : roles[role as RoleId].department;
  const [row] = await sql.prepared<{ own: string[]; head: string[]; general: string[] }>(
    'people-climb',
    `with held as (select distinct post_id from post_holders_at($3)),
          mapped as (select post_id from role_posts where role = $1 and entity_id = $2 and in_force(valid_from, valid_to, $3)),
          units as (select s.department_id from post_states s join mapped m on m.post_id = s.post_id
                     where in_force(s.valid_from, s.valid_to, $3)
                    union
                    select s.department_id from department_states s join departments d on d.id = s.department_id
                     where d.entity_id = $2 and $4 = any(s.stands_for) and in_force(s.valid_from, s.valid_to, $3)
                       and not exists (select from mapped))
     select array(select m.post_id from mapped m join held h on h.post_id = m.post_id order by 1) as own,
            array(select s.post_id from post_states s join held h on h.post_id = s.post_id
                   where s.is_head and s.department_id in (select department_id from units)
                     and in_force(s.valid_from, s.valid_to, $3) order by 1) as head,
            array(select rp.post_id from role_posts rp join held h on h.post_id = rp.post_id
                   where rp.role = 'generalManager' and rp.entity_id = $2
                     and in_force(rp.valid_from, rp.valid_to, $3) order by 1) as general`,
    [role, entityId, timestamptz(at), manualDepartment],
  );
  if (row === undefined || row.own.length > 0) return { posts: row?.own ?? [], climbed: false, via: 'post' };
  if (row.head.length > 0) return { posts: row.head, climbed: true, via: 'headOfDepartment' };
  if (row.general.length > 0) return { posts: row.general, climbed: true, via: 'generalManager' };
  return { posts: [], climbed: true, via: 'nobody' };
};
