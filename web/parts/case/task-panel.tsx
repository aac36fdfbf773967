import './task-panel.css';
import { useState } from 'react';
import type { ActionView, CaseView, HistoryEntryView, TaskView } from '../../../core/contract/case-view.ts';
import type { SignatureProof } from '../../../core/contract/session-view.ts';
import { ProblemError } from '../../app/api.ts';
import { useLanguage } from '../../app/language.tsx';
import { useSession } from '../../app/session.tsx';
import { focusField } from '../form/focus-field.ts';
import { FormFields } from '../form/form-fields.tsx';
import { SignDialog } from '../sign-dialog.tsx';
import { PressProblem } from '../states.tsx';
import { minuteOf } from '../time-left.ts';
import { WhyButton } from '../why-button.tsx';
import { ChangesNotice } from './changes-notice.tsx';
import { DraftNote } from './draft-note.tsx';
import { Findings } from './findings.tsx';
import { useAct } from './use-act.ts';
import { useTaskForm } from './use-task-form.ts';

interface Props {
  readonly view: CaseView;
  readonly task: TaskView;
  readonly done: (action: ActionView) => void;
}

/** The action whose form stands open first: the one drafted, else the first that may be taken. */
const firstAction = (task: TaskView): ActionView | undefined =>
  task.actions.find((action) => action.name === task.draft?.action) ??
  task.actions.find((action) => action.allowed.allowed && action.tone === 'primary') ??
  task.actions.find((action) => action.allowed.allowed) ??
  task.actions[0];

const sameForm = (a: ActionView, b: ActionView): boolean => a.form?.id === b.form?.id;

/** What the person knew of the case when the form was opened; it moves on only when the changes were shown. */
const useSeen = (view: CaseView, personId: string) => {
  const [seen, setSeen] = useState({ version: view.version, seq: view.history.at(-1)?.seq ?? 0 });
  // What the person did in the meantime, such as claiming the task, is no news to the person.
  const changes: readonly HistoryEntryView[] = view.history.filter(
    (entry) => entry.seq > seen.seq && entry.actor?.personId !== personId,
  );
  return {
    version: changes.length === 0 ? view.version : seen.version,
    changes,
    accept: () => setSeen({ version: view.version, seq: view.history.at(-1)?.seq ?? 0 }),
  };
};

const ActionForm = ({
  view,
  task,
  action,
  choose,
  done,
}: Props & { action: ActionView; choose: (name: string) => void }) => {
  const { t, pick } = useLanguage();
  const session = useSession();
  const form = useTaskForm(task, action, session.personId);
  const seen = useSeen(view, session.personId);
  const act = useAct(view.id, task);
  const [signing, setSigning] = useState<ActionView | null>(null);
  const formId = `task-${task.id}`;
  const conflict = act.error instanceof ProblemError && act.error.problem.status === 409;

  const send = async (chosen: ActionView, proof: SignatureProof | null) => {
    try {
      await act.mutateAsync({ action: chosen, values: form.handIn, proof, version: seen.version });
      form.draft.forget();
      setSigning(null);
      done(chosen);
    } catch (error) {
      if (!(error instanceof ProblemError)) return;
      const inForm = form.showFromServer(error.problem.fields);
      if (error.problem.status === 409 || inForm) setSigning(null);
    }
  };
  const press = (chosen: ActionView) => {
    act.reset();
    if (!sameForm(chosen, action)) return choose(chosen.name);
    const first = chosen.form ? [...form.wrong.keys()][0] : undefined;
    if (first !== undefined) {
      form.showAll();
      return focusField(formId, first);
    }
    if (chosen.sign) setSigning(chosen);
    else void send(chosen, null);
  };
  const wrongShown = form.errors.size;
  return (
    <>
      <div className="task-scroll">
        {action.form ? (
          <>
            <header className="task-form-head">
              <h2>{pick(action.form.title)}</h2>
              {action.form.source && <span className="muted">{action.form.source}</span>}
            </header>
            <FormFields
              id={formId}
              form={action.form}
              values={form.values}
              errors={form.errors}
              change={form.change}
              leave={form.leave}
            />
          </>
        ) : (
          <>
            <p className="muted">{t('case.noForm')}</p>
            <Findings view={view} />
          </>
        )}
      </div>
      <footer className="task-foot">
        {seen.changes.length > 0 && <ChangesNotice changes={seen.changes} refused={conflict} accept={seen.accept} />}
        {act.error && !conflict && !signing && <PressProblem error={act.error} kept />}
        <div className="task-status" aria-live="polite">
          {wrongShown > 0 ? <span className="task-wrong">{t('case.mustFix', { n: wrongShown })}</span> : <span />}
          <DraftNote state={form.draft.state} />
        </div>
        <div className="task-actions">
          {task.actions.map((one) => (
            <WhyButton
              key={one.name}
              type={one.tone === 'primary' ? 'primary' : 'default'}
              danger={one.tone === 'danger'}
              why={one.allowed.allowed ? null : pick(one.allowed.why)}
              busy={act.isPending && act.variables.action.name === one.name && !signing}
              onClick={() => press(one)}
            >
              {pick(one.title)}
              {!sameForm(one, action) && '…'}
            </WhyButton>
          ))}
        </div>
      </footer>
      {signing?.sign && (
        <SignDialog
          session={session}
          meaning={signing.sign}
          what={`${view.number} ${view.subject}`}
          form={signing.form?.title ?? null}
          contents={[{ subject: task.id, form: signing.form ? form.handIn : {} }]}
          busy={act.isPending}
          error={act.error}
          sign={(proof) => void send(signing, proof)}
          close={() => setSigning(null)}
        />
      )}
    </>
  );
};

/** The current task: its form, and its actions as buttons. An action with another form opens that form (…). */
export const TaskPanel = ({ view, task, done }: Props) => {
  const { t, pick } = useLanguage();
  const [chosen, setChosen] = useState<string | null>(null);
  const action = task.actions.find((one) => one.name === chosen) ?? firstAction(task);
  return (
    <section className="task" aria-label={pick(task.title)}>
      <header className="task-head">
        <h2>
          {pick(task.title)}
          {task.item && ` · ${task.item.label}`}
        </h2>
        <p className="muted">
          {t('case.role', { role: pick(task.role) })} · {t('case.openedFor', { at: minuteOf(task.openedAt) })}
          {task.claimedBy && ` · ${t('moves.claimed', { name: task.claimedBy.name })}`}
        </p>
        {task.climbed && <p className="task-climbed">{t(`case.climbed.${task.climbed}`)}</p>}
        {task.sentBack && (
          <div className="task-sent-back" role="note">
            <p>
              {t('case.sentBack', {
                by: task.sentBack.by?.name ?? t('history.system'),
                at: minuteOf(task.sentBack.at),
              })}
            </p>
            <p>{task.sentBack.reason}</p>
          </div>
        )}
        {task.urgedAt && <p className="task-urged">{t('case.urged', { at: minuteOf(task.urgedAt) })}</p>}
      </header>
      {action && (
        <ActionForm
          key={action.form?.id ?? action.name}
          view={view}
          task={task}
          action={action}
          choose={setChosen}
          done={done}
        />
      )}
    </section>
  );
};
