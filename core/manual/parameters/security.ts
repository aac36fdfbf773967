import { manual, ours, range, span } from '../parameter-builders.ts';

/** P08 and P14: security of data. */
export const security = {
  'security.vulnerabilityScan': span('漏洞扫描间隔', 'Interval of vulnerability scans', ours(36, '1mo', 'P08-2.2-01')),
  'security.assessment': span('系统安全评估间隔', 'Interval of security assessments', ours(36, '3mo', 'P08-2.2-02')),
  'security.policyRenewal': span(
    '安全策略更新间隔',
    'Interval of renewing security policies',
    ours(36, '3mo', 'P08-2.1-04'),
  ),
  'security.audit': span('数据安全审计间隔', 'Interval of security audits', ours(36, '3mo', 'P08-5-01')),
  'security.accessReview': span(
    '权限审核间隔',
    'Interval of access reviews',
    ours(36, '3mo', 'P08-3.2-01'),
    manual('P04-5.4-07', '3mo'),
  ),
  'security.leaverAccess': span('离职后收回权限', 'Ending the access of a leaver', ours(36, '0d', 'P08-3.2-03')),
  'security.moverAccess': span('转岗后调整权限', 'Adjusting the access of a mover', ours(36, '0d', 'P08-3.2-02')),
  'security.drill': span('数据安全演练间隔', 'Interval of data security drills', manual('P08-4.2-01', '3mo')),
  'security.fullViewDigits': range(
    '脱敏保留位数(前、后)',
    'Digits left by masking, first and last',
    manual('P14-2.2.3-02', [3, 4]),
  ),
};
