import './case-list.css';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Segmented } from 'antd';
import { useCallback, useMemo, useRef } from 'react';
import type { CaseListItem } from '../../../core/contract/todo-view.ts';
import { useLanguage } from '../../app/language.tsx';
import { caseListQuery } from '../../parts/case/case-list-query.ts';
import { useMedia } from '../../parts/media.ts';
import { SearchField } from '../../parts/search-field.tsx';
import { EmptyState, LoadProblem, Skeleton } from '../../parts/states.tsx';
import { dueOf, minuteOf } from '../../parts/time-left.ts';
import { useReachEnd, useWindow } from '../../parts/window-list.ts';

const route = getRouteApi('/inside/cases');

const CaseRow = ({ item }: { item: CaseListItem }) => {
  const { t, pick } = useLanguage();
  return (
    <Link to="/cases/$caseId" params={{ caseId: item.id }} search={{}} className="case-row">
      <span className="number case-row-number">{item.number}</span>
      <span className="case-row-subject">{item.subject}</span>
      <span className="case-row-process">{pick(item.process.title)}</span>
      <span className={item.state === 'open' ? 'case-row-stage' : 'case-row-stage case-row-ended'}>
        {item.position.map(pick).join('、')}
      </span>
      <span className="case-row-time">{minuteOf(item.openedAt)}</span>
      <span className="case-row-time case-row-due">
        {item.endedAt
          ? t('case.endedAt', { at: minuteOf(item.endedAt) })
          : item.dueAt
            ? dueOf(item.dueAt)
            : t('time.none')}
      </span>
      <span className="case-row-breaches">{item.breaches > 0 && t('cases.breaches', { n: item.breaches })}</span>
    </Link>
  );
};

const CaseTable = ({
  items,
  hasMore,
  more,
}: {
  items: readonly CaseListItem[];
  hasMore: boolean;
  more: () => void;
}) => {
  const { t } = useLanguage();
  const box = useRef<HTMLDivElement>(null);
  const height = useMedia('(min-width: 900px)') ? 44 : 84;
  const heights = useMemo(() => items.map(() => height), [items, height]);
  const { first, last, offsets, total } = useWindow(box, heights);
  useReachEnd(last, items.length, hasMore, more);
  return (
    <div className="case-table">
      <div className="case-row case-row-head" aria-hidden="true">
        {(['number', 'subject', 'process', 'position', 'openedAt', 'due'] as const).map((column) => (
          <span key={column}>{t(`cases.${column}`)}</span>
        ))}
      </div>
      <div ref={box} className="case-table-scroll">
        <ul style={{ height: total }} className="case-table-body" aria-label={t('cases.title')}>
          {items.slice(first, last + 1).map((item, index) => (
            <li key={item.id} style={{ top: offsets[first + index] ?? 0, height }}>
              <CaseRow item={item} />
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
};

/** All cases one may see; search, state and procedure live in the address. */
export const CaseListPage = () => {
  const { t } = useLanguage();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const list = useInfiniteQuery(caseListQuery(search));
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  const total = list.data?.pages[0]?.total;
  const find = useCallback(
    (q: string) => void navigate({ search: ({ q: _, ...was }) => (q === '' ? was : { ...was, q }), replace: true }),
    [navigate],
  );
  const chooseState = (state: string) =>
    void navigate({ search: ({ state: _, ...was }) => (state === 'all' ? was : { ...was, state }), replace: true });
  return (
    <div className="page page-fixed">
      <header className="page-head">
        <h1>
          {t('cases.title')} <span className="page-count">{total}</span>
        </h1>
        <div className="page-tools">
          <SearchField label={t('cases.find')} value={search.q ?? ''} search={find} />
          <Segmented
            aria-label={t('cases.position')}
            value={search.state ?? 'all'}
            onChange={chooseState}
            options={[
              { value: 'all', label: t('common.all') },
              { value: 'open', label: t('cases.open') },
              { value: 'ended', label: t('cases.ended') },
            ]}
          />
        </div>
      </header>
      {list.isPending && <Skeleton rows={8} lines={1} />}
      {list.isError && <LoadProblem error={list.error} retry={() => void list.refetch()} />}
      {list.data && items.length === 0 && (
        <EmptyState icon="cases" title={t('cases.empty')} hint={t('cases.emptyHint')} />
      )}
      {items.length > 0 && (
        <CaseTable
          items={items}
          hasMore={list.hasNextPage && !list.isFetchingNextPage}
          more={() => void list.fetchNextPage()}
        />
      )}
    </div>
  );
};
