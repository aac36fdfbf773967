import type { Text } from '../base/text.ts';
import type { DepartmentId } from './departments.ts';

/**
 * `post`: a job that a company fills. `staff`: anyone of a department. `team`: a body formed for a task.
 * `position`: a part that whoever it falls to plays in one procedure (the borrower, the approver).
 * `outside`: a party that is not of the company. `system`: the product itself.
 */
export type RoleKind = 'post' | 'staff' | 'team' | 'position' | 'outside' | 'system';

export interface Role extends Text {
  readonly kind: RoleKind;
  readonly department: DepartmentId | null;
  readonly aliases: readonly string[];
}

const role =
  (kind: RoleKind) =>
  <D extends DepartmentId | null>(department: D, zh: string, en: string, aliases: readonly string[] = []) => ({
    kind,
    department,
    zh,
    en,
    aliases,
  });
const post = role('post');
const staff = role('staff');
const team = role('team');
const position = role('position');
const outside = role('outside');

/** Every role of the two manuals. A dated table of each legal entity maps them to its posts (core never does). */
export const roles = {
  // Management
  generalManager: post('management', '总经理', 'General manager', [
    '平台总经理',
    '企业总经理',
    '公司总经理',
    '公司负责人',
    '公司负责人(总经理)',
  ]),
  deputyGeneralManager: post('management', '分管副总经理', 'Deputy general manager in charge', ['副总经理']),
  /** Either of the two above: whichever signs binds the platform (P10 §3.1). */
  platformHead: post('management', '平台负责人', 'Head of the platform', [
    '平台负责人(总经理或分管副总经理)',
    '总经理或分管副总经理',
    '平台总经理或分管副总经理',
  ]),
  /** 质量负责人 of the distributor, who approves what the quality department reviews; not the head of that department. */
  qualityHead: post('management', '质量负责人', 'Person in charge of quality', ['企业质量负责人', '公司质量负责人']),
  managementStaff: staff('management', '企业管理层', 'Management', ['平台管理层', '企业领导', '管理层']),

  // Quality
  headOfQuality: post('quality', '质量管理部负责人', 'Head of quality management', ['质量部负责人', '质管部负责人']),
  qualificationReviewer: post('quality', '资质审核岗', 'Qualification reviewer', ['审核岗', '质量审核岗']),
  requalificationReviewer: post('quality', '资质复核岗', 'Requalification reviewer'),
  qualityMonitor: post('quality', '质量监测岗', 'Quality monitor'),
  regulatoryContact: post('quality', '合规岗', 'Regulatory contact in quality management'),
  complaintContact: post('quality', '投诉对接岗', 'Complaint contact in quality management'),
  adverseEventOfficer: post('quality', '不良事件岗', 'Adverse event officer'),
  manufacturerContact: post('quality', '对接岗', 'Manufacturer contact in quality management'),
  recallOfficer: post('quality', '召回专员', 'Recall officer', ['召回负责人']),
  qualityStaff: staff('quality', '质量管理人员', 'Quality management staff', [
    '质量管理员',
    '质量管理部人员',
    '质量管理部专人',
  ]),

  // Operations
  headOfOperations: post('operations', '运营部负责人', 'Head of operations'),
  admissionClerk: post('operations', '入网审核岗', 'Admission clerk'),
  qualityLiaison: post('operations', '质量对接岗', 'Quality liaison', ['专职质量对接岗']),
  patrolInspector: post('operations', '质量巡查岗', 'Quality patrol inspector'),
  operationsQualityClerk: post('operations', '质量岗', 'Quality clerk in operations', ['运营部质量岗']),
  operationsStaff: staff('operations', '运营人员', 'Operations staff', ['运营部人员']),

  // Compliance
  headOfCompliance: post('compliance', '合规部负责人', 'Head of compliance'),
  complianceOfficer: post('compliance', '合规专员', 'Compliance officer', ['医疗器械合规专员']),
  supervisionOfficer: post('compliance', '监督岗', 'Supervision officer'),
  complianceStaff: staff('compliance', '合规人员', 'Compliance staff', ['合规部人员']),

  // Technology
  headOfTechnology: post('technology', '技术部负责人', 'Head of technology'),
  dataMonitor: post('technology', '数据监控岗', 'Data monitor'),
  dataSecurityOfficer: post('technology', '数据安全岗', 'Data security officer', ['专职数据安全岗']),
  informationMonitor: post('technology', '信息监控岗', 'Information monitor'),
  dataClerk: post('technology', '数据管理岗', 'Data management clerk'),
  keyCustodian: post('technology', '密钥保管人', 'Key custodian'),
  technician: staff('technology', '技术人员', 'Technician', ['技术部人员']),

  // Customer service
  headOfCustomerService: post('customerService', '客服部负责人', 'Head of customer service'),
  complaintHandler: post('customerService', '投诉处理岗', 'Complaint handler'),
  onlineAgent: post('customerService', '线上客服岗', 'Online customer service agent'),
  telephoneAgent: post('customerService', '电话客服岗', 'Telephone customer service agent'),
  mailboxAgent: post('customerService', '邮箱处理岗', 'Mailbox agent'),
  receptionAgent: post('customerService', '现场接待岗', 'Reception agent'),
  customerServiceStaff: staff('customerService', '客服人员', 'Customer service staff', ['客服部人员', '客服']),

  // Sales
  headOfSales: post('sales', '销售部负责人', 'Head of sales'),
  salesTeamLeader: post('sales', '销售小组负责人', 'Sales team leader'),
  salesperson: post('sales', '销售员', 'Salesperson', [
    '销售人员',
    '销售部人员',
    '业务员',
    '销售部业务员',
    '销售责任人',
  ]),
  qualityInformant: post('sales', '质量信息员', 'Quality informant'),
  invoiceClerk: post('sales', '开票员', 'Invoice clerk'),
  productManager: post('sales', '产品主管', 'Product manager'),

  // Procurement
  headOfProcurement: post('procurement', '采购部负责人', 'Head of procurement'),
  buyer: post('procurement', '采购员', 'Buyer', ['采购人员']),

  // Warehouse
  headOfWarehouse: post('warehouse', '仓储部负责人', 'Head of the warehouse'),
  receiver: post('warehouse', '收货员', 'Receiver', ['收货人员']),
  acceptanceInspector: post('warehouse', '验收员', 'Acceptance inspector', ['验收人员']),
  warehouseKeeper: post('warehouse', '保管员', 'Warehouse keeper', ['仓储部保管员']),
  upkeepInspector: post('warehouse', '养护员', 'Upkeep inspector', ['仓库养护员', '药品养护员']),
  dispatchChecker: post('warehouse', '复核员', 'Dispatch checker', ['仓储部复核员', '出库复核员']),
  logisticsClerk: post('warehouse', '物流专员', 'Logistics clerk'),
  warehouseStaff: staff('warehouse', '仓储人员', 'Warehouse staff', ['仓库人员', '储存人员']),

  // Finance, people, offices
  headOfFinance: post('finance', '财务部负责人', 'Head of finance'),
  financeStaff: staff('finance', '财务人员', 'Finance staff', ['财务部人员']),
  headOfPersonnelAdministration: post(
    'personnelAdministration',
    '人事行政部负责人',
    'Head of personnel and administration',
  ),
  personnelStaff: staff('personnelAdministration', '人事行政人员', 'Personnel and administration staff', [
    '人事行政部人员',
  ]),
  headOfHumanResources: post('humanResources', '人事部负责人', 'Head of human resources'),
  humanResourcesStaff: staff('humanResources', '人事人员', 'Human resources staff', ['人事部人员']),
  headOfAdministration: post('administration', '行政部负责人', 'Head of administration'),
  administrationStaff: staff('administration', '行政人员', 'Administration staff', ['行政部人员']),
  archivist: post('administration', '档案管理员', 'Archivist', ['档案员']),

  // Bodies formed for a task
  documentReviewPanel: team(null, '审核小组', 'Document review panel', ['部门审核小组']),
  auditTeam: team(null, '审核组', 'Audit team', ['内审组']),
  leadAuditor: post(null, '审核组长', 'Lead auditor', ['内审组长']),
  auditor: post(null, '审核员', 'Auditor', ['组员', '内审员']),
  hostingTeam: team(null, '迎审小组', 'Team receiving an external audit'),
  hostingClerk: post(null, '迎审人员', 'Clerk receiving an external audit', ['专职迎审人员']),
  monitoringTeam: team(null, '监测小组', 'Monitoring team', ['专项监测小组']),
  emergencyLeadingGroup: team(null, '应急领导小组', 'Emergency leading group', ['领导小组', '应急执行领导小组']),
  emergencyActionGroup: team(null, '应急执行小组', 'Emergency action group', ['执行小组']),
  emergencyActionLeader: post(null, '应急执行小组组长', 'Leader of the emergency action group'),
  emergencySupportGroup: team(null, '应急支持小组', 'Emergency support group'),
  emergencyGroups: team(null, '应急小组', 'Emergency groups'),
  emergencyDelegate: post(null, '应急专员', 'Emergency delegate of a department', ['部门应急专员']),
  investigationTeam: team(null, '调查小组', 'Investigation team'),
  investigatorOnSite: position(null, '核查人员', 'Investigator on site', ['实地核查人员']),

  // Parts in one procedure
  company: position(null, '公司', 'The company', ['本企业', '企业', '平台', '本公司', '本平台']),
  everyone: position(null, '全员', 'Everyone', ['全体人员', '全体员工', '员工', '公司全体员工', '企业全体相关人员']),
  everyDepartment: position(null, '各部门', 'Every department'),
  otherDepartment: position(null, '其他部门', 'Other departments'),
  otherPersons: position(null, '其他人员', 'Other persons'),
  everyPost: position(null, '各岗位', 'Every post'),
  responsiblePost: position(null, '责任岗位', 'Responsible post'),
  headOfDepartment: position(null, '部门负责人', 'Head of the department', ['各部门负责人', '相关部门负责人']),
  participatingDepartment: position(null, '各参与部门', 'Participating department', ['参与部门']),
  competentDepartment: position(null, '对应主管部门', 'Department in charge', ['主管部门']),
  departmentOfPost: position(null, '岗位所在部门', 'Department of the post'),
  draftingDepartment: position(null, '起草部门', 'Drafting department'),
  headOfDraftingDepartment: position(null, '起草部门负责人', 'Head of the drafting department'),
  usingDepartment: position(null, '使用部门', 'Using department', ['文件使用部门']),
  headOfUsingDepartment: position(null, '使用部门负责人', 'Head of the using department'),
  requestingDepartment: position(null, '申请部门', 'Requesting department'),
  keepingDepartment: position(null, '记录保管部门', 'Department that keeps the records', ['保管部门']),
  headOfKeepingDepartment: position(null, '记录保管部门负责人', 'Head of the department that keeps the records', [
    '保管部门负责人',
  ]),
  auditedDepartment: position(null, '被审核部门', 'Audited department', ['受审核部门']),
  headOfAuditedDepartment: position(null, '被审核部门负责人', 'Head of the audited department'),
  auditedStaff: position(null, '被审核部门人员', 'Staff of the audited department'),
  incidentDepartment: position(null, '事故所在部门', 'Department of the incident', ['事故发生部门']),
  incidentCauser: position(null, '事故责任人', 'Person responsible for the incident'),
  incidentConcealer: position(null, '隐瞒不报责任人', 'Person who concealed an incident'),
  reviewer: position(null, '审核人', 'Reviewer'),
  approver: position(null, '批准人', 'Approver', ['文件批准人']),
  originalApprover: position(null, '原批准人', 'Original approver'),
  editor: position(null, '修改人', 'Person who changes a record'),
  handler: position(null, '处理责任人', 'Person responsible for handling'),
  agent: position(null, '经办人', 'Person who carries it out'),
  reader: position(null, '查阅人', 'Reader of records'),
  borrower: position(null, '借阅人', 'Borrower of records'),
  finder: position(null, '发现人', 'Person who finds'),
  reportReceiver: position(null, '报告接收方', 'Receiver of the report'),
  self: position(null, '本人', 'The person concerned'),
  trainee: position(null, '参训人员', 'Trainee'),
  failedTrainee: position(null, '不合格者', 'Trainee who failed'),
  trainer: position(null, '培训讲师', 'Trainer', ['内部讲师']),
  newStaff: position(null, '新录用、岗位调整员工', 'Newly hired or moved staff', ['新录用员工', '岗位调整员工']),
  contactStaff: position(null, '直接接触岗位人员', 'Staff in direct contact with devices', [
    '直接接触医疗器械岗位员工',
  ]),
  sickStaff: position(null, '因病离岗人员', 'Staff absent through illness'),
  dutyCleaner: position(null, '值日人员', 'Person on cleaning duty'),
  handlingStaff: position(null, '收货、验收、储存、养护、销售、出库、运输岗位人员', 'Staff who handle goods'),

  // Outside
  merchant: outside(null, '入网经营者', 'Merchant', ['经营者', '申请入网经营者', '网络销售经营者', '商家']),
  consumer: outside(null, '消费者', 'Consumer', ['买方', '用户', '顾客', '投诉人', '举报人']),
  customer: outside(null, '购货单位', 'Business customer', ['客户单位', '购货者']),
  supplier: outside(null, '供货单位', 'Supplier', ['供应商', '供货者']),
  manufacturer: outside(null, '医疗器械生产企业', 'Manufacturer', ['生产企业', '生产厂商', '生产厂家', '注册人']),
  contractorStaff: outside(null, '外包合作单位相关对接人员', 'Contact of a contractor', ['外包合作人员']),
  regulator: outside(null, '监管部门', 'Regulator', [
    '药品监督管理部门',
    '药监局',
    '市药监局',
    '辖区监管部门',
    '当地药监部门',
  ]),
  auditBody: outside(null, '审计机构', 'Audit body', ['审计']),
  court: outside(null, '司法机关', 'Judicial authority'),
  laboratory: outside(null, '检测机构', 'Testing laboratory', ['法定检验机构']),
  outsideBody: outside(null, '外部单位', 'Outside body', ['外部单位(如监管部门)']),
  externalAuditor: outside(null, '审核机构', 'External audit organisation'),

  system: role('system')(null, '系统', 'The system', ['计算机系统']),
} as const satisfies Readonly<Record<string, Role>>;

export type RoleId = keyof typeof roles;

export const roleIds = Object.keys(roles) as readonly RoleId[];
