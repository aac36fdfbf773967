import { text } from '../../../base/text.ts';
import { demanded } from '../../../forms/demanded.ts';
import { defineForm } from '../../../forms/form.ts';
import { opinion, option, pdf } from './options.ts';

/** Forms of the receipt of material and its supplement (P05 §3.1). */

/** What the clerk ticks off, one item for each kind of basic material (P05 §2.1); ours in wording. */
export const materialList = [
  { code: 'businessLicence', label: text('营业执照副本及经营范围页', 'Business licence with the scope page') },
  {
    code: 'permit',
    label: text('经营许可证或备案凭证(第一类不适用)', 'Distribution licence or filing (not for class I)'),
    notApplicableAllowed: true,
  },
  { code: 'registrations', label: text('注册证或产品备案凭证及附件', 'Registration or product filing, with annexes') },
  { code: 'identity', label: text('身份证明及授权委托材料', 'Identity card, and the mandate where there is one') },
  { code: 'format', label: text('公章与格式符合要求', 'Seals and formats are as required') },
] as const;

const materials = {
  kind: 'checklist',
  label: text('材料清单逐项核对', 'List of material, item by item'),
  items: materialList,
  required: true,
} as const;

export const receiptForm = defineForm({
  id: 'admission-receipt',
  version: 1,
  title: text('入网申请材料接收登记表', 'Register of application material received'),
  source: 'P05 §3.1',
  fields: {
    receivedOn: demanded('admission-receipt.receivedOn', 'P05-3.1-04', {
      kind: 'date',
      label: text('接收日期', 'Received on'),
      notAfter: 'today',
      prefill: 'case.today',
      required: true,
    }),
    documentCount: demanded('admission-receipt.documentCount', 'P05-3.1-04', {
      kind: 'number',
      decimals: 0,
      min: 1,
      max: 500,
      label: text('材料数量(份)', 'Number of documents'),
      prefill: 'case.documents',
      required: true,
    }),
    materials: demanded('admission-receipt.materials', 'P05-3.1-03', materials),
    complete: demanded('admission-receipt.complete', 'P05-3.1-04', {
      kind: 'choice',
      label: text('是否完整', 'Complete?'),
      options: [option('yes', '完整', 'Complete'), option('no', '不完整', 'Incomplete')],
      required: true,
    }),
    note: { kind: 'longText', label: text('备注', 'Note'), maxLength: 500, noPaste: true },
  },
});

export const supplementForm = defineForm({
  id: 'admission-supplement',
  version: 1,
  title: text('材料补正通知书', 'Notice to supplement'),
  source: 'P05 §3.1',
  fields: {
    items: demanded('admission-supplement.items', 'P05-3.1-06', {
      kind: 'rows',
      label: text('须补正的材料', 'Material to supplement'),
      min: 1,
      max: 30,
      required: true,
      columns: {
        document: { kind: 'text', label: text('材料名称', 'Document'), maxLength: 100, required: true },
        requirement: { kind: 'text', label: text('补正要求', 'What is required'), maxLength: 300, required: true },
      },
    }),
    calledAt: demanded('admission-supplement.calledAt', 'P05-3.1-07', {
      kind: 'instant',
      label: text('电话告知时间', 'Told by phone at'),
      notAfter: 'now',
      required: true,
    }),
    calledPerson: demanded('admission-supplement.calledPerson', 'P05-3.1-07', {
      kind: 'text',
      label: text('接听人', 'Person spoken to'),
      maxLength: 50,
      personal: 'name',
      required: true,
    }),
  },
});

export const rejectionForm = defineForm({
  id: 'admission-rejection',
  version: 1,
  title: text('申请驳回登记', 'Rejection of an application'),
  source: 'P05 §3.1',
  fields: {
    reason: demanded('admission-rejection.reason', 'P05-3.1-10', opinion('申请驳回原因', 'Reason of the rejection')),
  },
});

/** Files a supplement or a correction; the name on the permit is the one value that later rules compare. */
export const resubmissionForm = defineForm({
  id: 'admission-resubmission',
  version: 1,
  title: text('补正材料', 'Supplemented material'),
  source: 'P05 §3.1',
  fields: {
    files: pdf('补正的材料', 'Supplemented documents', 50, true),
    permitHolder: {
      kind: 'text',
      label: text('许可证/备案凭证上的企业名称(有更正时填)', 'Name on the permit (where it was corrected)'),
      maxLength: 100,
    },
    statement: { kind: 'longText', label: text('补正说明', 'What was supplemented'), maxLength: 1000, required: true },
  },
});
