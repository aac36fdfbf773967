import { Defect } from '../../core/base/result.ts';
import { text } from '../../core/base/text.ts';
import type { Instant } from '../../core/base/time.ts';
import type { FormValues } from '../../core/forms/form.ts';
import { roles } from '../../core/manual/roles.ts';
import { type Asked, type Changed, correct } from '../../core/process/correction.ts';
import type { DeclaredRecord } from '../../core/process/record.ts';
import { reviewNameOf } from '../../core/process/record-process.ts';
import { Refused } from '../case/commit.ts';
import type { EffectHandler, EffectScene, Kernel } from '../case/kernel.ts';
import { openIn } from '../case/open.ts';
import { MACHINE } from '../case/wake.ts';
import { appendToChain } from '../platform/audit/append.ts';
import { entityOf } from './entity-name.ts';
import type { PaperDeps } from './issue.ts';
import { fileForReview, type Made, type RecordKeeping } from './record-keeping.ts';
import { printRecord, type Struck, sha256Of } from './record-print.ts';

/** Opens the review beside the case whose act made the record, in that act's transaction; null where the kind has none. */
export const openRecordReview = async (
  kernel: Kernel,
  scene: EffectScene,
  kind: DeclaredRecord,
  form: FormValues,
): Promise<string | null> => {
  const process = kind.review ? kernel.processes.current(reviewNameOf(kind)) : null;
  if (process === null) return null;
  // By the clock of the act: review and record have one instant.
  const opened = await openIn({ ...kernel, clock: () => scene.now }, scene.tx, MACHINE, process, {
    process: process.name,
    entityId: scene.case.entityId,
    // A matter of the house: no outside party sees who looks through its records.
    partyId: null,
    parentId: scene.case.id,
    form,
    signed: null,
    idempotency: null,
  });
  return opened.caseId;
};

interface Row {
  readonly paper_id: string;
  readonly code: string;
  readonly case_id: string;
  readonly number: string;
  readonly made: Made;
  readonly current: FormValues;
}

/** The record whose review this case is, locked. */
const recordOf = async ({ tx, case: review }: EffectScene): Promise<Row> => {
  const [row] = await tx.query<Row>(
    `select r.paper_id, r.code, r.case_id, p.number, r.made, r.current from records r join papers p on p.id = r.paper_id
     where r.review_case = $1 for update of r`,
    [review.id],
  );
  if (!row) throw new Defect('a review of no record');
  return row;
};

const nameOf = async ({ tx, personId, events }: EffectScene): Promise<string> => {
  const acted = events.find((event) => event.type === 'acted');
  if (acted?.signature) return acted.signature.name;
  const [row] = await tx.query<{ real_name: string }>('select real_name from persons where id = $1', [personId]);
  return row?.real_name ?? personId;
};

const note = (scene: EffectScene, row: Row, kind: string, payload: Record<string, string | number>): Promise<unknown> =>
  appendToChain(scene.tx, { entityId: scene.case.entityId, chainId: `papers:${row.case_id}` }, [
    {
      at: scene.now,
      kind,
      actor: { personId: scene.personId },
      payload: { paper: row.paper_id, number: row.number, ...payload },
    },
  ]);

const reviewed =
  (review: 'passed' | 'returned'): EffectHandler =>
  async (scene) => {
    const row = await recordOf(scene);
    await scene.tx.query('update records set review = $2, reviewed_at = $3, reviewed_by = $4 where paper_id = $1', [
      row.paper_id,
      review,
      new Date(scene.now),
      scene.personId,
    ]);
    await note(scene, row, `record.${review}`, { caseId: scene.case.id });
  };

interface CorrectionRow {
  readonly seq: number;
  readonly version: number;
  readonly item: string;
  readonly row_number: number | null;
  readonly label_zh: string;
  readonly before: string;
  readonly after: string;
  readonly reason: string;
  readonly name: string;
  readonly corrected_at: Instant;
}

