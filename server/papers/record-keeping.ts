import { text } from '../../core/base/text.ts';
import { dateOf, type Instant } from '../../core/base/time.ts';
import type { FormValues } from '../../core/forms/form.ts';
import type { Signed } from '../../core/forms/paper.ts';
import type { RetentionAnchor } from '../../core/manual/parameter.ts';
import { parameterAt } from '../../core/manual/parameters.ts';
import { bindingTerm, type DeclaredRecord, keptUntil, type RetentionTerm } from '../../core/process/record.ts';
import type { EffectScene } from '../case/kernel.ts';
import type { Sql } from '../platform/postgres/sql.ts';

/** When an anchor of a retention came for the records of a case: null not yet, `never` not any more. */
export type AnchorReader = (tx: Sql, on: { readonly caseId: string }) => Promise<Instant | null | 'never'>;

export interface RecordKeeping {
  readonly kinds: readonly DeclaredRecord[];
  /** Every anchor but `created`, which is the making of the record; one that nobody reads has not come. */
  readonly anchors: Partial<Readonly<Record<RetentionAnchor, AnchorReader>>>;
  /** Opens the review of a record in the act's own transaction and gives its case; null where the kind has none. */
  readonly openReview: (scene: EffectScene, kind: DeclaredRecord, form: FormValues) => Promise<string | null>;
}

/** What a record was when it was made. */
export interface Made {
  readonly values: FormValues;
  readonly signatures: readonly Signed[];
  readonly caseNumber: string;
}

const termsOf = async (
  { anchors }: RecordKeeping,
  tx: Sql,
  kind: DeclaredRecord,
  on: { readonly caseId: string; readonly madeAt: Instant },
): Promise<readonly RetentionTerm[]> => {
  const terms: RetentionTerm[] = [];
  for (const id of kind.retention) {
    const { value, anchor, beside = [] } = parameterAt(id, dateOf(on.madeAt));
    const anchoredAt = anchor === 'created' ? on.madeAt : ((await anchors[anchor ?? 'created']?.(tx, on)) ?? null);
    // Of the figures of several sources the longest binds (DECISIONS 19).
    const years = [value, ...beside.map((figure) => figure.value)];
    const longest = years.includes('permanent')
      ? 'permanent'
      : years.reduce((a, b) => (Number.parseInt(b, 10) > Number.parseInt(a, 10) ? b : a));
    terms.push({ value: longest as RetentionTerm['value'], anchoredAt });
  }
  return terms;
};

const RECKON = 'update records set kept = $2, kept_until = $3, kept_by = $4 where paper_id = $1';

/** Reckons anew how long the records of a case are kept: something may have come that a period runs from. */
export const reckonRetention = async (keeping: RecordKeeping, tx: Sql, caseId: string): Promise<void> => {
  const rows = await tx.query<{ paper_id: string; code: string; issued_at: Instant }>(
    'select r.paper_id, r.code, p.issued_at from records r join papers p on p.id = r.paper_id where r.case_id = $1',
    [caseId],
  );
  for (const row of rows) {
    const kind = keeping.kinds.find(({ code }) => code === row.code);
    if (!kind) continue;
    const terms = await termsOf(keeping, tx, kind, { caseId, madeAt: row.issued_at });
    const kept = keptUntil(kind, terms);
    const binding = kind.retention[bindingTerm(kind, terms)] ?? kind.retention[0];
    const state = typeof kept === 'number' ? 'until' : kept;
    await tx.query(RECKON, [row.paper_id, state, typeof kept === 'number' ? new Date(kept) : null, binding]);
  }
};

const INSERT = `
  insert into records (paper_id, entity_id, code, case_id, form_version, made, current, review, kept, kept_by)
  values ($1, $2, $3, $4, $5, $6, $7, 'none', 'open', $8)`;

const documentOf = (version: number): string =>
  JSON.stringify(
    version === 0
      ? text('质量记录', 'Quality record')
      : text(`质量记录(第 ${version} 次更正)`, `Quality record, correction ${version}`),
  );

/** Lays a print beside the task, as whatever is looked through; version 0 is the first. */
export const fileForReview = async (
  tx: Sql,
  caseId: string,
  print: { readonly fileId: string; readonly version: number },
  now: Instant,
): Promise<void> => {
  await tx.query('insert into case_files (case_id, file_id, document, act_seq, filed_at) values ($1, $2, $3, 1, $4)', [
    caseId,
    print.fileId,
    documentOf(print.version),
    new Date(now),
  ]);
};

/** Keeps what a record says beside its paper, reckons until when, and has it looked through. */
export const keepRecord = async (
  keeping: RecordKeeping,
  scene: EffectScene,
  kind: DeclaredRecord,
  paper: { readonly id: string; readonly number: string; readonly fileId: string },
  made: Made,
): Promise<void> => {
  const { tx } = scene;
  await tx.query(INSERT, [
    paper.id,
    scene.case.entityId,
    kind.code,
    scene.case.id,
    kind.form.version,
    JSON.stringify(made),
    JSON.stringify(made.values),
    kind.retention[0],
  ]);
  await reckonRetention(keeping, tx, scene.case.id);
  const review = await keeping.openReview(scene, kind, {
    subject: `${paper.number} ${scene.case.subject}`.slice(0, 120),
    number: paper.number,
    caseNumber: scene.case.number,
    code: kind.code,
  });
  if (review === null) return;
  await tx.query(`update records set review = 'waiting', review_case = $2 where paper_id = $1`, [paper.id, review]);
  await fileForReview(tx, review, { fileId: paper.fileId, version: 0 }, scene.now);
};
