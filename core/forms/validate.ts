import type { Instant } from '../base/time.ts';
import { boundProblem } from './bounds.ts';
import { lengthOf, readText } from './clean-text.ts';
import { fieldOf, isObject, isRequired, isShown, type Scope, valueIn } from './conditions.ts';
import type { ChecklistAnswer, ChecklistItem, Field, FieldOf, Fields, Form, FormValues } from './form.ts';
import { type Complaint, complaint, type FieldProblem, required, wrongShape } from './problem.ts';
import { counted, readValue } from './read-value.ts';

export type Validated =
  | { readonly ok: true; readonly values: FormValues }
  | { readonly ok: false; readonly problems: readonly FieldProblem[] };

export interface ValidationContext {
  readonly now: Instant;
}

/** Longest note beside an item of a checklist, in code points. */
export const NOTE_LENGTH = 500;

/** A request that invents more fields than this is told so once. */
const UNKNOWN_SHOWN = 20;

interface Reading {
  readonly now: Instant;
  readonly problems: FieldProblem[];
}

/**
 * Checks a filled form and gives the values in the spelling that is kept: trimmed, identifiers in their one form, amounts
 * with two decimals, hidden fields gone, empty ones absent. Reports every problem at once and never throws. Given its own
 * output (at the same `now`) it gives it back unchanged. Runs alike in browser and server.
 */
export const validateForm = (form: Form, values: unknown, context: ValidationContext): Validated => {
  const reading: Reading = { now: context.now, problems: [] };
  const kept = readScope(form.fields, values, '', reading);
  return reading.problems.length === 0 ? { ok: true, values: kept } : { ok: false, problems: reading.problems };
};

const report = (reading: Reading, field: string, c: Complaint): void => {
  reading.problems.push({ field, ...c });
};

const readScope = (fields: Fields, raw: unknown, prefix: string, reading: Reading, outer?: Scope): FormValues => {
  if (!isObject(raw)) {
    report(reading, prefix.replace(/\.$/, ''), wrongShape('一组字段', 'a set of fields'));
    return {};
  }
  refuseUnknown(fields, raw, prefix, reading);
  const scope: Scope = { fields, values: raw, ...(outer ? { outer } : {}) };
  const kept: Record<string, unknown> = {};
  // Rows come last: the dates in them may be bounded by fields of the form.
  const names = Object.keys(fields);
  const inOrder = [
    ...names.filter((n) => fields[n]?.kind !== 'rows'),
    ...names.filter((n) => fields[n]?.kind === 'rows'),
  ];
  for (const name of inOrder) {
    const field = fieldOf(fields, name);
    if (!field || !isShown(scope, name)) continue;
    const value = readField(field, valueIn(raw, name), `${prefix}${name}`, reading, scope, kept);
    if (value !== undefined) kept[name] = value;
  }
  checkBounds(fields, kept, prefix, reading, outer);
  return Object.fromEntries(names.filter((n) => Object.hasOwn(kept, n)).map((n) => [n, kept[n]]));
};

const refuseUnknown = (
  fields: Fields,
  raw: Readonly<Record<string, unknown>>,
  prefix: string,
  reading: Reading,
): void => {
  const unknown = Object.keys(raw).filter((name) => fieldOf(fields, name) === undefined);
  for (const name of unknown.slice(0, UNKNOWN_SHOWN)) {
    // An invented name is only repeated where it looks like one of ours.
    const shown = /^[A-Za-z][A-Za-z0-9]{0,59}$/.test(name) ? name : '?';
    const c = complaint(
      'form.unknownField',
      '此表单没有该字段，请刷新页面后重试。',
      'This form has no such field; reload the page and try again.',
    );
    report(reading, `${prefix}${shown}`, c);
  }
};

/** Nothing filled in: absent, null, blank text or an empty list. */
const isBlank = (raw: unknown): boolean =>
  raw === undefined ||
  raw === null ||
  (typeof raw === 'string' && raw.trim() === '') ||
  (Array.isArray(raw) && raw.length === 0);

/** An item of a checklist that nobody has touched. */
const isUntouched = (given: unknown): boolean => isBlank(given) || (isObject(given) && Object.keys(given).length === 0);

