import { type Text, text } from '../base/text.ts';
import { carries } from '../manual/carriers.ts';
import type { ObligationId } from '../manual/obligation-id.ts';
import type { RoleId } from '../manual/roles.ts';

/** Who is in office in one legal entity on one day. */
export interface StaffingFacts {
  /** People employed full time who hold a post with the role, each counted once. */
  readonly fullTime: (role: RoleId) => number;
  /** Full-time people of the quality department who are not its head. */
  readonly fullTimeOfQuality: number;
  /** Merchants admitted to the platform. */
  readonly merchants: number;
  /** `organisation.qualityStaff` and `organisation.merchantsPerStaff` of that day. */
  readonly qualityStaff: number;
  readonly merchantsPerStaff: number;
}

export interface StaffingFinding {
  readonly name: string;
  readonly message: Text;
  readonly has: number;
  readonly needs: number;
  readonly obligation: ObligationId;
}

interface StaffingRule {
  readonly name: string;
  readonly what: Text;
  readonly obligation: ObligationId;
  readonly has: (facts: StaffingFacts) => number;
  readonly needs: (facts: StaffingFacts) => number;
}

const rule = (staffing: StaffingRule): StaffingRule =>
  carries(
    { kind: 'rule', name: `staffing.${staffing.name}`, obligations: [staffing.obligation] },
    staffing,
    (forgotten) => ({ ...forgotten, needs: () => 0 }),
  );

const atLeast = (
  name: string,
  role: RoleId,
  count: number,
  obligation: ObligationId,
  zh: string,
  en: string,
): StaffingRule =>
  rule({ name, what: text(zh, en), obligation, has: (facts) => facts.fullTime(role), needs: () => count });

/** How many people the platform's manual wants in which post (P01 §2), looked at whenever the organisation is shown. */
const rules: readonly StaffingRule[] = [
  rule({
    name: 'qualityStaff',
    what: text('专职质量管理人员', 'Full-time quality staff'),
    obligation: 'P01-2.1-02',
    has: (facts) => facts.fullTimeOfQuality,
    needs: (facts) => facts.qualityStaff,
  }),
  rule({
    name: 'qualityStaffByMerchants',
    what: text('专职质量管理人员(按入驻经营者数增配)', 'Full-time quality staff, by the number of merchants'),
    obligation: 'P01-2.1-03',
    has: (facts) => facts.fullTimeOfQuality,
    // Whole groups of merchants only, and nothing more than the rule before until there is one (DECISIONS 48).
    needs: (facts) => {
      const more = Math.floor(facts.merchants / facts.merchantsPerStaff);
      return more === 0 ? 0 : facts.qualityStaff + more;
    },
  }),
  atLeast(
    'qualityLiaisons',
    'qualityLiaison',
    2,
    'P01-2.2-01',
    '运营部专职质量对接岗',
    'Quality liaisons in operations',
  ),
  atLeast('dataSecurity', 'dataSecurityOfficer', 1, 'P01-2.2-03', '技术部专职数据安全岗', 'Data security officer'),
  atLeast('complianceOfficer', 'complianceOfficer', 1, 'P01-2.2-07', '医疗器械合规专员', 'Compliance officer'),
];

/** Which posts have fewer people than the manual wants; none where all is well. */
export const staffingFindings = (facts: StaffingFacts): readonly StaffingFinding[] =>
  rules.flatMap(({ name, what, obligation, has, needs }) => {
    const found = { has: has(facts), needs: needs(facts) };
    if (found.has >= found.needs) return [];
    const message = text(
      `${what.zh}:应有 ${found.needs} 人,在任 ${found.has} 人`,
      `${what.en}: ${found.needs} needed, ${found.has} in office`,
    );
    return [{ name, message, obligation, ...found }];
  });
