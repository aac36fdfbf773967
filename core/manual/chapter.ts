import type { Text } from '../base/text.ts';
import { text } from '../base/text.ts';

/** P01–P15: the manual of the trading platform. D01–D14: the manual of the distributor. */
export const chapters = {
  P01: text('机构设置与岗位质量管理职责', 'Organisation and quality duties of posts'),
  P02: text('人员培训管理', 'Training of staff'),
  P03: text('质量管理体系文件审核批准管理', 'Review and approval of quality system documents'),
  P04: text('质量记录管理', 'Quality records'),
  P05: text('入网医疗器械网络销售经营者资质审核管理', 'Review of the qualifications of merchants joining the platform'),
  P06: text('平台内医疗器械信息检查监控管理', 'Inspection and monitoring of device information on the platform'),
  P07: text('平台内医疗器械信息发布、交易记录等数据管理', 'Data of listings and transactions on the platform'),
  P08: text('平台内医疗器械网络交易数据安全保障', 'Security of transaction data'),
  P09: text('平台内网络销售违法行为制止及报告', 'Stopping and reporting unlawful sales'),
  P10: text('平台内网络销售严重违法行为停止提供网络交易服务', 'Ending service to merchants for severe violations'),
  P11: text('平台内医疗器械质量安全投诉举报处理', 'Complaints and reports about quality and safety'),
  P12: text('平台内医疗器械质量安全监测管理', 'Monitoring of quality and safety'),
  P13: text('质量管理体系审核', 'Audits of the quality system'),
  P14: text('配合开展医疗器械不良事件调查和召回管理', 'Assistance with adverse event investigations and recalls'),
  P15: text('突发事件应急处置', 'Emergency response'),
  D01: text('总则', 'General provisions'),
  D02: text('质量文件管理制度', 'Quality documents'),
  D03: text('首营企业和首营品种管理制度', 'First-time suppliers and first-time products'),
  D04: text('医疗器械采购管理制度', 'Purchasing, receiving and acceptance of devices'),
  D05: text('医疗器械出入库与养护管理规定', 'Storage, dispatch and upkeep of devices'),
  D06: text('医疗器械销售管理制度', 'Sale of devices'),
  D07: text('不合格医疗器械管理制度', 'Nonconforming devices'),
  D08: text('医疗器械退换货管理制度', 'Returns and exchanges of devices'),
  D09: text('医疗器械不良事件监测和报告制度', 'Monitoring and reporting of adverse events'),
  D10: text('医疗器械的召回制度', 'Recall of devices'),
  D11: text('仓库设施管理制度', 'Warehouse facilities'),
  D12: text('卫生和员工健康管理制度', 'Hygiene and health of staff'),
  D13: text('培训管理制度', 'Training'),
  D14: text(
    '医疗器械质量投诉、事故调查和处理报告管理制度',
    'Quality complaints, investigation of incidents and reports',
  ),
} as const satisfies Readonly<Record<string, Text>>;

export type ChapterId = keyof typeof chapters;

export const chapterIds = Object.keys(chapters) as readonly ChapterId[];

export const isChapterId = (id: string): id is ChapterId => Object.hasOwn(chapters, id);
