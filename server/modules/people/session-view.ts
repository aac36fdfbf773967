import type { Text } from '../../../core/base/text.ts';
import { formatInstant } from '../../../core/base/time.ts';
import type { DemoPost, PostView, SessionView } from '../../../core/contract/session-view.ts';
import type { DelegationView, SessionEntryView } from '../../../core/contract/sign-in.ts';
import { generalOperations } from '../../../core/people/general-operations.ts';
import type { Delegation } from '../../platform/people/delegations.ts';
import { organisationAsOf, type PostAsOf } from '../../platform/people/organisation-view.ts';
import type { People } from '../../platform/people/people.ts';
import type { SessionEntry } from '../../platform/people/sessions.ts';
import { signingMethods } from '../../platform/people/signing.ts';
import { type AccountFacts, actorOf } from '../../platform/people/who.ts';
import { timestamptz } from '../../platform/postgres/values.ts';

const postView = (post: PostAsOf): PostView => ({
  id: post.id,
  title: post.title,
  department: post.department,
  entityId: post.entityId,
  entityName: post.entityName,
});

/** Whose house one belongs to: a merchant's own, as his newest case names it; until he has one, the house he applies to. */
const HOUSE_NAME = `
  select coalesce((select subject from cases where party_id = $2 order by opened_at desc limit 1), name) as name
    from legal_entities where id = $1`;

/** What the browser is told of whoever is signed in: own posts first, then those held for somebody else. */
export const sessionView = async (people: People, account: AccountFacts): Promise<SessionView> => {
  const now = people.now();
  const [names, actor, methods] = await Promise.all([
    people.db.query<{ name: string }>(HOUSE_NAME, [account.entityId, account.partyId]),
    actorOf(people.db, account, now),
    signingMethods(people, account.accountId),
  ]);
  const ids = [...new Set(actor.posts.flatMap((post) => (post.climbed ? [] : post.postId)))];
  const posts = ids.length === 0 ? [] : await organisationAsOf(people.db, now, { postIds: ids });
  return {
    personId: account.personId,
    name: account.name,
    kind: account.kind === 'merchant' ? 'merchant' : 'staff',
    entityId: account.entityId,
    entityName: names[0]?.name ?? '',
    posts: ids.flatMap((id) => posts.filter((post) => post.id === id).map(postView)),
    may: generalOperations(actor),
    demo: people.config.demo,
    signingMethods: [...methods],
  };
};

export const sessionEntryView = (entry: SessionEntry, current: string): SessionEntryView => ({
  id: entry.id,
  method: entry.method,
  createdAt: formatInstant(entry.createdAt),
  lastSeenAt: formatInstant(entry.lastSeenAt),
  expiresAt: formatInstant(entry.expiresAt),
  agent: entry.agent,
  address: entry.address,
  current: entry.id === current,
});

export const delegationView = (d: Delegation): DelegationView => ({
  id: d.id,
  from: { personId: d.fromPerson, name: d.fromName },
  to: { personId: d.toPerson, name: d.toName },
  post: { id: d.postId, title: d.postTitle },
  validFrom: formatInstant(d.from),
  validTo: formatInstant(d.to),
  reason: d.reason,
});

interface DemoRow {
  account_id: string;
  real_name: string;
  kind: 'staff' | 'merchant';
  title_zh: string;
  title_en: string;
  department_zh: string;
  department_en: string;
  entity_name: string;
}

const applicant: Text = { zh: '新申请人', en: 'New applicant' };
const portal: Text = { zh: '商家端', en: 'Merchant portal' };

/** Every post of the demo with the person who holds it, for signing in by choosing one. */
export const demoPosts = async (
  people: People,
  openTasks: (accountId: string) => Promise<number>,
): Promise<DemoPost[]> => {
  const rows = await people.db.query<DemoRow>(
    `select a.id as account_id, n.real_name, a.kind, e.name as entity_name,
            coalesce(s.title_zh, own.subject, $2) as title_zh, coalesce(s.title_en, own.subject, $3) as title_en,
            coalesce(d.title_zh, $4) as department_zh, coalesce(d.title_en, $5) as department_en
       from accounts a
       join persons n on n.id = a.person_id
       join legal_entities e on e.id = a.entity_id
       left join account_posts ap on ap.account_id = a.id and in_force(ap.valid_from, ap.valid_to, $1)
       left join post_states s on s.post_id = ap.post_id and in_force(s.valid_from, s.valid_to, $1)
       left join department_states d on d.department_id = s.department_id and in_force(d.valid_from, d.valid_to, $1)
       left join lateral (select subject from cases c where c.party_id = a.party_id order by c.opened_at desc limit 1) own
         on a.kind = 'merchant'
      where in_force(a.valid_from, a.valid_to, $1) and a.kind in ('staff', 'merchant')
        and (a.kind = 'merchant' or ap.post_id is not null)
      order by e.kind = 'distributor', a.kind desc, own.subject is not null, a.entity_id, s.department_id, s.is_head, s.post_id, a.login_name`,
    [timestamptz(people.now()), applicant.zh, applicant.en, portal.zh, portal.en],
  );
  return Promise.all(
    rows.map(async (row) => ({
      accountId: row.account_id,
      personName: row.real_name,
      title: { zh: row.title_zh, en: row.title_en },
      department: { zh: row.department_zh, en: row.department_en },
      entityName: row.entity_name,
      kind: row.kind,
      openTasks: await openTasks(row.account_id),
    })),
  );
};
