import { carries } from '../manual/carriers.ts';
import type { ObligationId } from '../manual/obligation-id.ts';
import type { OperationRule, PostRole } from './operation-rule.ts';

export type { PostRole } from './operation-rule.ts';

/** Quality management watches over every record (P04 §5.4); the archivist keeps them; the general manager answers for them. */
const supervision = ['headOfQuality', 'qualityStaff', 'qualityHead', 'archivist', 'generalManager'] as const;
const qualityLeads = ['headOfQuality', 'qualityHead'] as const;
const security = ['dataSecurityOfficer', 'headOfTechnology'] as const;
const machine = ['administrator', 'headOfTechnology'] as const;

const own = (zh: string, en: string, others: boolean): OperationRule => ({
  title: { zh, en },
  effect: 'write',
  within: 'own',
  staff: 'everyone',
  merchant: others ? 'party' : 'no',
  auditor: others ? 'granted' : 'no',
  system: false,
  obligations: [],
});
const addressed = (zh: string, en: string, merchant: 'no' | 'addressed' = 'no'): OperationRule => ({
  title: { zh, en },
  effect: 'write',
  within: 'entity',
  staff: 'addressed',
  merchant,
  auditor: 'no',
  system: false,
  obligations: ['P08-3.1-01'],
});
const staffOnly = (
  zh: string,
  en: string,
  effect: 'read' | 'write',
  staff: readonly PostRole[],
  obligations: readonly ObligationId[],
  auditor: OperationRule['auditor'] = 'no',
): OperationRule => ({
  title: { zh, en },
  effect,
  within: 'entity',
  staff: { roles: staff },
  merchant: 'no',
  auditor,
  system: false,
  obligations,
});

