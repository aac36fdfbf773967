import { randomUUID } from 'node:crypto';
import { type Instant, instant } from '../../core/base/time.ts';
import { NotDelivered } from '../platform/delivery/not-delivered.ts';
import type { Log } from '../platform/log/log.ts';
import { safeError } from '../platform/log/safe-error.ts';
import type { Database } from '../platform/postgres/sql.ts';

export type ChannelName = 'mail' | 'sms' | 'robot' | 'command';

/** A message that waits, as its row stands: ids only. */
export interface Waiting {
  readonly id: number;
  readonly entityId: string;
  readonly caseId: string | null;
  readonly channel: ChannelName;
  readonly template: string;
  readonly recipient: string;
  readonly paperId: string | null;
  readonly idempotencyKey: string;
  /** This attempt included. */
  readonly attempts: number;
}

export interface Channel {
  /** Sends one message; throws where it could not. Must bear being called twice for one key. */
  readonly send: (message: Waiting) => Promise<void>;
  /** How many of one process are under way at a time. */
  readonly lanes: number;
  /** Milliseconds between two messages to one recipient, over all processes; 0 = as fast as it goes. */
  readonly spacingMs: (recipient: string) => number;
}

export interface OutboxDeps {
  readonly db: Database;
  readonly clock: () => Instant;
  readonly log: Log;
  /** A channel that is not set up is absent: its messages wait. */
  readonly channels: Readonly<Partial<Record<ChannelName, Channel>>>;
}

const MOST_ATTEMPTS = 10;
/** Longer than any channel lets a sending take, so that a claim past it can only be one of a crashed process. */
const CLAIM_MS = 5 * 60_000;

/** A recipient whose pace does not allow another one yet is passed over; the others don't wait for it. */
const CLAIM = `
  with next as (
    select o.id from outbox o
    where o.channel = $1 and ((o.state = 'waiting' and o.next_at <= $2) or (o.state = 'sending' and o.claimed_until <= $2))
      and not exists (select 1 from message_pace p where p.target = o.recipient and p.next_at > $2)
    order by o.next_at, o.id limit 1 for update of o skip locked
  )
  update outbox o set state = 'sending', claim = $3, claimed_until = $4, attempts = o.attempts + 1
  from next where o.id = next.id
  returning o.id, o.entity_id as "entityId", o.case_id as "caseId", o.channel, o.template, o.recipient,
    o.paper_id as "paperId", o.idempotency_key as "idempotencyKey", o.attempts`;

const PACE = `
  insert into message_pace as p (target, next_at) values ($1, $3)
  on conflict (target) do update set next_at = excluded.next_at where p.next_at <= $2 returning 1`;

class PaceTaken extends Error {}

/** Takes the next message that is due, and with it its place in the recipient's pace. Null: nothing to do now. */
const claimNext = async (deps: OutboxDeps, name: ChannelName, channel: Channel, claim: string) => {
  const now = deps.clock();
  try {
    return await deps.db.transaction(async (tx) => {
      const [message] = await tx.prepared<Waiting>('outbox-claim', CLAIM, [
        name,
        new Date(now),
        claim,
        new Date(now + CLAIM_MS),
      ]);
      const spacing = message === undefined ? 0 : channel.spacingMs(message.recipient);
      if (message === undefined || spacing === 0) return message ?? null;
      const [free] = await tx.query(PACE, [message.recipient, new Date(now), new Date(now + spacing)]);
      // Another process was quicker by a moment: the claim is rolled back, and the next beat finds the message again.
      if (free === undefined) throw new PaceTaken();
      return message;
    });
  } catch (error) {
    if (error instanceof PaceTaken) return null;
    throw error;
  }
};

/** Doubling from 30 seconds, at most 6 hours apart. */
export const nextTry = (now: Instant, attempts: number): Instant =>
  instant(now + Math.min(30_000 * 2 ** (attempts - 1), 6 * 3_600_000));

/** What an administrator reads: a code of the channel or the system, never the words of a server, which quote addresses. */
const codeOf = (error: unknown): string => {
  const { code, name } = safeError(error);
  return code ?? name;
};

// The claim stands in each: whoever was given up for crashed and comes back late changes nothing.
const SENT = `update outbox set state = 'sent', sent_at = $3, claim = null, claimed_until = null, last_error = null
  where id = $1 and claim = $2`;
const FAILED = `update outbox set state = $3, next_at = $4, last_error = $5, claim = null, claimed_until = null
  where id = $1 and claim = $2`;

const failureOf = async (channel: Channel, message: Waiting): Promise<{ readonly error: unknown } | null> => {
  try {
    // A message that brought down its process each time ends as dead too.
    if (message.attempts > MOST_ATTEMPTS) throw new NotDelivered('claim.expired', true);
    await channel.send(message);
    return null;
  } catch (error) {
    return { error };
  }
};

const sendOne = async (deps: OutboxDeps, name: ChannelName, channel: Channel): Promise<boolean> => {
  const claim = randomUUID();
  const message = await claimNext(deps, name, channel, claim);
  if (message === null) return false;
  const failure = await failureOf(channel, message);
  if (failure === null) {
    await deps.db.query(SENT, [message.id, claim, new Date(deps.clock())]);
    return true;
  }
  const final = failure.error instanceof NotDelivered && failure.error.final;
  const dead = final || message.attempts >= MOST_ATTEMPTS;
  deps.log.defect(failure.error, { part: `outbox.${name}` });
  const next = new Date(nextTry(deps.clock(), message.attempts));
  await deps.db.query(FAILED, [message.id, claim, dead ? 'dead' : 'waiting', next, codeOf(failure.error)]);
  return true;
};

/**
 * Sends what is due on one channel, oldest first, and returns how many were tried. Any number of processes may call it:
 * each message is claimed by one. No connection is held while a message is on its way.
 */
export const sendWaiting = async (
  deps: OutboxDeps,
  name: ChannelName,
  stopping: () => boolean = () => false,
): Promise<number> => {
  const channel = deps.channels[name];
  if (channel === undefined) return 0;
  let tried = 0;
  const lane = async (): Promise<void> => {
    while (!stopping() && (await sendOne(deps, name, channel))) tried += 1;
  };
  await Promise.all(Array.from({ length: channel.lanes }, lane));
  return tried;
};