const readField = (
  field: Field,
  raw: unknown,
  path: string,
  reading: Reading,
  scope: Scope,
  kept: FormValues,
): unknown => {
  const must = isRequired(scope, field);
  if (field.kind === 'checklist') return readChecklist(field, isBlank(raw) ? {} : raw, path, must, reading);
  if (isBlank(raw)) {
    if (must) report(reading, path, required(field.label));
    return undefined;
  }
  if (field.kind === 'rows') return readRows(field, raw, path, reading, { ...scope, values: kept });
  const read = readValue(field, raw, reading.now);
  if (!read.ok) {
    report(reading, path, read.complaint);
    return undefined;
  }
  if (read.value !== '') return read.value;
  if (must) report(reading, path, required(field.label));
  return undefined;
};

const readRows = (field: FieldOf<'rows'>, raw: unknown, path: string, reading: Reading, outer: Scope): unknown => {
  if (!Array.isArray(raw)) {
    report(reading, path, wrongShape('表格', 'a table of rows'));
    return undefined;
  }
  const count = counted(raw.length, field.min, field.max, { zh: '行', en: 'rows' });
  if (count) report(reading, path, count);
  // Far too many rows are not read one by one.
  if (raw.length > field.max) return undefined;
  return raw.map((row: unknown, i) => readScope(field.columns, row, `${path}[${i}].`, reading, outer));
};

const readChecklist = (
  field: FieldOf<'checklist'>,
  raw: unknown,
  path: string,
  must: boolean,
  reading: Reading,
): unknown => {
  if (!isObject(raw)) {
    report(reading, path, wrongShape('检查表', 'a checklist'));
    return undefined;
  }
  const known: Fields = Object.fromEntries(field.items.map((item) => [item.code, field]));
  refuseUnknown(known, raw, `${path}.`, reading);
  const answers: Record<string, ChecklistAnswer> = {};
  for (const item of field.items) {
    const given = valueIn(raw, item.code);
    if (isUntouched(given)) {
      if (must) report(reading, `${path}.${item.code}`, required(item.label));
      continue;
    }
    const answer = readAnswer(item, given, `${path}.${item.code}`, reading);
    if (answer) answers[item.code] = answer;
  }
  return Object.keys(answers).length === 0 ? undefined : answers;
};

const readAnswer = (item: ChecklistItem, raw: unknown, path: string, reading: Reading): ChecklistAnswer | undefined => {
  const answer = isObject(raw) ? valueIn(raw, 'answer') : undefined;
  if (!isObject(raw) || (answer !== 'pass' && answer !== 'fail' && answer !== 'notApplicable')) {
    report(
      reading,
      path,
      complaint('form.answer', '请选择“符合”“不符合”或“不适用”。', 'Choose pass, fail or not applicable.'),
    );
    return undefined;
  }
  const stray = Object.keys(raw).find((k) => k !== 'answer' && k !== 'note');
  if (stray !== undefined) report(reading, path, wrongShape('结论和说明', 'an answer and a note'));
  if (answer === 'notApplicable' && item.notApplicableAllowed !== true)
    report(
      reading,
      path,
      complaint(
        'form.answer',
        '该项必须判定，不能选择“不适用”。',
        'This item must be judged; “not applicable” is not open here.',
      ),
    );
  const note = isBlank(valueIn(raw, 'note'))
    ? undefined
    : readText(valueIn(raw, 'note'), { maxLength: NOTE_LENGTH, lines: 'many' });
  if (note && !note.ok) report(reading, `${path}.note`, note.complaint);
  const kept = note?.ok && lengthOf(note.value) > 0 ? note.value : undefined;
  if (answer === 'fail' && kept === undefined && note?.ok !== false)
    report(
      reading,
      `${path}.note`,
      complaint('form.note', `“${item.label.zh}”判为不符合，请写明原因。`, `“${item.label.en}” failed: say why.`),
    );
  return kept === undefined ? { answer } : { answer, note: kept };
};

const checkBounds = (fields: Fields, kept: FormValues, prefix: string, reading: Reading, outer?: Scope): void => {
  const lookup = (name: string) => {
    const own = fieldOf(fields, name);
    if (own) return { label: own.label, value: valueIn(kept, name) };
    const other = outer && fieldOf(outer.fields, name);
    return other && outer ? { label: other.label, value: valueIn(outer.values, name) } : undefined;
  };
  for (const name of Object.keys(kept)) {
    const field = fieldOf(fields, name);
    const c = field ? boundProblem(field, kept[name], reading.now, lookup) : null;
    if (c) report(reading, `${prefix}${name}`, c);
  }
};
