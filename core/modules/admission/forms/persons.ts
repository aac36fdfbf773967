import { text } from '../../../base/text.ts';
import { demanded } from '../../../forms/demanded.ts';
import type { Field } from '../../../forms/form.ts';
import { byMandate, pdf } from './options.ts';

/** Who stands behind an application (P05 §2.1.4) and how to reach him. */

export const representativeFields = {
  legalRepresentative: {
    kind: 'text',
    label: text('法定代表人/负责人姓名', 'Legal representative or person in charge'),
    maxLength: 50,
    personal: 'name',
    required: true,
  },
  legalRepresentativeId: {
    kind: 'identifier',
    identifier: 'residentId',
    label: text('身份证号', 'Resident id number'),
    personal: 'residentId',
    required: true,
  },
  idValidUntil: { kind: 'date', label: text('身份证有效期至', 'Identity card valid until'), required: true },
  idCardFront: demanded('admission-application.idCardFront', 'P05-2.1.4-01', {
    ...pdf('身份证正面扫描件', 'Identity card, front', 1, true),
  }),
  idCardBack: demanded('admission-application.idCardBack', 'P05-2.1.4-01', {
    ...pdf('身份证反面扫描件', 'Identity card, back', 1, true),
  }),
} as const satisfies Record<string, Field>;

export const mandateFields = {
  byMandate: {
    kind: 'yesNo',
    label: text('是否委托他人办理', 'Is somebody else applying by mandate?'),
    required: true,
  },
  mandateName: demanded('admission-application.mandateName', 'P05-2.1.4-02', {
    kind: 'text',
    label: text('授权委托书上签字的法定代表人姓名', 'Legal representative who signed the mandate'),
    maxLength: 50,
    personal: 'name',
    showWhen: byMandate,
    required: byMandate,
  }),
  mandateMatter: demanded('admission-application.mandateMatter', 'P05-2.1.4-02', {
    kind: 'text',
    label: text('委托事项', 'Matter of the mandate'),
    help: text('照授权委托书录入', 'As on the mandate'),
    maxLength: 200,
    showWhen: byMandate,
    required: byMandate,
  }),
  mandateFrom: { kind: 'date', label: text('委托起始日', 'Mandate from'), showWhen: byMandate, required: byMandate },
  mandateUntil: { kind: 'date', label: text('委托截止日', 'Mandate until'), showWhen: byMandate, required: byMandate },
  mandateSealed: demanded('admission-application.mandateSealed', 'P05-2.1.4-02', {
    kind: 'yesNo',
    label: text('授权委托书已加盖公章', 'The mandate bears the seal of the company'),
    showWhen: byMandate,
    required: byMandate,
  }),
  mandate: pdf('授权委托书(法定代表人签字并加盖公章)', 'Mandate, signed and sealed', 3, byMandate),
  agentIdCard: demanded('admission-application.agentIdCard', 'P05-2.1.4-03', {
    ...pdf('受托人身份证扫描件', 'Identity card of the agent', 2, byMandate),
  }),
} as const satisfies Record<string, Field>;

export const contactFields = {
  contactName: { kind: 'text', label: text('联系人', 'Contact'), maxLength: 50, personal: 'name', required: true },
  contactPhone: {
    kind: 'identifier',
    identifier: 'phone',
    label: text('预留手机号', 'Phone'),
    personal: 'phone',
    required: true,
  },
  contactEmail: {
    kind: 'identifier',
    identifier: 'email',
    label: text('预留邮箱', 'E-mail'),
    personal: 'email',
    required: true,
  },
} as const satisfies Record<string, Field>;
