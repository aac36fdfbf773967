import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import type { DutyItem, MissedPage } from '../../../core/contract/duty-view.ts';
import { getJson, query } from '../../app/api.ts';
import { useLanguage } from '../../app/language.tsx';
import { LoadProblem, Skeleton } from '../../parts/states.tsx';
import { dueOf, minuteOf } from '../../parts/time-left.ts';

/** The occurrences of one duty that were not done in their window, newest first. */
export const MissedList = ({ duty }: { duty: DutyItem }) => {
  const { t } = useLanguage();
  const list = useInfiniteQuery({
    queryKey: ['duties', 'missed', duty.entity.id, duty.name],
    queryFn: ({ pageParam, signal }) =>
      getJson<MissedPage>(
        `/api/duties/${duty.name}/missed${query({ entity: duty.entity.id, cursor: pageParam, limit: 20 })}`,
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
  });
  if (list.isPending) return <Skeleton rows={2} lines={1} />;
  if (list.isError) return <LoadProblem error={list.error} retry={() => void list.refetch()} />;
  return (
    <>
      <ul className="duty-missed">
        {list.data.pages
          .flatMap((page) => page.items)
          .map((item) => (
            <li key={item.caseId}>
              <Link to="/cases/$caseId" params={{ caseId: item.caseId }} search={{}}>
                <span className="number">{item.period}</span>
              </Link>
              <span>{t('duties.wasDue', { at: dueOf(item.dueAt) })}</span>
              <span className={item.state === 'done' ? 'muted' : 'duty-breach'}>
                {item.doneAt ? t('duties.doneLate', { at: minuteOf(item.doneAt) }) : t(`duties.state.${item.state}`)}
              </span>
            </li>
          ))}
      </ul>
      {list.hasNextPage && (
        <Button size="small" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('duties.more')}
        </Button>
      )}
    </>
  );
};
