import type { Result } from '../../../core/base/result.ts';
import { formatInstant, type Instant } from '../../../core/base/time.ts';
import type {
  ActionView,
  CaseView,
  FileView,
  HistoryEntryView,
  LimitView,
  PaperView,
  TaskView,
} from '../../../core/contract/case-view.ts';
import type { AllowedView } from '../../../core/contract/common.ts';
import { type RoleId, roles } from '../../../core/manual/roles.ts';
import type { Actor as Principal } from '../../../core/people/actor.ts';
import { rowsOf } from '../../../core/process/because.ts';
import type { Process, Task } from '../../../core/process/definition.ts';
import { diagramOf } from '../../../core/process/diagram.ts';
import type { CaseEvent } from '../../../core/process/events.ts';
import { mayAct, mayWork } from '../../../core/process/permit.ts';
import type { Context } from '../../../core/process/run.ts';
import type { CaseState, LimitState, TaskState } from '../../../core/process/state.ts';
import { formOf, reasonOf, titleOf } from '../../../core/process/story.ts';
import { contextFor } from '../act.ts';
import { readHistory } from '../history.ts';
import type { Kernel, LockedCase } from '../kernel.ts';
import { taskId } from '../task-id.ts';
import { positionTitles } from './case-list.ts';
import { masked, sealedRefs } from './masked.ts';

