import type { Text } from '../../core/base/text.ts';
import type { DepartmentId } from '../../core/manual/departments.ts';
import type { PostRole } from '../../core/people/operations.ts';

export interface DemoEntity {
  readonly id: string;
  readonly kind: 'platform' | 'distributor';
  readonly name: string;
  readonly nameEn: string;
  readonly uscc: string;
  readonly legalRepresentative: string;
  readonly address: string;
  readonly region: string;
}

export interface DemoPostRow {
  readonly id: string;
  readonly department: string;
  readonly title: Text;
  readonly isHead?: true;
  readonly roles: readonly PostRole[];
  /** Login name and real name of who holds it; every person of the demo is invented. */
  readonly holders: readonly (readonly [loginName: string, realName: string])[];
}

/** A group of two companies, invented like everybody in it; the codes have right check digits and belong to nobody. */
export const demoEntities: readonly DemoEntity[] = [
  {
    id: 'mall',
    kind: 'platform',
    name: '准绳医械商城(杭州)有限公司',
    nameEn: 'Plumbline Device Mall (Hangzhou) Co., Ltd.',
    uscc: '91330106MA2PLM0AXH',
    legalRepresentative: '沈知衡',
    address: '浙江省杭州市西湖区示范路1号',
    region: '330106',
  },
  {
    id: 'trade',
    kind: 'distributor',
    name: '准绳医疗器械经营(杭州)有限公司',
    nameEn: 'Plumbline Device Trade (Hangzhou) Co., Ltd.',
    uscc: '91330110MA2PLM0B8A',
    legalRepresentative: '沈知衡',
    address: '浙江省杭州市余杭区示范路8号',
    region: '330110',
  },
];

export const demoDepartments: readonly (readonly [
  id: string,
  entityId: string,
  title: Text,
  standsFor: readonly DepartmentId[],
])[] = [
  ['mall-management', 'mall', { zh: '总经理室', en: 'General management' }, ['management']],
  ['mall-operations', 'mall', { zh: '运营部', en: 'Operations' }, ['operations', 'sales']],
  ['mall-quality', 'mall', { zh: '质量管理部', en: 'Quality management' }, ['quality']],
  ['mall-compliance', 'mall', { zh: '合规部', en: 'Compliance' }, ['compliance']],
  ['mall-service', 'mall', { zh: '客服部', en: 'Customer service' }, ['customerService']],
  ['mall-technology', 'mall', { zh: '技术部', en: 'Technology' }, ['technology']],
  [
    'mall-administration',
    'mall',
    { zh: '综合管理部', en: 'Administration' },
    ['administration', 'humanResources', 'personnelAdministration', 'finance'],
  ],
  ['trade-management', 'trade', { zh: '总经理室', en: 'General management' }, ['management']],
  ['trade-quality', 'trade', { zh: '质量管理部', en: 'Quality management' }, ['quality']],
  ['trade-procurement', 'trade', { zh: '采购部', en: 'Procurement' }, ['procurement']],
  ['trade-warehouse', 'trade', { zh: '仓储部', en: 'Warehouse' }, ['warehouse']],
  ['trade-sales', 'trade', { zh: '销售部', en: 'Sales' }, ['sales']],
];

const post = (
  id: string,
  department: string,
  zh: string,
  en: string,
  roles: readonly PostRole[],
  holders: DemoPostRow['holders'],
): DemoPostRow => ({ id, department, title: { zh, en }, roles, holders });

const head = (...row: Parameters<typeof post>): DemoPostRow => ({ ...post(...row), isHead: true });

