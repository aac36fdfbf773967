import nodemailer from 'nodemailer';
import type { Instant } from '../../core/base/time.ts';
import type { Log } from '../platform/log/log.ts';
import { safeError } from '../platform/log/safe-error.ts';
import type { Database, Sql } from '../platform/postgres/sql.ts';

/** A message that waits, as its row stands: ids only. */
export interface Waiting {
  readonly id: number;
  readonly entityId: string;
  readonly caseId: string | null;
  readonly channel: 'mail' | 'sms' | 'robot' | 'command';
  readonly template: string;
  readonly recipient: string;
  readonly paperId: string | null;
  readonly idempotencyKey: string;
  readonly attempts: number;
}

/** Sends one message; throws where it could not. Must bear being called twice for one key. */
export type Channel = (message: Waiting) => Promise<void>;

export interface OutboxDeps {
  readonly db: Database;
  readonly clock: () => Instant;
  readonly log: Log;
  /** A channel that is not set up is absent: its messages wait. */
  readonly channels: Readonly<Partial<Record<Waiting['channel'], Channel>>>;
}

const MOST_ATTEMPTS = 10;

const NEXT = `
  select id, entity_id as "entityId", case_id as "caseId", channel, template, recipient, paper_id as "paperId",
    idempotency_key as "idempotencyKey", attempts
  from outbox where state = 'waiting' and next_at <= $1 and channel = any($2)
  order by next_at, id limit 1 for update skip locked`;

/** Doubling from 30 seconds, at most 6 hours apart; after ten failures it is dead and an administrator sees it. */
const nextTry = (now: Instant, attempts: number): Date =>
  new Date(now + Math.min(30_000 * 2 ** attempts, 6 * 3_600_000));

const sendOne = async (deps: OutboxDeps, tx: Sql): Promise<boolean> => {
  const now = deps.clock();
  const [message] = await tx.query<Waiting>(NEXT, [new Date(now), Object.keys(deps.channels)]);
  const channel = message && deps.channels[message.channel];
  if (!message || !channel) return false;
  try {
    await channel(message);
    await tx.query(`update outbox set state = 'sent', sent_at = $2, attempts = attempts + 1 where id = $1`, [
      message.id,
      new Date(now),
    ]);
  } catch (error) {
    const dead = message.attempts + 1 >= MOST_ATTEMPTS;
    deps.log.defect(error, { part: `outbox.${message.channel}` });
    await tx.query(
      'update outbox set state = $2, attempts = attempts + 1, next_at = $3, last_error = $4 where id = $1',
      [message.id, dead ? 'dead' : 'waiting', nextTry(now, message.attempts), JSON.stringify(safeError(error))],
    );
  }
  return true;
};

/** Sends what is due, oldest first; several processes share the work, none sends what another holds. */
export const sendWaiting = async (deps: OutboxDeps, stopping: () => boolean): Promise<number> => {
  let sent = 0;
  while (!stopping() && (await deps.db.transaction((tx) => sendOne(deps, tx)))) sent += 1;
  return sent;
};

export interface MailDeps {
  readonly smtpUrl: string;
  readonly from: string;
  readonly address: (message: Waiting) => Promise<string | null>;
  readonly letter: (message: Waiting) => Promise<{
    readonly subject: string;
    readonly text: string;
    readonly attachment: { readonly name: string; readonly bytes: Buffer } | null;
  }>;
}

/** Mail by SMTP. The Message-ID is made from the idempotency key, so that a second sending is recognised as the same. */
export const mailChannel = (deps: MailDeps): Channel => {
  const transport = nodemailer.createTransport(deps.smtpUrl);
  return async (message) => {
    const [to, letter] = await Promise.all([deps.address(message), deps.letter(message)]);
    // A case without an address has been told in the portal, which is what delivery means.
    if (to === null) return;
    await transport.sendMail({
      from: deps.from,
      to,
      subject: letter.subject,
      text: letter.text,
      messageId: `<${message.idempotencyKey.replaceAll(':', '.')}@plumbline>`,
      attachments: letter.attachment ? [{ filename: letter.attachment.name, content: letter.attachment.bytes }] : [],
    });
  };
};
