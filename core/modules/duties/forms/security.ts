import { text } from '../../../base/text.ts';
import { demanded } from '../../../forms/demanded.ts';
import { defineForm } from '../../../forms/form.ts';
import { account, count, doneOn, line, option, reportFile, rows } from './fields.ts';

/** Proofs of P08, the check of backups (P04 §3.1) and the review of access (P04 §5.4). */

export const backupCheckForm = defineForm({
  id: 'backup-check',
  version: 1,
  title: text('数据备份校验报告', 'Report on the check of backups'),
  source: 'P04 §3.1',
  fields: {
    checkedOn: doneOn('校验日期', 'Checked on'),
    backups: count('上月备份文件数', 'Backup files of last month'),
    restored: count('恢复比对文件数', 'Files restored and compared'),
    comparison: demanded(
      'backup-check.comparison',
      'P04-3.1-20',
      rows(
        '比对结果',
        'Results',
        {
          file: line('备份文件', 'Backup file', 120),
          result: {
            kind: 'choice',
            label: text('与原件比对', 'Compared with the original'),
            options: [option('same', '一致', 'The same'), option('different', '不一致', 'Different')],
            required: true,
          },
        },
        1,
      ),
    ),
    conclusion: account('结论与处置', 'Conclusion and what is done'),
  },
});

export const accessReviewForm = defineForm({
  id: 'access-review',
  version: 1,
  title: text('权限审核记录', 'Review of access'),
  source: 'P04 §5.4',
  fields: {
    accounts: count('在用账号数', 'Accounts in use'),
    decisions: demanded(
      'access-review.decisions',
      'P08-3.2-01',
      rows(
        '逐项结论',
        'Decisions',
        {
          account: line('账号或岗位', 'Account or post'),
          decision: {
            kind: 'choice',
            label: text('结论', 'Decision'),
            options: [
              option('keep', '保留', 'Keep'),
              option('change', '调整', 'Change'),
              option('remove', '删除', 'Remove'),
            ],
            required: true,
          },
          reason: line('理由', 'Reason', 200),
        },
        1,
      ),
    ),
    conclusion: account('审核结论', 'Conclusion'),
  },
});

export const policyRenewalForm = defineForm({
  id: 'security-policy-renewal',
  version: 1,
  title: text('网络安全策略更新记录', 'Renewal of security policies'),
  source: 'P08 §2.1',
  fields: {
    renewedOn: doneOn('更新日期', 'Renewed on'),
    policies: rows(
      '策略',
      'Policies',
      { name: line('策略名称', 'Policy', 80), version: line('版本', 'Version', 20) },
      1,
    ),
    changes: account('更新内容或不需更新的理由', 'What changed, or why nothing had to'),
  },
});

const severity = {
  kind: 'choice',
  label: text('严重程度', 'Severity'),
  options: [option('high', '高', 'High'), option('medium', '中', 'Medium'), option('low', '低', 'Low')],
  required: true,
} as const;

const findings = (zh: string, en: string) =>
  rows(zh, en, {
    finding: line('发现', 'Finding', 200),
    severity,
    owner: line('责任人', 'Owner', 40),
    state: {
      kind: 'choice',
      label: text('状态', 'State'),
      options: [option('open', '未关闭', 'Open'), option('closed', '已关闭', 'Closed')],
      required: true,
    },
  });

const hasFindings = (zh: string, en: string) => ({ kind: 'yesNo', label: text(zh, en), required: true }) as const;

export const vulnerabilityScanForm = defineForm({
  id: 'vulnerability-scan',
  version: 1,
  title: text('漏洞扫描记录', 'Vulnerability scan'),
  source: 'P08 §2.2',
  fields: {
    scannedOn: doneOn('扫描日期', 'Scanned on'),
    tool: line('扫描工具及版本', 'Tool and version', 80),
    scope: account('扫描范围', 'Scope'),
    findings: findings('发现的漏洞', 'Vulnerabilities found'),
    report: reportFile('扫描报告', 'Report of the scan', false),
    conclusion: account('结论', 'Conclusion'),
  },
});

export const securityAssessmentForm = defineForm({
  id: 'security-assessment',
  version: 1,
  title: text('系统安全评估记录', 'Security assessment'),
  source: 'P08 §2.2',
  fields: {
    assessedOn: doneOn('评估日期', 'Assessed on'),
    scope: account('评估范围', 'Scope'),
    findings: findings('评估发现', 'Findings'),
    conclusion: account('评估结论', 'Conclusion'),
  },
});

export const securityDrillForm = defineForm({
  id: 'data-security-drill',
  version: 1,
  title: text('数据安全应急演练总结', 'Summary of the data security drill'),
  source: 'P08 §4.2',
  fields: {
    heldOn: doneOn('演练日期', 'Held on'),
    scenario: account('演练情景', 'Scenario'),
    participants: rows(
      '参加人员',
      'Participants',
      { name: line('姓名', 'Name', 40), part: line('职责', 'Part', 60) },
      2,
    ),
    summary: demanded('data-security-drill.summary', 'P08-4.2-02', account('演练总结', 'Summary')),
    plan: demanded('data-security-drill.plan', 'P08-4.2-02', {
      kind: 'choice',
      label: text('预案完善', 'The emergency plan'),
      options: [
        option('revised', '已修订', 'Revised'),
        option('unchanged', '经评审无须修订', 'Reviewed, nothing to change'),
      ],
      required: true,
    }),
    planVersion: {
      ...line('修订后版本', 'Version after the revision', 20),
      showWhen: { field: 'plan', in: ['revised'] },
      required: { field: 'plan', in: ['revised'] },
    },
  },
});

export const securityAuditForm = defineForm({
  id: 'data-security-audit',
  version: 1,
  title: text('数据安全审计报告', 'Report of the data security audit'),
  source: 'P08 §5',
  fields: {
    auditedOn: doneOn('审计日期', 'Audited on'),
    scope: account('审计范围', 'Scope'),
    foundRisks: hasFindings('是否发现安全隐患', 'Were hidden risks found?'),
    risks: demanded('data-security-audit.risks', 'P08-5-03', {
      ...findings('安全隐患', 'Hidden risks'),
      min: 1,
      showWhen: { field: 'foundRisks', in: [true] },
      required: { field: 'foundRisks', in: [true] },
    }),
    conclusion: demanded('data-security-audit.conclusion', 'P08-5-04', account('审计结论', 'Conclusion')),
  },
});
