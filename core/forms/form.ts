import type { Text } from '../base/text.ts';
import type { IdentifierKind, PersonalKind } from '../identifiers/kind.ts';

/**
 * The field language. A form is plain data (it travels as JSON): the server validates with it, the web renders it, the
 * paper prints it, the spreadsheet template is made from it, the docs list it.
 */
export interface Form {
  /** Code of the paper that this form fills, e.g. `QR-QC-001`, or a name of our own in kebab-case. */
  readonly id: string;
  readonly version: number;
  readonly title: Text;
  /** Clause that asks for the form, e.g. `P05 §3.2`. */
  readonly source?: string;
  readonly fields: Readonly<Record<string, Field>>;
}

/**
 * A condition on another field (choice, choices, yesNo or number). In a row the name is looked up in the row first, then in
 * the form. A field it hides is neither required nor kept; a hidden field fulfils no condition.
 */
export interface When {
  readonly field: string;
  readonly in: readonly (string | number | boolean)[];
}

/** The day or moment that another field of the row or form holds; no bound while that one is empty. */
export interface OtherField {
  readonly field: string;
}

export interface FieldBase {
  readonly label: Text;
  readonly help?: Text;
  readonly required?: boolean | When;
  readonly showWhen?: When;
  /** Typed by a person into a quality record: pasting is refused (P04 §2.1, DECISIONS 35). */
  readonly noPaste?: boolean;
  /** Encrypted at rest, masked on every face; the audit holds a salted commitment. */
  readonly personal?: PersonalKind;
  /** Where the first value comes from; the user may change it unless `readOnly`. A path into the case's facts. */
  readonly prefill?: string;
  readonly readOnly?: boolean;
}

export interface Option {
  readonly code: string;
  readonly label: Text;
}

export interface ChecklistItem {
  readonly code: string;
  readonly label: Text;
  readonly obligation?: string;
  readonly notApplicableAllowed?: boolean;
}

export type Field =
  | (FieldBase & {
      readonly kind: 'text';
      readonly maxLength: number;
      readonly minLength?: number;
      /** Whole value, `u` flag. What it asks for must stand in `help`, and `example` must match it. */
      readonly pattern?: string;
      readonly example?: string;
    })
  | (FieldBase & { readonly kind: 'longText'; readonly maxLength: number; readonly minLength?: number })
  | (FieldBase & { readonly kind: 'identifier'; readonly identifier: IdentifierKind })
  | (FieldBase & {
      readonly kind: 'number';
      /** Digits after the point; 0 for whole numbers. Kept as a JSON number. */
      readonly decimals: number;
      readonly min?: number;
      readonly max?: number;
      readonly unit?: Text;
    })
  /** Yuan as a decimal string with exactly two decimals (`198.00`); below zero only where `min` allows it. */
  | (FieldBase & { readonly kind: 'money'; readonly min?: string; readonly max?: string })
  | (FieldBase & {
      readonly kind: 'date';
      readonly notBefore?: 'today' | OtherField;
      readonly notAfter?: 'today' | OtherField;
    })
  /** A moment that somebody says something happened at, beside the system's own time. Kept as ISO 8601 with offset. */
  | (FieldBase & { readonly kind: 'instant'; readonly notBefore?: OtherField; readonly notAfter?: 'now' | OtherField })
  | (FieldBase & { readonly kind: 'yesNo' })
  | (FieldBase & { readonly kind: 'choice'; readonly options: readonly Option[] })
  | (FieldBase & {
      readonly kind: 'choices';
      readonly options: readonly Option[];
      readonly min?: number;
      readonly max?: number;
    })
  /**
   * Value: `{ [item code]: { answer: 'pass' | 'fail' | 'notApplicable', note?: string } }`; a fail needs a note, and a
   * required checklist an answer to every item.
   */
  | (FieldBase & { readonly kind: 'checklist'; readonly items: readonly ChecklistItem[] })
  /** Value: array of file ids already uploaded. */
  | (FieldBase & {
      readonly kind: 'files';
      readonly accept: 'pdf' | 'image' | 'pdfOrImage';
      readonly min?: number;
      readonly max: number;
    })
  /** Value: array of objects, one for each row. Rows hold no further rows, so that paper and spreadsheet can carry them. */
  | (FieldBase & {
      readonly kind: 'rows';
      readonly columns: Readonly<Record<string, Field>>;
      readonly min?: number;
      readonly max: number;
    });

export type Fields = Form['fields'];
export type FieldKind = Field['kind'];
export type FieldOf<K extends FieldKind> = Extract<Field, { readonly kind: K }>;

export interface ChecklistAnswer {
  readonly answer: 'pass' | 'fail' | 'notApplicable';
  readonly note?: string;
}

/** Values as they travel: a missing field is absent, never null. */
export type FormValues = Readonly<Record<string, unknown>>;

export const defineForm = <const F extends Form>(form: F): F => form;
