import './inbox-link.css';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { InboxPage } from '../../core/contract/inbox-view.ts';
import { getJson } from '../app/api.ts';
import { useLanguage } from '../app/language.tsx';
import { Icon } from '../parts/icon.tsx';

/** 消息, with how many are unread; on every page. */
export const InboxLink = () => {
  const { t } = useLanguage();
  const unread =
    useQuery({
      queryKey: ['inbox', 'unread'],
      queryFn: ({ signal }) => getJson<InboxPage>('/api/inbox?limit=1', { signal }),
      select: (page) => page.unread,
      refetchInterval: 60_000,
    }).data ?? 0;
  return (
    <Link to="/inbox" className="inbox-link" aria-label={t('inbox.open', { n: unread })}>
      <Icon name="mail" />
      {unread > 0 && <span className="inbox-count">{unread > 99 ? '99+' : unread}</span>}
    </Link>
  );
};
