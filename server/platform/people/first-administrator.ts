import type { Instant } from '../../../core/base/time.ts';
import { activationUrl, issueActivation } from './activation.ts';
import type { Change } from './change.ts';
import { defineDepartment, definePost, mapRole } from './organisation.ts';
import type { People } from './people.ts';
import { appoint, employ, enterPerson, openAccount } from './staff.ts';

export interface FirstEntity {
  readonly id: string;
  readonly kind: 'platform' | 'distributor';
  readonly name: string;
  readonly nameEn: string;
  readonly uscc: string;
}

/** Any number nobody else locks: several processes that start together make one administrator. */
const FIRST_START_LOCK = 7_204_512_332;

/**
 * On the first start, sets up an administrator and returns the link through which a person takes the account over; it
 * is to be printed once. While nobody has ever set a password, a later start replaces a link that ran out. Null on every
 * other start. There is no default password, at any time.
 */
export const firstAdministrator = (people: People, entity: FirstEntity): Promise<string | null> =>
  people.db.transaction(async (tx) => {
    const now = people.now();
    await tx.query('select pg_advisory_xact_lock($1)', [FIRST_START_LOCK]);
    const change: Change = { tx, now, by: null, reason: '首次启动 First start' };
    const accounts = await tx.query<{ id: string; entity_id: string }>('select id, entity_id from accounts limit 2');
    const [only] = accounts;
    if (accounts.length > 1) return null;
    if (only !== undefined) {
      const [inUse] = await tx.query(
        `select 1 from password_credentials union all select 1 from passkeys
         union all select 1 from activation_links where used_at is null and void_at is null and expires_at > $1 limit 1`,
        [new Date(now).toISOString()],
      );
      if (inUse !== undefined) return null;
      const link = await issueActivation(change, { accountId: only.id, entityId: only.entity_id });
      return activationUrl(people, link.token);
    }
    const accountId = await setUp(change, entity, now);
    if (accountId === null) return null;
    return activationUrl(people, (await issueActivation(change, { accountId, entityId: entity.id })).token);
  });

const setUp = async (change: Change, entity: FirstEntity, now: Instant): Promise<string | null> => {
  const entityId = entity.id;
  await change.tx.query(
    'insert into legal_entities (id, kind, name, name_en, uscc) values ($1, $2, $3, $4, $5) on conflict (id) do nothing',
    [entityId, entity.kind, entity.name, entity.nameEn, entity.uscc],
  );
  const departmentId = `${entityId}-technology`;
  const postId = `${entityId}-administrator`;
  await defineDepartment(change, {
    id: departmentId,
    entityId,
    title: { zh: '技术部', en: 'Technology' },
    standsFor: ['technology'],
    from: now,
  });
  await definePost(change, {
    id: postId,
    entityId,
    departmentId,
    title: { zh: '系统管理员', en: 'Administrator' },
    isHead: false,
    alsoIn: [],
    from: now,
  });
  const mapped = await mapRole(change, { entityId, role: 'administrator', postIds: [postId], from: now });
  const personId = await enterPerson(change, entityId, '系统管理员');
  await employ(change, { personId, entityId, kind: 'employee', from: now });
  const account = await openAccount(change, { personId, loginName: 'admin', kind: 'staff', entityId, from: now });
  if (!mapped.ok || !account.ok) return null;
  const appointed = await appoint(change, { accountId: account.value, postId, entityId, from: now });
  return appointed.ok ? account.value : null;
};
