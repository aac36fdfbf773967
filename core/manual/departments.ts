import type { Text } from '../base/text.ts';

export interface Department extends Text {
  readonly aliases: readonly string[];
}

const department = (zh: string, en: string, aliases: readonly string[] = []): Department => ({ zh, en, aliases });

/**
 * The departments that the two manuals name. Both manuals share the table; a dated table of each legal entity says which
 * of its own units stands for which of these (the distributor's 人事行政部 may be the platform's 人事部 and 行政部).
 */
export const departments = {
  management: department('管理层', 'Management', ['企业管理层', '平台管理层', '企业领导']),
  quality: department('质量管理部', 'Quality Management Department', [
    '质量管理部门',
    '质管部',
    '质量管理机构',
    '质量部',
  ]),
  operations: department('运营部', 'Operations Department'),
  compliance: department('合规部', 'Compliance Department'),
  technology: department('技术部', 'Technology Department'),
  customerService: department('客服部', 'Customer Service Department', ['客户服务部']),
  sales: department('销售部', 'Sales Department', ['销售部门']),
  procurement: department('采购部', 'Procurement Department', ['采购部门', '供应链']), // DECISIONS 33
  warehouse: department('仓储部', 'Warehouse Department', ['仓储部门']),
  finance: department('财务部', 'Finance Department', ['财务部门']),
  humanResources: department('人事部', 'Human Resources Department', ['人事部门']),
  administration: department('行政部', 'Administration Department', ['行政部门']),
  personnelAdministration: department('人事行政部', 'Personnel and Administration Department'),
} as const satisfies Readonly<Record<string, Department>>;

export type DepartmentId = keyof typeof departments;

const byName: ReadonlyMap<string, DepartmentId> = new Map(
  (Object.keys(departments) as DepartmentId[]).flatMap((id) =>
    [departments[id].zh, ...departments[id].aliases].map((name) => [name, id] as const),
  ),
);

/** Finds a department by its Chinese name or an alias; null where the manuals know none. */
export const resolveDepartment = (name: string): DepartmentId | null => byName.get(name.trim()) ?? null;
