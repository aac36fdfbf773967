import { text } from '../../../base/text.ts';
import type { Field, FieldOf, Option, When } from '../../../forms/form.ts';

/** Kinds of fields that the proofs share. */

export const option = (code: string, zh: string, en: string): Option => ({ code, label: text(zh, en) });

export const line = (zh: string, en: string, maxLength = 60): FieldOf<'text'> => ({
  kind: 'text',
  label: text(zh, en),
  maxLength,
  required: true,
  noPaste: true,
});

/** What somebody found or thinks, typed by hand. */
export const account = (zh: string, en: string, required: boolean | When = true): FieldOf<'longText'> => ({
  kind: 'longText',
  label: text(zh, en),
  maxLength: 2000,
  minLength: 2,
  required,
  noPaste: true,
  ...(typeof required === 'object' ? { showWhen: required } : {}),
});

export const count = (zh: string, en: string): FieldOf<'number'> => ({
  kind: 'number',
  label: text(zh, en),
  decimals: 0,
  min: 0,
  max: 1_000_000,
  required: true,
});

export const doneOn = (zh: string, en: string): FieldOf<'date'> => ({
  kind: 'date',
  label: text(zh, en),
  notAfter: 'today',
  required: true,
});

export const reportFile = (zh: string, en: string, required: boolean): FieldOf<'files'> => ({
  kind: 'files',
  label: text(zh, en),
  accept: 'pdf',
  max: 5,
  ...(required ? { min: 1, required } : {}),
});

export const rows = (zh: string, en: string, columns: Readonly<Record<string, Field>>, min = 0): FieldOf<'rows'> => ({
  kind: 'rows',
  label: text(zh, en),
  columns,
  max: 500,
  ...(min > 0 ? { min, required: true } : {}),
});
