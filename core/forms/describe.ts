import { type Text, text } from '../base/text.ts';
import { IDENTIFIER_NAMES } from '../identifiers/kind.ts';
import { fieldOf } from './conditions.ts';
import type { Field, Fields, Form, FormValues, When } from './form.ts';
import { type Leaf, leavesOf, readable } from './readable.ts';

/** One field of a form in words, for documentation and the heading of a spreadsheet column. */
export interface FieldDescription {
  /** `merchantName`, `devices[].model`. */
  readonly path: string;
  readonly label: Text;
  readonly kind: Text;
  readonly required: Text;
  /** When it is asked for at all; null for always. */
  readonly shown: Text | null;
  readonly help: Text | null;
  readonly personal: boolean;
}

export const describeForm = (form: Form): readonly FieldDescription[] => describeFields(form.fields, '', undefined);

/** A filled form as label and value, masked; what is empty or hidden is left out. */
export const describeValues = (form: Form, values: FormValues): readonly Pick<Leaf, 'path' | 'label' | 'shown'>[] =>
  leavesOf(form, values).map(({ path, label, shown }) => ({ path, label, shown }));

const describeFields = (fields: Fields, prefix: string, outer: Fields | undefined): readonly FieldDescription[] =>
  Object.entries(fields).flatMap(([name, field]) => {
    const path = `${prefix}${name}`;
    const own: FieldDescription = {
      path,
      label: field.label,
      kind: kindInWords(field),
      required:
        typeof field.required === 'object'
          ? whenInWords(field.required, fields, outer)
          : field.required === true
            ? text('必填', 'required')
            : text('选填', 'optional'),
      shown: field.showWhen ? whenInWords(field.showWhen, fields, outer) : null,
      help: field.help ?? null,
      personal: field.personal !== undefined,
    };
    return field.kind === 'rows' ? [own, ...describeFields(field.columns, `${path}[].`, fields)] : [own];
  });

const whenInWords = (when: When, fields: Fields, outer: Fields | undefined): Text => {
  const other = fieldOf(fields, when.field) ?? (outer && fieldOf(outer, when.field));
  if (!other) return text(`当 ${when.field}`, `when ${when.field}`);
  const values = when.in.map((v) => readable(other.kind === 'choices' ? { ...other, kind: 'choice' } : other, v));
  return text(
    `当“${other.label.zh}”为${values.map((v) => v.zh).join('或')}`,
    `when “${other.label.en}” is ${values.map((v) => v.en).join(' or ')}`,
  );
};

const kindInWords = (field: Field): Text => {
  switch (field.kind) {
    case 'text':
      return text(`文字，最多 ${field.maxLength} 字`, `text, at most ${field.maxLength} characters`);
    case 'longText':
      return text(`多行文字，最多 ${field.maxLength} 字`, `lines of text, at most ${field.maxLength} characters`);
    case 'identifier':
      return IDENTIFIER_NAMES[field.identifier];
    case 'number':
      return numberInWords(field);
    case 'money':
      return text('金额（元，两位小数）', 'amount in yuan, two decimals');
    case 'date':
      return text('日期', 'date');
    case 'instant':
      return text('日期和时间', 'date and time');
    case 'yesNo':
      return text('是/否', 'yes or no');
    case 'choice':
      return text(
        `单选：${field.options.map((o) => o.label.zh).join('、')}`,
        `one of: ${field.options.map((o) => o.label.en).join(', ')}`,
      );
    case 'choices':
      return text(
        `多选：${field.options.map((o) => o.label.zh).join('、')}`,
        `any of: ${field.options.map((o) => o.label.en).join(', ')}`,
      );
    case 'checklist':
      return text(`检查表，${field.items.length} 项`, `checklist of ${field.items.length}`);
    case 'files':
      return text(`文件，最多 ${field.max} 个`, `files, at most ${field.max}`);
    case 'rows':
      return text(`表格，最多 ${field.max} 行`, `table, at most ${field.max} rows`);
  }
};

const numberInWords = (field: Extract<Field, { kind: 'number' }>): Text => {
  const whole =
    field.decimals === 0
      ? text('整数', 'whole number')
      : text(`数字，最多 ${field.decimals} 位小数`, `number, at most ${field.decimals} decimals`);
  return field.unit ? text(`${whole.zh}（${field.unit.zh}）`, `${whole.en} (${field.unit.en})`) : whole;
};
