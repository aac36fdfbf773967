import { createHash, randomInt, randomUUID, timingSafeEqual } from 'node:crypto';
import { ok, type Refusal, type Result, refused } from '../../../core/base/result.ts';
import type { Instant } from '../../../core/base/time.ts';
import { timestamptz } from '../postgres/values.ts';
import type { People } from './people.ts';
import type { AccountFacts } from './who.ts';

const VALID_MINUTES = 5;
const TRIES = 5;
const MIN_GAP_MS = 60_000;
const PER_HOUR = 5;
const PER_DAY = 10;

const tooMany: Refusal = {
  code: 'sms.tooMany',
  message: {
    zh: '验证码发送过于频繁,请在一分钟后再试;一小时内最多 5 条。',
    en: 'Codes were sent too often. Try again in a minute; at most 5 are sent in an hour.',
  },
};

const hashOf = (id: string, code: string): Buffer => createHash('sha256').update(`${id}\0${code}`).digest();

export const smsPlace = (accountId: string) => ['sms_credentials', 'phone_sealed', accountId] as const;

/** Keeps the phone number that codes go to, under the person's own key. */
export const setSmsPhone = async (
  people: People,
  account: AccountFacts,
  phone: string,
  now: Instant,
): Promise<void> => {
  const place = smsPlace(account.accountId);
  const sealed = await people.sealer.seal(account.entityId, account.personId, Buffer.from(phone), place);
  await people.db.query(
    `insert into sms_credentials values ($1, $2, $3)
     on conflict (account_id) do update set phone_sealed = excluded.phone_sealed, recorded_at = excluded.recorded_at`,
    [account.accountId, sealed, timestamptz(now)],
  );
};

/** Sends a one-time code of six digits, good for five minutes; the code before it stops being good. */
export const sendSmsCode = async (people: People, accountId: string, now: Instant): Promise<Result<void>> => {
  const { db, sms } = people;
  const [row] = await db.query<{ phone_sealed: Buffer }>(
    'select phone_sealed from sms_credentials where account_id = $1',
    [accountId],
  );
  if (row === undefined || sms === null) return ok(undefined);
  const id = randomUUID();
  const code = String(randomInt(1_000_000)).padStart(6, '0');
  const taken = await db.transaction(async (tx) => {
    await tx.query('select 1 from sms_credentials where account_id = $1 for update', [accountId]);
    const [sent] = await tx.query<{ just: number; hour: number; day: number }>(
      `select count(*) filter (where created_at > $2) as just, count(*) filter (where created_at > $3) as hour, count(*) as day
         from challenges where account_id = $1 and purpose = 'smsSignIn' and created_at > $4`,
      [accountId, ...[MIN_GAP_MS, 3_600_000, 86_400_000].map((ms) => timestamptz(now - ms))],
    );
    if (sent === undefined || sent.just > 0 || sent.hour >= PER_HOUR || sent.day >= PER_DAY) return false;
    await tx.query(
      `update challenges set used_at = $2 where account_id = $1 and purpose = 'smsSignIn' and used_at is null`,
      [accountId, timestamptz(now)],
    );
    await tx.query(
      `insert into challenges (id, account_id, purpose, value, created_at, expires_at) values ($1, $2, 'smsSignIn', $3, $4, $5)`,
      [id, accountId, hashOf(id, code), timestamptz(now), timestamptz(now + VALID_MINUTES * 60_000)],
    );
    return true;
  });
  if (!taken) return refused(tooMany);
  const phone = await people.sealer.open(row.phone_sealed, smsPlace(accountId));
  await sms.send(phone.toString(), { template: 'signInCode', code, minutes: VALID_MINUTES });
  return ok(undefined);
};

/** Is this the code sent last? Each may be tried five times and used once. */
export const useSmsCode = (people: People, accountId: string, code: string, now: Instant): Promise<boolean> =>
  people.db.transaction(async (tx) => {
    const [row] = await tx.query<{ id: string; value: Buffer }>(
      `update challenges set attempts = attempts + 1
        where id = (select id from challenges where account_id = $1 and purpose = 'smsSignIn' and used_at is null
                       and expires_at > $2 and attempts < $3 order by created_at desc limit 1)
        returning id, value`,
      [accountId, timestamptz(now), TRIES],
    );
    if (row === undefined || !timingSafeEqual(row.value, hashOf(row.id, code))) return false;
    await tx.query('update challenges set used_at = $2 where id = $1', [row.id, timestamptz(now)]);
    return true;
  });