const table = {
  // Cases and tasks
  'case.list': {
    title: { zh: '查看案件列表', en: 'List cases' },
    effect: 'read',
    within: 'entity',
    staff: 'business',
    merchant: 'party',
    auditor: 'granted',
    system: true,
    obligations: [],
  },
  'case.read': {
    title: { zh: '查看案件', en: 'Read a case' },
    effect: 'read',
    within: 'entity',
    staff: { involvedOr: supervision },
    merchant: 'party',
    auditor: 'granted',
    system: true,
    obligations: ['P08-3.1-01', 'P08-3.1-02'],
  },
  'case.start': { ...addressed('发起案件', 'Start a case', 'addressed'), system: true },
  'case.act': { ...addressed('办理', 'Act on a task', 'addressed'), system: true },
  'case.withdraw': addressed('撤回', 'Withdraw the own last act', 'addressed'),
  'task.claim': addressed('认领', 'Claim a task'),
  'task.release': addressed('释放', 'Release a task'),
  'task.transfer': addressed('转办', 'Transfer a task'),
  'task.addSigner': addressed('加签', 'Add a signer'),
  'task.copy': addressed('抄送', 'Copy to somebody'),
  'task.urge': {
    ...addressed('催办', 'Urge a task'),
    staff: { involvedOr: supervision },
    merchant: 'addressed',
  },
  'task.draft': addressed('保存草稿', 'Keep a draft', 'addressed'),

  /** Quality management watches over what recurs; whoever is brought a missed one sees it in its list too. */
  'duty.list': staffOnly(
    '查看定期职责',
    'See the duties that recur',
    'read',
    [...supervision, ...security, 'headOfAdministration'],
    [],
    'whole',
  ),

  // Files, papers, records
  'file.upload': addressed('上传文件', 'Upload a file', 'addressed'),
  'file.read': {
    title: { zh: '查看文件', en: 'Read a file' },
    effect: 'read',
    within: 'entity',
    staff: { involvedOr: supervision },
    merchant: 'party',
    auditor: 'granted',
    system: true,
    obligations: ['P08-3.1-01', 'P08-3.1-02'],
  },
  'paper.read': {
    title: { zh: '查看文书', en: 'Read a paper' },
    effect: 'read',
    within: 'entity',
    staff: { involvedOr: supervision },
    merchant: 'party',
    auditor: 'granted',
    system: true,
    obligations: ['P08-3.1-01'],
  },
  'record.read': {
    title: { zh: '查看质量记录', en: 'Read a quality record' },
    effect: 'read',
    within: 'entity',
    staff: { involvedOr: supervision },
    merchant: 'no',
    auditor: 'granted',
    system: true,
    obligations: ['P08-3.1-02'],
  },
  /** Only what one wrote oneself: `authorise` asks for the author besides (P04 §5.4, 操作权限). */
  'record.correct': addressed('更正本人记录', 'Correct the own record'),
  'record.review': staffOnly(
    '审核质量记录',
    'Review a quality record',
    'write',
    [...qualityLeads, 'headOfDepartment'],
    ['P08-3.1-01'],
  ),
  /** The full value behind a masked one; always with a reason, always audited (DECISIONS 23). */
  'personal.read': {
    title: { zh: '查看完整个人信息', en: 'See personal data in full' },
    effect: 'read',
    within: 'entity',
    staff: 'addressed',
    merchant: 'party',
    auditor: 'no',
    system: false,
    obligations: ['P08-3.1-02'],
  },

  // Data that the company changes without us
  'parameter.read': { ...staffOnly('查看参数', 'Read parameters', 'read', [], [], 'granted'), staff: 'everyone' },
  'parameter.propose': staffOnly(
    '提出参数变更',
    'Propose a parameter',
    'write',
    [...qualityLeads, 'qualityStaff', 'complianceOfficer', 'headOfCompliance', 'headOfOperations'],
    [],
  ),
  'parameter.approve': staffOnly('批准参数变更', 'Approve a parameter', 'write', [...qualityLeads], []),
  'calendar.import': staffOnly('导入工作日历', 'Import a calendar year', 'write', machine, []),
  'register.read': {
    ...staffOnly('查看义务登记册', 'Read the register of obligations', 'read', [], [], 'granted'),
    staff: 'everyone',
    within: 'instance',
  },
  'search.use': { ...staffOnly('搜索', 'Search', 'read', [], [], 'granted'), staff: 'business', merchant: 'party' },

  // Audit
  'audit.read': staffOnly(
    '查看审计日志',
    'Read the audit',
    'read',
    [...qualityLeads, ...security, 'generalManager'],
    [],
    'whole',
  ),
  'audit.export': staffOnly(
    '导出审计日志',
    'Export the audit',
    'read',
    [...qualityLeads, ...security, 'generalManager'],
    [],
    'whole',
  ),
  'data.export': staffOnly('导出数据', 'Export data', 'read', [...qualityLeads, 'generalManager'], ['P08-3.1-02']),

  // People
  'people.read': {
    ...staffOnly('查看组织与人员', 'See who holds which post', 'read', [], [], 'granted'),
    staff: 'everyone',
  },
  'people.edit': staffOnly(
    '配置组织与权限',
    'Set up posts and accounts',
    'write',
    ['administrator', 'headOfTechnology', 'dataSecurityOfficer'],
    ['P08-3.1-02'],
  ),
  'access.request': { ...staffOnly('申请权限', 'Ask for access', 'write', [], []), staff: 'everyone' },
  'access.approve': staffOnly(
    '批准权限申请',
    'Approve access',
    'write',
    ['headOfQuality', 'qualityHead'],
    ['P04-5.4-05'],
  ),
  /** While nobody is in charge of quality: otherwise the empty office could never be filled again. */
  'access.approveInVacancy': staffOnly(
    '质量负责人空缺时批准权限申请',
    'Approve access while nobody heads quality management',
    'write',
    ['generalManager'],
    [],
  ),
  'access.review': staffOnly(
    '审核人员权限',
    'Review who may do what',
    'write',
    [...qualityLeads, 'generalManager'],
    ['P08-3.2-01', 'P04-5.4-07'],
  ),
  'auditor.admit': staffOnly(
    '准许外部查阅',
    'Let an outside reader in',
    'write',
    ['headOfQuality', 'generalManager'],
    [],
  ),
  'session.revokeOther': staffOnly(
    '强制他人下线',
    'End somebody’s session',
    'write',
    ['administrator', ...security],
    ['P08-3.1-02'],
  ),
  'delegation.manage': own('管理本人授权委托', 'Delegate the own posts', false),
  'session.manage': own('管理本人登录会话', 'Manage the own sessions', true),
  'credential.manage': own('管理本人登录凭据', 'Manage the own credentials', true),

  // The machine
  'system.health': {
    ...staffOnly(
      '查看系统运行状况',
      'See the health of the system',
      'read',
      ['administrator', ...security, 'technician'],
      [],
    ),
    within: 'instance',
  },
  'system.operate': {
    ...staffOnly('运维系统', 'Operate the system', 'write', machine, []),
    within: 'instance',
  },
} as const satisfies Readonly<Record<string, OperationRule>>;

export type Operation = keyof typeof table;

export const operationNames = Object.keys(table) as readonly Operation[];

/** What the product would be if nobody had written the rule down: everybody inside may. */
const open = (r: OperationRule): OperationRule => ({ ...r, staff: 'everyone', merchant: 'party', auditor: 'granted' });

/** Every operation of the product and who may do it. What is not named here cannot be asked for. */
export const operations = Object.fromEntries(
  operationNames.map((name) => {
    const rule: OperationRule = table[name];
    const { obligations } = rule;
    if (obligations.length === 0) return [name, rule];
    return [name, carries({ kind: 'access', name: `access.${name}`, obligations }, rule, open)];
  }),
) as Readonly<Record<Operation, OperationRule>>;
