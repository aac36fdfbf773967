import './portal.css';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { CaseListItem, TodoItem } from '../../../core/contract/todo-view.ts';
import { useLanguage } from '../../app/language.tsx';
import { useTodo } from '../../app/todo-query.ts';
import { caseListQuery } from '../../parts/case/case-list-query.ts';
import { ClockPill } from '../../parts/clock-pill.tsx';
import { Icon } from '../../parts/icon.tsx';
import { EmptyState, LoadProblem, Skeleton } from '../../parts/states.tsx';
import { dueOf, minuteOf } from '../../parts/time-left.ts';

const admission = 'merchant-admission';

const Application = ({ item, task }: { item: CaseListItem; task: TodoItem | undefined }) => {
  const { t, pick } = useLanguage();
  return (
    <Link to="/portal/$caseId" params={{ caseId: item.id }} className="portal-line">
      <span className="portal-line-title">{task ? pick(task.title) : pick(item.process.title)}</span>
      {task ? (
        <ClockPill clock={task} clause={task.clause} />
      ) : (
        <span className="portal-line-stage">{item.position.map(pick).join('、')}</span>
      )}
      <span className="portal-line-detail">
        <span className="number">{item.number}</span> {item.subject}
      </span>
      <span className="portal-line-detail portal-line-end">
        {task?.dueAt
          ? t('portal.answerBy', { at: dueOf(task.dueAt) })
          : item.endedAt
            ? t('case.endedAt', { at: minuteOf(item.endedAt) })
            : t('case.openedAt', { at: minuteOf(item.openedAt) })}
      </span>
    </Link>
  );
};

const Group = ({
  title,
  items,
  tasks,
}: {
  title: string;
  items: readonly CaseListItem[];
  tasks: readonly TodoItem[];
}) =>
  items.length === 0 ? null : (
    <section className="portal-group">
      <h2>{title}</h2>
      <ul>
        {items.map((item) => (
          <li key={item.id}>
            <Application item={item} task={tasks.find((task) => task.caseId === item.id)} />
          </li>
        ))}
      </ul>
    </section>
  );

const StartLink = () => {
  const { t } = useLanguage();
  return (
    <Link to="/portal/apply/$process" params={{ process: admission }} className="portal-start">
      <Icon name="plus" size={16} /> {t('portal.start')}
    </Link>
  );
};

/** Where a merchant starts: what waits for him first, then what the platform is working on, then what is over. */
export const PortalPage = () => {
  const { t } = useLanguage();
  const list = useInfiniteQuery(caseListQuery({}));
  const { items: tasks } = useTodo({});
  if (list.isPending) return <Skeleton rows={4} />;
  if (list.isError) return <LoadProblem error={list.error} retry={() => void list.refetch()} />;
  const items = list.data.pages.flatMap((page) => page.items);
  const waiting = items.filter((item) => tasks.some((task) => task.caseId === item.id));
  const open = items.filter((item) => item.state === 'open' && !waiting.includes(item));
  const closed = items.filter((item) => item.state === 'ended' && !waiting.includes(item));
  return (
    <div className="portal">
      <header className="portal-head">
        <h1>{t('portal.title')}</h1>
        <StartLink />
      </header>
      {items.length === 0 && <EmptyState icon="cases" title={t('portal.empty')} hint={t('portal.emptyHint')} />}
      <Group title={t('portal.due')} items={waiting} tasks={tasks} />
      <Group title={t('portal.inProgress')} items={open} tasks={tasks} />
      <Group title={t('portal.closed')} items={closed} tasks={tasks} />
    </div>
  );
};
