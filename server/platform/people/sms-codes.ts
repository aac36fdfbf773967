import { createHash, randomInt, randomUUID, timingSafeEqual } from 'node:crypto';
import { ok, type Refusal, type Result, refused } from '../../../core/base/result.ts';
import type { Instant } from '../../../core/base/time.ts';
import { checkPhone } from '../../../core/identifiers/phone.ts';
import type { Sql } from '../postgres/sql.ts';
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

const notSent: Refusal = {
  code: 'sms.notSent',
  message: {
    zh: '短信没有发出。请一分钟后再试;仍收不到时请改用通行密钥或验证器应用,并告知管理员。',
    en: 'The message could not be sent. Try again in a minute; if it keeps failing, use a passkey or an authenticator app and tell the administrator.',
  },
};
const noMobile: Refusal = {
  code: 'sms.noMobile',
  message: {
    zh: '验证码只能发送到中国内地的手机号,请填写 11 位手机号。',
    en: 'Codes go to mobile numbers of mainland China only; enter the 11 digits of one.',
  },
  field: 'phone',
};
const unavailable: Refusal = {
  code: 'sms.unavailable',
  message: {
    zh: '本系统没有开通短信验证码,请使用验证器应用或通行密钥。',
    en: 'Codes by short message are not set up here; use an authenticator app or a passkey.',
  },
};
const wrongCode: Refusal = {
  code: 'sms.wrongCode',
  message: {
    zh: '短信验证码不正确或已过期。请核对,或一分钟后重新获取。',
    en: 'The code is not right or has run out. Check it, or ask for a new one after a minute.',
  },
  field: 'code',
};

type Purpose = 'smsSignIn' | 'smsEnrolment';

/** A code for a phone that is not registered yet is bound to that phone, so that it registers no other. */
const hashOf = (id: string, code: string, phone = ''): Buffer =>
  createHash('sha256')
    .update(`${id}\0${code}${phone === '' ? '' : `\0${phone}`}`)
    .digest();

export const smsPlace = (accountId: string) => ['sms_credentials', 'phone_sealed', accountId] as const;

/** Seals the phone number that codes go to; `keep` puts it in place of any older one, in the caller's transaction. */
export const makeSmsPhone = async (
  people: People,
  account: AccountFacts,
  phone: string,
  now: Instant,
): Promise<{ readonly keep: (tx: Sql) => Promise<void> }> => {
  const place = smsPlace(account.accountId);
  const sealed = await people.sealer.seal(account.entityId, account.personId, Buffer.from(phone), place);
  return {
    keep: async (tx) => {
      await tx.query(
        `insert into sms_credentials values ($1, $2, $3)
         on conflict (account_id) do update set phone_sealed = excluded.phone_sealed, recorded_at = excluded.recorded_at`,
        [account.accountId, sealed, timestamptz(now)],
      );
    },
  };
};

/** The registered phone in clear, or null; shown masked only. */
export const smsPhoneOf = async (people: People, accountId: string): Promise<string | null> => {
  const [row] = await people.db.query<{ phone_sealed: Buffer }>(
    'select phone_sealed from sms_credentials where account_id = $1',
    [accountId],
  );
  return row === undefined ? null : (await people.sealer.open(row.phone_sealed, smsPlace(accountId))).toString();
};

/** Makes room for one more code of this account, or says no: one a minute for a purpose, 5 an hour, 10 a day. */
const takeTurn = (
  people: People,
  accountId: string,
  purpose: Purpose,
  made: { readonly id: string; readonly value: Buffer },
  now: Instant,
): Promise<boolean> =>
  people.db.transaction(async (tx) => {
    await tx.query('select 1 from accounts where id = $1 for update', [accountId]);
    const [sent] = await tx.query<{ just: number; hour: number; day: number }>(
      `select count(*) filter (where created_at > $2 and purpose = $5) as just, count(*) filter (where created_at > $3) as hour, count(*) as day
         from challenges where account_id = $1 and purpose in ('smsSignIn', 'smsEnrolment') and created_at > $4`,
      [accountId, ...[MIN_GAP_MS, 3_600_000, 86_400_000].map((ms) => timestamptz(now - ms)), purpose],
    );
    if (sent === undefined || sent.just > 0 || sent.hour >= PER_HOUR || sent.day >= PER_DAY) return false;
    await tx.query(`update challenges set used_at = $2 where account_id = $1 and purpose = $3 and used_at is null`, [
      accountId,
      timestamptz(now),
      purpose,
    ]);
    await tx.query(
      `insert into challenges (id, account_id, purpose, value, created_at, expires_at) values ($1, $2, $3, $4, $5, $6)`,
      [made.id, accountId, purpose, made.value, timestamptz(now), timestamptz(now + VALID_MINUTES * 60_000)],
    );
    return true;
  });

