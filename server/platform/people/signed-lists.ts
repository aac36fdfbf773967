import { ok, type Refusal, type Result, refused } from '../../../core/base/result.ts';
import type { Instant } from '../../../core/base/time.ts';
import type { SignatureProof } from '../../../core/contract/session-view.ts';
import type { Sql } from '../postgres/sql.ts';
import { timestamptz } from '../postgres/values.ts';
import type { People } from './people.ts';
import { type Signature, type SigningRequest, verifySignature } from './signing.ts';
import type { AccountFacts } from './who.ts';

/** So long a list that was signed once may be sent again without a further proof. */
export const LIST_VALID_MS = 30 * 60_000;

/** The press of a button that a list belongs to: its key, and the hash of the request without the proof. */
export interface ListPress {
  readonly key: string;
  readonly requestHash: string;
}

const refusal = (code: string, zh: string, en: string): Refusal => ({ code: `signature.${code}`, message: { zh, en } });
const missing = (): Refusal =>
  refusal(
    'missing',
    '所列各项须签名:请再次验证身份后提交。',
    'The items listed must be signed: confirm who you are and submit again.',
  );
const tooOld = (): Refusal =>
  refusal(
    'listTooOld',
    '此次签署已超过 30 分钟,未办结的各项请重新列示并签署。',
    'This list was signed more than 30 minutes ago. List what is left again and sign anew.',
  );
const otherList = (): Refusal =>
  refusal(
    'otherContent',
    '同一次签署被用于不同的清单,请刷新页面后重新签署。',
    'One signature was used for two different lists. Refresh the page and sign again.',
  );

interface Kept {
  readonly request_hash: string;
  readonly signature_id: string;
  readonly signed_at: Instant;
  readonly method: SignatureProof['method'];
  readonly passkey_id: string | null;
}

const keptOf = async (people: People, account: AccountFacts, { key }: ListPress): Promise<Kept | null> => {
  const [row] = await people.db.query<Kept>(
    `select request_hash, signature_id, signed_at, method, passkey_id from signed_lists
      where account_id = $1 and key = $2`,
    [account.accountId, key],
  );
  return row ?? null;
};

/**
 * The signature over a whole list: verified the first time, and remembered for half an hour under the key of the press, so
 * that a list sent again is not asked for a proof that serves once only.
 */
export const signListOnce = async (
  people: People,
  account: AccountFacts,
  proof: SignatureProof | undefined,
  request: SigningRequest,
  press: ListPress,
): Promise<Result<Signature>> => {
  const kept = await keptOf(people, account, press);
  if (kept !== null) {
    if (kept.request_hash !== press.requestHash) return refused(otherList());
    if (people.now() - kept.signed_at > LIST_VALID_MS) return refused(tooOld());
    return ok(again(account, request, kept));
  }
  if (proof === undefined) return refused(missing());
  const signed = await verifySignature(people, account, proof, request);
  if (!signed.ok) return signed;
  const { id, at, method, passkeyId } = signed.value;
  await people.db.query(
    `insert into signed_lists (account_id, key, request_hash, signature_id, signed_at, method, passkey_id)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [account.accountId, press.key, press.requestHash, id, timestamptz(at), method, passkeyId],
  );
  return signed;
};

const again = (account: AccountFacts, request: SigningRequest, kept: Kept): Signature => ({
  ...request,
  id: kept.signature_id,
  accountId: account.accountId,
  personId: account.personId,
  name: account.name,
  onBehalfOf: null,
  at: kept.signed_at,
  method: kept.method,
  passkeyId: kept.passkey_id,
});

/** Writes what a list's signature says of one of its items, in the transaction of that item's act. */
export const writeListed = async (tx: Sql, signature: Signature, taskId: string): Promise<void> => {
  const position = signature.subjects.findIndex((subject) => subject.taskId === taskId);
  await tx.prepared(
    'people-write-listed-signature',
    `insert into signatures (id, account_id, person_id, person_name, on_behalf_of, signed_at, meaning_zh, meaning_en, method, passkey_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict (id) do nothing`,
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
    ],
  );
  await tx.prepared(
    'people-write-listed-subject',
    'insert into signature_subjects (signature_id, position, task_id, content_hash) values ($1, $2, $3, $4)',
    [signature.id, position, taskId, signature.subjects[position]?.hash],
  );
};
