import { dateOf, formatInstant } from '../../../core/base/time.ts';
import type { CaseView } from '../../../core/contract/case-view.ts';
import type { AllowedView } from '../../../core/contract/common.ts';
import type { Actor as Principal } from '../../../core/people/actor.ts';
import { diagramOf } from '../../../core/process/diagram.ts';
import type { CaseEvent } from '../../../core/process/events.ts';
import { type CaseState, openStages, openTasks, type TaskState } from '../../../core/process/state.ts';
import type { Sql } from '../../platform/postgres/sql.ts';
import { readHistory } from '../history.ts';
import type { Kernel, LockedCase } from '../kernel.ts';
import { taskId } from '../task-id.ts';
import { positionTitles } from './case-list.ts';
import { historyView } from './history-view.ts';
import { limitView } from './limit-view.ts';
import { sealedRefs } from './masked.ts';
import { readCase } from './one-case.ts';
import type { PageSources } from './page-sources.ts';
import { isPartyTask, partyEntry } from './party-side.ts';
import { taskView } from './task-view.ts';

const NOT_YOURS: AllowedView = {
  allowed: false,
  code: 'withdraw.notLast',
  why: {
    zh: '只能撤回本人最近一次、且他人尚未接办的操作。',
    en: 'Only your own latest act can be taken back, before anybody else has acted.',
  },
};

/** The last act by a person, if it was this reader's. The full rule (has an effect left?) is asked at the withdrawal itself. */
const withdrawable = (history: readonly CaseEvent[], personId: string): AllowedView => {
  const last = history.findLast(
    (event) => event.type === 'acted' || event.type === 'caseOpened' || event.type === 'withdrawn',
  );
  return last?.type === 'acted' && last.actor.personId === personId ? { allowed: true } : NOT_YOURS;
};

const personsIn = (state: CaseState, history: readonly CaseEvent[]): readonly string[] => {
  const ids = history.flatMap((event) =>
    'actor' in event ? [event.actor.personId, event.actor.onBehalfOf ?? ''] : [],
  );
  const holders = Object.values(state.tasks).flatMap((task) => [task.claimedBy ?? '', task.assignedTo ?? '']);
  return [...new Set([...ids, ...holders])].filter((id) => id !== '' && id !== 'system');
};

const postsIn = (history: readonly CaseEvent[]): readonly string[] => [
  ...new Set(history.flatMap((event) => ('actor' in event && event.actor.postId ? [event.actor.postId] : []))),
];

/**
 * The case page for one reader: everything he may see, and of every action whether he may take it and if not, why. Two round
 * trips on one connection: what hangs on the id of the case, then what its history names.
 */
export const casePage = async (
  kernel: Kernel,
  principal: Principal,
  caseId: string,
  sources: PageSources,
  mustBeReadable: (found: LockedCase | null) => Promise<LockedCase>,
  sql: Sql,
): Promise<CaseView> => {
  const [found, history] = await Promise.all([readCase(kernel, caseId, sql), readHistory(sql, caseId)]);
  const locked = await mustBeReadable(found);
  return pageOf(kernel, principal, locked, history, await readBeside(kernel, principal, locked, history, sources, sql));
};

/** An outside party is shown its own side of a case; null for the house, which is shown all of it. */
const partyOf = (principal: Principal): string | null =>
  principal.kind === 'merchant' ? (principal.partyId ?? '') : null;

const shownTasks = (principal: Principal, locked: LockedCase): readonly TaskState[] =>
  openTasks(locked.state).filter((task) => partyOf(principal) === null || isPartyTask(locked, task));

