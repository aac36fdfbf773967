import type { LocalDate } from '../../../core/base/time.ts';
import { parseDocumentFileName } from '../../../core/documents/document-name.ts';
import type { FormValues } from '../../../core/forms/form.ts';
import { carries } from '../../../core/manual/carriers.ts';
import { applicationForm, resubmissionForm } from '../../../core/modules/admission/public.ts';
import type { FactLoader } from '../../case/kernel.ts';
import type { Sql } from '../../platform/postgres/sql.ts';

/**
 * Is the enterprise barred from applying, here or at another legal entity of the group? Answers the bar that lasts
 * longest: `until` null is for good.
 */
export const admissionBar: FactLoader = async (tx, { form, now }) => {
  const [bar] = await tx.query<{ until: LocalDate | null }>(
    `select until from admission_bars where uscc = $1 and (until is null or until >= ($2::timestamptz at time zone 'Asia/Shanghai')::date)
     order by until desc nulls first limit 1`,
    [String(form.uscc ?? ''), new Date(now)],
  );
  return bar ? { until: bar.until } : null;
};

const fileIdsIn = (form: FormValues): readonly string[] =>
  Object.entries({ ...applicationForm.fields, ...resubmissionForm.fields })
    .filter(([, field]) => field.kind === 'files')
    .flatMap(([name]) => (form[name] ?? []) as readonly string[]);

const merchantOf = async (tx: Sql, caseId: string, form: FormValues): Promise<string> => {
  if (form.merchantName !== undefined) return String(form.merchantName);
  const [row] = await tx.query<{ subject: string }>('select subject from cases where id = $1', [caseId]);
  return row?.subject ?? '';
};

const isWellNamed = carries(
  { kind: 'file', name: 'file.name', obligations: ['P05-2.4-04'] },
  (name: string, merchant: string): boolean => parseDocumentFileName(name, merchant).ok,
  () => () => true,
);

/** How many of the files handed in are not named “merchant - document - date”; the names themselves stay where they are. */
export const misnamedFiles: FactLoader = async (tx, { id, form }) => {
  const merchant = await merchantOf(tx, id, form);
  const rows = await tx.query<{ name: string }>('select name from files where id = any ($1::uuid[])', [
    fileIdsIn(form),
  ]);
  return rows.filter(({ name }) => !isWellNamed(name, merchant)).length;
};
