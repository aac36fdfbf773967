import type { Text } from '../base/text.ts';

/** One concept of the field: what users read, what the code calls it, and what else people call it. */
export interface Term extends Text {
  readonly aliases: readonly string[];
}

const term = (zh: string, en: string, ...aliases: readonly string[]): Term => ({ zh, en, aliases });

/** The words of the product. One term for each concept; the key is the word that code uses. */
export const glossary = {
  // People and parties
  merchant: term('入网经营者', 'merchant', '经营者', '商家'),
  applicant: term('申请人', 'applicant', '申请主体'),
  registrant: term('注册人', 'registrant', '医疗器械注册人', '备案人'),
  supplier: term('供货单位', 'supplier', '供应商', '供货者'),
  customer: term('购货单位', 'customer', '客户单位', '购货者'),
  regulator: term('监管部门', 'regulator', '药品监督管理部门', '药监局'),
  legalEntity: term('法人主体', 'legal entity', '主体', '公司'),
  post: term('岗位', 'post', '岗'),
  role: term('职责角色', 'role', '角色'),
  delegation: term('委托代办', 'delegation', '授权代理'),
  separationOfDuties: term('职责分离', 'separation of duties', '不相容岗位'),

  // Procedures
  process: term('流程', 'process', '程序'),
  case: term('事项', 'case', '流程实例', '案件'),
  stage: term('环节', 'stage', '节点', '阶段'),
  task: term('任务', 'task', '待办事项'),
  todo: term('待办', 'to-do list'),
  action: term('操作', 'action', '办理动作'),
  claim: term('认领', 'claim', '签收任务'),
  release: term('释放', 'release', '退回任务池'),
  transfer: term('转办', 'transfer', '移交'),
  addSigner: term('加签', 'add signer'),
  sendBack: term('退回', 'send back', '驳回修改'),
  withdraw: term('撤回', 'withdraw'),
  urge: term('催办', 'urge'),
  copy: term('抄送', 'copy'),
  limit: term('时限', 'limit', '办理期限', '期限'),
  deadline: term('截止时间', 'deadline', '到期时间'),
  pause: term('停表', 'pause', '中止计时'),
  breach: term('逾期', 'breach', '超期', '超时'),
  lapse: term('期满失权', 'lapse', '逾期失效'),
  provisional: term('暂定', 'provisional'),
  escalation: term('升级', 'escalation', '上升处理'),
  duty: term('定期职责', 'duty', '例行工作'),
  rule: term('规则', 'rule'),
  parameter: term('参数', 'parameter'),
  refusal: term('不予办理', 'refusal'),
  obligation: term('要求', 'obligation', '义务', '条目'),
  clause: term('条款', 'clause'),
  conflictRegister: term('冲突登记', 'conflict register', '冲突台账'),
  carrier: term('承载点', 'carrier', '落实点'),
  evidence: term('证据', 'evidence', '凭证'),

  // Time
  workingDay: term('工作日', 'working day'),
  makeUpDay: term('调休上班日', 'make-up day', '补班日'),
  calendarDay: term('自然日', 'calendar day', '天'),
  closeOfBusiness: term('下班时刻', 'close of business'),
  delivery: term('送达', 'delivery'),

  // Admission
  admission: term('入网', 'admission', '入驻'),
  application: term('入网申请', 'application'),
  draft: term('草稿', 'draft'),
  completenessCheck: term('完整性确认', 'completeness check', '材料接收'),
  supplement: term('补正', 'supplement', '补充材料', '材料补正'),
  preliminaryReview: term('初步审核', 'preliminary review', '初审'),
  professionalReview: term('专业审核', 'professional review'),
  complianceReview: term('合规审核', 'compliance review'),
  siteVisit: term('实地核查', 'site visit', '现场核查'),
  riskGrade: term('风险等级', 'risk grade', '风险评级'),
  appeal: term('申诉', 'appeal'),
  rereview: term('定期复核', 're-review', '半年复核', '资质复核'),
  suspension: term('暂停入网资格', 'suspension', '暂停'),
  cancellation: term('取消入网资格', 'cancellation', '清退'),
  credential: term('资质', 'credential', '证照', '资质文件'),
  scopeOfBusiness: term('经营范围', 'scope of business'),
  deviceClass: term('管理类别', 'device class', '器械类别'),
  deemedRenewed: term('视为延续', 'deemed renewed'),

  // Records and documents
  record: term('质量记录', 'record', '记录'),
  form: term('表单', 'form', '单据'),
  notice: term('通知书', 'notice', '通知单'),
  paper: term('文书', 'paper'),
  correction: term('更正', 'correction', '修改记录'),
  retention: term('保管期限', 'retention', '保存期限', '留存期限'),
  hold: term('冻结销毁', 'hold', '保全'),
  destruction: term('销毁', 'destruction'),
  archive: term('归档', 'archive', '存档'),
  numberSeries: term('编号规则', 'number series', '流水号'),
  qualityDocument: term('体系文件', 'quality document', '质量管理体系文件'),
  revision: term('修订', 'revision'),
  documentWithdrawal: term('作废', 'withdrawal of a document', '废除', '废止'),
  controlledCopy: term('受控文件', 'controlled copy'),
  signature: term('电子签名', 'signature', '签字', '签章'),
  audit: term('内部审核', 'audit', '内审'),
  auditTrail: term('审计追踪', 'audit trail', '操作留痕', '修改痕迹'),
  head: term('审计头', 'audit head', '审计摘要'),

  // Quality in trade
  listing: term('商品信息', 'listing', '在售商品', '上架信息'),
  takedown: term('下架', 'takedown'),
  violation: term('违法行为', 'violation', '违规'),
  stop: term('停止网络交易服务', 'stop of service', '停服'),
  interimMeasure: term('临时措施', 'interim measure', '初步处置'),
  contractualPenalty: term('违约金', 'contractual penalty', '罚款'),
  complaint: term('投诉', 'complaint'),
  whistleblowing: term('举报', 'report of a violation'),
  adverseEvent: term('不良事件', 'adverse event', '医疗器械不良事件'),
  recall: term('召回', 'recall', '医疗器械召回'),
  emergency: term('突发事件', 'emergency'),
  qualityIncident: term('质量事故', 'quality incident'),
  nonconformity: term('不符合项', 'nonconformity', '不合格项'),
  nonconformingGoods: term('不合格品', 'nonconforming goods', '不合格医疗器械'),
  correctiveAction: term('整改', 'corrective action', '纠正措施'),
  preventiveAction: term('预防措施', 'preventive action'),
  verification: term('验证', 'verification', '整改验证'),
  monitoring: term('监测', 'monitoring'),
  samplingTest: term('抽检', 'sampling test', '抽样检验'),
  spotCheck: term('抽查', 'spot check'),

  // Goods
  device: term('医疗器械', 'medical device', '器械'),
  lot: term('批号', 'lot', '生产批号', '批次'),
  serialNumber: term('序列号', 'serial number', '出厂编号'),
  udi: term('医疗器械唯一标识', 'UDI', '唯一标识'),
  receiving: term('收货', 'receiving'),
  acceptance: term('验收', 'acceptance', '质量验收'),
  putAway: term('入库', 'put-away'),
  upkeep: term('养护', 'upkeep', '在库养护'),
  dispatchCheck: term('出库复核', 'dispatch check'),
  nearExpiry: term('近效期', 'near expiry', '近期'),
  firstSupply: term('首营', 'first-time supply', '首营企业', '首营品种'),
  implant: term('植入类器械', 'implant', '植入'),
  highRiskDevice: term('高风险医疗器械', 'high-risk device'),

  // Data
  personalData: term('个人信息', 'personal data', '个人隐私信息'),
  masking: term('脱敏', 'masking', '模糊显示'),
  backup: term('备份', 'backup', '数据备份'),
  restoreCheck: term('恢复校验', 'restore check', '备份校验'),
  splitKey: term('密钥分存', 'split key'),
} as const satisfies Readonly<Record<string, Term>>;

export type TermId = keyof typeof glossary;

export const termIds = Object.keys(glossary) as readonly TermId[];

const byName: ReadonlyMap<string, TermId> = new Map(
  termIds.flatMap((id) => [glossary[id].zh, ...glossary[id].aliases].map((name) => [name, id] as const)),
);

/** The one term that a Chinese word or alias stands for; null for none. */
export const resolveTerm = (name: string): TermId | null => byName.get(name.trim()) ?? null;
