import { type Text, text } from '../base/text.ts';
import type { DepartmentId } from '../manual/departments.ts';
import type { PostRole } from './operations.ts';

export interface ProposedPost {
  /** Stands at the end of the post's id, after that of the legal entity. */
  readonly slug: string;
  readonly title: Text;
  readonly isHead: boolean;
  readonly roles: readonly PostRole[];
}

export interface ProposedDepartment {
  readonly slug: string;
  readonly title: Text;
  readonly standsFor: readonly DepartmentId[];
  readonly posts: readonly ProposedPost[];
}

const post = (slug: string, zh: string, en: string, ...roles: readonly PostRole[]): ProposedPost => ({
  slug,
  title: text(zh, en),
  isHead: false,
  roles,
});
const head = (...row: Parameters<typeof post>): ProposedPost => ({ ...post(...row), isHead: true });

const department = (
  slug: string,
  zh: string,
  en: string,
  standsFor: readonly DepartmentId[],
  ...posts: readonly ProposedPost[]
): ProposedDepartment => ({ slug, title: text(zh, en), standsFor, posts });

/** The platform's departments and posts as its manual names them, small duties laid together on one post. */
const platform: readonly ProposedDepartment[] = [
  department(
    'management',
    '总经理室',
    'General management',
    ['management'],
    head('general-manager', '总经理', 'General manager', 'generalManager', 'platformHead', 'managementStaff'),
    post('deputy-manager', '分管副总经理', 'Deputy general manager', 'deputyGeneralManager', 'platformHead'),
  ),
  department(
    'quality',
    '质量管理部',
    'Quality management',
    ['quality'],
    head('quality-head', '质量管理部负责人', 'Head of quality management', 'headOfQuality'),
    post(
      'qualification',
      '资质审核岗',
      'Qualification reviewer',
      'qualificationReviewer',
      'requalificationReviewer',
      'qualityStaff',
      'investigatorOnSite',
    ),
    post('quality-monitor', '质量监测岗', 'Quality monitor', 'qualityMonitor', 'regulatoryContact', 'qualityStaff'),
    post(
      'adverse-events',
      '不良事件与召回岗',
      'Adverse events and recalls',
      'adverseEventOfficer',
      'manufacturerContact',
      'recallOfficer',
      'complaintContact',
      'qualityStaff',
    ),
  ),
  department(
    'operations',
    '运营部',
    'Operations',
    ['operations'],
    head('operations-head', '运营部负责人', 'Head of operations', 'headOfOperations'),
    post('admission', '入网审核岗', 'Admission clerk', 'admissionClerk', 'operationsStaff'),
    post('liaison', '质量对接岗', 'Quality liaison', 'qualityLiaison', 'operationsStaff'),
    post(
      'patrol',
      '质量巡查岗',
      'Quality patrol inspector',
      'patrolInspector',
      'operationsQualityClerk',
      'operationsStaff',
    ),
  ),
  department(
    'compliance',
    '合规部',
    'Compliance',
    ['compliance'],
    head('compliance-head', '合规部负责人', 'Head of compliance', 'headOfCompliance'),
    post('compliance-officer', '合规专员', 'Compliance officer', 'complianceOfficer', 'complianceStaff'),
    post('supervision', '监督岗', 'Supervision officer', 'supervisionOfficer', 'complianceStaff'),
  ),
  department(
    'technology',
    '技术部',
    'Technology',
    ['technology'],
    head('technology-head', '技术部负责人', 'Head of technology', 'headOfTechnology'),
    post('data-security', '数据安全岗', 'Data security officer', 'dataSecurityOfficer', 'keyCustodian', 'technician'),
    post(
      'data-monitor',
      '数据监控岗',
      'Data monitor',
      'dataMonitor',
      'informationMonitor',
      'dataClerk',
      'keyCustodian',
      'technician',
    ),
  ),
  department(
    'service',
    '客服部',
    'Customer service',
    ['customerService'],
    head('service-head', '客服部负责人', 'Head of customer service', 'headOfCustomerService'),
    post('complaints', '投诉处理岗', 'Complaint handler', 'complaintHandler', 'customerServiceStaff'),
    post(
      'service-desk',
      '客服岗',
      'Customer service agent',
      'onlineAgent',
      'telephoneAgent',
      'mailboxAgent',
      'receptionAgent',
      'customerServiceStaff',
    ),
  ),
  department(
    'sales',
    '销售部',
    'Sales',
    ['sales'],
    head('sales-head', '销售部负责人', 'Head of sales', 'headOfSales', 'productManager'),
    post('sales-team', '销售小组负责人', 'Sales team leader', 'salesTeamLeader', 'salesperson'),
    post('informant', '质量信息员', 'Quality informant', 'qualityInformant', 'salesperson'),
  ),
  department(
    'finance',
    '财务部',
    'Finance',
    ['finance'],
    head('finance-head', '财务部负责人', 'Head of finance', 'headOfFinance', 'financeStaff'),
  ),
  department(
    'people',
    '人事行政部',
    'Personnel and administration',
    ['humanResources', 'administration', 'personnelAdministration'],
    head(
      'people-head',
      '人事行政部负责人',
      'Head of personnel and administration',
      'headOfPersonnelAdministration',
      'headOfHumanResources',
      'headOfAdministration',
      'humanResourcesStaff',
      'personnelStaff',
    ),
    post('archive', '档案管理员', 'Archivist', 'archivist', 'administrationStaff'),
  ),
];

