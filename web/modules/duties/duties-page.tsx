import './duties.css';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import type { DutyItem, DutyPage } from '../../../core/contract/duty-view.ts';
import { getJson, query } from '../../app/api.ts';
import { useLanguage } from '../../app/language.tsx';
import { EmptyState, LoadProblem, Skeleton } from '../../parts/states.tsx';
import { dueOf, minuteOf } from '../../parts/time-left.ts';
import { MissedList } from './missed-list.tsx';

/** What is to be done now, or else when it comes next. */
const Occurrence = ({ duty }: { duty: DutyItem }) => {
  const { t } = useLanguage();
  const { open, next } = duty;
  if (open) {
    return (
      <>
        <Link to="/cases/$caseId" params={{ caseId: open.caseId }} search={{}}>
          <span className="number">{open.period}</span>
        </Link>
        {open.total > 1 && <span className="muted"> {t('duties.openMore', { n: open.total })}</span>}
        <small className={open.breached ? 'duty-breach' : ''}>
          {open.dueAt && t(open.breached ? 'duties.overdueSince' : 'duties.dueBy', { at: dueOf(open.dueAt) })}
          {open.provisional && ` ${t('duties.provisional')}`}
        </small>
      </>
    );
  }
  if (!next) return <span className="muted">{t('duties.never')}</span>;
  return (
    <>
      <span className="number muted">{next.period}</span>
      <small>
        {t('duties.opens', { at: minuteOf(next.opensAt) })}
        {next.provisional && ` ${t('duties.provisional')}`}
      </small>
    </>
  );
};

const LastDone = ({ duty }: { duty: DutyItem }) => {
  const { t } = useLanguage();
  const { lastDone } = duty;
  if (!lastDone) return <span className="muted">{t('duties.neverDone')}</span>;
  return (
    <>
      <Link to="/cases/$caseId" params={{ caseId: lastDone.caseId }} search={{}}>
        <span className="number">{lastDone.period}</span>
      </Link>
      <small>
        {lastDone.by?.name} {minuteOf(lastDone.at)}
      </small>
    </>
  );
};

const DutyRow = ({ duty, several }: { duty: DutyItem; several: boolean }) => {
  const { t, pick } = useLanguage();
  const [shown, setShown] = useState(false);
  return (
    <li className="duty">
      <div className="duty-row">
        <div className="duty-what">
          <strong>{pick(duty.title)}</strong>
          <small>
            {duty.clause}
            {several && ` · ${duty.entity.name}`}
          </small>
        </div>
        <div>
          {pick(duty.by)}
          <small>{pick(duty.rhythm)}</small>
        </div>
        <div className="duty-cell" data-label={t(duty.open ? 'duties.now' : 'duties.next')}>
          <Occurrence duty={duty} />
        </div>
        <div className="duty-cell" data-label={t('duties.last')}>
          <LastDone duty={duty} />
        </div>
        <div className="duty-count">
          {duty.missed === 0 ? (
            <span className="muted">{t('duties.noneMissed')}</span>
          ) : (
            <Button danger type="text" size="small" aria-expanded={shown} onClick={() => setShown(!shown)}>
              {t('duties.missed', { n: duty.missed })}
            </Button>
          )}
        </div>
      </div>
      {shown && <MissedList duty={duty} />}
    </li>
  );
};

/** 定期职责: what recurs without anybody starting it, for those who answer for it. */
export const DutiesPage = () => {
  const { t } = useLanguage();
  const list = useInfiniteQuery({
    queryKey: ['duties', 'list'],
    queryFn: ({ pageParam, signal }) =>
      getJson<DutyPage>(`/api/duties${query({ cursor: pageParam, limit: 50 })}`, { signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
  });
  if (list.isPending) return <Skeleton rows={8} />;
  if (list.isError) return <LoadProblem error={list.error} retry={() => void list.refetch()} />;
  const items = list.data.pages.flatMap((page) => page.items);
  const several = new Set(items.map(({ entity }) => entity.id)).size > 1;
  return (
    <div className="page">
      <header className="page-head">
        <div>
          <h1>
            {t('duties.title')} <span className="page-count">{list.data.pages[0]?.total}</span>
          </h1>
          <p className="page-lead">{t('duties.lead')}</p>
        </div>
      </header>
      {items.length === 0 && <EmptyState icon="clock" title={t('duties.empty')} hint={t('duties.emptyHint')} />}
      {items.length > 0 && (
        <div className="duty-row duty-head" aria-hidden="true">
          {(['duty', 'who', 'occurrence', 'last', 'missedHead'] as const).map((column) => (
            <span key={column}>{t(`duties.${column}`)}</span>
          ))}
        </div>
      )}
      <ul className="duty-list" aria-label={t('duties.title')}>
        {items.map((duty) => (
          <DutyRow key={`${duty.entity.id}:${duty.name}`} duty={duty} several={several} />
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
