import { randomUUID } from 'node:crypto';
import { ok, type Refusal, type Result, refused } from '../../../core/base/result.ts';
import { checkUscc } from '../../../core/identifiers/uscc.ts';
import type { PostRole } from '../../../core/people/operations.ts';
import { timestamptz } from '../postgres/values.ts';
import { type Change, record } from './change.ts';
import { defineDepartment, definePost, mapRole } from './organisation.ts';

export interface Company {
  readonly entityId: string;
  readonly name: string;
  readonly nameEn: string;
  readonly uscc: string;
}

const usccTaken: Refusal = {
  code: 'company.usccTaken',
  message: {
    zh: '该统一社会信用代码已属于本系统中的另一家企业,请核对。',
    en: 'This credit code belongs to another company of this instance. Check it.',
  },
  field: 'uscc',
};

/** Name and credit code of a legal entity, as they stand on its licence and on every paper it issues. */
export const nameCompany = async (change: Change, company: Company): Promise<Result<void>> => {
  const code = checkUscc(company.uscc);
  if (!code.ok) return refused({ ...code.refusal, field: 'uscc' });
  const { tx } = change;
  const [before] = await tx.query<{ name: string; name_en: string; uscc: string }>(
    'select name, name_en, uscc from legal_entities where id = $1 for update',
    [company.entityId],
  );
  const [other] = await tx.query('select from legal_entities where uscc = $1 and id <> $2', [
    code.value.value,
    company.entityId,
  ]);
  if (other !== undefined) return refused(usccTaken);
  const after = { name: company.name, name_en: company.nameEn, uscc: code.value.value };
  await tx.query('update legal_entities set name = $2, name_en = $3, uscc = $4 where id = $1', [
    company.entityId,
    after.name,
    after.name_en,
    after.uscc,
  ]);
  await record(change, company.entityId, 'companyNamed', { subject: {}, before: before ?? null, after });
  return ok(undefined);
};

export interface NewCompany extends Omit<Company, 'entityId'> {
  readonly kind: 'platform' | 'distributor';
}

/**
 * A further legal entity of the group. Whoever administers the one it is founded from administers it too: the posts of
 * the administrator count there from now on. Nobody of quality is in office there yet, so its set-up is free.
 */
export const foundCompany = async (
  change: Change,
  fromEntity: string,
  company: NewCompany,
): Promise<Result<string>> => {
  const { tx, now } = change;
  const entityId = `${company.kind}-${randomUUID().slice(0, 8)}`;
  // Under a code of its own making until the real one has been checked.
  await tx.query('insert into legal_entities (id, kind, name, name_en, uscc) values ($1, $2, $3, $4, $5)', [
    entityId,
    company.kind,
    company.name,
    company.nameEn,
    randomUUID().replaceAll('-', '').slice(0, 18).toUpperCase(),
  ]);
  const { kind: _, ...named } = company;
  const checked = await nameCompany(change, { ...named, entityId });
  if (!checked.ok) return checked;
  const posts = await tx.query<PostRow>(ADMINISTRATORS, [fromEntity, timestamptz(now)]);
  for (const post of posts)
    await definePost(change, {
      id: post.post_id,
      entityId: fromEntity,
      departmentId: post.department_id,
      title: { zh: post.title_zh, en: post.title_en },
      isHead: post.is_head,
      alsoIn: [...post.also_in, entityId],
      from: now,
    });
  const postIds = posts.map((post) => post.post_id);
  const mapped = await mapRole(change, { entityId, role: 'administrator', postIds, from: now });
  return mapped.ok ? ok(entityId) : mapped;
};

interface PostRow {
  post_id: string;
  department_id: string;
  title_zh: string;
  title_en: string;
  is_head: boolean;
  also_in: string[];
}

