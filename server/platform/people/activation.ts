import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { pinyin } from 'pinyin-pro';
import { ok, type Result, refused } from '../../../core/base/result.ts';
import type { Instant } from '../../../core/base/time.ts';
import { carries } from '../../../core/manual/carriers.ts';
import { checkPassword } from '../../../core/people/password-rules.ts';
import { timestamptz } from '../postgres/values.ts';
import type { Change } from './change.ts';
import { record } from './change.ts';
import { hashPassword } from './password-hash.ts';
import { type People, recordAccess } from './people.ts';
import { factorsOf, makeTotp, type NewTotp } from './second-factor.ts';
import { revokeSessions } from './session-ends.ts';
import { linkRefused } from './sign-in-refusals.ts';
import { makeSmsPhone, provePhone, sendPhoneCode } from './sms-codes.ts';
import { base32, totpUri } from './totp.ts';
import { type AccountFacts, accountFacts } from './who.ts';

/** Long enough for a weekend between two shifts. */
export const LINK_VALID_MS = 72 * 3_600_000;

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();

/**
 * Makes a one-time link through which the owner sets a password (DECISIONS 34); earlier links of the account stop
 * working. The token is returned once and kept as a hash. The caller has asked `authorise(…, 'people.edit', …)`.
 */
export const issueActivation = async (
  change: Change,
  account: { readonly accountId: string; readonly entityId: string },
): Promise<{ readonly token: string; readonly expiresAt: Instant }> => {
  const token = randomBytes(32).toString('base64url');
  const expiresAt = (change.now + LINK_VALID_MS) as Instant;
  await change.tx.query(
    'update activation_links set void_at = $2 where account_id = $1 and used_at is null and void_at is null',
    [account.accountId, timestamptz(change.now)],
  );
  await change.tx.query(
    'insert into activation_links (id, account_id, token_hash, created_at, expires_at) values ($1, $2, $3, $4, $5)',
    [randomUUID(), account.accountId, hashOf(token), timestamptz(change.now), timestamptz(expiresAt)],
  );
  await record(change, account.entityId, 'activationIssued', {
    subject: { accountId: account.accountId },
    before: null,
    after: { expiresAt },
  });
  return { token, expiresAt };
};

export const activationUrl = (people: Pick<People, 'config'>, token: string): string =>
  `${people.config.origins[0]}/activate/${token}`;

/** What was set up; the secret of the authenticator is told this once. */
export interface Activated {
  readonly loginName: string;
  readonly totpSecret?: string;
  readonly totpUri?: string;
}

const ownWords = (people: People, account: AccountFacts, loginName: string): readonly string[] => {
  const syllables = pinyin(account.name, { toneType: 'none', type: 'array' });
  const reversed = [...syllables.slice(1), ...syllables.slice(0, 1)];
  return [loginName, account.name, syllables.join(''), reversed.join(''), ...people.config.companyWords];
};

/** There is no initial password: the link is worth nothing until its owner has chosen one (P05 §3.4). */
const ownPassword = carries(
  { kind: 'security', name: 'activation.ownPassword', obligations: ['P05-3.4-05'] },
  checkPassword,
  () => ok,
);

/** The account behind a link that may still be spent. */
const linkOf = async (
  people: People,
  token: string,
  now: Instant,
): Promise<{ readonly account: AccountFacts; readonly loginName: string } | null> => {
  const [link] = await people.db.query<{ account_id: string; login_name: string }>(
    `select l.account_id, a.login_name from activation_links l join accounts a on a.id = l.account_id
      where l.token_hash = $1 and l.used_at is null and l.void_at is null and l.expires_at > $2`,
    [hashOf(token), timestamptz(now)],
  );
  const account = link === undefined ? null : await accountFacts(people.db, link.account_id, now);
  return link === undefined || account === null ? null : { account, loginName: link.login_name };
};

/** Sends a code to the phone that the owner of a link wants codes to go to. */
export const sendActivationCode = async (people: People, token: string, phone: string): Promise<Result<void>> => {
  const now = people.now();
  const link = await linkOf(people, token, now);
  return link === null ? refused(linkRefused()) : sendPhoneCode(people, link.account.accountId, phone, now);
};

/** A phone to be registered, with the code that was sent to it. */
export interface ProvenPhone {
  readonly phone: string;
  readonly code: string;
}

/**
 * Spends an activation link on a password of the owner's choosing, which ends every session of the account. Where a
 * second factor is required and none is there, it sets up an authenticator and answers with its secret, unless a phone is
 * given with the code sent to it. A refused password leaves the link as it was.
 */
export const activate = async (
  people: People,
  token: string,
  password: string,
  phone?: ProvenPhone,
): Promise<Result<Activated>> => {
  const now = people.now();
  const link = await linkOf(people, token, now);
  if (link === null) return refused(linkRefused());
  const { account, loginName } = link;
  const good = ownPassword(password, ownWords(people, account, loginName));
  if (!good.ok) return good;
  const proven = phone === undefined ? ok(null) : await provePhone(people, account.accountId, phone, now);
  if (!proven.ok) return proven;
  const [hash, totp, sms] = await Promise.all([
    hashPassword(password),
    proven.value === null ? totpIfNeeded(people, account) : null,
    proven.value === null ? null : makeSmsPhone(people, account, proven.value, now),
  ]);
  const spent = await people.db.transaction(async (tx) => {
    const rows = await tx.query(
      `update activation_links set used_at = $2 where token_hash = $1 and used_at is null and void_at is null
          and expires_at > $2 returning 1`,
      [hashOf(token), timestamptz(now)],
    );
    if (rows.length === 0) return false;
    await tx.query(
      `insert into password_credentials values ($1, $2, $3)
       on conflict (account_id) do update set hash = excluded.hash, changed_at = excluded.changed_at`,
      [account.accountId, hash, timestamptz(now)],
    );
    await totp?.keep(tx);
    await sms?.keep(tx);
    await revokeSessions(tx, { accountId: account.accountId }, now, 'credentialChanged');
    await recordAccess(tx, account, now, 'activated');
    return true;
  });
  if (!spent) return refused(linkRefused());
  if (totp === null) return ok({ loginName });
  const { secret } = totp;
  return ok({ loginName, totpSecret: base32(secret), totpUri: totpUri(secret, loginName, people.config.rpName) });
};

/** An authenticator that was never used was perhaps never set up: a new link shows a new secret. */
const totpIfNeeded = async (people: People, account: AccountFacts): Promise<NewTotp | null> => {
  const kind = account.kind === 'system' ? 'staff' : account.kind;
  const factors = await factorsOf(people, account.accountId);
  const [confirmed] = await people.db.query(
    'select 1 from totp_credentials where account_id = $1 and confirmed_at is not null',
    [account.accountId],
  );
  const needed = people.config.secondFactor[kind] === 'required' && !factors.sms && confirmed === undefined;
  return needed ? makeTotp(people, account) : null;
};
