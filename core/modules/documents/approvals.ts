import { text } from '../../base/text.ts';
import type { RoleId } from '../../manual/roles.ts';
import type { Because } from '../../process/because.ts';
import * as forms from './forms.ts';

/** Who approves depends on the level of the document (P03 §4.1); what approving is does not. */

const approve = {
  title: text('同意生效', 'Approve'),
  tone: 'primary',
  sign: text('同意生效', 'Approved to take effect'),
} as const;

const refuse = {
  title: text('不批准', 'Refuse'),
  tone: 'danger',
  form: forms.opinionForm,
  sign: text('不批准,原因如表', 'Refused for the reasons given'),
} as const;

const byOne = <const B extends Because>(zh: string, en: string, by: RoleId, because: B) =>
  ({
    title: text(zh, en),
    tasks: {
      approve: {
        title: text(zh, en),
        by,
        notBy: ['start'],
        actions: {
          approve: { ...approve, to: 'approved', because },
          refuse: { ...refuse, to: 'correction', because: ['P03-4.2-05', 'P03-4.2-06'] },
        },
      },
    },
  }) as const;

export const approvals = {
  manualApproval: byOne('总经理批准', 'Approval by the general manager', 'generalManager', 'P03-4.1-01'),
  procedureApproval: byOne(
    '分管副总经理批准',
    'Approval by the deputy general manager',
    'deputyGeneralManager',
    'P03-4.1-04',
  ),
  instructionApproval: byOne('部门负责人批准', 'Approval by the head of department', 'headOfDepartment', 'P03-4.1-05'),
  recordApproval: {
    title: text('两位负责人共同批准', 'Approval by two heads'),
    join: 'firstRefusal',
    to: 'approved',
    ifRefused: 'correction',
    tasks: {
      using: {
        title: text('使用部门负责人批准', 'Head of the using department'),
        by: 'headOfUsingDepartment',
        notBy: ['start', 'recordApproval.approveQuality'],
        actions: {
          approveUse: { ...approve, because: 'P03-4.1-06' },
          refuseUse: { ...refuse, outcome: 'refused', because: 'P03-4.2-05' },
        },
      },
      quality: {
        title: text('质量管理部负责人批准', 'Head of quality'),
        by: 'headOfQuality',
        notBy: ['start', 'recordApproval.approveUse'],
        actions: {
          approveQuality: { ...approve, because: 'P03-4.1-06' },
          refuseQuality: { ...refuse, outcome: 'refused', because: 'P03-4.2-05' },
        },
      },
    },
  },
} as const;
