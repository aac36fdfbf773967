import { text } from '../base/text.ts';
import { defineForm, type Field, type Form } from '../forms/form.ts';
import { rowsOf } from './because.ts';
import type { Process } from './definition.ts';
import type { Duty } from './duty.ts';
import { exampleKey } from './recurrence.ts';

/** Prefix of the numbers of all occurrences: DT-20261121-0001. */
const SERIES = 'DT';
/** More than this is never drawn into one occurrence: the opening event stands in the audit whole. */
const MOST_DRAWN = 10_000;

export const processNameOf = (duty: Pick<Duty, 'name'>): string => `duty-${duty.name}`;

/** `P04 §5.4` of P04-5.4-07; the first row's. */
export const clauseOf = (duty: Duty): string => {
  const [chapter, clause] = String(rowsOf(duty.because)[0]).split('-');
  return `${chapter} §${clause}`;
};

const line = (zh: string, en: string, maxLength = 120): Field => ({
  kind: 'text',
  label: text(zh, en),
  maxLength,
  required: true,
});

const drawn: Form['fields'] = {
  head: {
    ...line('抽样依据的审计树头', 'Audit head that the draw rests on', 80),
    help: text('抽样总体确定之前已公布', 'Published before the population was frozen'),
  },
  seed: line('抽样种子', 'Seed of the draw', 64),
  population: { kind: 'number', decimals: 0, min: 0, label: text('总体数量', 'Population'), required: true },
  fingerprint: line('总体指纹', 'Fingerprint of the population', 64),
  sample: {
    kind: 'rows',
    label: text('抽中清单', 'Drawn sample'),
    max: MOST_DRAWN,
    columns: {
      number: line('编号', 'Number', 80),
      group: { kind: 'text', label: text('组别', 'Group'), maxLength: 20 },
    },
  },
};

/** What the machine writes down when it opens an occurrence; the window itself is reckoned, not written. */
const openingForm = (duty: Duty, version: number): Form =>
  defineForm({
    id: `duty-${duty.name}-opening`,
    version,
    title: text('定期职责到期', 'A duty falls due'),
    fields: {
      subject: line('事项', 'Matter'),
      period: {
        kind: 'text',
        label: text('期次', 'Period'),
        maxLength: 10,
        required: true,
        example: exampleKey(duty.recurs),
      },
      opensAt: { kind: 'instant', label: text('可办理自', 'May be done from'), required: true },
      ...(duty.lateFor
        ? // Left open while the window is only estimated: nothing closes that nobody could miss.
          { closesAt: { kind: 'instant', label: text('补办截止', 'May be made up until') } as const }
        : {}),
      ...(duty.draws ? drawn : {}),
    },
  });

/**
 * The procedure of a duty's occurrences: one task for the role, one clock that ends with the window. It is made from the
 * declaration and carries nothing itself: the duty does, without which no occurrence is ever opened.
 */
export const processOfDuty = (duty: Duty): Process => {
  const { because, title, version = 1 } = duty;
  const late = text('逾期关闭', 'Closed undone');
  return {
    name: processNameOf(duty),
    version,
    title,
    clause: clauseOf(duty),
    series: SERIES,
    start: {
      title: text('到期', 'Falls due'),
      by: 'system',
      form: openingForm(duty, version),
      to: 'due',
      subject: 'subject',
      because,
    },
    stages: {
      due: {
        title: text('待履行', 'To be done'),
        tasks: {
          duty: {
            title: text('履行', 'Carry out'),
            by: duty.by,
            actions: {
              done: {
                title: text('履行完毕', 'Done'),
                tone: 'primary',
                form: duty.form,
                ...(duty.sign ? { sign: duty.sign } : {}),
                ...(duty.rules ? { requires: Object.keys(duty.rules) } : {}),
                then: ['proof'],
                to: 'done',
                because,
              },
            },
          },
        },
      },
    },
    ends: {
      done: { title: text('已履行', 'Done'), tone: 'good' },
      ...(duty.lateFor ? { lapsed: { title: late, tone: 'bad' } } : {}),
    },
    rules: duty.rules ?? {},
    effects: { proof: { kind: 'record', record: duty.form.id, because } },
    limits: {
      window: {
        title: text('履行期限', 'Window of the duty'),
        from: { moment: 'start.opensAt' },
        within: { window: duty.recurs, of: 'start.period' },
        until: [{ act: 'due.done' }],
        ifMissed: { escalate: duty.escalatesTo },
        because,
      },
      ...(duty.lateFor
        ? {
            makingUp: {
              title: text('补办期限', 'Making it up'),
              from: { enters: 'due' },
              within: { named: 'start.closesAt' },
              remindAt: [],
              ifMissed: { lapse: 'lapsed' },
              because,
            },
          }
        : {}),
    },
  };
};