/** Sends a code; what failed at the gateway counts like what was sent, so that nobody hammers it. */
const send = async (
  people: People,
  accountId: string,
  purpose: Purpose,
  phone: string,
  now: Instant,
): Promise<Result<void>> => {
  if (people.sms === null) return refused(unavailable);
  const id = randomUUID();
  const code = String(randomInt(1_000_000)).padStart(6, '0');
  const value = hashOf(id, code, purpose === 'smsEnrolment' ? phone : '');
  if (!(await takeTurn(people, accountId, purpose, { id, value }, now))) return refused(tooMany);
  const sent = await people.sms.send(phone, { template: 'signInCode', code, minutes: VALID_MINUTES }).then(
    () => true,
    () => false,
  );
  return sent ? ok(undefined) : refused(notSent);
};

/** Sends a one-time code of six digits, good for five minutes; the code before it stops being good. */
export const sendSmsCode = async (people: People, accountId: string, now: Instant): Promise<Result<void>> => {
  const phone = people.sms === null ? null : await smsPhoneOf(people, accountId);
  return phone === null ? ok(undefined) : send(people, accountId, 'smsSignIn', phone, now);
};

/** Sends a code to a phone that is to be registered; gives the number in its one spelling. */
export const sendPhoneCode = async (
  people: People,
  accountId: string,
  phone: string,
  now: Instant,
): Promise<Result<void>> => {
  const mobile = mobileOf(phone);
  return mobile === null ? refused(noMobile) : send(people, accountId, 'smsEnrolment', mobile, now);
};

const mobileOf = (phone: string): string | null => {
  const checked = checkPhone(phone);
  return checked.ok && checked.value.parts.type === 'mobile' ? checked.value.value : null;
};

/** Is this the code that was sent last for the purpose? Each may be tried five times and used once. */
const spend = (
  people: People,
  accountId: string,
  purpose: Purpose,
  right: (row: { readonly id: string }) => Buffer,
  now: Instant,
): Promise<boolean> =>
  people.db.transaction(async (tx) => {
    const [row] = await tx.query<{ id: string; value: Buffer }>(
      `update challenges set attempts = attempts + 1
        where id = (select id from challenges where account_id = $1 and purpose = $4 and used_at is null
                       and expires_at > $2 and attempts < $3 order by created_at desc limit 1)
        returning id, value`,
      [accountId, timestamptz(now), TRIES, purpose],
    );
    if (row === undefined || !timingSafeEqual(row.value, right(row))) return false;
    await tx.query('update challenges set used_at = $2 where id = $1', [row.id, timestamptz(now)]);
    return true;
  });

export const useSmsCode = (people: People, accountId: string, code: string, now: Instant): Promise<boolean> =>
  spend(people, accountId, 'smsSignIn', ({ id }) => hashOf(id, code), now);

/** The owner has this phone in hand: its number in one spelling, or sms.wrongCode. */
export const provePhone = async (
  people: People,
  accountId: string,
  given: { readonly phone: string; readonly code: string },
  now: Instant,
): Promise<Result<string>> => {
  const mobile = mobileOf(given.phone);
  if (mobile === null) return refused(noMobile);
  const right = await spend(people, accountId, 'smsEnrolment', ({ id }) => hashOf(id, given.code, mobile), now);
  return right ? ok(mobile) : refused(wrongCode);
};
