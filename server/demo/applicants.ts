import type { LocalDate } from '../../core/base/time.ts';
import type { FormValues } from '../../core/forms/form.ts';
import { checklistItems, materialList } from '../../core/modules/admission/public.ts';
import { type DemoApplicant, permitOf } from './applications.ts';
import { demoMerchant } from './organisation-table.ts';

const of = (
  partyId: string,
  loginName: string,
  contact: string,
  name: string,
  uscc: string,
  rest: Pick<
    DemoApplicant,
    'deviceClass' | 'legalRepresentative' | 'residentId' | 'phone' | 'product' | 'registration' | 'category'
  >,
): DemoApplicant => ({ partyId, loginName, contact, name, uscc, ...rest });

const classTwo = (product: string, registration: string, category: string) =>
  ({ deviceClass: 'II', product, registration, category }) as const;
const classThree = (product: string, registration: string, category: string) =>
  ({ deviceClass: 'III', product, registration, category }) as const;

/** The first is the merchant whose post one chooses in the tour. */
export const applicants: readonly DemoApplicant[] = [
  of(
    demoMerchant.partyId,
    demoMerchant.loginName,
    demoMerchant.realName,
    '上海青杉医疗器械有限公司',
    '91310115MA1DEM103N',
    {
      ...classTwo('电子血压计', '沪械注准20232070012', '07-03-03'),
      legalRepresentative: '秦望舒',
      residentId: '310115197001100017',
      phone: '13800000001',
    },
  ),
  of('demo-songhe', 'he.jingyu', '何静屿', '苏州松鹤医疗科技有限公司', '91320505MA1DEM111T', {
    ...classTwo('医用雾化器', '苏械注准20222080345', '08-05-07'),
    legalRepresentative: '卫知远',
    residentId: '31011519710211002X',
    phone: '13800000002',
  }),
  of('demo-lanting', 'xu.manqing', '许蔓青', '杭州澜汀健康器械有限公司', '91330106MA1DEM12XG', {
    ...classTwo('一次性使用医用口罩', '浙械注准20202140567', '14-14-04'),
    legalRepresentative: '易南枝',
    residentId: '310115197203120032',
    phone: '13800000003',
  }),
  of('demo-yunqi', 'ma.zhiyuan', '马致原', '深圳云栖医疗器械有限公司', '91440305MA1DEM1387', {
    ...classThree('冠状动脉药物洗脱支架系统', '国械注准20213130789', '13-07-03'),
    legalRepresentative: '康怀瑾',
    residentId: '310115197304130045',
    phone: '13800000004',
  }),
  of('demo-qinghe', 'deng.yining', '邓以宁', '成都清禾医疗用品有限公司', '91510107MA1DEM146Y', {
    ...classTwo('血糖试纸', '川械注准20212220456', '22-04-02'),
    legalRepresentative: '闵若溪',
    residentId: '310115197405140058',
    phone: '13800000005',
  }),
  of('demo-beichen', 'jiang.heming', '江鹤鸣', '北京北辰医疗器械有限公司', '91110105MA1DEM1542', {
    ...classTwo('助听器', '京械注准20222190234', '19-01-07'),
    legalRepresentative: '祁云舟',
    residentId: '310115197506150060',
    phone: '13800000006',
  }),
  of('demo-haiyan', 'wei.lanxi', '魏澜溪', '青岛海雁医疗器械有限公司', '91370202MA1DEM162W', {
    ...classTwo('低频治疗仪', '鲁械注准20212090678', '09-01-04'),
    legalRepresentative: '乐正清',
    residentId: '310115197607160073',
    phone: '13800000007',
  }),
];

export interface DemoStep {
  /** Login name of who acts. */
  readonly by: string;
  readonly afterHours: number;
  readonly act: string;
  readonly form: (applicant: DemoApplicant, on: LocalDate) => FormValues;
}

export interface DemoStory {
  readonly partyId: string;
  readonly daysAgo: number;
  readonly hour: number;
  readonly steps: readonly DemoStep[];
}

