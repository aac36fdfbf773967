import type { Announced } from '../case/kernel.ts';
import { appendToChain } from '../platform/audit/append.ts';
import type { Sql } from '../platform/postgres/sql.ts';

/** Locks first: a message that is claimed meanwhile is passed over (SKIP LOCKED), or was claimed before and counts as left. */
const MESSAGES = `
  select state from outbox where case_id = $1 and act_seq >= $2 and channel in ('mail', 'sms', 'command') for update`;
const SEEN = `
  select seen_at from papers where case_id = $1 and act_seq >= $2 and kind = 'notice' for update`;

/**
 * Could anybody outside know of the act by now? A mail, short message or command that was sent or is on its way; or a
 * notice that the party was shown in the portal. `act` is the sequence number of the act.
 */
export const effectsLeft = async (tx: Sql, caseId: string, act: number): Promise<boolean> => {
  const [messages, papers] = await Promise.all([
    tx.query<{ state: string }>(MESSAGES, [caseId, act]),
    tx.query<{ seen_at: number | null }>(SEEN, [caseId, act]),
  ]);
  return (
    messages.some(({ state }) => state === 'sent' || state === 'sending') ||
    papers.some((paper) => paper.seen_at !== null)
  );
};

/** Nobody needs to look through a record that is void: its review is told so. */
const REVIEWS_END = `
  insert into case_messages (case_id, cause, event, data, at)
  select review_case, 'void:' || paper_id, 'recordVoided', '{}', $2 from records where paper_id = any($1) and review_case is not null
  on conflict do nothing`;

/** What the act had brought is undone with it: messages are not sent, papers are void (their numbers stay), 消息 vanish. */
export const takeBack = async (tx: Sql, on: Announced, act: number): Promise<void> => {
  const { id, entityId } = on.case;
  const [voided] = await Promise.all([
    tx.query<{ id: string; number: string }>(
      `update papers set state = 'void' where case_id = $1 and act_seq >= $2 and state = 'issued' returning id, number`,
      [id, act],
    ),
    tx.query(
      `update outbox set state = 'withdrawn' where case_id = $1 and act_seq >= $2 and state in ('waiting', 'dead')`,
      [id, act],
    ),
    tx.query('update inbox set withdrawn_at = $3 where case_id = $1 and seq >= $2 and withdrawn_at is null', [
      id,
      act,
      new Date(on.now),
    ]),
  ]);
  if (voided.length === 0) return;
  await tx.query(REVIEWS_END, [voided.map((paper) => paper.id), new Date(on.now)]);
  await appendToChain(
    tx,
    { entityId, chainId: `papers:${id}` },
    voided.map((paper) => ({
      at: on.now,
      kind: 'paper.voided',
      actor: { personId: on.personId },
      payload: { paper: paper.id, number: paper.number, caseId: id },
    })),
  );
};
