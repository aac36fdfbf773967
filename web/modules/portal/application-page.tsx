import './portal.css';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { CaseView, TaskView } from '../../../core/contract/case-view.ts';
import { useLanguage } from '../../app/language.tsx';
import { caseQuery } from '../../parts/case/case-query.ts';
import { HistoryList } from '../../parts/case/history-list.tsx';
import { PaperList } from '../../parts/case/paper-list.tsx';
import { TaskPanel } from '../../parts/case/task-panel.tsx';
import { ClockPill } from '../../parts/clock-pill.tsx';
import { Diagram } from '../../parts/diagram.tsx';
import { FiledFilesProvider } from '../../parts/form/filed-files.tsx';
import { Icon } from '../../parts/icon.tsx';
import { LoadProblem, Skeleton } from '../../parts/states.tsx';
import { dueOf, minuteOf } from '../../parts/time-left.ts';
import { Asked } from './asked.tsx';

const route = getRouteApi('/inside/portal/$caseId');

const mine = (view: CaseView): TaskView | undefined =>
  view.tasks.find((task) => task.state === 'open' && task.actions.some((action) => action.allowed.allowed));

/** What is asked of the merchant now, or that nothing is and who is at work until when. */
const Now = ({ view, task }: { view: CaseView; task: TaskView | undefined }) => {
  const { t, pick } = useLanguage();
  const limit = task ? view.limits.find((one) => one.taskId === task.id) : undefined;
  const platform = view.limits.find((one) => one.state === 'running' && one.party === 'own' && one.dueAt !== null);
  if (task)
    return (
      <p className="portal-now">
        <span>{t('portal.due')}</span>
        <strong>{pick(task.title)}</strong>
        {limit && (
          <>
            <ClockPill clock={{ ...limit, breached: limit.breachedAt !== null }} clause={limit.clause} />
            {limit.dueAt && <span>{t('portal.answerBy', { at: dueOf(limit.dueAt) })}</span>}
          </>
        )}
      </p>
    );
  if (view.state === 'ended')
    return (
      <p className="portal-now">
        <strong>{view.position.map(pick).join('、')}</strong>
        {view.endedAt && <span className="muted">{t('case.endedAt', { at: minuteOf(view.endedAt) })}</span>}
      </p>
    );
  return (
    <p className="portal-now">
      {t('portal.waiting', { stage: view.position.map(pick).join('、') })}
      {platform?.dueAt && ` ${t('portal.waitingUntil', { at: dueOf(platform.dueAt) })}`}
    </p>
  );
};

const Filed = ({ view }: { view: CaseView }) => {
  const { t, pick } = useLanguage();
  return (
    <ul className="filed">
      {view.files.map((file) => (
        <li key={file.id}>
          <a href={`/api/files/${encodeURIComponent(file.id)}`} target="_blank" rel="noreferrer">
            <Icon name="file" size={16} /> {file.document ? pick(file.document) : file.name}
          </a>
          <span className="muted">{minuteOf(file.uploadedAt)}</span>
        </li>
      ))}
      {view.files.length === 0 && <li className="muted">{t('common.none')}</li>}
    </ul>
  );
};

const Body = ({ view }: { view: CaseView }) => {
  const { t, pick } = useLanguage();
  const [done, setDone] = useState<string | null>(null);
  const task = mine(view);
  return (
    <div className="portal">
      <header className="portal-head">
        <div>
          <Link to="/portal" className="portal-back">
            <Icon name="chevronLeft" size={16} /> {t('portal.leave')}
          </Link>
          <h1>{pick(view.process.title)}</h1>
          <p className="muted">
            <span className="number">{view.number}</span> · {view.subject} ·{' '}
            {t('case.openedAt', { at: minuteOf(view.openedAt) })}
          </p>
        </div>
      </header>
      <Now view={view} task={task} />
      {done !== null && (
        <p className="portal-done" role="status">
          <Icon name="check" /> {t('case.done', { action: done })}
        </p>
      )}
      {task && <Asked view={view} />}
      {task && (
        <div className="portal-task">
          <TaskPanel key={task.id} view={view} task={task} done={(action) => setDone(pick(action.title))} />
        </div>
      )}
      <section className="portal-section">
        <h2>{t('portal.where')}</h2>
        <Diagram view={view.diagram} />
      </section>
      <div className="portal-columns">
        <section className="portal-section">
          <h2>{t('portal.decided')}</h2>
          {view.history.length > 0 ? (
            <HistoryList entries={view.history} />
          ) : (
            <p className="muted">{t('portal.noneDecided')}</p>
          )}
        </section>
        <div>
          <section className="portal-section">
            <h2>{t('portal.notices')}</h2>
            {view.papers.length > 0 ? <PaperList papers={view.papers} /> : <p className="muted">{t('papers.empty')}</p>}
          </section>
          <section className="portal-section">
            <h2>{t('portal.filed')}</h2>
            <Filed view={view} />
          </section>
        </div>
      </div>
    </div>
  );
};

/** One application as its merchant sees it: what is due, what was decided and why, notices, documents filed. */
export const ApplicationPage = () => {
  const { caseId } = route.useParams();
  const view = useQuery(caseQuery(caseId));
  if (view.isPending) return <Skeleton rows={6} />;
  if (!view.data) return <LoadProblem error={view.error} retry={() => void view.refetch()} />;
  return (
    <FiledFilesProvider files={view.data.files} show={null}>
      <Body key={caseId} view={view.data} />
    </FiledFilesProvider>
  );
};
