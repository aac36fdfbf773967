import { text } from '../base/text.ts';
import { defineForm, type Field, type Form } from '../forms/form.ts';
import { carries } from '../manual/carriers.ts';
import { correctableItems } from './correction.ts';
import type { Action, Limit, Process } from './definition.ts';
import type { DeclaredRecord } from './record.ts';

const SERIES = 'RR';

const line = (zh: string, en: string, maxLength: number): Field => ({
  kind: 'text',
  label: text(zh, en),
  maxLength,
  required: true,
});

const openingForm = (kind: DeclaredRecord): Form =>
  defineForm({
    id: 'record-made',
    version: 1,
    title: text('待审核的质量记录', 'Quality record to be reviewed'),
    fields: {
      subject: line('记录', 'Record', 120),
      number: line('记录编号', 'Number of the record', 80),
      caseNumber: line('来源案件', 'Made in case', 40),
      code: { ...line('表单编号', 'Form', 40), example: kind.code } as Field,
    },
  });

const returnForm = defineForm({
  id: 'record-returned',
  version: 1,
  title: text('退回修改', 'Sent back'),
  source: 'P04 §2.3',
  fields: {
    reason: {
      kind: 'longText',
      label: text('退回原因', 'What is to be put right'),
      maxLength: 1000,
      minLength: 2,
      required: true,
      noPaste: true,
    },
  },
});

/** Struck through, never deleted: what it said before is taken from the record itself, not typed. */
const correctionForm = (kind: DeclaredRecord): Form =>
  defineForm({
    id: `correction-${kind.code}`,
    version: 1,
    title: text('质量记录更正', 'Correction of a quality record'),
    source: 'P04 §2.1',
    fields: {
      corrections: {
        kind: 'rows',
        label: text('更正内容', 'Corrections'),
        min: 1,
        max: 20,
        required: true,
        columns: {
          item: {
            kind: 'choice',
            label: text('更正项', 'Item'),
            options: correctableItems(kind.form),
            required: true,
          },
          row: {
            kind: 'number',
            decimals: 0,
            min: 1,
            max: 500,
            label: text('行号(表格内)', 'Row, where it stands in a table'),
          },
          after: { ...line('更正后', 'What it should say', 1000), noPaste: true } as Field,
          reason: { ...line('更正原因', 'Reason', 200), noPaste: true } as Field,
        },
      },
    },
  });

export const reviewNameOf = (kind: Pick<DeclaredRecord, 'code'>): string => `record-${kind.code.toLowerCase()}`;

const sent = (kind: DeclaredRecord, name: string): string => `record.${kind.code}.${name}`;

const returnAction = (kind: DeclaredRecord): Action | null =>
  carries<Action | null>(
    { kind: 'action', name: sent(kind, 'return'), obligations: ['P04-2.3-04'] },
    {
      title: text('退回修改', 'Send back'),
      tone: 'danger',
      form: returnForm,
      then: ['returned'],
      to: 'correct',
      because: 'P04-2.3-04',
    },
    () => null,
  );

const correctAction = (kind: DeclaredRecord): Action =>
  carries<Action>(
    { kind: 'action', name: sent(kind, 'correct'), obligations: ['P04-2.1-19', 'P04-2.1-20'] },
    {
      title: text('提交更正', 'Correct'),
      tone: 'primary',
      form: correctionForm(kind),
      sign: text('更正属实', 'Corrected'),
      then: ['corrected'],
      to: 'review',
      because: ['P04-2.1-19', 'P04-2.1-20'],
    },
    (one) => ({ ...one, then: [] }),
  );

const reviewLimit = (kind: DeclaredRecord, within: Limit['within']): Limit =>
  carries<Limit>(
    { kind: 'limit', name: sent(kind, 'limit.review'), obligations: ['P04-2.3-03'] },
    {
      title: text('记录审核', 'Review of the record'),
      from: { enters: 'review' },
      within,
      ifMissed: { escalate: 'generalManager' },
      because: 'P04-2.3-03',
    },
    (one) => ({ ...one, from: { told: 'never' } }),
  );

const wayBack = (kind: DeclaredRecord): Record<string, Action> => {
  const back = returnAction(kind);
  return back === null ? {} : { return: back };
};

/**
 * The review of one record of a kind, opened with the record's own act. What is sent back is corrected by strike-through and
 * looked through again. Null where the kind asks for no review, or a proof has forgotten to open it.
 */
export const reviewOf = (kind: DeclaredRecord): Process | null => {
  const { review } = kind;
  if (review === undefined) return null;
  const process: Process = {
    name: reviewNameOf(kind),
    version: 1,
    title: text(`${kind.title.zh}审核`, `Review: ${kind.title.en}`),
    clause: 'P04 §2.3',
    series: SERIES,
    start: {
      title: text('记录生成', 'Record made'),
      by: 'system',
      form: openingForm(kind),
      to: 'review',
      subject: 'subject',
      because: 'P04-2.3-02',
    },
    stages: {
      review: {
        title: text('部门负责人审核', 'Review by the head of department'),
        on: { recordVoided: 'void' },
        tasks: {
          review: {
            title: text('审核质量记录', 'Review the record'),
            by: review.by,
            notBy: ['correct.correct'],
            actions: {
              pass: {
                title: text('通过', 'Pass'),
                tone: 'primary',
                sign: text('记录审核通过', 'Record reviewed'),
                then: ['passed'],
                to: 'passed',
                because: 'P04-2.3-04',
              },
              ...wayBack(kind),
            },
          },
        },
      },
      correct: {
        title: text('更正', 'Correction'),
        on: { recordVoided: 'void' },
        tasks: {
          correct: {
            title: text('更正质量记录', 'Correct the record'),
            by: review.correctedBy,
            actions: { correct: correctAction(kind) },
          },
        },
      },
    },
    ends: {
      passed: { title: text('审核通过', 'Passed'), tone: 'good' },
      void: { title: text('记录已作废', 'Record void') },
    },
    rules: {},
    effects: {
      passed: { kind: 'change', change: 'record.passed', because: 'P04-2.3-04' },
      returned: { kind: 'change', change: 'record.returned', because: 'P04-2.3-04' },
      corrected: { kind: 'change', change: 'record.corrected', because: ['P04-2.1-19', 'P04-2.1-20'] },
    },
    limits: { review: reviewLimit(kind, review.within) },
  };
  return carries<Process | null>(
    { kind: 'process', name: sent(kind, 'review'), obligations: ['P04-2.3-02'] },
    process,
    () => null,
  );
};
