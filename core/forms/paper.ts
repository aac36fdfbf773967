import type { Locale, Text } from '../base/text.ts';
import { formatMinute, type Instant } from '../base/time.ts';
import { isObject, isShown, type Scope, valueIn } from './conditions.ts';
import type { Field, FieldOf, Form, FormValues } from './form.ts';
import { ANSWERS, answerIn, readable, readableMasked } from './readable.ts';

/** A filled form as the neutral parts of a paper; a template prints them, words and values are already text. */
export type PaperBlock =
  | { readonly kind: 'title'; readonly title: string; readonly code: string; readonly source: string | null }
  | { readonly kind: 'fields'; readonly rows: readonly { readonly label: string; readonly value: string }[] }
  | {
      readonly kind: 'table';
      readonly title: string;
      readonly head: readonly string[];
      readonly rows: readonly (readonly string[])[];
    }
  | {
      readonly kind: 'checklist';
      readonly title: string;
      readonly rows: readonly { readonly item: string; readonly answer: string; readonly note: string }[];
    }
  | { readonly kind: 'signatures'; readonly rows: readonly PaperSignature[] };

export interface PaperSignature {
  /** What the signature says: 审核通过. */
  readonly meaning: string;
  readonly name: string;
  readonly post: string;
  /** `2025-10-11 18:00`. */
  readonly at: string;
}

export interface Signed {
  readonly meaning: Text;
  readonly name: string;
  readonly post: Text;
  readonly at: Instant;
}

export interface PaperOptions {
  readonly locale: Locale;
  readonly signatures?: readonly Signed[];
  /** `full` prints personal values unmasked: only for a paper whose access is approved and logged. */
  readonly personal?: 'masked' | 'full';
}

type Print = (field: Field, value: unknown) => string;

/** The blocks of a paper in the form's order. A shown field that was left empty keeps its place with an empty value. */
export const paperOf = (form: Form, values: FormValues, options: PaperOptions): readonly PaperBlock[] => {
  const { locale } = options;
  const print: Print = (field, value) =>
    (options.personal === 'full' ? readable : readableMasked)(field, value)[locale];
  const scope: Scope = { fields: form.fields, values };
  const blocks: PaperBlock[] = [
    { kind: 'title', title: form.title[locale], code: form.id, source: form.source ?? null },
  ];
  let rows: { label: string; value: string }[] = [];
  const closeRows = () => {
    if (rows.length > 0) blocks.push({ kind: 'fields', rows });
    rows = [];
  };
  for (const [name, field] of Object.entries(form.fields)) {
    if (!isShown(scope, name)) continue;
    const value = valueIn(values, name);
    const block = blockOf(field, value, locale, scope, print);
    if (block === null) rows.push({ label: field.label[locale], value: print(field, value) });
    else {
      closeRows();
      blocks.push(block);
    }
  }
  closeRows();
  if (options.signatures && options.signatures.length > 0)
    blocks.push({ kind: 'signatures', rows: options.signatures.map((s) => signatureOf(s, locale)) });
  return blocks;
};

const signatureOf = (s: Signed, locale: Locale): PaperSignature => ({
  meaning: s.meaning[locale],
  name: s.name,
  post: s.post[locale],
  at: formatMinute(s.at),
});

/** Rows and checklists are blocks of their own; null for what is one line of label and value. */
const blockOf = (field: Field, value: unknown, locale: Locale, scope: Scope, print: Print): PaperBlock | null => {
  if (field.kind === 'rows') return tableOf(field, Array.isArray(value) ? value : [], locale, scope, print);
  if (field.kind !== 'checklist') return null;
  const answers = isObject(value) ? value : {};
  const rows = field.items.map((item) => {
    const answer = answerIn(answers, item.code);
    return { item: item.label[locale], answer: answer ? ANSWERS[answer.answer][locale] : '', note: answer?.note ?? '' };
  });
  return { kind: 'checklist', title: field.label[locale], rows };
};

const tableOf = (
  field: FieldOf<'rows'>,
  rows: readonly unknown[],
  locale: Locale,
  outer: Scope,
  print: Print,
): PaperBlock => {
  const columns = Object.entries(field.columns);
  const line = (row: unknown) => {
    const values = isObject(row) ? row : {};
    const scope: Scope = { fields: field.columns, values, outer };
    return columns.map(([name, c]) => (isShown(scope, name) ? print(c, valueIn(values, name)) : ''));
  };
  return {
    kind: 'table',
    title: field.label[locale],
    head: columns.map(([, c]) => c.label[locale]),
    rows: rows.map(line),
  };
};
