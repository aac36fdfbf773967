import { text } from '../../base/text.ts';
import { dateOf } from '../../base/time.ts';
import type { FormValues } from '../../forms/form.ts';
import { defineProcess, limit } from '../../process/define.ts';
import * as forms from './forms.ts';
import { stages } from './stages.ts';

/**
 * From the report of an internal audit to the last finding closed (P13 §2.3.2–2.4). Every finding goes its own way with its
 * own clocks; the case closes when none is left.
 */
export const auditFindings = defineProcess({
  name: 'audit-findings',
  version: 1,
  title: text('内审不符合项整改', 'Findings of an internal audit'),
  clause: 'P13 §2.3.2–2.4',
  series: 'NS',
  start: {
    title: text('分发审核报告', 'Send out the report'),
    by: 'leadAuditor',
    form: forms.reportForm,
    subject: 'department',
    then: ['reportNotice'],
    to: 'receipt',
    because: ['P13-2.3.1-04', 'P13-2.3.2-03'],
  },
  stages,
  ends: { closed: { title: text('全部关闭', 'All closed'), tone: 'good' } },
  lists: {
    findings: (view) =>
      ((view.filled('start').findings ?? []) as readonly FormValues[]).map((row, i) => ({
        key: String(i + 1),
        label: String(row.fact),
        data: { severity: String(row.severity) },
      })),
  },
  choices: { severity: (view) => String(view.item?.data?.severity) },
  rules: {
    withinPeriod: {
      title: text('完成时限不晚于规定期限', 'The plan ends within the period'),
      because: 'P13-2.4.1-02',
      check: (view) => {
        const running = Object.values(view.state.limits).find(
          (one) => one.limit === 'rectification' && one.item === view.item?.key,
        );
        const latest = running?.dueAt ? dateOf(running.dueAt) : null;
        return (
          latest === null ||
          String(view.form.completeBy) <= latest || {
            code: 'audit.planTooLong',
            message: text(
              `完成时限不得晚于 ${latest},请缩短计划。`,
              `The plan must end by ${latest}; make it shorter.`,
            ),
            field: 'completeBy',
          }
        );
      },
    },
  },
  effects: {
    reportNotice: { kind: 'notice', notice: 'audits.report', to: 'auditedDepartment', because: 'P13-2.3.2-03' },
    urgingNotice: { kind: 'notice', notice: 'audits.urging', to: 'auditedDepartment', because: 'P13-2.4.2-08' },
    holdToAccount: { kind: 'tell', event: 'audit.deduction', because: 'P13-2.4.2-10' },
    verificationRecord: { kind: 'record', record: 'audit-verification', because: 'P13-2.4.2-07' },
  },
  limits: {
    receipt: {
      title: text('确认收到报告', 'Confirming receipt'),
      from: { enters: 'receipt' },
      within: limit('audit.reportReceived'),
      ifMissed: { lapse: 'plan' },
      because: 'P13-2.3.2-04',
    },
    planDrafted: {
      title: text('编制整改计划', 'Drawing up the plan'),
      from: { enters: 'plan' },
      within: limit('audit.planDrafted'),
      until: [{ act: 'plan.draft' }],
      ifMissed: 'breach',
      because: 'P13-2.4.1-01',
    },
    planReviewed: {
      title: text('审批整改计划', 'Approval of the plan'),
      from: { enters: 'planReview' },
      within: limit('audit.planReviewed'),
      ifMissed: 'breach',
      because: 'P13-2.4.1-04',
    },
    rectification: {
      title: text('整改', 'Rectification'),
      from: { enters: 'plan' },
      within: {
        by: 'severity',
        of: { severe: limit('audit.severeFinding'), ordinary: limit('audit.ordinaryFinding') },
      },
      until: [{ act: 'rectify.done' }],
      ifMissed: { escalate: 'headOfAuditedDepartment' },
      because: ['P13-2.4-01', 'P13-2.4-02'],
    },
    verification: {
      title: text('验证', 'Verification'),
      from: { endOf: 'rectification' },
      within: limit('audit.verification'),
      until: [{ act: 'verify.pass' }, { act: 'verify.fail' }],
      ifMissed: { escalate: 'leadAuditor' },
      because: 'P13-2.4.2-03',
    },
    again: {
      title: text('督办后重新整改', 'Rectifying again'),
      from: { enters: 'again' },
      within: limit('audit.again'),
      ifMissed: { escalate: 'headOfAuditedDepartment' },
      because: 'P13-2.4.2-09',
    },
  },
});