const allPassed = (items: readonly { readonly code: string }[]) =>
  Object.fromEntries(items.map(({ code }) => [code, { answer: 'pass' }]));
const passedChecklist = allPassed(checklistItems);
const everyMaterial = allPassed(materialList);

const accept = (afterHours: number): DemoStep => ({
  by: 'lu.yao',
  afterHours,
  act: 'completeness.accept',
  form: (_applicant, on) => ({ receivedOn: on, documentCount: 4, materials: everyMaterial, complete: 'yes' }),
});
const askSupplement = (afterHours: number): DemoStep => ({
  by: 'fang.ning',
  afterHours,
  act: 'completeness.askSupplement',
  form: (_applicant, on) => ({
    items: [{ document: '营业执照副本', requirement: '缺少经营范围页,请补交并加盖公章' }],
    calledAt: `${on}T09:30:00+08:00`,
    calledPerson: '何静屿',
  }),
});
const preliminary = (afterHours: number): DemoStep => ({
  by: 'gu.yanqiu',
  afterHours,
  act: 'preliminary.pass',
  form: () => ({ checklist: passedChecklist, opinion: '材料齐全,各证照名称一致,同意提交专业审核。' }),
});
const lookUp = (credential: string, number: string, platform: string, on: LocalDate): FormValues => ({
  credential,
  number,
  platform,
  checkedAt: `${on}T09:00:00+08:00`,
  status: 'valid',
  scope: '与申请品类一致',
});

const quality = (by: string, afterHours: number): DemoStep => ({
  by,
  afterHours,
  act: 'professional.passQuality',
  form: (a, on) => ({
    verifications: [
      lookUp('businessLicence', a.uscc, '国家企业信用信息公示系统', on),
      lookUp('permit', permitOf(a), '国家药品监督管理局', on),
      lookUp('registration', a.registration, '国家药品监督管理局', on),
    ],
    categoryRisk: 'Low',
    companySize: 'Medium',
    grade: 'A',
    opinion: '资质经官方平台核验有效,风险等级为 A 级,同意通过。',
  }),
});
const compliance = (by: string, afterHours: number): DemoStep => ({
  by,
  afterHours,
  act: 'professional.passCompliance',
  form: (_applicant, on) => ({
    scopeFits: true,
    papersValid: true,
    creditSite: '信用中国',
    creditCheckedAt: `${on}T09:10:00+08:00`,
    creditResult: 'clean',
    opinion: '未发现合规风险。',
  }),
});
const summary = (by: string, afterHours: number): DemoStep => ({
  by,
  afterHours,
  act: 'summary.summarise',
  form: () => ({ qualityOpinion: '同意通过。', complianceOpinion: '未发现合规风险。', grade: 'A' }),
});
const result = (afterHours: number): DemoStep => ({ by: 'lu.yao', afterHours, act: 'result.notify', form: () => ({}) });

const REVIEWER = 'he.suwen';
const OFFICER = 'yan.mingli';

/** Cases in every state of the thin path, told as they happened. */
export const stories: readonly DemoStory[] = [
  { partyId: 'demo-songhe', daysAgo: 2, hour: 10, steps: [askSupplement(3)] },
  { partyId: 'demo-lanting', daysAgo: 1, hour: 14, steps: [accept(2)] },
  { partyId: 'demo-yunqi', daysAgo: 4, hour: 9, steps: [accept(4), preliminary(26)] },
  {
    partyId: 'demo-qinghe',
    daysAgo: 6,
    hour: 11,
    steps: [accept(3), preliminary(24), quality(REVIEWER, 50), compliance(OFFICER, 52)],
  },
  {
    partyId: 'demo-beichen',
    daysAgo: 9,
    hour: 10,
    steps: [
      accept(3),
      preliminary(24),
      quality(REVIEWER, 50),
      compliance(OFFICER, 52),
      summary(REVIEWER, 72),
      result(76),
    ],
  },
  { partyId: 'demo-haiyan', daysAgo: 0, hour: 9, steps: [] },
];