export const demoPostRows: readonly DemoPostRow[] = [
  head(
    'mall-general-manager',
    'mall-management',
    '总经理',
    'General manager',
    ['generalManager', 'platformHead'],
    [['shen.zhiheng', '沈知衡']],
  ),
  post(
    'mall-deputy-manager',
    'mall-management',
    '分管副总经理',
    'Deputy general manager',
    ['deputyGeneralManager', 'platformHead'],
    [['ruan.qingyuan', '阮清源']],
  ),
  post(
    'mall-admission',
    'mall-operations',
    '入网审核岗',
    'Admission clerk',
    ['admissionClerk', 'operationsStaff'],
    [
      ['lu.yao', '陆遥'],
      ['fang.ning', '方宁'],
    ],
  ),
  post(
    'mall-liaison',
    'mall-operations',
    '质量对接岗',
    'Quality liaison',
    ['qualityLiaison', 'operationsStaff'],
    [['gu.yanqiu', '顾砚秋']],
  ),
  post(
    'mall-patrol',
    'mall-operations',
    '质量巡查岗',
    'Quality patrol inspector',
    ['patrolInspector', 'operationsQualityClerk', 'operationsStaff'],
    [['tao.yimin', '陶以敏']],
  ),
  head(
    'mall-operations-head',
    'mall-operations',
    '运营部负责人',
    'Head of operations',
    ['headOfOperations'],
    [['jiang.wenbo', '蒋文博']],
  ),
  post(
    'mall-qualification',
    'mall-quality',
    '资质审核岗',
    'Qualification reviewer',
    ['qualificationReviewer', 'requalificationReviewer', 'qualityStaff', 'investigatorOnSite'],
    [
      ['he.suwen', '贺素文'],
      ['tang.jiming', '唐济明'],
    ],
  ),
  post(
    'mall-monitor',
    'mall-quality',
    '质量监测岗',
    'Quality monitor',
    ['qualityMonitor', 'adverseEventOfficer', 'complaintContact', 'recallOfficer', 'qualityStaff'],
    [['bai.ruoxi', '柏若溪']],
  ),
  post(
    'mall-compliance',
    'mall-compliance',
    '合规专员',
    'Compliance officer',
    ['complianceOfficer', 'complianceStaff'],
    [['yan.mingli', '严明礼']],
  ),
  head(
    'mall-compliance-head',
    'mall-compliance',
    '合规部负责人',
    'Head of compliance',
    ['headOfCompliance'],
    [['xu.zhiyuan', '许致远']],
  ),
  head(
    'mall-service-head',
    'mall-service',
    '客服部负责人',
    'Head of customer service',
    ['headOfCustomerService'],
    [['luo.anran', '罗安然']],
  ),
  post(
    'mall-complaints',
    'mall-service',
    '投诉处理岗',
    'Complaint handler',
    ['complaintHandler', 'onlineAgent', 'telephoneAgent', 'customerServiceStaff'],
    [['mei.xinyu', '梅心语']],
  ),
  head(
    'mall-technology-head',
    'mall-technology',
    '技术部负责人',
    'Head of technology',
    ['headOfTechnology'],
    [['qiu.hanlin', '邱翰林']],
  ),
  post(
    'mall-security',
    'mall-technology',
    '数据安全岗',
    'Data security officer',
    ['dataSecurityOfficer', 'dataMonitor', 'informationMonitor', 'technician'],
    [['shi.jingxing', '石景行']],
  ),
  post(
    'mall-administrator',
    'mall-technology',
    '系统管理员',
    'System administrator',
    ['administrator'],
    [['wen.shuo', '温朔']],
  ),
  post(
    'mall-archive',
    'mall-administration',
    '档案管理员',
    'Archivist',
    ['archivist', 'administrationStaff'],
    [['jian.shuhua', '简书华']],
  ),
  post('mall-finance', 'mall-administration', '财务专员', 'Finance clerk', ['financeStaff'], [['qi.yuting', '戚雨亭']]),
  head(
    'mall-quality-head',
    'mall-quality',
    '质量管理部负责人',
    'Head of quality management',
    ['headOfQuality'],
    [['lin.zhengyi', '林正仪']],
  ),
  head(
    'trade-general-manager',
    'trade-management',
    '总经理',
    'General manager',
    ['generalManager'],
    [['song.boyuan', '宋伯远']],
  ),
  head(
    'trade-procurement-head',
    'trade-procurement',
    '采购部负责人',
    'Head of procurement',
    ['headOfProcurement', 'buyer'],
    [['du.jiahe', '杜嘉禾']],
  ),
  post(
    'trade-inspector',
    'trade-warehouse',
    '验收员',
    'Acceptance inspector',
    ['acceptanceInspector', 'receiver'],
    [['pan.guangyu', '潘光屿']],
  ),
  head(
    'trade-warehouse-head',
    'trade-warehouse',
    '仓储部负责人',
    'Head of the warehouse',
    ['headOfWarehouse', 'warehouseKeeper', 'dispatchChecker'],
    [['yao.guotai', '姚国泰']],
  ),
  post('trade-sales', 'trade-sales', '销售员', 'Salesperson', ['salesperson'], [['ji.xiaoman', '季小满']]),
  head(
    'trade-quality-head',
    'trade-quality',
    '质量负责人',
    'Person in charge of quality',
    ['qualityHead', 'headOfQuality'],
    [['an.huaijin', '安怀瑾']],
  ),
];

/** The merchant who applies for admission in the tour of the demo. */
export const demoMerchant = {
  partyId: 'demo-qingshan',
  entityId: 'mall',
  loginName: 'zhang.xiaotang',
  realName: '张晓棠',
} as const;