/** What the page needs from other parts of the server; every answer is for this case and this reader alone. */
export interface PageSources {
  readonly names: (personIds: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  readonly posts: (
    postIds: readonly string[],
  ) => Promise<ReadonlyMap<string, { readonly zh: string; readonly en: string }>>;
  readonly entityName: (entityId: string) => Promise<string>;
  readonly files: (caseId: string) => Promise<readonly FileView[]>;
  readonly papers: (caseId: string) => Promise<readonly PaperView[]>;
  /** What is shown in place of sealed values, by ref; null where the value was destroyed. */
  readonly masks: (entityId: string, refs: readonly string[]) => Promise<ReadonlyMap<string, string | null>>;
  /** Of these roles those that nobody of the entity holds now, and where their tasks went. */
  readonly vacancies: (
    roles: readonly RoleId[],
    entityId: string,
  ) => Promise<ReadonlyMap<string, NonNullable<TaskView['climbed']>>>;
  readonly draft: (taskId: string, personId: string) => Promise<TaskView['draft']>;
}

const allowed = (answer: Result<unknown>): AllowedView =>
  answer.ok
    ? { allowed: true }
    : {
        allowed: false,
        code: answer.refusal.code,
        why: answer.refusal.message,
        ...(answer.refusal.obligation === undefined ? {} : { obligation: answer.refusal.obligation }),
      };

const iso = (at: Instant | null): string | null => (at === null ? null : formatInstant(at));

const limitView = (process: Process, caseId: string, state: CaseState, limit: LimitState, now: Instant): LimitView => {
  const definition = process.limits[limit.limit];
  const latest = limit.figures.length === 0 ? null : limit.figures.reduce((a, b) => (b.dueAt < a.dueAt ? b : a));
  const end = limit.settledAt ?? now;
  const due = limit.dueAt ?? latest?.dueAt ?? limit.anchorAt;
  const span = Math.max(1, due - limit.anchorAt);
  const stage = definition && 'enters' in definition.from ? definition.from.enters : null;
  const task =
    stage === null
      ? null
      : Object.values(state.tasks).find((t) => t.stage === stage && t.item === limit.item && t.state === 'open');
  return {
    name: limit.key,
    title: definition?.title ?? { zh: limit.limit, en: limit.limit },
    state: limit.state === 'running' && limit.breachedAt !== null ? 'breached' : limit.state,
    startedAt: formatInstant(limit.anchorAt),
    dueAt: iso(limit.dueAt),
    provisional: limit.provisional,
    settledAt: iso(limit.settledAt),
    breachedAt: iso(limit.breachedAt),
    used: Math.max(0, (end - limit.anchorAt) / span),
    within: latest?.within ?? '',
    clause: latest?.clause ?? '',
    obligation: definition ? (rowsOf(definition.because)[0] ?? '') : '',
    party: latest?.party ?? 'own',
    taskId: task ? taskId(caseId, task.key) : null,
    figures: limit.figures.map((figure) => ({
      within: figure.within,
      clause: figure.clause,
      dueAt: formatInstant(figure.dueAt),
      binding: figure === latest,
    })),
  };
};

const actionViews = (locked: LockedCase, task: TaskState, definition: Task, context: Context): ActionView[] =>
  Object.entries(definition.actions).map(([name, action]) => ({
    name,
    title: action.title,
    tone: action.tone ?? 'default',
    form: action.form ?? null,
    sign: action.sign ?? null,
    allowed: allowed(mayAct(locked.process, locked.state, task, name, context)),
    obligations: [...rowsOf(action.because)],
  }));

/** Values that a form starts with: what was said before under the same field's `prefill` path, e.g. `start.merchantName`. */
const prefillOf = (state: CaseState, definition: Task): Record<string, unknown> => {
  const values: Record<string, unknown> = {};
  for (const action of Object.values(definition.actions)) {
    for (const [name, field] of Object.entries(action.form?.fields ?? {})) {
      if (!field.prefill) continue;
      const at = field.prefill.lastIndexOf('.');
      const value = state.forms[field.prefill.slice(0, at)]?.[field.prefill.slice(at + 1)];
      if (value !== undefined) values[name] = value;
    }
  }
  return values;
};

const moveViews = (
  locked: LockedCase,
  task: TaskState,
  context: Context,
  mayWithdraw: AllowedView,
): TaskView['moves'] => {
  const work = allowed(mayWork(locked.process, locked.state, task, context));
  const always: AllowedView = { allowed: true };
  return {
    claim: work,
    release: work,
    transfer: work,
    addSigner: work,
    urge: always,
    copy: always,
    withdraw: mayWithdraw,
  };
};

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
  const history = await readHistory(kernel.db, locked.id);
  const open = Object.values(state.tasks).filter((task) => task.state === 'open');
  const [masks, names, posts, entityName, files, papers, linked, vacant] = await Promise.all([
    sources.masks(locked.entityId, sealedRefs(history)),
    sources.names(personsIn(state, history)),
    sources.posts(history.flatMap((event) => ('actor' in event && event.actor.postId ? [event.actor.postId] : []))),
    sources.entityName(locked.entityId),
    sources.files(locked.id),
    sources.papers(locked.id),
    linkedCases(kernel, locked),
    vacanciesOf(locked, open, sources),
  ]);
  const limits = Object.values(state.limits).map((limit) => limitView(process, locked.id, state, limit, now));
  const running = limits.filter(
    (limit) => limit.dueAt !== null && (limit.state === 'running' || limit.state === 'breached'),
  );
  const undo = withdrawable(history, principal.personId);
  const tasks = await Promise.all(
    open.map((task) => taskView(kernel, principal, locked, task, { names, masks, sources, undo, vacant })),
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
    history: history.flatMap((event, index) => historyView(process, event, index + 1, { names, posts, masks })),
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

const taskView = async (
  kernel: Kernel,
  principal: Principal,
  locked: LockedCase,
  task: TaskState,
  {
    names,
    masks,
    sources,
    undo,
    vacant,
  }: Pick<Shown, 'names' | 'masks'> & {
    readonly sources: PageSources;
    readonly undo: AllowedView;
    readonly vacant: Awaited<ReturnType<PageSources['vacancies']>>;
  },
): Promise<TaskView> => {
  const definition = locked.process.stages[task.stage]?.tasks[task.task] as Task;
  const context = contextFor(kernel, locked, principal, definition.by, {}, task);
  const id = taskId(locked.id, task.key);
  const stage = Object.values(locked.state.stages).find((s) => s.key === task.stageKey);
  const item = stage?.items?.find((one) => one.key === task.item);
  return {
    id,
    key: task.key,
    stage: task.stage,
    title: definition.title,
    item: task.item === null ? null : { key: task.item, label: item?.label ?? task.item },
    role: { zh: roles[definition.by].zh, en: roles[definition.by].en },
    roleId: definition.by,
    climbed: task.assignedTo === null ? (vacant.get(definition.by) ?? null) : null,
    state: 'open',
    claimedBy: task.claimedBy === null ? null : { personId: task.claimedBy, name: names.get(task.claimedBy) ?? '' },
    openedAt: formatInstant(task.openedAt),
    urgedAt: iso(task.urgedAt),
    prefill: masked(prefillOf(locked.state, definition), masks) as Record<string, unknown>,
    draft: await sources.draft(id, principal.personId),
    actions: actionViews(locked, task, definition, context),
    moves: moveViews(locked, task, context, undo),
  };
};

interface Shown {
  readonly names: ReadonlyMap<string, string>;
  readonly posts: ReadonlyMap<string, { readonly zh: string; readonly en: string }>;
  readonly masks: ReadonlyMap<string, string | null>;
}

const historyView = (
  process: Process,
  event: CaseEvent,
  seq: number,
  { names, posts, masks }: Shown,
): HistoryEntryView[] => {
  const title = titleOf(process, event);
  if (title === null) return [];
  const actor = 'actor' in event && !event.actor.system ? event.actor : null;
  const person = (id: string) => ({ personId: id, name: names.get(id) ?? id });
  const form = formOf(process, event);
  const signature = 'signature' in event ? event.signature : null;
  return [
    {
      seq,
      at: formatInstant(event.at),
      kind: event.type,
      title,
      actor: actor ? person(actor.personId) : null,
      post: actor?.postId ? (posts.get(actor.postId) ?? null) : null,
      onBehalfOf: actor?.onBehalfOf ? person(actor.onBehalfOf) : null,
      form,
      values: form && 'form' in event ? (masked(event.form, masks) as Record<string, unknown>) : null,
      signature: signature
        ? {
            meaning: { zh: signature.meaningZh, en: signature.meaningEn },
            at: formatInstant(signature.at),
            method: signature.method,
          }
        : null,
      obligations: [],
      reason: reasonOf(event),
    },
  ];
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
