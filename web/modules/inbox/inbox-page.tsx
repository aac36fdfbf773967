import './inbox.css';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import type { InboxItem, InboxReadBody, InboxPage as Page } from '../../../core/contract/inbox-view.ts';
import { getJson, query, sendJson } from '../../app/api.ts';
import { useLanguage } from '../../app/language.tsx';
import { useSession } from '../../app/session.tsx';
import { EmptyState, LoadProblem, PressProblem, Skeleton } from '../../parts/states.tsx';
import { minuteOf } from '../../parts/time-left.ts';

const Message = ({ item, inPortal, read }: { item: InboxItem; inPortal: boolean; read: () => void }) => {
  const { t, pick } = useLanguage();
  const about = item.about ? pick(item.about) : pick(item.process.title);
  return (
    <Link
      to={inPortal ? '/portal/$caseId' : '/cases/$caseId'}
      params={{ caseId: item.caseId }}
      className={item.readAt === null ? 'inbox-row inbox-unread' : 'inbox-row'}
      onClick={read}
    >
      <span className="inbox-what">
        {item.readAt === null && <span className="visually-hidden">{t('inbox.unread')} </span>}
        {t(`inbox.kind.${item.kind}`, { about })}
      </span>
      <time className="inbox-when" dateTime={item.at}>
        {minuteOf(item.at)}
      </time>
      <span className="inbox-case">
        <span className="number">{item.caseNumber}</span> {item.subject}
      </span>
    </Link>
  );
};

/** 消息: what one was told, newest first; opening one marks it as read. */
export const InboxPage = () => {
  const { t } = useLanguage();
  const client = useQueryClient();
  const session = useSession();
  const list = useInfiniteQuery({
    queryKey: ['inbox', 'list'],
    queryFn: ({ pageParam, signal }) => getJson<Page>(`/api/inbox${query({ cursor: pageParam })}`, { signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
  });
  const reading = useMutation({
    mutationFn: (which: InboxReadBody) => sendJson('POST', '/api/inbox/read', which),
    onSuccess: () => client.invalidateQueries({ queryKey: ['inbox'] }),
  });
  if (list.isPending) return <Skeleton rows={6} />;
  if (list.isError) return <LoadProblem error={list.error} retry={() => void list.refetch()} />;
  const items = list.data.pages.flatMap((page) => page.items);
  const unread = list.data.pages[0]?.unread ?? 0;
  const [newest] = items;
  return (
    <div className="page">
      <header className="page-head">
        <h1>
          {t('inbox.title')} {unread > 0 && <span className="page-count">{t('inbox.count', { n: unread })}</span>}
        </h1>
        {newest && unread > 0 && (
          <Button loading={reading.isPending} onClick={() => reading.mutate({ upTo: newest.id })}>
            {t('inbox.readAll')}
          </Button>
        )}
      </header>
      {reading.error !== null && <PressProblem error={reading.error} kept={false} />}
      {items.length === 0 && <EmptyState icon="mail" title={t('inbox.empty')} hint={t('inbox.emptyHint')} />}
      <ul className="inbox-list">
        {items.map((item) => (
          <li key={item.id}>
            <Message
              item={item}
              inPortal={session.kind === 'merchant'}
              read={() => item.readAt === null && reading.mutate({ ids: [item.id] })}
            />
          </li>
        ))}
      </ul>
      {list.hasNextPage && (
        <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('inbox.more')}
        </Button>
      )}
    </div>
  );
};
