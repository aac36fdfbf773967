import type { Text } from '../../core/base/text.ts';
import { formatInstant, type Instant } from '../../core/base/time.ts';
import type { InboxItem, InboxPage, InboxReadBody } from '../../core/contract/inbox-view.ts';
import type { Kernel } from '../case/kernel.ts';

interface Row {
  readonly id: string;
  readonly kind: InboxItem['kind'];
  readonly about: string;
  readonly at: Instant;
  readonly read_at: Instant | null;
  readonly case_id: string;
  readonly number: string;
  readonly subject: string;
  readonly process: string;
  readonly definition_version: number;
  readonly stage: string | null;
  readonly task: string | null;
  readonly title: string | null;
  readonly title_en: string | null;
  readonly paper_number: string | null;
  readonly paper_id: string | null;
}

const LIST = `
  select i.id::text, i.kind, i.about, i.at, i.read_at, i.case_id, c.number, c.subject, c.process, c.definition_version,
    t.stage, t.task, p.title, p.title_en, p.number as paper_number, p.id as paper_id
  from inbox i join cases c on c.id = i.case_id
  left join case_tasks t on t.case_id = i.case_id and t.key = i.about and i.kind in ('urge', 'copy', 'assigned')
  left join papers p on p.case_id = i.case_id and p.act_seq = i.seq and i.kind = 'notice'
  where i.person_id = $1 and i.withdrawn_at is null and i.id < $2 and ($3 = false or i.read_at is null)
  order by i.id desc limit $4`;

const UNREAD = `select count(*)::int as n from inbox where person_id = $1 and read_at is null and withdrawn_at is null`;

const aboutOf = (kernel: Kernel, row: Row): Text | null => {
  if (row.title !== null) {
    return { zh: `${row.title} ${row.paper_number}`, en: `${row.title_en} ${row.paper_number}` };
  }
  const process = kernel.processes.version(row.process, row.definition_version);
  if (row.stage !== null && row.task !== null) return process.stages[row.stage]?.tasks[row.task]?.title ?? null;
  // The key of a clock is its name, with the item in brackets where it runs for one alone.
  return process.limits[row.about.split(/[[#]/)[0] ?? '']?.title ?? null;
};

export const unreadOf = async (kernel: Kernel, personId: string): Promise<number> =>
  (await kernel.db.prepared<{ n: number }>('inbox-unread', UNREAD, [personId]))[0]?.n ?? 0;

const MOST_ID = '9223372036854775807';

/** Messages of a person, newest first. What a party is shown here counts as seen. */
export const readInbox = async (
  kernel: Kernel,
  personId: string,
  query: { readonly cursor?: string | undefined; readonly limit: number; readonly unread: boolean },
): Promise<InboxPage> => {
  const [rows, unread] = await Promise.all([
    kernel.db.prepared<Row>('inbox-list', LIST, [personId, query.cursor ?? MOST_ID, query.unread, query.limit + 1]),
    unreadOf(kernel, personId),
  ]);
  const shown = rows.slice(0, query.limit);
  const papers = shown.flatMap((row) => row.paper_id ?? []);
  if (papers.length > 0)
    await kernel.db.query('update papers set seen_at = $2 where id = any($1) and seen_at is null', [
      papers,
      new Date(kernel.clock()),
    ]);
  return {
    items: shown.map((row) => ({
      id: row.id,
      kind: row.kind,
      caseId: row.case_id,
      caseNumber: row.number,
      subject: row.subject,
      process: {
        name: row.process,
        title: kernel.processes.version(row.process, row.definition_version).title,
      },
      about: aboutOf(kernel, row),
      at: formatInstant(row.at),
      readAt: row.read_at === null ? null : formatInstant(row.read_at),
    })),
    nextCursor: rows.length > query.limit ? (shown.at(-1)?.id ?? null) : null,
    unread,
  };
};

/** Marks the person's own messages as read and says how many are left unread. */
export const markRead = async (kernel: Kernel, personId: string, which: InboxReadBody): Promise<number> => {
  const ids = 'ids' in which ? which.ids : null;
  await kernel.db.query(
    `update inbox set read_at = $4 where person_id = $1 and read_at is null
     and ($2::bigint[] is null or id = any($2)) and ($3::bigint is null or id <= $3)`,
    [personId, ids, 'upTo' in which ? which.upTo : null, new Date(kernel.clock())],
  );
  return unreadOf(kernel, personId);
};

/** Was this person told of the case by escalation or copy, and may therefore read it? */
export const wasTold = async (kernel: Kernel, personId: string, caseId: string): Promise<boolean> => {
  const [row] = await kernel.db.prepared<{ told: boolean }>(
    'inbox-told',
    `select exists (select 1 from inbox where case_id = $1 and person_id = $2 and kind in ('escalation', 'copy')
       and withdrawn_at is null) as told`,
    [caseId, personId],
  );
  return row?.told ?? false;
};
