import { formatInstant, type Instant } from '../../../core/base/time.ts';
import type {
  ClimbView,
  EntityView,
  OrganisationView,
  PostDetailView,
  PostRowView,
  RoleView,
} from '../../../core/contract/organisation-view.ts';
import { roles } from '../../../core/manual/roles.ts';
import { matrix } from '../../../core/people/matrix.ts';
import type { PostRole } from '../../../core/people/operations.ts';
import { rowsOf } from '../../../core/process/because.ts';
import type { Process } from '../../../core/process/definition.ts';
import { type Climb, climbingRoles, climbsOf } from '../../platform/people/climbs.ts';
import { organisationAsOf, type PostAsOf } from '../../platform/people/organisation-view.ts';
import type { Sql } from '../../platform/postgres/sql.ts';
import { timestamptz } from '../../platform/postgres/values.ts';

const SHOWN_HOLDERS = 6;
const administrator = { zh: '系统管理员', en: 'System administrator' };

export const roleView = (role: string): RoleView => {
  const known = role in roles ? roles[role as keyof typeof roles] : administrator;
  return { id: role, title: { zh: known.zh, en: known.en } };
};

const nobody: ClimbView = { via: 'nobody', to: null };

/** Where the work of an empty post goes: where the first of its roles that nobody else holds has climbed to. */
const vacancyOf = (post: PostAsOf, climbs: ReadonlyMap<string, Climb>): ClimbView | null => {
  if (post.holders.length > 0) return null;
  const [climbed] = post.roles.flatMap((role) => climbs.get(role) ?? []);
  return climbed ?? nobody;
};

const postRow = (post: PostAsOf, climbs: ReadonlyMap<string, Climb>, shown = SHOWN_HOLDERS): PostRowView => {
  const names = new Map(post.holders.map((holder) => [holder.personId, holder.name]));
  return {
    id: post.id,
    title: post.title,
    isHead: post.isHead,
    roles: post.roles.map(roleView),
    holders: post.holders.slice(0, shown).map(({ personId, name, onBehalfOf }) => ({
      personId,
      name,
      onBehalfOf: onBehalfOf === null ? null : (names.get(onBehalfOf) ?? onBehalfOf),
    })),
    holderCount: post.holders.length,
    vacant: vacancyOf(post, climbs),
  };
};

/** The name that the first start gives a company before it has one. */
const UNNAMED = '本企业';

export const entitiesOf = async (sql: Sql, ids: readonly string[]): Promise<EntityView[]> => {
  const rows = await sql.query<{ id: string; kind: EntityView['kind']; name: string; name_en: string; uscc: string }>(
    'select id, kind, name, name_en, uscc from legal_entities where id = any($1) order by kind desc, id',
    [[...ids]],
  );
  return rows.map(({ name_en: nameEn, ...row }) => ({ ...row, nameEn, unnamed: row.name === UNNAMED }));
};

type Parts = Pick<OrganisationView, 'departments' | 'unmapped'>;

/** Departments with their posts as they stood, stand or will stand at an instant, and what nobody carries. */
export const organisationParts = async (sql: Sql, entityId: string, at: Instant): Promise<Parts> => {
  const [posts, climbs, rows] = await Promise.all([
    organisationAsOf(sql, at, { entityId }),
    climbsOf(sql, entityId, at),
    sql.query<{ id: string; title_zh: string; title_en: string; stands_for: string[] }>(
      `select d.id, s.title_zh, s.title_en, s.stands_for from departments d
         join department_states s on s.department_id = d.id and in_force(s.valid_from, s.valid_to, $2)
        where d.entity_id = $1 order by not ('management' = any(s.stands_for)), not ('quality' = any(s.stands_for)), s.valid_from, d.id`,
      [entityId, timestamptz(at)],
    ),
  ]);
  const carried = new Set<string>(posts.flatMap((post) => post.roles));
  return {
    departments: rows.map((row) => ({
      id: row.id,
      title: { zh: row.title_zh, en: row.title_en },
      standsFor: row.stands_for,
      posts: posts.filter((post) => post.departmentId === row.id).map((post) => postRow(post, climbs)),
    })),
    unmapped: climbingRoles
      .filter((role) => !carried.has(role))
      .map((role) => ({ ...roleView(role), climb: climbs.get(role) ?? nobody })),
  };
};

/** What procedures ask of somebody with these roles. */
export const tasksFor = (processes: readonly Process[], held: readonly PostRole[]): PostDetailView['tasks'] =>
  processes.flatMap((process) =>
    Object.values(process.stages).flatMap((stage) =>
      Object.values(stage.tasks)
        .filter((task) => held.includes(task.by))
        .map((task) => ({
          process: process.title,
          task: task.title,
          actions: Object.values(task.actions).map((action) => action.title),
          obligations: [...new Set(Object.values(task.actions).flatMap((action) => rowsOf(action.because)))].sort(),
        })),
    ),
  );

/** What a post may do as such beyond what everybody may, asked of the table that the server enforces. */
const operationsFor = (held: readonly PostRole[]): PostDetailView['operations'] =>
  matrix().flatMap(({ operation, title, cells }) => {
    const special = held.find((role) => cells[role] === 'always' && cells.everyone !== 'always');
    return special === undefined ? [] : [{ name: operation, title, role: roleView(special).title }];
  });

interface TermRow {
  person_id: string;
  real_name: string;
  valid_from: Instant;
  valid_to: Instant | null;
  on_behalf_of: string | null;
}

/** Everybody who ever held a post or stood in for its holder: who could decide on 3 March is a line of it. */
const termsOf = async (sql: Sql, postId: string): Promise<PostDetailView['terms']> => {
  const rows = await sql.query<TermRow>(
    `select a.person_id, n.real_name, ap.valid_from, least(ap.valid_to, a.valid_to) as valid_to, null as on_behalf_of
       from account_posts ap join accounts a on a.id = ap.account_id join persons n on n.id = a.person_id
      where ap.post_id = $1 and (ap.valid_to is null or ap.valid_to > ap.valid_from)
     union all
     select d.to_person, n.real_name, d.valid_from, d.valid_to, f.real_name
       from delegations d join persons n on n.id = d.to_person join persons f on f.id = d.from_person
      where d.post_id = $1 and d.valid_to > d.valid_from
      order by valid_from desc, real_name limit 200`,
    [postId],
  );
  return rows.map((row) => ({
    person: { personId: row.person_id, name: row.real_name },
    from: formatInstant(row.valid_from),
    to: row.valid_to === null ? null : formatInstant(row.valid_to),
    onBehalfOf: row.on_behalf_of,
  }));
};

/** A post with what it does, may do, and who held it; null where there was none at that instant. */
export const postDetail = async (
  sql: Sql,
  processes: readonly Process[],
  postId: string,
  at: Instant,
): Promise<Omit<PostDetailView, 'mayEdit' | 'changes'> | null> => {
  const [post] = await organisationAsOf(sql, at, { postIds: [postId] });
  if (post === undefined) return null;
  const climbs = await climbsOf(sql, post.entityId, at);
  return {
    ...postRow(post, climbs, 50),
    at: formatInstant(at),
    entityId: post.entityId,
    departmentId: post.departmentId,
    department: post.department,
    tasks: tasksFor(processes, post.roles),
    operations: operationsFor(post.roles),
    terms: await termsOf(sql, postId),
  };
};