/** The distributor's, as its own manual names them: it buys, stores and sells. */
const distributor: readonly ProposedDepartment[] = [
  department(
    'management',
    '总经理室',
    'General management',
    ['management'],
    head('general-manager', '总经理', 'General manager', 'generalManager', 'managementStaff'),
    post('quality-lead', '质量负责人', 'Person in charge of quality', 'qualityHead'),
  ),
  department(
    'quality',
    '质量管理部',
    'Quality management',
    ['quality'],
    head('quality-head', '质量管理部负责人', 'Head of quality management', 'headOfQuality'),
    post(
      'quality-staff',
      '质量管理员',
      'Quality management staff',
      'qualityStaff',
      'adverseEventOfficer',
      'recallOfficer',
    ),
  ),
  department(
    'procurement',
    '采购部',
    'Procurement',
    ['procurement'],
    head('procurement-head', '采购部负责人', 'Head of procurement', 'headOfProcurement'),
    post('buyer', '采购员', 'Buyer', 'buyer'),
  ),
  department(
    'warehouse',
    '仓储部',
    'Warehouse',
    ['warehouse'],
    head('warehouse-head', '仓储部负责人', 'Head of the warehouse', 'headOfWarehouse', 'warehouseStaff'),
    post('receiver', '收货员', 'Receiver', 'receiver', 'warehouseStaff'),
    post('inspector', '验收员', 'Acceptance inspector', 'acceptanceInspector', 'warehouseStaff'),
    post('keeper', '保管养护员', 'Keeper and upkeep inspector', 'warehouseKeeper', 'upkeepInspector', 'warehouseStaff'),
    post('checker', '出库复核员', 'Dispatch checker', 'dispatchChecker', 'logisticsClerk', 'warehouseStaff'),
  ),
  department(
    'sales',
    '销售部',
    'Sales',
    ['sales', 'customerService'],
    head('sales-head', '销售部负责人', 'Head of sales', 'headOfSales', 'headOfCustomerService', 'productManager'),
    post('salesperson', '销售员', 'Salesperson', 'salesperson', 'customerServiceStaff'),
    post('invoices', '开票员', 'Invoice clerk', 'invoiceClerk'),
  ),
  department(
    'finance',
    '财务部',
    'Finance',
    ['finance'],
    head('finance-head', '财务部负责人', 'Head of finance', 'headOfFinance', 'financeStaff'),
  ),
  department(
    'people',
    '人事行政部',
    'Personnel and administration',
    ['humanResources', 'administration', 'personnelAdministration', 'technology'],
    head(
      'people-head',
      '人事行政部负责人',
      'Head of personnel and administration',
      'headOfPersonnelAdministration',
      'headOfHumanResources',
      'headOfAdministration',
      'personnelStaff',
      'humanResourcesStaff',
      'administrationStaff',
      'archivist',
    ),
  ),
];

/**
 * Where a new company begins: the departments and posts of the manuals with the roles they carry. A company leaves out,
 * renames and moves what it does differently; what it leaves empty climbs.
 */
export const proposedOrganisation: Readonly<Record<'platform' | 'distributor', readonly ProposedDepartment[]>> = {
  platform,
  distributor,
};
