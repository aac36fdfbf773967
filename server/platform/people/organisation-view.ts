import type { Text } from '../../../core/base/text.ts';
import type { Instant } from '../../../core/base/time.ts';
import type { PostRole } from '../../../core/people/operations.ts';
import type { Sql } from '../postgres/sql.ts';
import { timestamptz } from '../postgres/values.ts';

export interface PostAsOf {
  readonly id: string;
  readonly title: Text;
  readonly isHead: boolean;
  readonly departmentId: string;
  readonly department: Text;
  readonly entityId: string;
  readonly entityName: string;
  readonly roles: readonly PostRole[];
  readonly holders: readonly { readonly personId: string; readonly name: string; readonly onBehalfOf: string | null }[];
}

interface Row {
  id: string;
  title_zh: string;
  title_en: string;
  is_head: boolean;
  department_id: string;
  department_zh: string;
  department_en: string;
  entity_id: string;
  entity_name: string;
  roles: PostRole[];
  holders: { personId: string; name: string; onBehalfOf: string | null }[];
}

/** The organisation as it stood at an instant: every post with its department, its roles and who held it. */
export const organisationAsOf = async (
  sql: Sql,
  at: Instant,
  only: { readonly entityId?: string; readonly postIds?: readonly string[] } = {},
): Promise<readonly PostAsOf[]> => {
  const rows = await sql.prepared<Row>(
    'people-organisation',
    `select p.id, s.title_zh, s.title_en, s.is_head, s.department_id,
            d.title_zh as department_zh, d.title_en as department_en, e.id as entity_id, e.name as entity_name,
            array(select rp.role from role_posts rp where rp.post_id = p.id and rp.entity_id = p.entity_id
                     and in_force(rp.valid_from, rp.valid_to, $1) order by 1) as roles,
            coalesce((select jsonb_agg(jsonb_build_object('personId', h.person_id, 'name', n.real_name,
                                         'onBehalfOf', h.on_behalf_of) order by h.on_behalf_of nulls first, n.real_name)
                        from post_holders_at($1) h join persons n on n.id = h.person_id
                       where h.post_id = p.id), '[]') as holders
       from posts p
       join post_states s on s.post_id = p.id and in_force(s.valid_from, s.valid_to, $1)
       join legal_entities e on e.id = p.entity_id
       left join department_states d on d.department_id = s.department_id and in_force(d.valid_from, d.valid_to, $1)
      where ($2::text is null or p.entity_id = $2) and ($3::text[] is null or p.id = any($3))
      order by e.id, s.department_id, s.is_head desc, p.id`,
    [timestamptz(at), only.entityId ?? null, only.postIds === undefined ? null : [...only.postIds]],
  );
  return rows.map((row) => ({
    id: row.id,
    title: { zh: row.title_zh, en: row.title_en },
    isHead: row.is_head,
    departmentId: row.department_id,
    department: { zh: row.department_zh, en: row.department_en },
    entityId: row.entity_id,
    entityName: row.entity_name,
    roles: row.roles,
    holders: row.holders,
  }));
};
