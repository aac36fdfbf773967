import { randomUUID } from 'node:crypto';
import { ok, type Refusal, type Result, refused } from '../../../core/base/result.ts';
import type { Instant } from '../../../core/base/time.ts';
import type { Sql } from '../postgres/sql.ts';
import { timestamptz } from '../postgres/values.ts';
import { type Change, record } from './change.ts';
import { endRows } from './dated.ts';
import { rotateSessions } from './session-ends.ts';

export interface DelegationWish {
  readonly fromPerson: string;
  readonly toPerson: string;
  readonly postId: string;
  readonly from: Instant;
  readonly to: Instant;
}

export interface Delegation extends DelegationWish {
  readonly id: string;
  readonly entityId: string;
  readonly fromName: string;
  readonly toName: string;
  readonly postTitle: { readonly zh: string; readonly en: string };
  readonly reason: string;
  readonly recordedBy: string;
}

const refuse = (code: string, zh: string, en: string, field?: string): Result<never> => {
  const refusal: Refusal = { code: `delegation.${code}`, message: { zh, en } };
  return refused(field === undefined ? refusal : { ...refusal, field });
};

const rotateOfPerson = async (tx: Sql, personId: string): Promise<void> => {
  const rows = await tx.query<{ id: string }>(`select id from accounts where person_id = $1 and kind = 'staff'`, [
    personId,
  ]);
  await rotateSessions(
    tx,
    rows.map((row) => row.id),
  );
};

/**
 * Lets somebody act for the holder of a post between two instants (DECISIONS 33: only a recorded delegation does). A
 * post held by delegation cannot be passed on, and the deputy must work for the entity that the post belongs to.
 */
export const delegate = async (change: Change, wish: DelegationWish): Promise<Result<string>> => {
  const { tx } = change;
  if (wish.to <= wish.from || wish.to <= change.now)
    return refuse(
      'emptyPeriod',
      '结束时间必须晚于开始时间和当前时间。',
      'The end must lie after the beginning and after now.',
      'to',
    );
  if (wish.fromPerson === wish.toPerson)
    return refuse(
      'toSelf',
      '不能委托给本人,请选择另一位同事。',
      'You cannot delegate to yourself; choose a colleague.',
      'toPerson',
    );
  const [post] = await tx.query<{ entity_id: string }>(
    `select p.entity_id from posts p join account_posts ap on ap.post_id = p.id join accounts a on a.id = ap.account_id
      where p.id = $1 and a.person_id = $2 and in_force(ap.valid_from, ap.valid_to, $3) and in_force(a.valid_from, a.valid_to, $3)`,
    [wish.postId, wish.fromPerson, timestamptz(Math.max(wish.from, change.now))],
  );
  if (post === undefined)
    return refuse(
      'notHeld',
      '委托人在该期间不担任此岗位;代理得来的岗位不能再转委托。',
      'The delegator does not hold this post then; a post held by delegation cannot be passed on.',
      'postId',
    );
  const [deputy] = await tx.query(
    `select 1 from employments e join accounts a on a.person_id = e.person_id and a.kind = 'staff'
      where e.person_id = $1 and e.entity_id = $2 and in_force(e.valid_from, e.valid_to, $3) and in_force(a.valid_from, a.valid_to, $3)`,
    [wish.toPerson, post.entity_id, timestamptz(Math.max(wish.from, change.now))],
  );
  if (deputy === undefined)
    return refuse(
      'deputyElsewhere',
      '受托人在该期间不是本企业在职人员,请选择本企业同事。',
      'The deputy does not work for this company then; choose a colleague who does.',
      'toPerson',
    );
  const id = randomUUID();
  await tx.query(
    `insert into delegations (id, entity_id, from_person, to_person, post_id, valid_from, valid_to, reason, recorded_by, recorded_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      id,
      post.entity_id,
      wish.fromPerson,
      wish.toPerson,
      wish.postId,
      timestamptz(wish.from),
      timestamptz(wish.to),
      change.reason,
      change.by?.personId ?? wish.fromPerson,
      timestamptz(change.now),
    ],
  );
  await rotateOfPerson(tx, wish.toPerson);
  const after = {
    fromPerson: wish.fromPerson,
    toPerson: wish.toPerson,
    postId: wish.postId,
    from: wish.from,
    to: wish.to,
  };
  await record(change, post.entity_id, 'delegated', { subject: { delegationId: id }, before: null, after });
  return ok(id);
};

/** Ends a delegation now, or calls off one that has not begun. Only who gave or holds it finds it, unless `anyone`. */
export const endDelegation = async (
  change: Change,
  id: string,
  whose: { readonly personId: string } | 'anyone',
): Promise<Result<void>> => {
  const [row] = await change.tx.query<{ entity_id: string; from_person: string; to_person: string; valid_to: number }>(
    'select entity_id, from_person, to_person, valid_to from delegations where id = $1 and valid_to > $2 for update',
    [id, timestamptz(change.now)],
  );
  const mine = whose === 'anyone' || row?.from_person === whose.personId || row?.to_person === whose.personId;
  if (row === undefined || !mine)
    return refuse('unknown', '没有找到可以结束的委托。', 'There is no such delegation to end.');
  await endRows(change.tx, 'delegations', { id }, change.now);
  await rotateOfPerson(change.tx, row.to_person);
  await record(change, row.entity_id, 'delegationEnded', {
    subject: { delegationId: id },
    before: { to: row.valid_to },
    after: { to: change.now },
  });
  return ok(undefined);
};

interface DelegationRow {
  id: string;
  entity_id: string;
  from_person: string;
  to_person: string;
  from_name: string;
  to_name: string;
  post_id: string;
  title_zh: string;
  title_en: string;
  valid_from: number;
  valid_to: number;
  reason: string;
  recorded_by: string;
}

/** Delegations that a person has given or received and that are not over yet. */
export const delegationsOf = async (sql: Sql, personId: string, at: Instant): Promise<readonly Delegation[]> => {
  const rows = await sql.query<DelegationRow>(
    `select d.*, f.real_name as from_name, t.real_name as to_name, s.title_zh, s.title_en
       from delegations d
       join persons f on f.id = d.from_person join persons t on t.id = d.to_person
       join lateral (select title_zh, title_en from post_states where post_id = d.post_id
                      order by in_force(valid_from, valid_to, $2) desc, valid_from desc limit 1) s on true
      where (d.from_person = $1 or d.to_person = $1) and d.valid_to > $2
      order by d.valid_from, d.id`,
    [personId, timestamptz(at)],
  );
  return rows.map((row) => ({
    id: row.id,
    entityId: row.entity_id,
    fromPerson: row.from_person,
    toPerson: row.to_person,
    fromName: row.from_name,
    toName: row.to_name,
    postId: row.post_id,
    postTitle: { zh: row.title_zh, en: row.title_en },
    from: row.valid_from as Instant,
    to: row.valid_to as Instant,
    reason: row.reason,
    recordedBy: row.recorded_by,
  }));
};
