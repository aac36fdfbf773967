import { text } from '../../core/base/text.ts';
import type { DemoPost, SessionView } from '../../core/contract/session-view.ts';

/** Invented people of an invented group, for developing the screens only. */
interface Account extends DemoPost {
  readonly role: string;
}

const house = '澄一医疗网络科技有限公司';
const second = '澄一医疗器械销售有限公司';

const staff = (
  n: number,
  personName: string,
  role: string,
  zh: string,
  en: string,
  dzh: string,
  den: string,
  entityName = house,
): Account => ({
  accountId: `a${n}`,
  personName,
  role,
  title: text(zh, en),
  department: text(dzh, den),
  entityName,
  kind: 'staff',
  openTasks: 0,
});

export const accounts: readonly Account[] = [
  staff(1, '沈知行', 'intake', '入网审核岗', 'Admission clerk', '运营部', 'Operations'),
  staff(2, '顾晚晴', 'preliminary', '质量对接岗', 'Quality liaison', '运营部', 'Operations'),
  staff(3, '陆怀瑾', 'quality', '资质审核岗', 'Credential reviewer', '质量管理部', 'Quality management'),
  staff(
    4,
    '江疏影',
    'qualityHead',
    '质量管理部负责人',
    'Head of quality management',
    '质量管理部',
    'Quality management',
  ),
  staff(5, '程以沫', 'compliance', '合规专员', 'Compliance officer', '合规部', 'Compliance'),
  staff(6, '温如许', 'director', '总经理', 'General manager', '管理层', 'Management'),
  staff(7, '裴南絮', 'archive', '档案管理岗', 'Archivist', '质量管理部', 'Quality management'),
  staff(8, '宋时微', 'buyer', '采购员', 'Purchaser', '供应链部', 'Supply chain', second),
  staff(
    9,
    '叶听澜',
    'distQuality',
    '质量负责人',
    'Person in charge of quality',
    '质量管理部',
    'Quality management',
    second,
  ),
  staff(10, '简望舒', 'administrator', '系统管理员', 'System administrator', '技术部', 'Technology'),
  {
    accountId: 'm1',
    personName: '周启明',
    role: 'merchant',
    title: text('经办人', 'Applicant'),
    department: text('商户', 'Merchant'),
    entityName: '青禾医疗器械(苏州)有限公司',
    kind: 'merchant',
    openTasks: 0,
  },
];

export const sessionOf = (account: Account): SessionView => ({
  personId: account.accountId,
  name: account.personName,
  kind: account.kind,
  entityId: account.entityName === second ? 'e2' : 'e1',
  entityName: account.entityName,
  posts: [
    {
      id: `post-${account.role}`,
      title: account.title,
      department: account.department,
      entityId: 'e1',
      entityName: account.entityName,
    },
  ],
  may: account.role === 'administrator' ? ['calendar.import'] : [],
  demo: true,
  signingMethods: ['demo'],
});
