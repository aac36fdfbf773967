import type { JsonObject } from '../../../core/base/json.ts';
import { Defect, type Result } from '../../../core/base/result.ts';
import { type Instant, instant, parseInstant } from '../../../core/base/time.ts';
import type { PostRole } from '../../../core/people/operations.ts';
import { type KeyRing, openKeyRing } from '../keys/key-ring.ts';
import { masterKeyOf } from '../keys/master-key.ts';
import type { Database, Sql } from '../postgres/sql.ts';
import type { Change } from './change.ts';
import { defineDepartment, definePost, mapRole } from './organisation.ts';
import { PEOPLE_DEFAULTS, type People, type PeopleConfig } from './people.ts';
import { sealerOf } from './sealer.ts';
import { appoint, employ, enterPerson, openAccount } from './staff.ts';

export const moment = (iso: string): Instant => {
  const at = parseInstant(iso);
  if (at === null) throw new Defect(`not an instant: ${iso}`);
  return at;
};

/** The value of a result that a test takes for granted. */
export const must = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Defect(`refused: ${result.refusal.code}`);
  return result.value;
};

export const FOUNDED = moment('2025-01-01T00:00');

/** What the audit says of a legal entity's people and of its accounts' access, in order of writing. */
export const auditOf = async (db: Sql, chainId: string) => {
  const rows = await db.query<{ kind: string; actor: string; payload: string }>(
    'select kind, actor, payload from audit_entries where chain_id = $1 order by seq',
    [chainId],
  );
  return rows.map((row) => ({
    kind: row.kind,
    actor: JSON.parse(row.actor) as JsonObject,
    payload: JSON.parse(row.payload) as JsonObject,
  }));
};

export interface HouseForSpecs {
  /** Runs a change in a transaction; `by` is the login name of whoever changes, or null for the product. */
  readonly change: <T>(at: Instant, by: string | null, work: (change: Change) => Promise<T>) => Promise<T>;
  readonly account: (loginName: string) => string;
  readonly person: (loginName: string) => string;
  /** A further person with account and posts, employed since the founding unless said otherwise. */
  readonly hire: (loginName: string, name: string, posts: readonly string[], entityId?: string) => Promise<string>;
}

const north: readonly (readonly [string, string, string, boolean, readonly PostRole[]])[] = [
  ['n-gm', 'n-management', '总经理', true, ['generalManager']],
  ['n-quality-head', 'n-quality', '质量管理部负责人', true, ['headOfQuality']],
  ['n-qualification', 'n-quality', '资质审核岗', false, ['qualificationReviewer', 'qualityStaff']],
  ['n-ops-head', 'n-operations', '运营部负责人', true, ['headOfOperations']],
  ['n-admission', 'n-operations', '入网审核岗', false, ['admissionClerk']],
  ['n-tech', 'n-technology', '系统管理员', true, ['administrator']],
];
const departments: readonly (readonly [string, string, string])[] = [
  ['n-management', '管理层', 'management'],
  ['n-quality', '质量管理部', 'quality'],
  ['n-operations', '运营部', 'operations'],
  ['n-technology', '技术部', 'technology'],
];

const organise = async (change: Change): Promise<void> => {
  for (const [id, zh, standsFor] of departments)
    await defineDepartment(change, {
      id,
      entityId: 'north',
      title: { zh, en: id },
      standsFor: [standsFor as 'management'],
      from: FOUNDED,
    });
  for (const [id, departmentId, zh, isHead, roles] of north) {
    const title = { zh, en: id };
    await definePost(change, { id, entityId: 'north', departmentId, title, isHead, alsoIn: [], from: FOUNDED });
    for (const role of roles) must(await mapRole(change, { entityId: 'north', role, postIds: [id], from: FOUNDED }));
  }
  const title = { zh: '销售部', en: 'Sales' };
  await defineDepartment(change, { id: 's-sales', entityId: 'south', title, standsFor: ['sales'], from: FOUNDED });
  await definePost(change, {
    id: 's-salesperson',
    entityId: 'south',
    departmentId: 's-sales',
    title: { zh: '销售员', en: 'Salesperson' },
    isHead: false,
    alsoIn: [],
    from: FOUNDED,
  });
  must(await mapRole(change, { entityId: 'south', role: 'salesperson', postIds: ['s-salesperson'], from: FOUNDED }));
};

/** A company of two legal entities for specs. Nobody is hired yet, so nobody can approve and set-up is free. */
export const houseForSpecs = async (db: Database): Promise<HouseForSpecs> => {
  await db.query(
    `insert into legal_entities (id, kind, name, name_en, uscc) values
       ('north', 'platform', '北平台', 'North', '91110000MA00000001'), ('south', 'distributor', '南经销', 'South', '91440000MA00000002')`,
  );
  const known = new Map<string, { account: string; person: string }>();
  const of = (loginName: string) => {
    const found = known.get(loginName);
    if (found === undefined) throw new Defect(`nobody was hired as ${loginName}`);
    return found;
  };
  const change: HouseForSpecs['change'] = (now, by, work) =>
    db.transaction((tx) =>
      work({
        tx,
        now,
        by: by === null ? null : { personId: of(by).person, accountId: of(by).account },
        reason: 'spec',
      }),
    );
  await change(FOUNDED, null, organise);
  return {
    change,
    account: (loginName) => of(loginName).account,
    person: (loginName) => of(loginName).person,
    hire: (loginName, name, posts, entityId = 'north') =>
      change(FOUNDED, null, async (c) => {
        const personId = await enterPerson(c, entityId, name);
        await employ(c, { personId, entityId, kind: 'employee', from: FOUNDED });
        const accountId = must(await openAccount(c, { personId, loginName, kind: 'staff', entityId, from: FOUNDED }));
        for (const postId of posts) must(await appoint(c, { accountId, postId, entityId, from: FOUNDED }));
        known.set(loginName, { account: accountId, person: personId });
        return accountId;
      }),
  };
};

export const ORIGIN = 'http://localhost:8080';

/** A clock that stands still until it is moved. */
export const clockAt = (start: Instant) => {
  let at = start;
  return {
    now: () => at,
    forward: (ms: number) => {
      at = instant(at + ms);
    },
  };
};

/** Everything about signing in, on a spec's database, with a gateway for short messages that keeps what it was given. */
export const peopleForSpecs = async (
  db: Database,
  clock: { readonly now: () => Instant },
  config: Partial<PeopleConfig> = {},
  kept?: KeyRing,
) => {
  const messages: { readonly phone: string; readonly code: string }[] = [];
  const ring = kept ?? must(await openKeyRing({ db, master: masterKeyOf(Buffer.alloc(32, 7)), now: clock.now }));
  const people: People = {
    db,
    sealer: sealerOf(ring),
    sms: {
      send: async (phone, message) => {
        messages.push({ phone, code: message.code });
      },
    },
    now: clock.now,
    config: { ...PEOPLE_DEFAULTS, origins: [ORIGIN], rpId: 'localhost', cookieName: 'plumbline', ...config },
  };
  return { people, messages };
};
