import { Defect } from '../base/result.ts';
import { type DepartmentId, departments, resolveDepartment } from './departments.ts';
import { type Role, type RoleId, roleIds, roles } from './roles.ts';

/** Whom a manual names: a department binds everyone in it. */
export type Actor =
  | { readonly kind: 'role'; readonly role: RoleId }
  | { readonly kind: 'department'; readonly department: DepartmentId };

/** A post is also called by department and post together: 运营部入网审核岗, 质量管理部审核岗. */
const namesOf = (role: Role): ReadonlySet<string> => {
  const names = [role.zh, ...role.aliases];
  if (role.department === null) return new Set(names);
  const { zh, aliases } = departments[role.department];
  return new Set([...names, ...[zh, ...aliases].flatMap((prefix) => names.map((name) => `${prefix}${name}`))]);
};

const byName: ReadonlyMap<string, RoleId> = (() => {
  const map = new Map<string, RoleId>();
  for (const id of roleIds) {
    for (const name of namesOf(roles[id])) {
      const other = map.get(name);
      if (other !== undefined) throw new Defect(`"${name}" names both ${other} and ${id}`);
      map.set(name, id);
    }
  }
  return map;
})();

/** The one role that a Chinese name or alias stands for; null where it is no role (a department is none). */
export const resolveRole = (name: string): RoleId | null => byName.get(name.trim()) ?? null;

const resolveOne = (name: string): Actor | null => {
  const department = resolveDepartment(name);
  if (department !== null && department !== 'management') return { kind: 'department', department };
  const role = resolveRole(name);
  return role === null ? null : { kind: 'role', role };
};

/** Reads the `actor` of an obligation, which may name several: `质量管理部资质审核岗 + 合规部合规专员`. Null: not all are known. */
export const resolveActors = (actor: string): readonly Actor[] | null => {
  const whole = resolveOne(actor);
  if (whole !== null) return [whole];
  const parts = actor.split(/[、;+/→及]/).filter((part) => part.trim() !== '');
  const resolved = parts.map((part) => resolveOne(part.trim()));
  return resolved.every((one) => one !== null) ? resolved : null;
};
