import type { FastifyRequest } from 'fastify';
import type { Refusal, Result } from '../../../core/base/result.ts';
import { type Instant, instant } from '../../../core/base/time.ts';
import { authorise } from '../../../core/people/authorise.ts';
import type { Operation } from '../../../core/people/operations.ts';
import { Refused } from '../../case/commit.ts';
import { claimKey, idempotencyOf } from '../../case/idempotency.ts';
import { oncePerKey } from '../../case/one-press.ts';
import type { Change } from '../../platform/people/change.ts';
import type { People } from '../../platform/people/people.ts';
import type { Session } from '../../platform/people/sessions.ts';
import { requireSession } from './current-session.ts';
import { must } from './refusing.ts';

/** The contract has let only real instants through. */
export const instantOf = (iso: string): Instant => instant(Date.parse(iso));

const past: Refusal = {
  code: 'people.backdated',
  message: {
    zh: '生效时间不能早于当前时间:已发生的事不能事后改写。请填写现在或将来的时间。',
    en: 'It cannot take effect before now: what has happened is not rewritten. Choose now or a later time.',
  },
  field: 'from',
};
const MINUTE = 60_000;

/** When a change takes effect: now unless a later moment is given. A minute's grace for a form that was open meanwhile. */
export const effective = (change: Pick<Change, 'now'>, iso: string | undefined): Instant => {
  if (iso === undefined) return change.now;
  const at = instantOf(iso);
  if (at < change.now - MINUTE) throw new Refused(past);
  return Math.max(at, change.now) as Instant;
};

export interface Write {
  readonly operation: Operation;
  readonly entityId: string;
  readonly reason: string;
}

/** The one way in which routes of people write: who is there, may he, once for each press, in one transaction. */
export const deskOf = (people: People) => {
  const reader = async (request: FastifyRequest, operation: Operation, entityId: string): Promise<Session> => {
    const session = await requireSession(people, request);
    const answer = authorise(session.actor, operation, { entityId });
    if (!answer.allowed) throw new Refused(answer.refusal);
    return session;
  };
  const write = async (
    request: FastifyRequest,
    { operation, entityId, reason }: Write,
    work: (change: Change, session: Session) => Promise<Result<unknown>>,
  ): Promise<void> => {
    const session = await reader(request, operation, entityId);
    await press(request, session, reason, work);
  };
  /** For operations that ask `authorise` themselves, about what they find. */
  const press = async (
    request: FastifyRequest,
    session: Session,
    reason: string,
    work: (change: Change, session: Session) => Promise<Result<unknown>>,
  ): Promise<void> => {
    const { personId, accountId } = session.account;
    const idempotency = idempotencyOf(request, accountId);
    must(
      await oncePerKey(idempotency, () =>
        people.db.transaction(async (tx) => {
          const now = people.now();
          if (!(await claimKey(tx, idempotency, now))) return;
          must(await work({ tx, now, by: { personId, accountId }, reason }, session));
        }),
      ),
    );
  };
  return { reader, write, press };
};

export type Desk = ReturnType<typeof deskOf>;