const ADMINISTRATORS = `
  select s.post_id, s.department_id, s.title_zh, s.title_en, s.is_head, s.also_in
    from role_posts rp join posts p on p.id = rp.post_id and p.entity_id = rp.entity_id
    join post_states s on s.post_id = rp.post_id and in_force(s.valid_from, s.valid_to, $2)
   where rp.entity_id = $1 and rp.role = 'administrator' and in_force(rp.valid_from, rp.valid_to, $2)`;

/** Departments and posts of a plan, each under an id that begins with the legal entity's. */
export interface Plan {
  readonly entityId: string;
  readonly departments: readonly {
    readonly id: string;
    readonly title: { readonly zh: string; readonly en: string };
    readonly standsFor: Parameters<typeof defineDepartment>[1]['standsFor'];
  }[];
  readonly posts: readonly {
    readonly id: string;
    readonly departmentId: string;
    readonly title: { readonly zh: string; readonly en: string };
    readonly isHead: boolean;
    readonly roles: readonly PostRole[];
  }[];
}

const planRefusal = (zh: string, en: string): Refusal => ({ code: 'plan.unsound', message: { zh, en } });

const faultOf = ({ departments, posts, entityId }: Plan, known: ReadonlySet<string>): Refusal | null => {
  const ids = [...departments, ...posts].map((one) => one.id);
  if (new Set(ids).size !== ids.length || ids.some((id) => !id.startsWith(`${entityId}-`)))
    return planRefusal(
      '方案中的编号有误,请刷新页面重新选择。',
      'The plan has a wrong id. Refresh the page and choose again.',
    );
  const there = new Set([...known, ...departments.map((one) => one.id)]);
  const homeless = posts.find((post) => !there.has(post.departmentId));
  if (homeless)
    return planRefusal(
      `岗位“${homeless.title.zh}”所属的部门未选入,请一并选入或取消该岗位。`,
      `The department of the post ${homeless.title.en} is not in the plan. Add it, or leave the post out.`,
    );
  const heads = posts.filter((post) => post.isHead).map((post) => post.departmentId);
  if (new Set(heads).size !== heads.length)
    return planRefusal('每个部门只能有一个负责人岗位。', 'A department has one post at its head.');
  return null;
};

/**
 * Sets up departments, posts and what they stand for in one step. What is there already stays as it is; roles are added
 * to the posts that carry them. Needs no approval while nobody of quality is in office, and a request for each role after.
 */
export const setUpPlan = async (change: Change, plan: Plan): Promise<Result<void>> => {
  const { tx, now } = change;
  const { entityId } = plan;
  const rows = await tx.query<{ id: string; kind: string }>(
    `select id, 'department' as kind from departments where entity_id = $1 union all
     select id, 'post' from posts where entity_id = $1`,
    [entityId],
  );
  const there = new Set(rows.map((row) => row.id));
  const fault = faultOf(plan, new Set(rows.filter((row) => row.kind === 'department').map((row) => row.id)));
  if (fault) return refused(fault);
  for (const { id, title, standsFor } of plan.departments)
    if (!there.has(id)) await defineDepartment(change, { id, entityId, title, standsFor, from: now });
  for (const { roles: _, ...post } of plan.posts)
    if (!there.has(post.id)) await definePost(change, { ...post, entityId, alsoIn: [], from: now });
  const carried = await tx.query<{ role: PostRole; post_id: string }>(
    'select role, post_id from role_posts where entity_id = $1 and in_force(valid_from, valid_to, $2)',
    [entityId, timestamptz(now)],
  );
  for (const role of new Set(plan.posts.flatMap((post) => post.roles))) {
    const before = carried.filter((row) => row.role === role).map((row) => row.post_id);
    const wanted = plan.posts.filter((post) => post.roles.includes(role)).map((post) => post.id);
    const postIds = [...new Set([...before, ...wanted])];
    if (postIds.length === before.length) continue;
    const mapped = await mapRole(change, { entityId, role, postIds, from: now });
    if (!mapped.ok) return mapped;
  }
  return ok(undefined);
};
