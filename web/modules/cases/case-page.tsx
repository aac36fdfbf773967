import './case-page.css';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { Tabs } from 'antd';
import { type ReactNode, useCallback, useState } from 'react';
import type { CaseView, TaskView } from '../../../core/contract/case-view.ts';
import { useLanguage } from '../../app/language.tsx';
import { nextAfter, useTodo } from '../../app/todo-query.ts';
import { CaseHeader } from '../../parts/case/case-header.tsx';
import { caseQuery } from '../../parts/case/case-query.ts';
import { TaskPanel } from '../../parts/case/task-panel.tsx';
import { FiledFilesProvider } from '../../parts/form/filed-files.tsx';
import { useHotKeys } from '../../parts/hot-keys.ts';
import { Icon } from '../../parts/icon.tsx';
import { useMedia } from '../../parts/media.ts';
import { LoadProblem, Skeleton } from '../../parts/states.tsx';
import { FileViewer } from '../../parts/viewer/file-viewer.tsx';
import { MovesMenu } from './moves-menu.tsx';
import { NextButton } from './next-button.tsx';
import { sideTabs } from './side-tabs.tsx';
import { isSignerTask, SignerPanel } from './signer-panel.tsx';
import { TaskDone, TaskElsewhere } from './task-done.tsx';

const route = getRouteApi('/inside/cases/$caseId');

/** Tasks this person can do something about come first; without any, none is shown as theirs. */
const mineOf = (view: CaseView): TaskView[] =>
  view.tasks.filter(
    (task) =>
      task.state === 'open' &&
      task.actions.length > 0 &&
      (isSignerTask(task) ||
        task.actions.some((action) => action.allowed.allowed) ||
        (task.moves.claim?.allowed ?? false)),
  );

const useCurrentTask = (view: CaseView, wanted: string | undefined): TaskView | undefined => {
  const mine = mineOf(view);
  const named = view.tasks.find((task) => task.id === wanted && task.state === 'open' && task.actions.length > 0);
  return mine.find((task) => task.id === wanted) ?? mine[0] ?? named;
};

const MoreTabs = () => {
  const { t } = useLanguage();
  return (
    <>
      <Icon name="more" />
      <span className="visually-hidden">{t('common.more')}</span>
    </>
  );
};

const CaseColumns = ({ view, middle, leave }: { view: CaseView; middle: ReactNode; leave: ReactNode }) => {
  const { t } = useLanguage();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const wide = useMedia('(min-width: 1280px)');
  const medium = useMedia('(min-width: 900px)');
  const chooseFile = useCallback(
    (file: string) => void navigate({ search: (was) => ({ ...was, file }), replace: true }),
    [navigate],
  );
  const chooseTab = (tab: string) => void navigate({ search: (was) => ({ ...was, tab }), replace: true });
  const file = <FileViewer files={view.files} chosen={search.file} choose={chooseFile} />;
  const side = sideTabs(view, t);
  const handling = { key: 'task', label: t('case.handling'), children: middle };
  const withFile = view.files.length > 0 && medium;
  const tabs = wide
    ? side
    : [handling, ...(withFile ? [] : [{ key: 'file', label: t('case.file'), children: file }]), ...side];
  const active = tabs.some((tab) => tab.key === search.tab) ? search.tab : tabs[0]?.key;
  return (
    <FiledFilesProvider files={view.files} show={withFile ? chooseFile : null}>
      <div className={`case-columns ${withFile ? 'case-with-file' : ''} ${wide ? 'case-wide' : ''}`}>
        {withFile && <div className="case-file">{file}</div>}
        {wide && <div className="case-middle">{middle}</div>}
        <div className="case-side">
          <Tabs
            size="small"
            className="case-tabs"
            activeKey={active ?? ''}
            onChange={chooseTab}
            more={{ icon: <MoreTabs /> }}
            items={tabs}
            tabBarExtraContent={leave}
            destroyOnHidden={false}
          />
        </div>
      </div>
    </FiledFilesProvider>
  );
};

const CaseBody = ({ view }: { view: CaseView }) => {
  const { pick } = useLanguage();
  const search = route.useSearch();
  const navigate = useNavigate();
  const [done, setDone] = useState<{ readonly what: string; readonly taskId: string } | null>(null);
  const { items, list } = useTodo({});
  const task = useCurrentTask(view, search.task);
  const next = nextAfter(items, done?.taskId ?? task?.id ?? search.task);
  const goNext = () => {
    setDone(null);
    if (next) void navigate({ to: '/cases/$caseId', params: { caseId: next.caseId }, search: { task: next.taskId } });
    else void navigate({ to: '/todo' });
  };
  useHotKeys({ n: goNext, u: () => void navigate({ to: '/todo', search: search.task ? { task: search.task } : {} }) });
  const middle = done ? (
    <TaskDone what={done.what} next={next} goNext={goNext} again={task ? () => setDone(null) : null} />
  ) : task && isSignerTask(task) ? (
    <SignerPanel key={task.id} view={view} task={task} done={(what) => setDone({ what, taskId: task.id })} />
  ) : task ? (
    <TaskPanel
      key={task.id}
      view={view}
      task={task}
      done={(action) => setDone({ what: pick(action.title), taskId: task.id })}
    />
  ) : (
    <TaskElsewhere view={view} />
  );
  return (
    <div className="case">
      <CaseHeader view={view}>
        <MovesMenu view={view} task={done ? undefined : task} left={() => setDone(null)} />
        <NextButton next={next} waiting={list.isPending} go={goNext} />
      </CaseHeader>
      <CaseColumns view={view} middle={middle} leave={null} />
    </div>
  );
};

/** The case page of every procedure: file beside form, clocks, history, papers, picture. */
export const CasePage = () => {
  const { caseId } = route.useParams();
  const view = useQuery(caseQuery(caseId));
  if (view.isPending) return <Skeleton rows={6} />;
  if (!view.data) return <LoadProblem error={view.error} retry={() => void view.refetch()} />;
  return <CaseBody key={caseId} view={view.data} />;
};
