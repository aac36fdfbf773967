import { dateOf } from '../../../core/base/time.ts';
import type { TaskView } from '../../../core/contract/case-view.ts';
import type { SignableAct, SignableItem, SignableView } from '../../../core/contract/sign-list.ts';
import type { TodoItem } from '../../../core/contract/todo-view.ts';
import type { FormValues } from '../../../core/forms/form.ts';
import { isMasked, startingValues } from '../../../core/forms/starting.ts';
import { validateForm } from '../../../core/forms/validate.ts';
import type { Actor as Principal } from '../../../core/people/actor.ts';
import { openTasks } from '../../../core/process/state.ts';
import type { Sql } from '../../platform/postgres/sql.ts';
import type { Kernel, LockedCase } from '../kernel.ts';
import { taskId } from '../task-id.ts';
import { sealedRefs } from './masked.ts';
import { readCase } from './one-case.ts';
import type { PageSources } from './page-sources.ts';
import { taskView } from './task-view.ts';
import { todo } from './todo.ts';

/** Open tasks that are looked at, those that fall due first. */
const LOOKED_AT = 200;

const NOT_ASKED = { allowed: false, code: 'withdraw.notAsked', why: { zh: '–', en: '–' } } as const;

type Action = TaskView['actions'][number];
type Sources = Pick<PageSources, 'files' | 'masks' | 'draft'>;

/** Is there anything to sign in this procedure at all? Spares reading cases that hold nothing for us. */
const signs = (kernel: Kernel, { process }: TodoItem): boolean =>
  kernel.processes.all.some(
    (one) =>
      one.name === process.name &&
      Object.values(one.stages).some((stage) =>
        Object.values(stage.tasks).some((task) =>
          Object.values(task.actions).some((action) => action.sign !== undefined),
        ),
      ),
  );

/** What would be handed in as it stands: the case's own facts and the person's draft. Null where something is lacking. */
const completeForm = (kernel: Kernel, task: TaskView, action: Action): FormValues | null => {
  if (action.form === null) return {};
  const { form } = action;
  const draft = task.draft?.action === action.name ? task.draft.values : {};
  const values = { ...startingValues(form, task.prefill), ...startingValues(form, draft) };
  // What is shown masked can't be handed in, and what isn't shown can't be signed.
  const hidden = Object.entries(form.fields).some(([name, { personal }]) => personal && isMasked(values[name]));
  if (hidden) return null;
  const checked = validateForm(form, values, { now: kernel.clock() });
  return checked.ok ? checked.values : null;
};

const tasksOf = async (
  kernel: Kernel,
  principal: Principal,
  locked: LockedCase,
  wanted: ReadonlySet<string>,
  sources: Sources,
  sql: Sql,
): Promise<readonly TaskView[]> => {
  const open = openTasks(locked.state).filter((task) => wanted.has(taskId(locked.id, task.key)));
  const [masks, files, drafts] = await Promise.all([
    sources.masks(locked.entityId, sealedRefs(locked.state.forms), sql),
    sources.files(locked.id, null, sql),
    Promise.all(open.map((task) => sources.draft(taskId(locked.id, task.key), principal.personId, sql))),
  ]);
  const facts = { today: dateOf(kernel.clock()), documents: files.length };
  const shown = { names: new Map(), masks, undo: NOT_ASKED, vacant: new Map(), facts, history: [] };
  return open.map((task, n) => taskView(kernel, principal, locked, task, { ...shown, draft: drafts[n] ?? null }));
};

const actsOf = (kernel: Kernel, locked: LockedCase, task: TaskView, line: TodoItem): SignableAct[] =>
  task.actions.flatMap((action) => {
    const values = action.sign !== null && action.allowed.allowed ? completeForm(kernel, task, action) : null;
    if (action.sign === null || values === null) return [];
    const { process } = locked;
    const item: SignableItem = {
      taskId: task.id,
      caseId: locked.id,
      caseNumber: locked.number,
      subject: locked.subject,
      item: task.item?.label ?? null,
      dueAt: line.dueAt,
      provisional: line.provisional,
      breached: line.breached,
      used: line.used,
      clause: line.clause,
      version: locked.state.version,
      values,
    };
    return [
      {
        key: `${process.name}@${process.version}/${task.stage}/${task.key.replace(/[[#].*$/, '')}/${action.name}`,
        process: { name: process.name, title: process.title },
        task: task.title,
        action: action.name,
        title: action.title,
        tone: action.tone,
        meaning: action.sign,
        form: action.form,
        items: [item],
      },
    ];
  });

/**
 * Which open tasks need nothing more than the person's signature, by act: the definition asks for a signature, the person
 * may take the act now, and its form is complete by what the case knows and what the person has drafted. Whatever looks at
 * facts beyond the form is asked at the act itself.
 */
export const signable = async (kernel: Kernel, principal: Principal, sources: Sources): Promise<SignableView> => {
  const { items, nextCursor } = await todo(kernel, principal, { limit: LOOKED_AT }, async () => new Map());
  const lines = new Map(items.filter((item) => signs(kernel, item)).map((item) => [item.taskId, item]));
  const cases = [...new Set([...lines.values()].map((item) => item.caseId))];
  const found = await kernel.db.together((sql) =>
    Promise.all(
      cases.map(async (caseId) => {
        const locked = await readCase(kernel, caseId, sql);
        if (!locked) return [];
        const tasks = await tasksOf(kernel, principal, locked, new Set(lines.keys()), sources, sql);
        return tasks.flatMap((task) => actsOf(kernel, locked, task, lines.get(task.id) as TodoItem));
      }),
    ),
  );
  const acts = new Map<string, SignableAct>();
  for (const act of found.flat()) {
    const known = acts.get(act.key);
    acts.set(act.key, known ? { ...known, items: [...known.items, ...act.items] } : act);
  }
  return { acts: [...acts.values()], more: nextCursor !== null };
};
