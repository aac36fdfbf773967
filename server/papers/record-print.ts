import { createHash } from 'node:crypto';
import type { Instant } from '../../core/base/time.ts';
import { formatMinute } from '../../core/base/time.ts';
import type { Form, FormValues } from '../../core/forms/form.ts';
import { type PaperBlock, paperOf, type Signed } from '../../core/forms/paper.ts';
import { renderPdf } from '../platform/pdf/typst.ts';

/** A correction as it is printed. */
export interface Struck {
  readonly item: string;
  readonly row: number | null;
  readonly label: string;
  readonly before: string;
  readonly after: string;
  readonly reason: string;
  readonly name: string;
  readonly at: Instant;
}

export interface RecordPrint {
  readonly form: Form;
  readonly values: FormValues;
  readonly signatures: readonly Signed[];
  readonly corrections: readonly Struck[];
  readonly entity: string;
  readonly number: string;
  readonly caseNumber: string;
}

/** A value with what it said before, each struck through; plain text where nothing was corrected. */
type Cell = string | { readonly value: string; readonly struck: readonly string[] };
type PrintedBlock =
  | Exclude<PaperBlock, { kind: 'fields' | 'table' }>
  | { readonly kind: 'fields'; readonly rows: readonly { readonly label: string; readonly value: Cell }[] }
  | {
      readonly kind: 'table';
      readonly title: string;
      readonly head: readonly string[];
      readonly rows: readonly (readonly Cell[])[];
    };

const struckAt = (corrections: readonly Struck[], item: string, row: number | null): readonly string[] =>
  corrections.filter((one) => one.item === item && one.row === row).map(({ before }) => before);

const cell = (value: string, struck: readonly string[]): Cell => (struck.length === 0 ? value : { value, struck });

/** Names of a form's fields by the label under which the paper prints them. */
const namesByLabel = (fields: Form['fields']): ReadonlyMap<string, string> =>
  new Map(Object.entries(fields).map(([name, field]) => [field.label.zh, name]));

const withStruck = (block: PaperBlock, form: Form, corrections: readonly Struck[]): PrintedBlock => {
  const names = namesByLabel(form.fields);
  if (block.kind === 'fields') {
    const rows = block.rows.map(({ label, value }) => ({
      label,
      value: cell(value, struckAt(corrections, names.get(label) ?? '', null)),
    }));
    return { kind: 'fields', rows };
  }
  if (block.kind !== 'table') return block;
  const name = names.get(block.title) ?? '';
  const field = form.fields[name];
  const columns = Object.keys(field?.kind === 'rows' ? field.columns : {});
  const rows = block.rows.map((line, index) =>
    line.map((value, n) => cell(value, struckAt(corrections, `${name}-${columns[n]}`, index + 1))),
  );
  return { ...block, rows };
};

const HEAD = ['更正项', '更正前', '更正后', '原因', '更正人', '时间'];

const register = (corrections: readonly Struck[]): readonly PrintedBlock[] =>
  corrections.length === 0
    ? []
    : [
        {
          kind: 'table',
          title: '更正记录',
          head: HEAD,
          rows: corrections.map((one) => [
            one.row === null ? one.label : `${one.label} 第 ${one.row} 行`,
            { value: '', struck: [one.before] },
            one.after,
            one.reason,
            one.name,
            formatMinute(one.at),
          ]),
        },
      ];

/** The PDF of a record: what it says now, what it said before struck through, and who corrected what and why. */
export const printRecord = (print: RecordPrint, now: Instant): Buffer => {
  const { form, values, corrections, entity, number, caseNumber } = print;
  const blocks = paperOf(form, values, { locale: 'zh', signatures: print.signatures });
  const last = blocks.at(-1)?.kind === 'signatures' ? blocks.slice(-1) : [];
  const body = blocks.slice(0, blocks.length - last.length).map((block) => withStruck(block, form, corrections));
  const data = { entity, number, caseNumber, blocks: [...body, ...register(corrections), ...last] };
  return renderPdf('record', { data: JSON.stringify(data) }, now);
};

export const sha256Of = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
