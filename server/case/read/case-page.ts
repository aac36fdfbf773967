import { dateOf, formatInstant } from '../../../core/base/time.ts';
import type { CaseView } from '../../../core/contract/case-view.ts';
import type { AllowedView } from '../../../core/contract/common.ts';
import type { Actor as Principal } from '../../../core/people/actor.ts';
import { diagramOf } from '../../../core/process/diagram.ts';
import type { CaseEvent } from '../../../core/process/events.ts';
import type { CaseState, TaskState } from '../../../core/process/state.ts';
import { readHistory } from '../history.ts';
import type { Kernel, LockedCase } from '../kernel.ts';
import { positionTitles } from './case-list.ts';
import { historyView } from './history-view.ts';
import { limitView } from './limit-view.ts';
import { sealedRefs } from './masked.ts';
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

/** The case page for one reader: everything he may see, and of every action whether he may take it and if not, why. */
export const casePage = async (
  kernel: Kernel,
  principal: Principal,
  locked: LockedCase,
  sources: PageSources,
): Promise<CaseView> => {
  const { process, state } = locked;
  const now = kernel.clock();
  const party = principal.kind === 'merchant' ? (principal.partyId ?? '') : null;
  const history = await readHistory(kernel.db, locked.id);
  const open = Object.values(state.tasks).filter(
    (task) => task.state === 'open' && (party === null || isPartyTask(locked, task)),
  );
  const [masks, names, posts, entityName, files, papers, linked, vacant] = await Promise.all([
    sources.masks(locked.entityId, sealedRefs(history)),
    sources.names(personsIn(state, history)),
    sources.posts(history.flatMap((event) => ('actor' in event && event.actor.postId ? [event.actor.postId] : []))),
    sources.entityName(locked.entityId),
    sources.files(locked.id, party),
    sources.papers(locked.id, party),
    party === null ? linkedCases(kernel, locked) : [],
    vacanciesOf(locked, open, sources),
  ]);
  const limits = Object.values(state.limits).map((limit) => limitView(process, locked.id, state, limit, now));
  const running = limits.filter(
    (limit) => limit.dueAt !== null && (limit.state === 'running' || limit.state === 'breached'),
  );
  const undo = withdrawable(history, principal.personId);
  const facts = { today: dateOf(now), documents: files.length };
  const tasks = await Promise.all(
    open.map((task) => taskView(kernel, principal, locked, task, { names, masks, sources, undo, vacant, facts })),
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
      state.ended
        ? [state.ended.end]
        : [
            ...new Set(
              Object.values(state.stages)
                .filter((s) => s.state === 'open')
                .map((s) => s.stage),
            ),
          ],
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

const vacanciesOf = (locked: LockedCase, open: readonly TaskState[], sources: PageSources) => {
  const asked = open.flatMap((task) => locked.process.stages[task.stage]?.tasks[task.task]?.by ?? []);
  return asked.length === 0 ? new Map() : sources.vacancies([...new Set(asked)], locked.entityId);
};

const linkedCases = async (kernel: Kernel, locked: LockedCase): Promise<CaseView['linked']> => {
  const rows = await kernel.db.prepared<{
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
