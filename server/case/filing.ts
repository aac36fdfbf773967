import type { Text } from '../../core/base/text.ts';
import type { Field, Fields, Form, FormValues } from '../../core/forms/form.ts';
import { carries } from '../../core/manual/carriers.ts';
import type { Sql } from '../platform/postgres/sql.ts';
import { Refused } from './commit.ts';

interface Named {
  readonly id: string;
  readonly document: Text;
  readonly accept: 'pdf' | 'image' | 'pdfOrImage';
}

/** Files that a filled form names, each with the document it stands for. */
export const filesIn = (form: Form, values: FormValues): readonly Named[] => inFields(form.fields, values);

const inFields = (fields: Fields, values: FormValues): readonly Named[] =>
  Object.entries(fields).flatMap(([name, field]) => inField(field, values[name]));

const inField = (field: Field, value: unknown): readonly Named[] => {
  if (!Array.isArray(value)) return [];
  if (field.kind === 'files')
    return value.map((id) => ({ id: String(id), document: field.label, accept: field.accept }));
  return field.kind === 'rows' ? value.flatMap((row) => inFields(field.columns, row as FormValues)) : [];
};

/** Asked when a file is filed: the browser said at the upload what it was for, and may have said otherwise. */
const fits = carries(
  { kind: 'file', name: 'file.kindAtFiling', obligations: ['P05-2.4-01'] },
  (accept: Named['accept'], mediaType: string): boolean =>
    (accept !== 'image' && mediaType === 'application/pdf') || (accept !== 'pdf' && mediaType.startsWith('image/')),
  () => () => true,
);

const refuse = (code: string, zh: string, en: string): Refused => new Refused({ code, message: { zh, en } });

/**
 * Files the named files in the case. Only what the same account has uploaded can be filed: the id of somebody else's file
 * proves nothing, and would otherwise open it to the case's readers.
 */
export const fileInCase = async (
  tx: Sql,
  form: Form | undefined,
  values: FormValues,
  on: {
    readonly caseId: string;
    readonly entityId: string;
    readonly accountId: string;
    readonly seq: number;
    readonly now: number;
  },
): Promise<void> => {
  const named = form ? filesIn(form, values) : [];
  if (named.length === 0) return;
  const found = await tx.query<{ id: string; media_type: string }>(
    'select id, media_type from files where id = any($1::uuid[]) and entity_id = $2 and uploaded_by = $3',
    [named.map((one) => one.id), on.entityId, on.accountId],
  );
  const types = new Map(found.map((row) => [row.id, row.media_type]));
  for (const one of named) {
    const type = types.get(one.id);
    if (type === undefined)
      throw refuse(
        'file.notYours',
        `“${one.document.zh}”引用了未上传或他人的文件,请重新上传。`,
        `“${one.document.en}” names a file that was not uploaded by you. Upload it again.`,
      );
    if (!fits(one.accept, type))
      throw refuse(
        'file.wrongKind',
        `“${one.document.zh}”的文件类型不符,请按要求上传。`,
        `The file for “${one.document.en}” is of the wrong kind.`,
      );
  }
  await tx.query(
    `insert into case_files (case_id, file_id, document, act_seq, filed_at)
     select $1, f.id, f.document, $4, $5 from unnest($2::uuid[], $3::text[]) as f(id, document) on conflict do nothing`,
    [on.caseId, named.map((one) => one.id), named.map((one) => JSON.stringify(one.document)), on.seq, new Date(on.now)],
  );
};
