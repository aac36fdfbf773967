import { text } from '../../../base/text.ts';
import { addDays, type LocalDate, parseLocalDate } from '../../../base/time.ts';
import { addMonths, dateOfDay, dayOfDate } from '../../../calendar/day-number.ts';
import { parseSpan } from '../../../calendar/span.ts';
import type { FormValues } from '../../../forms/form.ts';
import type { View } from '../../../process/definition.ts';

/** How the rules of the admission read the papers of a case. */

export const wrong = (code: string, zh: string, en: string, field?: string) => ({
  code: `admission.${code}`,
  message: text(zh, en),
  ...(field ? { field } : {}),
});

/**
 * The application as it was filed; a correction adds files and a statement, it does not rewrite it. After the start its
 * personal values are sealed, so rules that compare those belong to the start.
 */
export const application = (view: View): FormValues =>
  view.state.acts.length === 0 ? view.form : view.filled('start');

export const dateIn = (values: FormValues, field: string): LocalDate | null => {
  const value = values[field];
  return typeof value === 'string' ? parseLocalDate(value) : null;
};

export const rowsIn = (values: FormValues, field: string): readonly FormValues[] =>
  (values[field] ?? []) as readonly FormValues[];

/** The day a span of days, months or years from a day on; the month's last day where it has no such day (Civil Code 202). */
export const later = (from: LocalDate, span: string): LocalDate => {
  const parsed = parseSpan(span);
  if (!parsed.ok) return from;
  const { amount, unit } = parsed.value;
  if (unit === 'd') return addDays(from, amount);
  return dateOfDay(addMonths(dayOfDate(from), unit === 'y' ? amount * 12 : amount));
};

/** Names and numbers on different papers are compared as written, blanks and full-width forms aside. */
export const bare = (written: unknown): string =>
  String(written ?? '')
    .normalize('NFKC')
    .replace(/\s/g, '');

export const sameName = (a: unknown, b: unknown): boolean => bare(a) === bare(b);
