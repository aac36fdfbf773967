import { Defect, ok, type Result, refused } from '../base/result.ts';
import { type Text, text } from '../base/text.ts';
import type { Instant } from '../base/time.ts';
import type { Field, Fields, Form, FormValues, Option } from '../forms/form.ts';
import { readable } from '../forms/readable.ts';
import { validateForm } from '../forms/validate.ts';

/** What somebody asks to put right: an item of the record, its row where it stands in rows (from 1), what it should say, why. */
export interface Asked {
  readonly item: string;
  readonly row?: number;
  readonly after: string;
  readonly reason: string;
}

/** What was put right, in words for people; the values before stay where they are. */
export interface Changed {
  readonly item: string;
  readonly row: number | null;
  readonly label: Text;
  readonly before: string;
  readonly after: string;
  readonly reason: string;
}

const SCALAR = new Set<Field['kind']>(['text', 'longText', 'identifier', 'number', 'money', 'date', 'choice']);

const isCorrectable = (field: Field): boolean => SCALAR.has(field.kind) && field.personal === undefined;

/** Items of a record that can be struck through and written anew: `merchantName`, or `certificates-number` in a row. */
export const correctableItems = (form: Form): readonly Option[] =>
  Object.entries(form.fields).flatMap(([name, field]): readonly Option[] => {
    if (isCorrectable(field)) return [{ code: name, label: field.label }];
    if (field.kind !== 'rows') return [];
    return Object.entries(field.columns)
      .filter(([, column]) => isCorrectable(column))
      .map(([key, column]) => ({
        code: `${name}-${key}`,
        label: text(`${field.label.zh}:${column.label.zh}`, `${field.label.en}: ${column.label.en}`),
      }));
  });

const noRow = (label: Text, row: number): Result<never> =>
  refused({
    code: 'correction.noRow',
    message: text(
      `“${label.zh}”没有第 ${row} 行,请核对行号。`,
      `${label.en} has no row ${row}. Check the number of the row.`,
    ),
  });

const same = (label: Text): Result<never> =>
  refused({
    code: 'correction.same',
    message: text(`“${label.zh}”更正前后相同,无需更正。`, `${label.en} already says that; nothing is to be corrected.`),
  });

/** As the form keeps it; a choice may be written as people read it. */
const typed = (field: Field, words: string): unknown => {
  if (field.kind === 'number') return Number(words);
  if (field.kind !== 'choice') return words;
  return field.options.find(({ code, label }) => [code, label.zh, label.en].includes(words))?.code ?? words;
};

const place = (
  fields: Fields,
  { item, row }: Asked,
): { name: string; key: string | null; row: number; field: Field } => {
  const [name = '', key] = item.split('-');
  const field = fields[name];
  const column = field?.kind === 'rows' && key !== undefined ? field.columns[key] : undefined;
  const found = key === undefined ? field : column;
  if (!found) throw new Defect(`the record has no item ${item}`);
  return { name, key: key ?? null, row: row ?? 1, field: found };
};

/** One item put right in the values; nothing else changes. */
const put = (form: Form, values: FormValues, asked: Asked): Result<{ values: FormValues; changed: Changed }> => {
  const { name, key, row, field } = place(form.fields, asked);
  const label = correctableItems(form).find(({ code }) => code === asked.item)?.label ?? field.label;
  const rows = (values[name] ?? []) as readonly FormValues[];
  const line = key === null ? values : rows[row - 1];
  if (line === undefined) return noRow(label, row);
  const was = line[key ?? name];
  const now = typed(field, asked.after);
  if (JSON.stringify(was) === JSON.stringify(now)) return same(label);
  const changedLine = { ...line, [key ?? name]: now };
  const changed: Changed = {
    item: asked.item,
    row: key === null ? null : row,
    label,
    before: readable(field, was).zh,
    after: readable(field, now).zh,
    reason: asked.reason,
  };
  const after = key === null ? changedLine : { ...values, [name]: rows.with(row - 1, changedLine) };
  return ok({ values: after, changed });
};

/** Puts a record right, item by item; the result must still pass the record's own form. */
export const correct = (
  form: Form,
  values: FormValues,
  all: readonly Asked[],
  now: Instant,
): Result<{ readonly values: FormValues; readonly changes: readonly Changed[] }> => {
  let current = values;
  const changes: Changed[] = [];
  for (const asked of all) {
    const one = put(form, current, asked);
    if (!one.ok) return one;
    current = one.value.values;
    changes.push(one.value.changed);
  }
  const checked = validateForm(form, current, { now });
  if (checked.ok) return ok({ values: checked.values, changes });
  const [first] = checked.problems;
  return refused({
    code: 'correction.invalid',
    message: text(
      `更正后的记录不符合要求:${first?.message.zh ?? ''}`,
      `The corrected record would be wrong: ${first?.message.en ?? ''}`,
    ),
    params: { field: first?.field ?? '' },
  });
};
