import type { FormValues } from '../../../forms/form.ts';
import { spotCheckForm } from '../forms/spot-check.ts';

/** A complete proof of each duty, as of the day on which it is handed in. */
export const filled = (on: string): Readonly<Record<string, FormValues>> => ({
  'record-spot-check': {
    paperRecords: 41,
    paperChecked: 9,
    checklist: Object.fromEntries(spotCheckForm.fields.checklist.items.map(({ code }) => [code, { answer: 'pass' }])),
    defects: [{ number: '培训记录-20250220-001', defect: '缺签字', post: '培训专员' }],
    conclusion: '一份缺签字,已通知补签。',
  },
  'retention-ledger': { renewedOn: on, added: 12, endingSoon: 0, conclusion: '与系统台账一致。' },
  'archive-room-morning': { temperature: 21.5, humidity: 50 },
  'archive-room-afternoon': { temperature: 22, humidity: 48 },
  'archive-room-upkeep': {
    insectBoxesOn: on,
    dampPaperOn: on,
    curtains: true,
    noFireSource: true,
    fromWaterPipe: 3.2,
    fromExtinguisher: 1.5,
    fromSocket: 2,
  },
  'backup-check': {
    checkedOn: on,
    backups: 31,
    restored: 4,
    comparison: [{ file: '2025-02-07 全量', result: 'same' }],
    conclusion: '抽查文件均可恢复。',
  },
  'access-review': {
    accounts: 38,
    decisions: [{ account: '客服岗 陈某', decision: 'remove', reason: '已转岗' }],
    conclusion: '删除一项。',
  },
  requalification: { reviewed: 12, results: [], conclusion: '均通过。' },
  'security-policy-renewal': {
    renewedOn: on,
    policies: [{ name: '防火墙访问策略', version: '2025.2' }],
    changes: '关闭两条过期规则。',
  },
  'vulnerability-scan': {
    scannedOn: on,
    tool: '扫描器 8.1',
    scope: '全部对外系统',
    findings: [],
    conclusion: '未见高危。',
  },
  'security-assessment': { assessedOn: on, scope: '交易系统', findings: [], conclusion: '风险可控。' },
  'data-security-drill': {
    heldOn: on,
    scenario: '交易数据泄露',
    participants: [
      { name: '甲', part: '指挥' },
      { name: '乙', part: '处置' },
    ],
    summary: '十五分钟内完成隔离。',
    plan: 'revised',
    planVersion: 'V2.1',
  },
  'data-security-audit': {
    auditedOn: on,
    scope: '访问日志与权限',
    foundRisks: true,
    risks: [{ finding: '测试库含真实电话', severity: 'medium', owner: '丙', state: 'open' }],
    conclusion: '一项隐患,限期整改。',
  },
});
