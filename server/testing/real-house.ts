import type { Instant } from '../../core/base/time.ts';
import type { RoleId } from '../../core/manual/roles.ts';
import { issueActivation } from '../platform/people/activation.ts';
import type { Change } from '../platform/people/change.ts';
import { defineDepartment, definePost, mapRole } from '../platform/people/organisation.ts';
import { appoint, employ, enterPerson, openAccount } from '../platform/people/staff.ts';
import { must } from '../platform/people/testing.ts';
import { totpCode, totpStep } from '../platform/people/totp.ts';
import { type House, openHouse } from './house.ts';

export const PASSWORD = '三号仓库后面有两棵银杏树吗';
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** A house that is no demonstration: everybody has a password and a second factor of his own. */
export interface RealHouse {
  readonly house: House;
  /** Opens an account in a post that carries the role; the token of its activation link. */
  readonly hire: (loginName: string, name: string, role: RoleId) => Promise<string>;
  /** Opens the account of a merchant; the token of its activation link. */
  readonly enrol: (loginName: string, name: string, partyId: string) => Promise<string>;
  /** An authenticator app: a code that was not used before, each in a half minute of its own. */
  readonly codeOf: (secret: string) => string;
  /** Moves the server's clock. */
  readonly forward: (ms: number) => void;
  readonly now: () => Instant;
  readonly close: () => Promise<void>;
}

const bytesOf = (base32: string): Buffer => {
  const bits = [...base32].map((letter) => LETTERS.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
};

export const openRealHouse = async (env: Readonly<Record<string, string>> = {}): Promise<RealHouse> => {
  let ahead = 0;
  const now = (): Instant => (Date.now() + ahead) as Instant;
  const house = await openHouse({ demo: false, clock: now, env });
  const entityId = 'house';
  const changing = <T>(work: (change: Change, from: Instant) => Promise<T>): Promise<T> =>
    house.db.app.transaction((tx) => work({ tx, now: now(), by: null, reason: 'spec' }, now()));
  const link = async (change: Change, accountId: string) =>
    (await issueActivation(change, { accountId, entityId })).token;
  return {
    house,
    now,
    hire: (loginName, name, role) =>
      changing(async (change, from) => {
        const title = { zh: name, en: loginName };
        const departmentId = `d-${loginName}`;
        await defineDepartment(change, { id: departmentId, entityId, title, standsFor: [], from });
        const post = { id: `p-${loginName}`, entityId, departmentId, title, isHead: false, alsoIn: [], from };
        await definePost(change, post);
        const known = await change.tx.query<{ post_id: string }>(
          'select post_id from role_posts where entity_id = $1 and role = $2 and valid_to is null',
          [entityId, role],
        );
        must(await mapRole(change, { entityId, role, postIds: [...known.map((row) => row.post_id), post.id], from }));
        const personId = await enterPerson(change, entityId, name);
        await employ(change, { personId, entityId, kind: 'employee', from });
        const accountId = must(await openAccount(change, { personId, loginName, kind: 'staff', entityId, from }));
        must(await appoint(change, { accountId, postId: post.id, entityId, from }));
        return link(change, accountId);
      }),
    enrol: (loginName, name, partyId) =>
      changing(async (change, from) => {
        const personId = await enterPerson(change, entityId, name);
        const account = { personId, loginName, kind: 'merchant', entityId, partyId, from } as const;
        return link(change, must(await openAccount(change, account)));
      }),
    codeOf: (secret) => {
      ahead += 30_000;
      return totpCode(bytesOf(secret), totpStep(now()));
    },
    forward: (ms) => {
      ahead += ms;
    },
    close: () => house.stop(),
  };
};
