import { describe, expect, test } from 'vitest';
import type { RoleId } from '../manual/roles.ts';
import { type StaffingFacts, staffingFindings } from './staffing-rules.ts';

const enough: Partial<Record<RoleId, number>> = { qualityLiaison: 2, dataSecurityOfficer: 1, complianceOfficer: 1 };
const facts = (change: Partial<StaffingFacts> = {}, held = enough): StaffingFacts => ({
  fullTime: (role) => held[role] ?? 0,
  fullTimeOfQuality: 3,
  merchants: 0,
  qualityStaff: 3,
  merchantsPerStaff: 50,
  ...change,
});
const found = (given: StaffingFacts) =>
  staffingFindings(given).map(({ obligation, has, needs }) => [obligation, has, needs]);

describe('a company that has', () => {
  test('as many people as the manual wants is found nothing wanting', () => {
    expect(found(facts())).toEqual([]);
  });

  test('P01-2.1-02 two full-time people for quality lacks a third', () => {
    expect(found(facts({ fullTimeOfQuality: 2 }))).toEqual([['P01-2.1-02', 2, 3]]);
  });

  test('P01-2.1-03 fifty merchants needs one person more for quality, and with forty-nine none', () => {
    expect(found(facts({ merchants: 49 }))).toEqual([]);
    expect(found(facts({ merchants: 50 }))).toEqual([['P01-2.1-03', 3, 4]]);
    expect(found(facts({ merchants: 149, fullTimeOfQuality: 5 }))).toEqual([]);
  });

  test('P01-2.2-01 P01-2.2-03 P01-2.2-07 one liaison, no data security or no compliance officer is told of each', () => {
    expect(found(facts({}, { qualityLiaison: 1 }))).toEqual([
      ['P01-2.2-01', 1, 2],
      ['P01-2.2-03', 0, 1],
      ['P01-2.2-07', 0, 1],
    ]);
  });
});
