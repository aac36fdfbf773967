import { randomBytes, randomUUID } from 'node:crypto';
import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import { ok, type Result, refused } from '../../../core/base/result.ts';
import type { Instant } from '../../../core/base/time.ts';
import { timestamptz } from '../postgres/values.ts';
import { type People, recordAccess } from './people.ts';
import { beginSession, type NewSession, type Visitor } from './sessions.ts';
import { passkeyRefused } from './sign-in-refusals.ts';
import { type AccountFacts, accountFacts } from './who.ts';

type Purpose = 'passkeyRegistration' | 'passkeySignIn' | 'passkeySigning';

const VALID_MS = 5 * 60_000;

/** Asks a question that one ceremony may answer, once, within five minutes. */
export const askChallenge = async (
  people: People,
  purpose: Purpose,
  accountId: string | null,
  value: Buffer,
): Promise<void> => {
  const now = people.now();
  await people.db.query(
    'insert into challenges (id, account_id, purpose, value, created_at, expires_at) values ($1, $2, $3, $4, $5, $6)',
    [randomUUID(), accountId, purpose, value, timestamptz(now), timestamptz(now + VALID_MS)],
  );
};

/** Spends the challenge that an answer of a browser names; false when there is no such open question. */
const spendChallenge = async (
  people: People,
  purpose: Purpose,
  accountId: string | null,
  challenge: string,
): Promise<boolean> => {
  const now = timestamptz(people.now());
  const rows = await people.db.query(
    `update challenges set used_at = $4 where value = $1 and purpose = $2 and account_id is not distinct from $3
        and used_at is null and expires_at > $4 returning 1`,
    [Buffer.from(challenge, 'base64url'), purpose, accountId, now],
  );
  return rows.length > 0;
};

/** The challenge inside an answer; it is believed only once it was found in our table. */
export const challengeIn = (clientDataJSON: unknown): string => {
  try {
    const data = JSON.parse(Buffer.from(String(clientDataJSON), 'base64url').toString()) as { challenge?: unknown };
    return typeof data.challenge === 'string' ? data.challenge : '';
  } catch {
    return '';
  }
};

const passkeysOf = (people: People, accountId: string) =>
  people.db.query<{ id: string; transports: string[] }>(
    'select id, transports from passkeys where account_id = $1 and revoked_at is null order by created_at',
    [accountId],
  );

export interface Passkey {
  readonly id: string;
  readonly name: string;
  readonly createdAt: Instant;
  readonly lastUsedAt: Instant | null;
}

/** The passkeys in use of an account, the oldest first. */
export const listPasskeys = async (people: People, accountId: string): Promise<readonly Passkey[]> => {
  const rows = await people.db.query<{ id: string; name: string; created_at: Instant; last_used_at: Instant | null }>(
    `select id, name, created_at, last_used_at from passkeys
      where account_id = $1 and revoked_at is null order by created_at, id`,
    [accountId],
  );
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    createdAt: row.created_at,
    lastUsedAt: row.last_used_at,
  }));
};

