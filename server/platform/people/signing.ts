import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/server';
import { canonicalJson } from '../../../core/base/json.ts';
import { Defect, ok, type Refusal, type Result, refused } from '../../../core/base/result.ts';
import type { Text } from '../../../core/base/text.ts';
import type { Instant } from '../../../core/base/time.ts';
import type { SignatureProof } from '../../../core/contract/session-view.ts';
import { MAX_SIGNED, signedContent } from '../../../core/people/signed-content.ts';
import type { Sql } from '../postgres/sql.ts';
import { timestamptz } from '../postgres/values.ts';
import { checkAssertion, passkeyOptionsOver } from './passkeys.ts';
import { proveByPassword } from './password-sign-in.ts';
import type { People } from './people.ts';
import { passkeyRefused } from './sign-in-refusals.ts';
import type { AccountFacts } from './who.ts';

export interface SignedSubject {
  readonly taskId: string;
  /** SHA-256, 64 hexadecimal digits, of the exact contents that are signed. */
  readonly hash: string;
}

export interface SigningRequest {
  readonly meaning: Text;
  readonly subjects: readonly SignedSubject[];
}

/** A person's signature: who, when, by what means and in what sense, over which contents. */
export interface Signature extends SigningRequest {
  readonly id: string;
  readonly accountId: string;
  readonly personId: string;
  readonly name: string;
  readonly onBehalfOf: string | null;
  readonly at: Instant;
  readonly method: SignatureProof['method'];
  readonly passkeyId: string | null;
}

const refusal = (code: string, zh: string, en: string): Refusal => ({ code: `signature.${code}`, message: { zh, en } });

export const listTooLong = (): Refusal =>
  refusal(
    'listTooLong',
    `一次最多签署 ${MAX_SIGNED} 项,且每项都须在签署前列示。请分批签署。`,
    `At most ${MAX_SIGNED} items, each of them shown, can be signed at once. Sign them in batches.`,
  );
const notThis = (): Refusal =>
  refusal(
    'otherContent',
    '签署验证与当前内容不一致(内容可能已变化)。请核对后重新签署。',
    'The proof was given for other contents than these, which may have changed. Check them and sign again.',
  );
const noDemo = (): Refusal =>
  refusal(
    'demoOnly',
    '本系统不是演示实例,请使用通行密钥或密码签署。',
    'This is not a demonstration: sign with a passkey or your password.',
  );

/** SHA-256 of everything a signature says: its meaning and each item with its hash, in the order shown. */
export const statementHash = (request: SigningRequest): Buffer =>
  createHash('sha256')
    .update(
      canonicalJson({
        meaning: { zh: request.meaning.zh, en: request.meaning.en },
        subjects: request.subjects.map(({ taskId, hash }) => ({ taskId, hash })),
      }),
    )
    .digest();

/** One item of what is signed: SHA-256 of the text that browser and server both make of it. */
export const subjectOf = (subject: string, form: Readonly<Record<string, unknown>>): SignedSubject => ({
  taskId: subject,
  hash: createHash('sha256').update(signedContent(subject, form)).digest('hex'),
});

const checkRequest = (request: SigningRequest): Refusal | null => {
  const tasks = new Set(request.subjects.map((subject) => subject.taskId));
  if (request.subjects.length === 0 || tasks.size !== request.subjects.length)
    throw new Defect('a signature over nothing, or over one task twice');
  if (request.subjects.some(({ hash }) => !/^[0-9a-f]{64}$/.test(hash))) throw new Defect('a hash that is none');
  return request.subjects.length > MAX_SIGNED ? listTooLong() : null;
};

/**
 * Options for a passkey signature. The challenge is 16 random bytes and the hash of what is signed, so that the
 * authenticator's own signature covers the contents and serves for nothing else.
 */
export const signingOptions = async (
  people: People,
  accountId: string,
  request: SigningRequest,
): Promise<Result<PublicKeyCredentialRequestOptionsJSON>> => {
  const wrong = checkRequest(request);
  if (wrong !== null) return refused(wrong);
  return ok(await passkeyOptionsOver(people, accountId, Buffer.concat([randomBytes(16), statementHash(request)])));
};

/**
 * Checks that the account's owner is there and means this (signing is re-authentication). Done before the transaction
 * of the act, because hashing a password must not hold locks; the act then writes the signature with `writeSignature`.
 */
export const verifySignature = async (
  people: People,
  account: AccountFacts,
  proof: SignatureProof,
  request: SigningRequest & { readonly onBehalfOf?: string },
): Promise<Result<Signature>> => {
  const wrong = checkRequest(request);
  if (wrong !== null) return refused(wrong);
  const proven = await prove(people, account, proof, request);
  if (!proven.ok) return proven;
  return ok({
    id: randomUUID(),
    accountId: account.accountId,
    personId: account.personId,
    name: account.name,
    onBehalfOf: request.onBehalfOf ?? null,
    at: people.now(),
    meaning: request.meaning,
    subjects: request.subjects,
    method: proof.method,
    passkeyId: proven.value,
  });
};

const prove = async (
  people: People,
  account: AccountFacts,
  proof: SignatureProof,
  request: SigningRequest,
): Promise<Result<string | null>> => {
  switch (proof.method) {
    case 'demo':
      return people.config.demo ? ok(null) : refused(noDemo());
    case 'password': {
      const { password, totp } = proof;
      const proven = await proveByPassword(people, account, {
        password,
        ...(totp === undefined ? {} : { code: totp }),
      });
      return proven.ok ? ok(null) : proven;
    }
    case 'passkey': {
      const checked = await checkAssertion(people, proof.assertion, 'passkeySigning', account.accountId);
      if (checked === null) return refused(passkeyRefused());
      return checked.challenge.subarray(16).equals(statementHash(request)) ? ok(checked.passkeyId) : refused(notThis());
    }
  }
};

/** Writes a verified signature in the transaction of the act that it belongs to. */
export const writeSignature = async (tx: Sql, signature: Signature): Promise<void> => {
  await tx.prepared(
    'people-write-signature',
    `with written as (
       insert into signatures (id, account_id, person_id, person_name, on_behalf_of, signed_at, meaning_zh, meaning_en, method, passkey_id)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) returning id)
     insert into signature_subjects (signature_id, position, task_id, content_hash)
     select written.id, s.i - 1, s.task, s.hash from written, unnest($11::text[], $12::text[]) with ordinality as s (task, hash, i)`,
    [
      signature.id,
      signature.accountId,
      signature.personId,
      signature.name,
      signature.onBehalfOf,
      timestamptz(signature.at),
      signature.meaning.zh,
      signature.meaning.en,
      signature.method,
      signature.passkeyId,
      signature.subjects.map((subject) => subject.taskId),
      signature.subjects.map((subject) => subject.hash),
    ],
  );
};

/** How this account can sign here, the strongest means first. */
export const signingMethods = async (
  people: People,
  accountId: string,
): Promise<readonly SignatureProof['method'][]> => {
  const [row] = await people.db.query<{ passkey: boolean; password: boolean }>(
    `select exists (select from passkeys where account_id = $1 and revoked_at is null) as passkey,
            exists (select from password_credentials where account_id = $1) as password`,
    [accountId],
  );
  return [
    ...(row?.passkey ? (['passkey'] as const) : []),
    ...(row?.password ? (['password'] as const) : []),
    ...(people.config.demo ? (['demo'] as const) : []),
  ];
};
