import { text } from '../../base/text.ts';
import { demanded } from '../../forms/demanded.ts';
import { defineForm, type FormValues } from '../../forms/form.ts';
import type { CaseRecord, RecordScene } from '../../papers/record.ts';
import { limit } from '../../process/define.ts';
import { defineRecord } from '../../process/record.ts';
import { applicationForm } from './forms/application.ts';
import { option } from './forms/options.ts';
import { rowsIn } from './rules/reading.ts';

const line = (zh: string, en: string, maxLength = 120) =>
  ({ kind: 'text', label: text(zh, en), maxLength, required: true }) as const;

/** QR-QC-001: ten items; what to put right is due where the result is not a pass (P04 §2.2). */
export const qualificationReviewForm = defineForm({
  id: 'QR-QC-001',
  version: 1,
  title: text('资质审核记录', 'Qualification review record'),
  source: 'P04 §2.2',
  fields: {
    merchantName: line('经营者名称', 'Merchant'),
    uscc: { kind: 'identifier', identifier: 'uscc', label: text('统一社会信用代码', 'USCC'), required: true },
    permitNumber: line('医疗器械经营许可证号/备案凭证号', 'Distribution licence or filing no.'),
    certificates: {
      kind: 'rows',
      label: text('资质与有效期', 'Credentials and their validity'),
      min: 1,
      max: 60,
      required: true,
      columns: {
        credential: line('资质', 'Credential', 60),
        number: line('编号', 'Number', 60),
        validUntil: line('有效期至', 'Valid until', 40),
      },
    },
    reviewer: line('审核人', 'Reviewer', 50),
    reviewedOn: { kind: 'date', label: text('审核日期', 'Reviewed on'), required: true },
    result: demanded('QR-QC-001.result', 'P04-2.2-02', {
      kind: 'choice',
      label: text('审核结果', 'Result'),
      options: [
        option('pass', '通过', 'Pass'),
        option('fail', '不通过', 'Fail'),
        option('supplement', '补正', 'Supplement'),
      ],
      required: true,
    }),
    requirement: demanded('QR-QC-001.requirement', 'P04-2.2-03', {
      kind: 'longText',
      label: text('补正要求', 'What to put right'),
      maxLength: 6000,
      showWhen: { field: 'result', in: ['fail', 'supplement'] },
      required: { field: 'result', in: ['fail', 'supplement'] },
    }),
    attachments: {
      kind: 'rows',
      label: text('资质文件附件编号', 'Numbers of the attached files'),
      min: 1,
      max: 200,
      required: true,
      columns: { document: line('材料', 'Document'), number: line('附件编号', 'Number', 60) },
    },
  },
});

const RESULTS: Readonly<Record<string, string>> = {
  'summary.summarise': 'pass',
  'refusal.issue': 'fail',
  'completeness.askSupplement': 'supplement',
};

const UNLIMITED = '长期/未载明';

const certificatesOf = (filed: FormValues): readonly FormValues[] => [
  { credential: '营业执照', number: filed.uscc, validUntil: filed.licenceValidUntil ?? UNLIMITED },
  ...(filed.permitNumber === undefined
    ? []
    : [{ credential: '经营许可证', number: filed.permitNumber, validUntil: filed.permitValidUntil ?? UNLIMITED }]),
  ...(filed.filingNumber === undefined
    ? []
    : [{ credential: '经营备案凭证', number: filed.filingNumber, validUntil: filed.filingValidUntil ?? UNLIMITED }]),
  ...rowsIn(filed, 'registrations').map((row) => ({
    credential: '注册证/备案凭证',
    number: row.number,
    validUntil: row.validUntil ?? UNLIMITED,
  })),
];

const attachmentsOf = (filed: FormValues): readonly FormValues[] =>
  Object.entries(applicationForm.fields).flatMap(([name, field]) =>
    field.kind === 'files'
      ? ((filed[name] ?? []) as readonly string[]).map((id) => ({ document: field.label.zh, number: id }))
      : [],
  );

const requirementOf = ({ ref, form, due }: RecordScene): string | undefined => {
  if (ref === 'refusal.issue') return String(form.reasons);
  if (ref !== 'completeness.askSupplement') return undefined;
  const items = rowsIn(form, 'items').map((row) => `${String(row.document)}:${String(row.requirement)}`);
  return `${items.join(';')}。截止时间:${due('supplement') ?? '见补正通知书'}`;
};

/** Made by the system with the act that ends a review, so that nobody has an hour to forget it (P04 §2.1). */
const qualificationReview: CaseRecord = {
  form: qualificationReviewForm,
  fill: (scene) => {
    const filed = scene.filled('start');
    const requirement = requirementOf(scene);
    return {
      merchantName: filed.merchantName,
      uscc: filed.uscc,
      permitNumber: filed.permitNumber ?? filed.filingNumber ?? '不适用(第一类)',
      certificates: certificatesOf(filed),
      reviewer: scene.reviewer,
      reviewedOn: scene.on,
      result: RESULTS[scene.ref],
      ...(requirement === undefined ? {} : { requirement }),
      attachments: attachmentsOf(filed),
    };
  },
};

export const admissionRecords: readonly CaseRecord[] = [qualificationReview];

/** How the qualification review record is kept: for as long as the merchant's file, or as a refused application. */
export const qualificationRecordKind = defineRecord({
  code: 'QR-QC-001',
  title: qualificationReviewForm.title,
  form: qualificationReviewForm,
  retention: ['retention.merchantFile', 'retention.refusedApplicant'],
  review: {
    by: 'headOfQuality',
    within: limit('record.electronicReview'),
    correctedBy: 'qualificationReviewer',
  },
  series: { prefix: qualificationReviewForm.title.zh, digits: 3 },
  because: ['P04-4.1-04', 'P04-4.3-03', 'P05-3.5-03'],
});