/** Corrections of a record, in their order. */
const correctionsOf = (scene: EffectScene, paperId: string): Promise<CorrectionRow[]> =>
  scene.tx.query<CorrectionRow>(
    `select seq, version, item, row_number, label_zh, before, after, reason, name, corrected_at from record_corrections
     where paper_id = $1 order by seq`,
    [paperId],
  );

const struckOf = (row: CorrectionRow): Struck => ({
  item: row.item,
  row: row.row_number,
  label: row.label_zh,
  before: row.before,
  after: row.after,
  reason: row.reason,
  name: row.name,
  at: row.corrected_at,
});

const WRITE = `
  insert into record_corrections (paper_id, seq, version, item, row_number, label_zh, label_en, before, after, reason, corrected_by, name, corrected_at)
  select $1, $2 + r.place, $3, r.item, r.row_number, r.label_zh, r.label_en, r.before, r.after, r.reason, $5, $6, $7
  from jsonb_to_recordset($4) as r(place int, item text, row_number int, label_zh text, label_en text, before text, after text, reason text)`;

const write = async (
  scene: EffectScene,
  row: Row,
  changes: readonly Changed[],
  at: { readonly after: number; readonly version: number; readonly name: string },
): Promise<void> => {
  const rows = changes.map(({ item, row: line, label, before, after, reason }, index) => ({
    place: index + 1,
    item,
    row_number: line,
    label_zh: label.zh,
    label_en: label.en,
    before,
    after,
    reason,
  }));
  await scene.tx.query(WRITE, [
    row.paper_id,
    at.after,
    at.version,
    JSON.stringify(rows),
    scene.personId,
    at.name,
    new Date(scene.now),
  ]);
};

/**
 * Strikes through and writes anew: the values as made and the first print stay, a further print shows both, and the audit gets
 * its hash. Refuses where the record would be wrong afterwards.
 */
const corrected =
  (deps: PaperDeps, { kinds }: RecordKeeping): EffectHandler =>
  async (scene) => {
    const row = await recordOf(scene);
    const kind = kinds.find(({ code }) => code === row.code);
    if (!kind?.review) throw new Defect(`nobody corrects records ${row.code}`);
    const answer = correct(kind.form, row.current, (scene.form.corrections ?? []) as readonly Asked[], scene.now);
    if (!answer.ok) throw new Refused(answer.refusal);
    const earlier = await correctionsOf(scene, row.paper_id);
    const version = (earlier.at(-1)?.version ?? 0) + 1;
    const name = await nameOf(scene);
    await write(scene, row, answer.value.changes, { after: earlier.length, version, name });
    await scene.tx.query(`update records set current = $2, review = 'waiting' where paper_id = $1`, [
      row.paper_id,
      JSON.stringify(answer.value.values),
    ]);
    const all = await correctionsOf(scene, row.paper_id);
    const signed = {
      meaning: text('更正属实', 'Corrected'),
      name,
      post: roles[kind.review.correctedBy],
      at: scene.now,
    };
    const bytes = printRecord(
      {
        form: kind.form,
        values: answer.value.values,
        signatures: [...row.made.signatures, signed],
        corrections: all.map(struckOf),
        entity: await entityOf(scene),
        number: row.number,
        caseNumber: row.made.caseNumber,
      },
      scene.now,
    );
    const sha256 = sha256Of(bytes);
    const file = { entityId: scene.case.entityId, name: `${row.number}-更正${version}.pdf`, bytes, by: scene.personId };
    const fileId = await deps.store(scene.tx, file);
    await scene.tx.query(
      'insert into record_prints (paper_id, version, file_id, sha256, printed_at) values ($1, $2, $3, $4, $5)',
      [row.paper_id, version, fileId, sha256, new Date(scene.now)],
    );
    await fileForReview(scene.tx, scene.case.id, { fileId, version }, scene.now);
    await note(scene, row, 'record.corrected', { version, sha256, items: answer.value.changes.length });
  };

/** What the review of a record sets off. */
export const recordChanges = (deps: PaperDeps, keeping: RecordKeeping): Readonly<Record<string, EffectHandler>> => ({
  'record.passed': reviewed('passed'),
  'record.returned': reviewed('returned'),
  'record.corrected': corrected(deps, keeping),
});
