import { ok, type Result, refused } from '../../../core/base/result.ts';
import type { Instant } from '../../../core/base/time.ts';
import { carries } from '../../../core/manual/carriers.ts';
import { timestamptz } from '../postgres/values.ts';
import { hashPassword, isOutdated, verifyPassword } from './password-hash.ts';
import { type People, recordAccess } from './people.ts';
import { factorsOf, useFactor } from './second-factor.ts';
import { beginSession, type NewSession, type Visitor } from './sessions.ts';
import * as no from './sign-in-refusals.ts';
import { sendSmsCode } from './sms-codes.ts';
import { type AttemptKey, giveBack, succeed, takeAttempt } from './throttle.ts';
import { type AccountFacts, accountFacts } from './who.ts';

export interface PasswordSignIn {
  readonly loginName: string;
  readonly password: string;
  /** Six digits from the authenticator or the telephone; absent at the first try. */
  readonly code?: string;
}

const spelled = (loginName: string): string => loginName.normalize('NFKC').trim().toLowerCase();

const find = async (
  people: People,
  loginName: string,
  now: Instant,
): Promise<{ readonly account: AccountFacts | null; readonly hash: string | null }> => {
  const [row] = await people.db.query<{ id: string; hash: string }>(
    'select a.id, c.hash from accounts a join password_credentials c on c.account_id = a.id where a.login_name = $1',
    [loginName],
  );
  const account = row === undefined ? null : await accountFacts(people.db, row.id, now);
  return { account, hash: account === null ? null : (row?.hash ?? null) };
};

const recordFailure = (people: People, account: AccountFacts, what: string, now: Instant): Promise<unknown> =>
  people.db.transaction((tx) => recordAccess(tx, account, now, 'signInFailed', { what }));

/** The third of name, password and code. Refused with signIn.codeNeeded where none was given yet. */
const checkFactor = carries(
  { kind: 'security', name: 'signIn.factors', obligations: ['P04-3.1-04'] },
  async (
    people: People,
    account: AccountFacts,
    code: string | undefined,
    keys: readonly AttemptKey[],
    now: Instant,
  ): Promise<Result<void>> => {
    const factors = await factorsOf(people, account.accountId);
    if (!factors.totp && !factors.sms) {
      const kind = account.kind === 'system' ? 'staff' : account.kind;
      if (people.config.secondFactor[kind] === 'whenEnrolled') return ok(undefined);
      return refused(no.factorMissing());
    }
    if (code === undefined || code === '') {
      // Asking for the code is no failure; guessing it is.
      await giveBack(people.db, keys);
      if (factors.totp) return refused(no.codeNeeded(false));
      const sent = await sendSmsCode(people, account.accountId, now);
      return sent.ok ? refused(no.codeNeeded(true)) : sent;
    }
    if (await useFactor(people, account.accountId, factors, code, now)) return ok(undefined);
    await recordFailure(people, account, 'code', now);
    return refused(no.wrong());
  },
  () => async () => ok(undefined),
);

/**
 * User name, password and a one-time code (P04 §3.1). A name that does not exist is counted, locked, answered and timed
 * like one that does.
 */
export const signInWithPassword = async (
  people: People,
  given: PasswordSignIn,
  visitor: Visitor,
): Promise<Result<NewSession>> => {
  const now = people.now();
  const loginName = spelled(given.loginName);
  const keys: AttemptKey[] = [
    { kind: 'name', value: loginName },
    { kind: 'address', value: visitor.address },
  ];
  const until = await takeAttempt(people.db, keys, now);
  if (until !== null) return refused(no.locked(until, now));
  const { account, hash } = await find(people, loginName, now);
  if (!(await verifyPassword(hash, given.password)) || account === null || hash === null) {
    if (account !== null) await recordFailure(people, account, 'password', now);
    return refused(no.wrong());
  }
  const factor = await checkFactor(people, account, given.code, keys, now);
  if (!factor.ok) return factor;
  await succeed(people.db, keys);
  if (isOutdated(hash)) await storePassword(people, account.accountId, given.password, now);
  return ok(await beginSession(people, account, 'password', visitor, now));
};

export const storePassword = async (
  people: Pick<People, 'db'>,
  accountId: string,
  password: string,
  now: Instant,
): Promise<void> => {
  await people.db.query(
    `insert into password_credentials values ($1, $2, $3)
     on conflict (account_id) do update set hash = excluded.hash, changed_at = excluded.changed_at`,
    [accountId, await hashPassword(password), timestamptz(now)],
  );
};

/**
 * Asks for the password again, with the code where the account has a factor: for signing. Failures count toward the lock
 * of the name, so that a session left open is no place to guess a password.
 */
export const proveByPassword = async (
  people: People,
  account: AccountFacts,
  given: { readonly password: string; readonly code?: string },
): Promise<Result<void>> => {
  const now = people.now();
  const [row] = await people.db.query<{ login_name: string; hash: string | null }>(
    'select a.login_name, c.hash from accounts a left join password_credentials c on c.account_id = a.id where a.id = $1',
    [account.accountId],
  );
  const keys: AttemptKey[] = [{ kind: 'name', value: row?.login_name ?? account.accountId }];
  const until = await takeAttempt(people.db, keys, now);
  if (until !== null) return refused(no.locked(until, now));
  if (!(await verifyPassword(row?.hash ?? null, given.password))) {
    await recordFailure(people, account, 'password', now);
    return refused(no.wrong());
  }
  const factor = await checkFactor(people, account, given.code, keys, now);
  if (factor.ok) await succeed(people.db, keys);
  return factor;
};
