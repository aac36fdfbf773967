import { Defect, type Result } from '../../core/base/result.ts';
import type { Instant } from '../../core/base/time.ts';
import type { Change } from '../platform/people/change.ts';
import { defineDepartment, definePost, mapRole } from '../platform/people/organisation.ts';
import { appoint, employ, enterPerson, openAccount } from '../platform/people/staff.ts';
import type { Database, Sql } from '../platform/postgres/sql.ts';
import type { DemoApplicant } from './applications.ts';
import { type DemoPostRow, demoDepartments, demoEntities, demoMerchant, demoPostRows } from './organisation-table.ts';

const given = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Defect(`the demo organisation is refused: ${result.refusal.code}`);
  return result.value;
};

/**
 * Loads the demo group through the same functions as every company's set-up, so that it stands in the audit too. Does
 * nothing where the group is there already. Nobody gets a password: the demo is entered by choosing a post.
 */
export const loadDemoOrganisation = (db: Database, now: Instant, founded: Instant = now): Promise<boolean> =>
  db.transaction(async (tx) => {
    const [first] = demoEntities;
    const [there] = await tx.query('select 1 from legal_entities where id = $1', [first?.id]);
    if (there !== undefined) return false;
    const change: Change = { tx, now, by: null, reason: '演示数据 Demonstration data' };
    for (const e of demoEntities)
      await tx.query(
        `insert into legal_entities (id, kind, name, name_en, uscc, legal_representative, address, region)
         values ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [e.id, e.kind, e.name, e.nameEn, e.uscc, e.legalRepresentative, e.address, e.region],
      );
    for (const [id, entityId, title, standsFor] of demoDepartments)
      await defineDepartment(change, { id, entityId, title, standsFor, from: founded });
    for (const post of demoPostRows) await setUpPost(change, post, founded);
    await mapRoles(change, founded);
    // Heads of quality come last: from the moment one is in office, access needs his approval.
    for (const post of [...demoPostRows].sort((a, b) => approves(a) - approves(b)))
      for (const [loginName, realName] of post.holders) await hire(change, post, loginName, realName, founded);
    await openMerchant(change, founded);
    return true;
  });

const entityOf = (post: DemoPostRow): string => {
  const department = demoDepartments.find(([id]) => id === post.department);
  if (department === undefined) throw new Defect(`the demo has no department ${post.department}`);
  return department[1];
};

const approves = (post: DemoPostRow): number =>
  Number(post.roles.includes('headOfQuality') || post.roles.includes('qualityHead'));

const setUpPost = (change: Change, post: DemoPostRow, from: Instant): Promise<void> =>
  definePost(change, {
    id: post.id,
    entityId: entityOf(post),
    departmentId: post.department,
    title: post.title,
    isHead: post.isHead ?? false,
    alsoIn: [],
    from,
  });

const mapRoles = async (change: Change, from: Instant): Promise<void> => {
  for (const { id: entityId } of demoEntities) {
    const posts = demoPostRows.filter((post) => entityOf(post) === entityId);
    for (const role of new Set(posts.flatMap((post) => post.roles))) {
      const postIds = posts.filter((post) => post.roles.includes(role)).map((post) => post.id);
      given(await mapRole(change, { entityId, role, postIds, from }));
    }
  }
};

const hire = async (
  change: Change,
  post: DemoPostRow,
  loginName: string,
  realName: string,
  from: Instant,
): Promise<void> => {
  const entityId = entityOf(post);
  const personId = await enterPerson(change, entityId, realName);
  await employ(change, { personId, entityId, kind: 'employee', from });
  const accountId = given(await openAccount(change, { personId, loginName, kind: 'staff', entityId, from }));
  given(await appoint(change, { accountId, postId: post.id, entityId, from }));
};

const openMerchant = async (change: Change, from: Instant): Promise<void> => {
  const { entityId, partyId, loginName, realName } = demoMerchant;
  const personId = await enterPerson(change, entityId, realName);
  given(await openAccount(change, { personId, loginName, kind: 'merchant', entityId, partyId, from }));
};

/** Further merchants of the demonstration, each with an account of its own. */
export const openDemoMerchants = async (
  tx: Sql,
  now: Instant,
  from: Instant,
  merchants: readonly Pick<DemoApplicant, 'partyId' | 'loginName' | 'contact'>[],
): Promise<void> => {
  const change: Change = { tx, now, by: null, reason: '演示数据 Demonstration data' };
  const { entityId } = demoMerchant;
  for (const { partyId, loginName, contact } of merchants) {
    if (partyId === demoMerchant.partyId) continue;
    const personId = await enterPerson(change, entityId, contact);
    given(await openAccount(change, { personId, loginName, kind: 'merchant', entityId, partyId, from }));
  }
};