const readBeside = async (
  kernel: Kernel,
  principal: Principal,
  locked: LockedCase,
  history: readonly CaseEvent[],
  sources: PageSources,
  sql: Sql,
) => {
  const party = partyOf(principal);
  const open = shownTasks(principal, locked);
  const [masks, names, posts, entityName, files, papers, linked, vacant, drafts] = await Promise.all([
    sources.masks(locked.entityId, sealedRefs(history), sql),
    sources.names(personsIn(locked.state, history), sql),
    sources.posts(postsIn(history), sql),
    sources.entityName(locked.entityId, sql),
    sources.files(locked.id, party, sql),
    sources.papers(locked.id, party, sql),
    party === null ? linkedCases(kernel, locked, sql) : [],
    vacanciesOf(locked, open, sources, sql),
    Promise.all(open.map((task) => sources.draft(taskId(locked.id, task.key), principal.personId, sql))),
  ]);
  return { masks, names, posts, entityName, files, papers, linked, vacant, drafts };
};

const pageOf = (
  kernel: Kernel,
  principal: Principal,
  locked: LockedCase,
  history: readonly CaseEvent[],
  { masks, names, posts, entityName, files, papers, linked, vacant, drafts }: Awaited<ReturnType<typeof readBeside>>,
): CaseView => {
  const { process, state } = locked;
  const now = kernel.clock();
  const limits = Object.values(state.limits).map((limit) => limitView(process, locked.id, state, limit, now));
  const running = limits.filter(
    (limit) => limit.dueAt !== null && (limit.state === 'running' || limit.state === 'breached'),
  );
  const undo = withdrawable(history, principal.personId);
  const facts = { today: dateOf(now), documents: files.length };
  const party = partyOf(principal);
  const tasks = shownTasks(principal, locked).map((task, n) =>
    taskView(kernel, principal, locked, task, {
      ...{ names, masks, undo, vacant, facts },
      history: party === null ? history : [],
      draft: drafts[n] ?? null,
    }),
  );
  return {
    id: locked.id,
    number: locked.number,
    process: { name: process.name, version: process.version, title: process.title, clause: process.clause },
    subject: locked.subject,
    entity: { id: locked.entityId, name: entityName },
    state: state.ended ? 'ended' : 'open',
    position: positionTitles(
      process,
      state.ended ? [state.ended.end] : [...new Set(openStages(state).map((s) => s.stage))],
    ),
    version: state.version,
    openedAt: formatInstant(state.openedAt),
    endedAt: state.ended ? formatInstant(state.ended.at) : null,
    bindingLimit: running.toSorted((a, b) => String(a.dueAt).localeCompare(String(b.dueAt)))[0] ?? null,
    limits,
    tasks,
    history: history.flatMap((event, index) =>
      historyView(process, event, index + 1, { names, posts, masks }).flatMap((entry) =>
        party === null ? [entry] : partyEntry(process, event, entry),
      ),
    ),
    files: [...files],
    papers: [...papers],
    linked,
    diagram: diagramOf(process, state),
  };
};

const vacanciesOf = (locked: LockedCase, open: readonly TaskState[], sources: PageSources, sql: Sql) => {
  const asked = open.flatMap((task) => locked.process.stages[task.stage]?.tasks[task.task]?.by ?? []);
  return asked.length === 0 ? new Map() : sources.vacancies([...new Set(asked)], locked.entityId, sql);
};

const linkedCases = async (kernel: Kernel, locked: LockedCase, sql: Sql): Promise<CaseView['linked']> => {
  const rows = await sql.prepared<{
    id: string;
    number: string;
    process: string;
    definition_version: number;
    ended_at: number | null;
    is_parent: boolean;
  }>(
    'case-linked',
    `select id, number, process, definition_version, ended_at, id = $2 as is_parent from cases
     where parent_id = $1 or id = $2 order by opened_at limit 100`,
    [locked.id, locked.parentId],
  );
  return rows.map((row) => ({
    caseId: row.id,
    number: row.number,
    title: kernel.processes.version(row.process, row.definition_version).title,
    relation: row.is_parent ? 'parent' : 'child',
    state: row.ended_at === null ? 'open' : 'ended',
  }));
};
