import type { Instant } from '../../../core/base/time.ts';
import { type RoleId, roleIds, roles } from '../../../core/manual/roles.ts';
import type { Sql } from '../postgres/sql.ts';
import { timestamptz } from '../postgres/values.ts';

/** Roles that a company can lack a holder of: see `who.ts`. */
export const climbingRoles: readonly RoleId[] = roleIds.filter((id) =>
  ['post', 'staff', 'team'].includes(roles[id].kind),
);

export interface Climb {
  readonly via: 'headOfDepartment' | 'generalManager' | 'nobody';
  readonly to: { readonly zh: string; readonly en: string } | null;
}

/** Every role of the legal entity that nobody holds at the instant, with the post its tasks have climbed to. */
export const climbsOf = async (sql: Sql, entityId: string, at: Instant): Promise<ReadonlyMap<string, Climb>> => {
  const vacant = await sql.query<{ role: string }>(
    `select a.role from unnest($1::text[]) as a (role) where not exists (
       select from role_posts rp join post_holders_at($3) h on h.post_id = rp.post_id
        where rp.role = a.role and rp.entity_id = $2 and in_force(rp.valid_from, rp.valid_to, $3))`,
    [[...climbingRoles], entityId, timestamptz(at)],
  );
  const names = vacant.map((row) => row.role as RoleId);
  const rows = await sql.query<{ role: string; via: Climb['via']; title_zh: string; title_en: string }>(
    `select distinct on (c.role) c.role, c.via, s.title_zh, s.title_en
       from climbed_roles_at($1, $2, $3) c
       join post_states s on s.post_id = c.post_id and in_force(s.valid_from, s.valid_to, $1)
      where c.entity_id = $4 order by c.role, c.post_id`,
    [timestamptz(at), names, names.map((role) => roles[role].department), entityId],
  );
  const climbed = new Map<string, Climb>(
    rows.map((row) => [row.role, { via: row.via, to: { zh: row.title_zh, en: row.title_en } }]),
  );
  return new Map(names.map((role) => [role, climbed.get(role) ?? { via: 'nobody', to: null }]));
};
