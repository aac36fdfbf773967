import { expect, test } from 'vitest';
import { resolveActors, resolveRole } from './actors.ts';
import { type DepartmentId, departments, resolveDepartment } from './departments.ts';
import { obligations } from './obligations.ts';
import { roleIds, roles } from './roles.ts';

test('everyone whom an obligation binds is known', () => {
  const unknown = obligations.filter((row) => row.actor !== '' && resolveActors(row.actor) === null);
  expect(unknown.map((row) => `${row.id} ${row.actor}`)).toEqual([]);
});

test('every name and alias of a role resolves to that role alone', () => {
  for (const id of roleIds) {
    for (const name of [roles[id].zh, ...roles[id].aliases]) expect(resolveRole(name), name).toBe(id);
    expect(roles[id].en).toMatch(/^[A-Z][A-Za-z ]+$/);
  }
});

test('every name and alias of a department resolves to that department alone', () => {
  for (const id of Object.keys(departments) as DepartmentId[]) {
    for (const name of [departments[id].zh, ...departments[id].aliases]) expect(resolveDepartment(name), name).toBe(id);
  }
});

test('one post goes by many names', () => {
  expect(resolveRole('质量管理部审核岗')).toBe('qualificationReviewer');
  expect(resolveRole('合规部医疗器械合规专员')).toBe('complianceOfficer');
  expect(resolveDepartment('供应链')).toBe('procurement');
  expect(resolveRole('门卫')).toBeNull();
});

test('several actors of one obligation are told apart', () => {
  expect(resolveActors('质量管理部资质审核岗 + 合规部合规专员')).toEqual([
    { kind: 'role', role: 'qualificationReviewer' },
    { kind: 'role', role: 'complianceOfficer' },
  ]);
  expect(resolveActors('质量管理部、门卫')).toBeNull();
});
