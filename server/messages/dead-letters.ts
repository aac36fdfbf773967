import type { Result } from '../../core/base/result.ts';
import { ok, refused } from '../../core/base/result.ts';
import { formatInstant, type Instant } from '../../core/base/time.ts';
import type { OutboxItem, OutboxPage } from '../../core/contract/inbox-view.ts';
import { appendToChain } from '../platform/audit/append.ts';
import type { AuditActor } from '../platform/audit/entry.ts';
import type { Database } from '../platform/postgres/sql.ts';

interface Row {
  readonly id: string;
  readonly channel: OutboxItem['channel'];
  readonly template: string;
  readonly number: string | null;
  readonly state: OutboxItem['state'];
  readonly attempts: number;
  readonly last_error: string | null;
  readonly created_at: Instant;
  readonly next_at: Instant;
}

const LIST = `
  select o.id::text, o.channel, o.template, c.number, o.state, o.attempts, o.last_error, o.created_at, o.next_at
  from outbox o left join cases c on c.id = o.case_id
  where o.state = $1 and o.id < $2 order by o.id desc limit $3`;

const MOST_ID = '9223372036854775807';
/** What was written before codes were kept, or by hand, is not shown. */
const CODE = /^[\w.-]{1,80}$/;

/** What could not be sent (`dead`) or waits, newest first. */
export const listOutbox = async (
  db: Database,
  state: OutboxItem['state'],
  query: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<OutboxPage> => {
  const rows = await db.prepared<Row>('outbox-list', LIST, [state, query.cursor ?? MOST_ID, query.limit + 1]);
  const shown = rows.slice(0, query.limit);
  return {
    items: shown.map((row) => ({
      id: row.id,
      channel: row.channel,
      template: row.template,
      caseNumber: row.number,
      state: row.state,
      attempts: row.attempts,
      lastError: row.last_error !== null && CODE.test(row.last_error) ? row.last_error : null,
      createdAt: formatInstant(row.created_at),
      nextAt: formatInstant(row.next_at),
    })),
    nextCursor: rows.length > query.limit ? (shown.at(-1)?.id ?? null) : null,
  };
};

const GONE = {
  code: 'outbox.unknown',
  message: {
    zh: '没有这条待发消息；可能已发出或已撤回，请刷新列表。',
    en: 'There is no such message waiting; it may have been sent or withdrawn. Refresh the list.',
  },
};

/** Gives a message ten new tries, the first at once; on record with the name of who asked. */
export const retryMessage = (db: Database, id: string, actor: AuditActor, now: Instant): Promise<Result<void>> =>
  db.transaction(async (tx) => {
    const [row] = await tx.query<{ entity_id: string; channel: string }>(
      `update outbox set state = 'waiting', attempts = 0, next_at = $2 where id = $1 and state in ('waiting', 'dead')
       returning entity_id, channel`,
      [id, new Date(now)],
    );
    if (row === undefined) return refused(GONE);
    await appendToChain(tx, { entityId: row.entity_id, chainId: `outbox:${row.entity_id}` }, [
      { at: now, kind: 'outbox.retried', actor, payload: { message: id, channel: row.channel } },
    ]);
    return ok(undefined);
  });
