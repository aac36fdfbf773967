import { type Text, text } from '../base/text.ts';
import { formatMinute, parseInstant } from '../base/time.ts';
import { HIDDEN, mask } from '../identifiers/mask.ts';
import { carries } from '../manual/carriers.ts';
import { isObject, isShown, type Scope, valueIn } from './conditions.ts';
import type { ChecklistAnswer, Field, Fields, Form, FormValues, Option } from './form.ts';
import { formatMoney } from './money.ts';

export const ANSWERS: Readonly<Record<ChecklistAnswer['answer'], Text>> = {
  pass: text('符合', 'Pass'),
  fail: text('不符合', 'Fail'),
  notApplicable: text('不适用', 'Not applicable'),
};

const same = (words: string): Text => ({ zh: words, en: words });
const NOTHING = same('');

/** What a yes or no is called. */
const YES = text('是', 'Yes');
const NO = text('否', 'No');

/**
 * A value as people read it: 2025-05-20, 2025-05-20 14:30, ¥1,980.00, 3 人, 是. A masked value, or one of another shape than
 * its field (a draft, an older version of the form), is shown as the text that it is; nothing throws.
 */
export const readable = (field: Field, value: unknown): Text => {
  if (value === undefined || value === null) return NOTHING;
  if (typeof value === 'boolean') return value ? YES : NO;
  if (typeof value === 'number') {
    const unit = field.kind === 'number' ? field.unit : undefined;
    return unit ? text(`${value} ${unit.zh}`, `${value} ${unit.en}`) : same(String(value));
  }
  if (typeof value === 'string') return readableText(field, value);
  if (!Array.isArray(value)) return NOTHING;
  if (field.kind === 'choices') {
    const chosen = value.filter((v) => typeof v === 'string').map((v) => labelOf(field.options, v));
    return text(chosen.map((c) => c.zh).join('、'), chosen.map((c) => c.en).join(', '));
  }
  if (field.kind === 'files')
    return text(`${value.length} 个文件`, value.length === 1 ? '1 file' : `${value.length} files`);
  return text(`${value.length} 行`, value.length === 1 ? '1 row' : `${value.length} rows`);
};

/** What may be seen of a personal value (P04 §2.2: of a phone number the first three and last four digits). */
const shown = carries(
  { kind: 'security', name: 'mask.shown', obligations: ['P04-2.2-08'] },
  mask,
  () => (_kind, value) => value,
);

/** The same with a personal value masked: what every face shows by default. */
export const readableMasked = (field: Field, value: unknown): Text =>
  field.personal === undefined || value === undefined || value === null
    ? readable(field, value)
    : same(typeof value === 'string' ? shown(field.personal, value) : HIDDEN);

const readableText = (field: Field, value: string): Text => {
  if (field.kind === 'choice') return labelOf(field.options, value);
  if (field.kind === 'money') return same(formatMoney(value));
  const at = field.kind === 'instant' ? parseInstant(value) : null;
  return same(at === null ? value : formatMinute(at));
};

const labelOf = (options: readonly Option[], code: string): Text =>
  options.find((o) => o.code === code)?.label ?? same(code);

/** One place of a filled form that can be read, compared and printed. */
export interface Leaf {
  /** `merchantName`, `devices[2].model`, `checks.seal`. */
  readonly path: string;
  readonly label: Text;
  /** Masked where the field is personal. */
  readonly shown: Text;
  /** As filled in. */
  readonly value: unknown;
}

/** Every filled place of a form in its order, rows and checklists opened up. Hidden and empty places are left out. */
export const leavesOf = (form: Form, values: FormValues): readonly Leaf[] =>
  leavesIn({ fields: form.fields, values }, '', NOTHING);

const leavesIn = (scope: Scope, prefix: string, before: Text): readonly Leaf[] =>
  Object.entries(scope.fields).flatMap(([name, field]) => {
    const value = valueIn(scope.values, name);
    if (value === undefined || value === null || !isShown(scope, name)) return [];
    const path = `${prefix}${name}`;
    if (field.kind === 'rows' && Array.isArray(value)) return rowLeaves(field.columns, field.label, value, path, scope);
    if (field.kind === 'checklist' && isObject(value))
      return field.items.flatMap((item) => {
        const answer = answerIn(value, item.code);
        return answer
          ? [
              {
                path: `${path}.${item.code}`,
                label: item.label,
                shown: readableAnswer(answer),
                value: answer,
                personal: false,
              },
            ]
          : [];
      });
    const label = text(`${before.zh}${field.label.zh}`, `${before.en}${field.label.en}`);
    return [{ path, label, shown: readableMasked(field, value), value }];
  });

const rowLeaves = (
  columns: Fields,
  label: Text,
  rows: readonly unknown[],
  path: string,
  outer: Scope,
): readonly Leaf[] =>
  rows.flatMap((row, i) =>
    isObject(row)
      ? leavesIn(
          { fields: columns, values: row, outer },
          `${path}[${i}].`,
          text(`${label.zh} ${i + 1} · `, `${label.en} ${i + 1} · `),
        )
      : [],
  );

/** The answer to one item, or undefined where there is none that can be read. */
export const answerIn = (value: Readonly<Record<string, unknown>>, code: string): ChecklistAnswer | undefined => {
  const given = valueIn(value, code);
  if (!isObject(given)) return undefined;
  const { answer, note } = given;
  if (answer !== 'pass' && answer !== 'fail' && answer !== 'notApplicable') return undefined;
  return typeof note === 'string' ? { answer, note } : { answer };
};

const readableAnswer = ({ answer, note }: ChecklistAnswer): Text =>
  note === undefined ? ANSWERS[answer] : text(`${ANSWERS[answer].zh}：${note}`, `${ANSWERS[answer].en}: ${note}`);
