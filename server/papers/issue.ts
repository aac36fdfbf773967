import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { dateOf, type LocalDate } from '../../core/base/time.ts';
import { paperNumber } from '../../core/papers/notice.ts';
import { type RecordSeries, recordNumber } from '../../core/papers/record.ts';
import type { EffectScene } from '../case/kernel.ts';
import { appendToChain } from '../platform/audit/append.ts';
import type { Sql } from '../platform/postgres/sql.ts';

/** Files the bytes of a paper, encrypted; the row goes into the caller's transaction. */
export type PaperStore = (
  tx: Sql,
  paper: { readonly entityId: string; readonly name: string; readonly bytes: Buffer; readonly by: string },
) => Promise<string>;

export interface PaperDeps {
  readonly store: PaperStore;
  /** Address that a QR code begins with, e.g. `https://qms.example.com`. */
  readonly publicUrl: () => string;
}

export interface PaperDraft {
  readonly kind: 'notice' | 'record';
  readonly code: string;
  readonly title: string;
  readonly titleEn: string;
  readonly series: string;
  /** How a record's number is written, where its kind says so. */
  readonly numbered?: RecordSeries;
  readonly delivered: boolean;
  readonly print: (numbered: { readonly number: string; readonly verifyUrl: string }) => Buffer;
}

const INSERT = `
  insert into papers (id, entity_id, kind, code, title, title_en, number, case_id, act_seq, party_id, issued_at, issued_by,
    file_id, sha256, verify_token, delivered_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`;

/** Notices count through the year, quality records through the day (P04 §3.1). */
const nextNumber = async (tx: Sql, entityId: string, draft: PaperDraft, on: LocalDate): Promise<string> => {
  const period = draft.kind === 'notice' ? on.slice(0, 4) : on.replaceAll('-', '');
  const [row] = await tx.prepared<{ n: number }>('next-number', 'select next_number($1, $2, $3) as n', [
    entityId,
    draft.series,
    period,
  ]);
  const n = Number(row?.n);
  return draft.kind === 'notice'
    ? paperNumber(draft.series, period, n)
    : recordNumber(draft.numbered ?? { prefix: draft.title, digits: 3 }, on, n);
};

/** Numbers, prints, files and records a paper within the act's transaction. */
export const issuePaper = async (
  deps: PaperDeps,
  scene: EffectScene,
  draft: PaperDraft,
): Promise<{ readonly id: string; readonly number: string; readonly fileId: string }> => {
  const { tx, now } = scene;
  const entityId = scene.case.entityId;
  const number = await nextNumber(tx, entityId, draft, dateOf(now));
  const token = randomBytes(16).toString('base64url');
  const bytes = draft.print({ number, verifyUrl: `${deps.publicUrl()}/verify/${token}` });
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const id = randomUUID();
  const fileId = await deps.store(tx, {
    entityId,
    name: draft.kind === 'record' ? `${number}.pdf` : `${draft.title}-${number}.pdf`,
    bytes,
    by: scene.personId,
  });
  await tx.prepared('paper-insert', INSERT, [
    id,
    entityId,
    draft.kind,
    draft.code,
    draft.title,
    draft.titleEn,
    number,
    scene.case.id,
    scene.seq,
    scene.case.partyId,
    new Date(now),
    scene.personId,
    fileId,
    sha256,
    token,
    draft.delivered ? new Date(now) : null,
  ]);
  // A chain of the entity's own and not the case's: the engine replays the case's chain, and papers are no events of it.
  await appendToChain(tx, { entityId, chainId: `papers:${scene.case.id}` }, [
    {
      at: now,
      kind: 'paper.issued',
      actor: { personId: scene.personId },
      payload: { paper: id, code: draft.code, number, sha256, caseId: scene.case.id, delivered: draft.delivered },
    },
  ]);
  return { id, number, fileId };
};
