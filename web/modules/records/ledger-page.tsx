import './ledger.css';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import type { LedgerItem, LedgerPage as Page } from '../../../core/contract/record-view.ts';
import { getJson, query } from '../../app/api.ts';
import { useLanguage } from '../../app/language.tsx';
import { EmptyState, LoadProblem, Skeleton } from '../../parts/states.tsx';
import { minuteOf } from '../../parts/time-left.ts';

const Line = ({ item }: { item: LedgerItem }) => {
  const { t, pick } = useLanguage();
  return (
    <li className="ledger-row">
      <div>
        <Link to="/cases/$caseId" params={{ caseId: item.caseId }} search={{ tab: 'papers' }}>
          {item.number}
        </Link>
        <small>
          {pick(item.title)} · {minuteOf(item.madeAt)}
        </small>
      </div>
      <div>
        {pick(item.keptBy.title)}
        <small>
          {item.keptBy.value === 'permanent'
            ? t('record.permanent')
            : t('ledger.years', { n: Number.parseInt(item.keptBy.value, 10) })}{' '}
          · {item.keptBy.clause}
        </small>
      </div>
      <div className={item.keptUntil ? 'ledger-until' : 'ledger-until muted'}>
        {item.keptUntil
          ? minuteOf(item.keptUntil).slice(0, 10)
          : t(item.kept === 'permanent' ? 'record.permanent' : 'ledger.open')}
      </div>
    </li>
  );
};

/** 质量记录保管期限台账: type, period and the first day on which each record may go. */
export const LedgerPage = () => {
  const { t } = useLanguage();
  const list = useInfiniteQuery({
    queryKey: ['records', 'ledger'],
    queryFn: ({ pageParam, signal }) =>
      getJson<Page>(`/api/records${query({ cursor: pageParam, limit: 50 })}`, { signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
  });
  if (list.isPending) return <Skeleton rows={8} />;
  if (list.isError) return <LoadProblem error={list.error} retry={() => void list.refetch()} />;
  const items = list.data.pages.flatMap((page) => page.items);
  return (
    <div className="page">
      <header className="page-head">
        <div>
          <h1>{t('ledger.title')}</h1>
          <p className="page-lead">{t('ledger.lead')}</p>
        </div>
      </header>
      {items.length === 0 && <EmptyState icon="paper" title={t('ledger.empty')} hint={t('ledger.emptyHint')} />}
      {items.length > 0 && (
        <div className="ledger-row ledger-head" aria-hidden="true">
          <span>{t('ledger.record')}</span>
          <span>{t('ledger.period')}</span>
          <span>{t('ledger.until')}</span>
        </div>
      )}
      <ul className="ledger" aria-label={t('ledger.title')}>
        {items.map((item) => (
          <Line key={item.paperId} item={item} />
        ))}
      </ul>
      {list.hasNextPage && (
        <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('duties.more')}
        </Button>
      )}
    </div>
  );
};
