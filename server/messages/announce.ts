import type { PostRole } from '../../core/people/operations.ts';
import type { CaseEvent, EventOf } from '../../core/process/events.ts';
import { openTasks, type TaskState } from '../../core/process/state.ts';
import type { Announced, LockedCase } from '../case/kernel.ts';
import type { RobotKind } from '../platform/delivery/robots.ts';
import { climb } from '../platform/people/who.ts';
import type { Sql } from '../platform/postgres/sql.ts';
import { takeBack } from './take-back.ts';

export type MessageKind = 'escalation' | 'reminder' | 'urge' | 'copy' | 'notice' | 'assigned';

/** One message before its readers are known: a person, whoever holds a role, or the accounts of the outside party. */
interface Draft {
  readonly seq: number;
  readonly kind: MessageKind;
  readonly about: string;
  readonly person?: string;
  readonly role?: PostRole;
  readonly party?: string;
}

type Reader = Pick<Draft, 'person' | 'role' | 'party'>;

/** Whoever has to do a task: the one who has it in hand, or all who may take it. */
const workersOf = (locked: LockedCase, task: TaskState | undefined): readonly Reader[] => {
  const role = task && locked.process.stages[task.stage]?.tasks[task.task]?.by;
  if (task === undefined || role === undefined) return [];
  const person = task.assignedTo ?? task.claimedBy;
  if (person !== null) return [{ person }];
  if (role !== 'merchant') return [{ role: role as PostRole }];
  return locked.partyId === null ? [] : [{ party: locked.partyId }];
};

/** The open tasks that a clock runs for: those of its stage, or all where it runs for the whole case. */
const bound = (on: Announced, limitKey: string): readonly TaskState[] => {
  const limit = on.state.limits[limitKey];
  const from = limit && on.case.process.limits[limit.limit]?.from;
  return openTasks(on.state).filter(
    (task) =>
      limit !== undefined &&
      (limit.item === null || task.item === null || limit.item === task.item) &&
      (from === undefined || !('enters' in from) || from.enters === task.stage),
  );
};

const readersOfBreach = (on: Announced, event: EventOf<'limitBreached'>): readonly Reader[] =>
  event.escalateTo === null
    ? bound(on, event.key).flatMap((task) => workersOf(on.case, task))
    : [{ role: event.escalateTo as PostRole }];

/** Who is to hear of an event, and what about. */
const draftsOf = (on: Announced, event: CaseEvent, seq: number): readonly Draft[] => {
  const told = (kind: MessageKind, about: string, readers: readonly Reader[]): readonly Draft[] =>
    readers.map((reader) => ({ seq, kind, about, ...reader }));
  switch (event.type) {
    case 'limitBreached':
      return told('escalation', event.key, readersOfBreach(on, event));
    case 'limitReminded':
      return told(
        'reminder',
        event.key,
        bound(on, event.key).flatMap((task) => workersOf(on.case, task)),
      );
    case 'urged':
      return told('urge', event.key, workersOf(on.case, on.state.tasks[event.key]));
    case 'copied':
      return told('copy', event.key, [{ person: event.to }]);
    case 'taskTransferred':
    case 'signerAdded':
      return told('assigned', event.key, [{ person: event.to }]);
    case 'effectRequested': {
      const isNotice = on.case.process.effects[event.effect]?.kind === 'notice';
      return isNotice && on.case.partyId !== null ? told('notice', event.effect, [{ party: on.case.partyId }]) : [];
    }
    default:
      return [];
  }
};

/** Nobody is told of what he has done himself, except that a notice has come to him. */
const INBOX = `
  insert into inbox (person_id, entity_id, case_id, seq, kind, about, at)
  select distinct on (r.seq, r.kind, p.person_id) p.person_id, $1, $2, r.seq, r.kind, r.about, $3
  from jsonb_to_recordset($4) as r(seq integer, kind text, about text, person text, posts text[], party text)
  cross join lateral (
    select r.person as person_id where r.person is not null
    union all
    select h.person_id from post_holders_at($3) h where h.post_id = any(r.posts)
    union all
    select a.person_id from accounts a where a.party_id = r.party and in_force(a.valid_from, a.valid_to, $3)
  ) p
  where p.person_id <> $5 or r.kind = 'notice'
  on conflict do nothing`;

const writeInbox = async (tx: Sql, on: Announced, drafts: readonly Draft[]): Promise<void> => {
  const { entityId, id } = on.case;
  const roles = [...new Set(drafts.flatMap((draft) => draft.role ?? []))];
  const posts = new Map(
    await Promise.all(roles.map(async (role) => [role, (await climb(tx, role, entityId, on.now)).posts] as const)),
  );
  const rows = drafts.map((draft) => ({ ...draft, posts: draft.role === undefined ? null : posts.get(draft.role) }));
  await tx.prepared('inbox-insert', INBOX, [entityId, id, new Date(on.now), JSON.stringify(rows), on.personId]);
};

const ROBOT = `
  insert into outbox (entity_id, case_id, act_seq, channel, template, recipient, idempotency_key, next_at, created_at)
  select $1, $2, r.seq, 'robot', r.template, r.recipient, r.key, $3, $3
  from jsonb_to_recordset($4) as r(seq integer, template text, recipient text, key text)
  on conflict (idempotency_key) do nothing`;

/** Breaches and urgings go to the group chats too: the number of the case and a link, nothing of what stands in it. */
const writeRobots = async (tx: Sql, on: Announced, drafts: readonly Draft[], robots: readonly RobotKind[]) => {
  const loud = new Map(
    drafts
      .filter((draft) => draft.kind === 'escalation' || (draft.kind === 'urge' && draft.party === undefined))
      .map((draft) => [draft.seq, draft.kind]),
  );
  if (loud.size === 0 || robots.length === 0) return;
  const rows = [...loud].flatMap(([seq, template]) =>
    robots.map((robot) => ({
      seq,
      template,
      recipient: `robot:${robot}`,
      key: `case:${on.case.id}:${seq}:robot:${robot}`,
    })),
  );
  await tx.prepared('outbox-robots', ROBOT, [on.case.entityId, on.case.id, new Date(on.now), JSON.stringify(rows)]);
};

/**
 * Tells people of what an act or a clock has brought, in its own transaction. Most outcomes tell nobody anything and
 * cost no statement.
 */
export const announceTo =
  (robots: readonly RobotKind[]) =>
  async (tx: Sql, on: Announced): Promise<void> => {
    const drafts = on.events.flatMap((event, index) => draftsOf(on, event, on.case.state.version + index + 1));
    if (drafts.length > 0) await Promise.all([writeInbox(tx, on, drafts), writeRobots(tx, on, drafts, robots)]);
    for (const event of on.events) if (event.type === 'withdrawn') await takeBack(tx, on, event.act);
  };
