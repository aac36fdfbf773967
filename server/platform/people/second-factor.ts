import type { Instant } from '../../../core/base/time.ts';
import type { Sql } from '../postgres/sql.ts';
import { timestamptz } from '../postgres/values.ts';
import type { People } from './people.ts';
import { useSmsCode } from './sms-codes.ts';
import { matchTotp, newTotpSecret } from './totp.ts';
import type { AccountFacts } from './who.ts';

export interface Factors {
  readonly totp: boolean;
  readonly sms: boolean;
}

export const totpPlace = (accountId: string) => ['totp_credentials', 'secret_sealed', accountId] as const;

/** Second factors that the account can use today; a phone counts only where a gateway is set up. */
export const factorsOf = async (people: People, accountId: string): Promise<Factors> => {
  const [row] = await people.db.query<Factors>(
    `select exists (select from totp_credentials where account_id = $1) as totp,
            exists (select from sms_credentials where account_id = $1) as sms`,
    [accountId],
  );
  return { totp: row?.totp ?? false, sms: (row?.sms ?? false) && people.sms !== null };
};

export interface NewTotp {
  /** Told to the owner this once. */
  readonly secret: Buffer;
  /** Puts it in place of any older one, in the caller's transaction. */
  readonly keep: (tx: Sql) => Promise<void>;
}

/** Makes and seals an authenticator secret; sealing may need another connection and is done before the transaction. */
export const makeTotp = async (people: People, account: AccountFacts): Promise<NewTotp> => {
  const secret = newTotpSecret();
  const sealed = await people.sealer.seal(account.entityId, account.personId, secret, totpPlace(account.accountId));
  return {
    secret,
    keep: async (tx) => {
      await tx.query(
        `insert into totp_credentials (account_id, secret_sealed) values ($1, $2)
         on conflict (account_id) do update set secret_sealed = excluded.secret_sealed, confirmed_at = null, last_step = 0`,
        [account.accountId, sealed],
      );
    },
  };
};

/** Accepts a code of the authenticator once: the same code, or one of an earlier step, is refused (RFC 6238 §5.2). */
const useTotpCode = async (people: People, accountId: string, code: string, now: Instant): Promise<boolean> => {
  const [row] = await people.db.query<{ secret_sealed: Buffer }>(
    'select secret_sealed from totp_credentials where account_id = $1',
    [accountId],
  );
  if (row === undefined) return false;
  const step = matchTotp(await people.sealer.open(row.secret_sealed, totpPlace(accountId)), code, now);
  if (step === null) return false;
  const used = await people.db.query(
    `update totp_credentials set last_step = $2, confirmed_at = coalesce(confirmed_at, $3)
      where account_id = $1 and last_step < $2 returning 1`,
    [accountId, step, timestamptz(now)],
  );
  return used.length > 0;
};

export const useFactor = async (
  people: People,
  accountId: string,
  factors: Factors,
  code: string,
  now: Instant,
): Promise<boolean> =>
  (factors.totp && (await useTotpCode(people, accountId, code, now))) ||
  (factors.sms && (await useSmsCode(people, accountId, code, now)));