/** Options for `navigator.credentials.create`, for the owner of a session. */
export const passkeyRegistrationOptions = async (
  people: People,
  account: AccountFacts,
): Promise<PublicKeyCredentialCreationOptionsJSON> => {
  const challenge = randomBytes(32);
  await askChallenge(people, 'passkeyRegistration', account.accountId, challenge);
  return generateRegistrationOptions({
    rpName: people.config.rpName,
    rpID: people.config.rpId,
    userName: account.name,
    userDisplayName: account.name,
    userID: new Uint8Array(Buffer.from(account.accountId)),
    challenge: new Uint8Array(challenge),
    attestationType: 'none',
    excludeCredentials: await passkeysOf(people, account.accountId),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
};

/** Keeps a new passkey under a name that its owner gives it. */
export const registerPasskey = async (
  people: People,
  account: AccountFacts,
  response: unknown,
  name: string,
): Promise<Result<string>> => {
  const given = response as RegistrationResponseJSON;
  const challenge = challengeIn(given?.response?.clientDataJSON);
  if (!(await spendChallenge(people, 'passkeyRegistration', account.accountId, challenge)))
    return refused(passkeyRefused());
  const verified = await verifyRegistrationResponse({
    response: given,
    expectedChallenge: challenge,
    expectedOrigin: [...people.config.origins],
    expectedRPID: people.config.rpId,
    requireUserVerification: true,
  }).catch(() => null);
  if (verified === null || !verified.verified) return refused(passkeyRefused());
  const { credential } = verified.registrationInfo;
  const now = people.now();
  return people.db.transaction(async (tx) => {
    const added = await tx.query(
      `insert into passkeys (id, account_id, public_key, counter, transports, name, created_at)
       values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing returning 1`,
      [
        credential.id,
        account.accountId,
        Buffer.from(credential.publicKey),
        credential.counter,
        credential.transports ?? [],
        name.slice(0, 60),
        timestamptz(now),
      ],
    );
    if (added.length === 0) return refused(passkeyRefused());
    await recordAccess(tx, account, now, 'passkeyAdded', { passkeyId: credential.id });
    return ok(credential.id);
  });
};

/** Takes a passkey out of use, e.g. because the device is lost. */
export const revokePasskey = (people: People, account: AccountFacts, passkeyId: string): Promise<boolean> =>
  people.db.transaction(async (tx) => {
    const now = people.now();
    const rows = await tx.query(
      'update passkeys set revoked_at = $3 where id = $1 and account_id = $2 and revoked_at is null returning 1',
      [passkeyId, account.accountId, timestamptz(now)],
    );
    if (rows.length > 0) await recordAccess(tx, account, now, 'passkeyRevoked', { passkeyId });
    return rows.length > 0;
  });

/** Options for signing in without saying who one is: the device offers the passkeys it has for this site. */
export const passkeySignInOptions = async (people: People): Promise<PublicKeyCredentialRequestOptionsJSON> => {
  const challenge = randomBytes(32);
  await askChallenge(people, 'passkeySignIn', null, challenge);
  return generateAuthenticationOptions({
    rpID: people.config.rpId,
    challenge: new Uint8Array(challenge),
    userVerification: 'required',
  });
};

/** Options for signing: only the account's own passkeys, over a challenge that contains what is signed. */
export const passkeyOptionsOver = async (
  people: People,
  accountId: string,
  challenge: Buffer,
): Promise<PublicKeyCredentialRequestOptionsJSON> => {
  await askChallenge(people, 'passkeySigning', accountId, challenge);
  return generateAuthenticationOptions({
    rpID: people.config.rpId,
    challenge: new Uint8Array(challenge),
    allowCredentials: await passkeysOf(people, accountId),
    userVerification: 'required',
  });
};

interface KeyRow {
  id: string;
  account_id: string;
  public_key: Buffer;
  counter: number;
}

/**
 * Checks an assertion over an open challenge: key, origin, domain, presence and verification of the user, and a
 * counter that grows (a copied authenticator falls behind). Returns the passkey and its account.
 */
export const checkAssertion = async (
  people: People,
  assertion: unknown,
  purpose: 'passkeySignIn' | 'passkeySigning',
  accountId: string | null,
): Promise<{ readonly passkeyId: string; readonly accountId: string; readonly challenge: Buffer } | null> => {
  const given = assertion as AuthenticationResponseJSON;
  const challenge = challengeIn(given?.response?.clientDataJSON);
  if (!(await spendChallenge(people, purpose, accountId, challenge))) return null;
  const [key] = await people.db.query<KeyRow>(
    'select id, account_id, public_key, counter from passkeys where id = $1 and revoked_at is null',
    [String(given.id)],
  );
  if (key === undefined || (accountId !== null && key.account_id !== accountId)) return null;
  const verified = await verifyAuthenticationResponse({
    response: given,
    expectedChallenge: challenge,
    expectedOrigin: [...people.config.origins],
    expectedRPID: people.config.rpId,
    credential: { id: key.id, publicKey: new Uint8Array(key.public_key), counter: key.counter },
    requireUserVerification: true,
  }).catch(() => null);
  if (verified === null || !verified.verified) return null;
  const { newCounter } = verified.authenticationInfo;
  const used = await people.db.query(
    `update passkeys set counter = $2, last_used_at = $3
      where id = $1 and revoked_at is null and (counter < $2 or (counter = 0 and $2 = 0)) returning 1`,
    [key.id, newCounter, timestamptz(people.now())],
  );
  if (used.length === 0) return null;
  return { passkeyId: key.id, accountId: key.account_id, challenge: Buffer.from(challenge, 'base64url') };
};

export const signInWithPasskey = async (
  people: People,
  assertion: unknown,
  visitor: Visitor,
): Promise<Result<NewSession>> => {
  const now: Instant = people.now();
  const checked = await checkAssertion(people, assertion, 'passkeySignIn', null);
  const account = checked === null ? null : await accountFacts(people.db, checked.accountId, now);
  if (account === null) return refused(passkeyRefused());
  return ok(await beginSession(people, account, 'passkey', visitor, now));
};
