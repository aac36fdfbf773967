import type { Batch } from '../keys/batch.ts';
import { decrypt, encrypt, keyIdOf, type Place } from '../keys/envelope.ts';
import type { KeyRing } from '../keys/key-ring.ts';
import type { Sql } from '../postgres/sql.ts';
import { totpPlace } from './second-factor.ts';
import { smsPlace } from './sms-codes.ts';

interface Row {
  readonly account_id: string;
  readonly person_id: string;
  readonly totp: Buffer | null;
  readonly sms: Buffer | null;
}

interface Kind {
  readonly of: (row: Row) => Buffer | null;
  readonly place: (accountId: string) => Place;
  readonly update: string;
}

const KINDS: readonly Kind[] = [
  {
    of: (row) => row.totp,
    place: totpPlace,
    update: 'update totp_credentials set secret_sealed = $3 where account_id = $1 and secret_sealed = $2',
  },
  {
    of: (row) => row.sms,
    place: smsPlace,
    update: 'update sms_credentials set phone_sealed = $3 where account_id = $1 and phone_sealed = $2',
  },
];

/** Seals the secrets of up to `size` accounts (authenticator, phone) under the newest keys of their persons. */
export const resealCredentialsBatch = async (
  { db, ring }: { readonly db: Sql; readonly ring: KeyRing },
  entity: string,
  after: string | null,
  size = 100,
): Promise<Batch> => {
  const rows = await db.query<Row>(
    `select a.id as account_id, a.person_id, t.secret_sealed as totp, s.phone_sealed as sms from accounts a
       left join totp_credentials t on t.account_id = a.id left join sms_credentials s on s.account_id = a.id
      where a.entity_id = $1 and a.id > $2 and (t.account_id is not null or s.account_id is not null)
      order by a.id limit $3`,
    [entity, after ?? '', size],
  );
  const newest = await ring.forSubjects(entity, [...new Set(rows.map((row) => row.person_id))]);
  const sealed = rows.flatMap((row) => KINDS.flatMap((kind) => kind.of(row) ?? []));
  const keys = await ring.byId([...new Set(sealed.map(keyIdOf))]);
  const damaged: string[] = [];
  let moved = 0;
  for (const row of rows) {
    for (const kind of KINDS) {
      const before = kind.of(row);
      const [to, from] = [newest.get(row.person_id), before === null ? undefined : keys.get(keyIdOf(before))];
      if (before === null || to === undefined || from === undefined || from.id === to.id) continue;
      try {
        const place = kind.place(row.account_id);
        await db.query(kind.update, [row.account_id, before, encrypt(to, decrypt(from, before, place), place)]);
        moved += 1;
      } catch {
        damaged.push(`account:${row.account_id}`);
      }
    }
  }
  return { next: rows.at(-1)?.account_id ?? null, moved, damaged };
};
