import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Instant } from '../../../core/base/time.ts';
import type { Actor } from '../../../core/people/actor.ts';
import type { Sql } from '../postgres/sql.ts';
import { timestamptz } from '../postgres/values.ts';
import { type People, recordAccess } from './people.ts';
import { type EndReason, revokeSessions } from './session-ends.ts';
import { type AccountFacts, actorOf, BLOCKED, postRowsBySession } from './who.ts';

export type SignInMethod = 'passkey' | 'password' | 'demo';

/** What the browser of a request says of itself; shown to the owner in the list of sessions. */
export interface Visitor {
  readonly agent: string;
  readonly address: string;
}

export interface NewSession {
  readonly sessionId: string;
  readonly token: string;
  readonly account: AccountFacts;
  readonly expiresAt: Instant;
}

export interface Session {
  readonly id: string;
  readonly method: SignInMethod;
  readonly expiresAt: Instant;
  readonly account: AccountFacts;
  readonly actor: Actor;
  /** Set when the token was rotated: the answer must carry it as the new cookie. */
  readonly newToken: string | null;
}

/** A session seen this recently is not written to again, so that reading costs no write. */
const TOUCH_MS = 60_000;
/** How long the token before a rotation still serves requests that were under way. */
const OVERLAP_MS = 20_000;

const newToken = (): string => randomBytes(32).toString('base64url');
const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();

/** Begins a session. The token is a fresh random value each time, never one that the browser had before signing in. */
export const beginSession = async (
  people: People,
  account: AccountFacts,
  method: SignInMethod,
  visitor: Visitor,
  now: Instant,
): Promise<NewSession> => {
  const token = newToken();
  const sessionId = randomUUID();
  const expiresAt = (now + people.config.sessionAbsoluteMs) as Instant;
  await people.db.transaction(async (tx) => {
    await tx.query(
      `insert into sessions (id, account_id, token_hash, method, created_at, last_seen_at, expires_at, agent, address)
       values ($1, $2, $3, $4, $5, $5, $6, $7, $8)`,
      [
        sessionId,
        account.accountId,
        hashOf(token),
        method,
        timestamptz(now),
        timestamptz(expiresAt),
        visitor.agent.slice(0, 200),
        visitor.address.slice(0, 64),
      ],
    );
    await recordAccess(tx, account, now, 'signedIn', { method, sessionId });
  });
  return { sessionId, token, account, expiresAt };
};

interface Row {
  id: string;
  method: SignInMethod;
  expires_at: Instant;
  last_seen_at: Instant;
  rotate_due: boolean;
  is_current: boolean;
  account_id: string;
  person_id: string;
  real_name: string;
  kind: Actor['kind'];
  entity_id: string;
  party_id: string | null;
}

const sessionRow = (people: People, sql: Sql, hash: Buffer, now: Instant): Promise<Row[]> =>
  sql.prepared<Row>(
    'people-session',
    `select s.id, s.method, s.expires_at, s.last_seen_at, s.rotate_due, s.token_hash = $1 as is_current,
            a.id as account_id, a.person_id, p.real_name, a.kind, a.entity_id, a.party_id
       from sessions s join accounts a on a.id = s.account_id join persons p on p.id = a.person_id
      where (s.token_hash = $1 or (s.previous_hash = $1 and s.previous_until > $2))
        and s.revoked_at is null and s.expires_at > $2 and s.last_seen_at > $3
        and in_force(a.valid_from, a.valid_to, $2) and not exists (${BLOCKED})`,
    [hash, timestamptz(now), timestamptz(now - people.config.sessionIdleMs)],
  );

/**
 * Who sends this token, as of now; null when the session has ended, run out, lain idle, or its account is no longer in
 * force. Nothing is cached: what was revoked a moment ago is over at the next request (P08 §3.2).
 */
export const resolveSession = async (people: People, token: string, now: Instant): Promise<Session | null> => {
  const hash = hashOf(token);
  // In one round trip, since every request pays for it: the posts are asked for by the token itself.
  const [[row], posts] = await people.db.together((sql) =>
    Promise.all([sessionRow(people, sql, hash, now), postRowsBySession(sql, hash, now)]),
  );
  // An instance that is no demo honours no session of one, should it ever be started on a demo's database.
  if (row === undefined || (row.method === 'demo' && !people.config.demo)) return null;
  const account: AccountFacts = {
    accountId: row.account_id,
    personId: row.person_id,
    name: row.real_name,
    kind: row.kind,
    entityId: row.entity_id,
    partyId: row.party_id,
  };
  const [actor, rotated] = await Promise.all([
    actorOf(people.db, account, now, posts),
    row.rotate_due && row.is_current ? rotate(people.db, row.id, hash, now) : null,
  ]);
  if (rotated === null && now - row.last_seen_at > TOUCH_MS)
    await people.db.prepared('people-session-seen', 'update sessions set last_seen_at = $2 where id = $1', [
      row.id,
      timestamptz(now),
    ]);
  return { id: row.id, method: row.method, expiresAt: row.expires_at, account, actor, newToken: rotated };
};

/** Of several requests at once only one rotates; the others ran under the token before it and keep it for the overlap. */
const rotate = async (sql: Sql, id: string, old: Buffer, now: Instant): Promise<string | null> => {
  const token = newToken();
  const done = await sql.query(
    `update sessions set token_hash = $3, previous_hash = $2, previous_until = $4, rotate_due = false, last_seen_at = $5
      where id = $1 and token_hash = $2 and rotate_due returning 1`,
    [id, old, hashOf(token), timestamptz(now + OVERLAP_MS), timestamptz(now)],
  );
  return done.length > 0 ? token : null;
};

export interface SessionEntry {
  readonly id: string;
  readonly method: SignInMethod;
  readonly createdAt: Instant;
  readonly lastSeenAt: Instant;
  readonly expiresAt: Instant;
  readonly agent: string;
  readonly address: string;
}

interface EntryRow {
  id: string;
  method: SignInMethod;
  created_at: Instant;
  last_seen_at: Instant;
  expires_at: Instant;
  agent: string;
  address: string;
}

/** The sessions of an account that are open, the one seen last first. */
export const sessionsOf = async (people: People, accountId: string, now: Instant): Promise<readonly SessionEntry[]> => {
  const rows = await people.db.query<EntryRow>(
    `select id, method, created_at, last_seen_at, expires_at, agent, address from sessions
      where account_id = $1 and revoked_at is null and expires_at > $2 and last_seen_at > $3
      order by last_seen_at desc, id`,
    [accountId, timestamptz(now), timestamptz(now - people.config.sessionIdleMs)],
  );
  return rows.map((row) => ({
    id: row.id,
    method: row.method,
    createdAt: row.created_at,
    lastSeenAt: row.last_seen_at,
    expiresAt: row.expires_at,
    agent: row.agent,
    address: row.address,
  }));
};

/** Ends sessions of an account, with an entry in the audit; `by` is whoever does it. Returns how many ended. */
export const endSessions = (
  people: People,
  account: AccountFacts,
  which: { readonly sessionId?: string; readonly except?: string },
  reason: EndReason,
  now: Instant,
  by: { readonly personId: string } = account,
): Promise<number> =>
  people.db.transaction(async (tx) => {
    const ended = await revokeSessions(tx, { accountId: account.accountId, ...which }, now, reason);
    if (ended > 0)
      await recordAccess(tx, account, now, 'sessionsEnded', {
        ended,
        reason,
        sessionId: which.sessionId ?? null,
        by: by.personId,
      });
    return ended;
  });
