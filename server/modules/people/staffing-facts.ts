import { dateOf, type Instant } from '../../../core/base/time.ts';
import { parameterAt } from '../../../core/manual/parameters.ts';
import { roles } from '../../../core/manual/roles.ts';
import { type StaffingFinding, staffingFindings } from '../../../core/people/staffing-rules.ts';
import type { Sql } from '../../platform/postgres/sql.ts';
import { timestamptz } from '../../platform/postgres/values.ts';

const figure = (id: 'organisation.qualityStaff' | 'organisation.merchantsPerStaff', at: Instant): number =>
  Number(parameterAt(id, dateOf(at)).value);

/** Which posts of a platform have fewer people than its manual wants (P01 §2), as of an instant. */
export const findStaffing = async (
  sql: Sql,
  entity: { readonly id: string; readonly kind: string },
  at: Instant,
): Promise<readonly StaffingFinding[]> => {
  if (entity.kind !== 'platform') return [];
  const held = await sql.query<{ role: string; person_id: string }>(
    `select distinct rp.role, h.person_id from role_posts rp
       join post_holders_at($2) h on h.post_id = rp.post_id and h.on_behalf_of is null
       join employments e on e.person_id = h.person_id and e.entity_id = rp.entity_id and e.kind = 'employee'
        and in_force(e.valid_from, e.valid_to, $2)
      where rp.entity_id = $1 and in_force(rp.valid_from, rp.valid_to, $2)`,
    [entity.id, timestamptz(at)],
  );
  const [merchants] = await sql.query<{ n: number }>(
    `select count(*)::int as n from merchants where entity_id = $1 and state = 'admitted' and admitted_at <= $2`,
    [entity.id, timestamptz(at)],
  );
  const count = (belongs: (role: string) => boolean): number =>
    new Set(held.filter((row) => belongs(row.role)).map((row) => row.person_id)).size;
  const heads = new Set(held.filter((row) => row.role === 'headOfQuality').map((row) => row.person_id));
  const ofQuality = (role: string): boolean =>
    role in roles && roles[role as keyof typeof roles].department === 'quality' && role !== 'headOfQuality';
  const quality = new Set(held.filter((row) => ofQuality(row.role)).map((row) => row.person_id));
  return staffingFindings({
    fullTime: (role) => count((one) => one === role),
    fullTimeOfQuality: [...quality].filter((personId) => !heads.has(personId)).length,
    merchants: merchants?.n ?? 0,
    qualityStaff: figure('organisation.qualityStaff', at),
    merchantsPerStaff: figure('organisation.merchantsPerStaff', at),
  });
};
